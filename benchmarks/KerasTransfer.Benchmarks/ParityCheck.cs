using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using static KerasTransfer.KerasApi;

namespace KerasTransfer.Benchmarks;

/// <summary>
/// Three epochs of the MNIST script's first model from the same weights, samples in order, here, in Python Keras, and in Python Keras with oneDNN's kernels off: how far
/// losses and weights lie apart, and how far they lie apart in Keras itself when only the order of its sums changes.
/// </summary>
internal static class ParityCheck
{
    private const string Script = """
        import os, sys
        os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
        folder, name = sys.argv[1:]
        import json, numpy as np, keras
        x, y = np.load(folder + "/x.npy") / 255, np.load(folder + "/y.npy")
        L = keras.layers
        keras.utils.set_random_seed(42)
        m = keras.Sequential([L.Input((28, 28)), L.Flatten(), L.Dense(300, kernel_initializer="he_normal"), L.LeakyReLU(), L.Dense(100, kernel_initializer="he_normal"), L.LeakyReLU(), L.Dense(10, activation="softmax")])
        m.compile(loss="sparse_categorical_crossentropy", optimizer=keras.optimizers.SGD(0.02))
        m.save(folder + "/start.h5")
        h = m.fit(x[5000:], y[5000:], epochs=3, validation_data=(x[:5000], y[:5000]), shuffle=False, verbose=0)
        m.save(f"{folder}/{name}.h5")
        json.dump({k: list(map(float, v)) for k, v in h.history.items()}, open(f"{folder}/{name}.json", "w"))
        """;

    public static void Run(string? python)
    {
        if (string.IsNullOrEmpty(python))
        {
            Console.WriteLine("Keras: skipped, no Python named (second argument, or KERAS_PYTHON).");
            return;
        }
        string folder = Directory.CreateTempSubdirectory("parity").FullName;
        var ((x, y), _) = keras.datasets.mnist.load_data();
        np.save(Path.Combine(folder, "x.npy"), x);
        np.save(Path.Combine(folder, "y.npy"), y);
        Python(python, folder, "keras", oneDnn: true);
        Python(python, folder, "other", oneDnn: false);

        Model ours = keras.models.load_model(Path.Combine(folder, "start.h5"));
        x = x / 255;
        History history = ours.fit(x[5000..], y[5000..], epochs: 3, validation_data: (x[..5000], y[..5000]), shuffle: false, verbose: 0);
        Model theirs = keras.models.load_model(Path.Combine(folder, "keras.h5"), compile: false), other = keras.models.load_model(Path.Combine(folder, "other.h5"), compile: false);
        JsonElement expected = Json(folder, "keras"), again = Json(folder, "other");

        Console.WriteLine("three epochs of MNIST, against Keras  |  ours  | Keras without oneDNN");
        foreach (string name in (string[])["loss", "val_loss"])
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"largest relative difference of {name,-8}| {Relative(expected.GetProperty(name), history.history[name]),6:E0} | {Relative(expected.GetProperty(name), [.. again.GetProperty(name).EnumerateArray().Select(v => v.GetDouble())]),6:E0}"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"largest difference of a weight         | {Largest(ours, theirs),6:E0} | {Largest(other, theirs),6:E0}"));
        Directory.Delete(folder, recursive: true);
    }

    private static JsonElement Json(string folder, string name) => JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, name + ".json"))).RootElement;

    private static double Relative(JsonElement expected, IReadOnlyList<double> values) =>
        expected.EnumerateArray().Select((e, i) => Math.Abs(values[i] - e.GetDouble()) / e.GetDouble()).Max();

    private static double Largest(Model a, Model b) => a.get_weights().Zip(b.get_weights(), (p, q) => (double)np.max(np.abs(p - q))).Max();

    private static void Python(string python, string folder, string name, bool oneDnn)
    {
        ProcessStartInfo start = new(python) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        foreach (string argument in (string[])["-c", Script, folder, name]) start.ArgumentList.Add(argument);
        start.Environment["TF_ENABLE_ONEDNN_OPTS"] = oneDnn ? "1" : "0";
        using Process process = Process.Start(start)!;
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0) throw new InvalidOperationException($"{python} ended with {process.ExitCode}: has it Keras 3 on TensorFlow?");
    }
}
