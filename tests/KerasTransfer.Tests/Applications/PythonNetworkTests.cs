using System.Diagnostics;
using System.Runtime.CompilerServices;
using KerasTransfer.Saving;
using KerasTransfer.Tests.Layers;

namespace KerasTransfer.Tests.Applications;

/// <summary>Networks in files that Keras writes and reads. Needs a Python with Keras 3: the environment variable KERASTRANSFER_PYTHON.</summary>
[TestClass]
public class PythonNetworkTests
{
    private static readonly string[] networks = ["MobileNetV2_narrow", "MobileNetV3Small", "EfficientNetB0", "ConvNeXtTiny", "InceptionResNetV2"];

    private static void Folder(out string folder)
    {
        Interpreter();                                                          // without one nothing is done
        folder = Directory.CreateTempSubdirectory("networks-").FullName;
    }

    private static string Interpreter()
    {
        string? python = Environment.GetEnvironmentVariable("KERASTRANSFER_PYTHON");
        if (string.IsNullOrEmpty(python)) Assert.Inconclusive("KERASTRANSFER_PYTHON names no Python with Keras 3.");
        return python!;
    }

    private static string Python(params string[] arguments)
    {
        ProcessStartInfo start = new(Interpreter(), [Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Here())!, "..", "..", "golden", "applications.py")), .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.AreEqual(0, process.ExitCode, output + errors.Result);
        return output;
    }

    private static string Here([CallerFilePath] string here = "") => here;

    // Without the shapes that layers were built for, which Keras keeps for some layers only, and without the mode that it writes where none was given.
    private static object? Bare(object? config) => config switch
    {
        Dictionary<string, object?> d => d.Where(p => p.Key is not ("build_config" or "training")).ToDictionary(p => p.Key, p => Bare(p.Value)),
        List<object?> list => list.ConvertAll(Bare),
        _ => config,
    };

    private static Model Bare(Network network, bool formula)
    {
        keras.utils.clear_session();
        Model model = network.Build(false, (network.Rows, network.Columns, 3), null, 1000, "softmax");
        if (formula) ApplicationGolden.SetWeights(model, network.Spread);
        return model;
    }

    private static void Check(Network network, Model model, string what) =>
        Assert.IsLessThan(1e-4, ApplicationGolden.Difference(ApplicationGolden.Load(network.Name).GetProperty("features"), model.predict(ApplicationGolden.Images(network.Rows, network.Columns, network.Brightness), verbose: 0), what), what);

    [TestMethod]
    public void Configurations_are_those_of_Keras()
    {
        string[] names = NetworkTests.Everything ? [.. Network.All.Select(n => n.Name).Where(n => n != "ConvNeXtXLarge")] : networks;
        Folder(out string folder);
        try
        {
            Python(["--configs", folder, .. names]);
            foreach (string name in names)
            {
                using WeightsToCome none = new();
                keras.utils.clear_session();
                Model model = Network.Named(name).Build(true, null, null, 1000, "softmax");
                LayerGolden.SameConfig(Bare(ConfigJson.Parse(File.ReadAllText(Path.Combine(folder, name + ".json")))), Bare(ConfigJson.Parse(model.to_json())), name);
            }
        }
        finally { Directory.Delete(folder, recursive: true); }
    }

    [TestMethod]
    public void Files_of_Keras_load()
    {
        Folder(out string folder);
        try
        {
            Python(["--save", folder, .. networks]);
            foreach (string name in networks)
            {
                Network network = Network.Named(name);
                Check(network, keras.models.load_model(Path.Combine(folder, name + ".h5")), name + ".h5");
                Check(network, keras.models.load_model(Path.Combine(folder, name + ".keras")), name + ".keras");
                Model model = Bare(network, formula: false);
                model.load_weights(Path.Combine(folder, name + ".weights.h5"));
                Check(network, model, name + ".weights.h5");
            }
        }
        finally { Directory.Delete(folder, recursive: true); }
    }

    [TestMethod]
    public void Keras_loads_our_files()
    {
        Folder(out string folder);
        try
        {
            foreach (string name in networks)
            {
                Model model = Bare(Network.Named(name), formula: true);
                model.save(Path.Combine(folder, name + ".h5"));
                model.save(Path.Combine(folder, name + ".keras"));
                model.save_weights(Path.Combine(folder, name + ".weights.h5"));
            }
            Assert.Contains("all as expected", Python(["--check", folder, .. networks]));
        }
        finally { Directory.Delete(folder, recursive: true); }
    }
}
