using System.Runtime.CompilerServices;
using KerasTransfer.Saving;

namespace KerasTransfer.Tests.Saving;

/// <summary>tests/golden/saving: models that Keras 3 and tf_keras saved, with what they predict and the losses of the epochs after.</summary>
internal static class SavingGolden
{
    public static string Folder([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "golden", "saving");
    public static string File(string name) => Path.Combine(Folder(), name);

    public sealed record Case(string Name, string[] Files, int Batch, NDArray[] X, NDArray[] Y, NDArray[] Predictions, Dictionary<string, double> Evaluated, Dictionary<string, double[]> History);

    private static readonly Lazy<Case[]> cases = new(() => [.. List(ConfigJson.Parse(System.IO.File.ReadAllText(File("cases.json")))).Select(ToCase)]);
    public static Case[] Cases => cases.Value;
    public static Dictionary<string, string> Configs => Dictionary(ConfigJson.Parse(System.IO.File.ReadAllText(File("configs.json")))).ToDictionary(p => p.Key, p => (string)p.Value!);

    private static Case ToCase(object? value)
    {
        Dictionary<string, object?> d = Dictionary(value);
        return new((string)d["name"]!, [.. List(d["files"]).Select(f => (string)f!)], (int)(long)d["batch"]!, Arrays(d["x"]), Arrays(d["y"]), Arrays(d["predictions"]),
            Dictionary(d["evaluated"]).ToDictionary(p => p.Key, p => Number(p.Value)), Dictionary(d["history"]).ToDictionary(p => p.Key, p => List(p.Value).Select(Number).ToArray()));
    }

    private static NDArray[] Arrays(object? value) => [.. List(value).Select(a =>
    {
        Dictionary<string, object?> d = Dictionary(a);
        Shape shape = new([.. List(d["shape"]).Select(n => (int)(long)n!)]);
        NDArray array = NDArray.FromArray(List(d["data"]).Select(Number).ToArray(), shape);
        return array.astype(d.GetValueOrDefault("dtype") is string dtype ? DType.Parse(dtype) : DType.float32);
    })];

    private static double Number(object? value) => Convert.ToDouble(value, System.Globalization.CultureInfo.InvariantCulture);
    private static List<object?> List(object? value) => (List<object?>)value!;
    private static Dictionary<string, object?> Dictionary(object? value) => (Dictionary<string, object?>)value!;

    public static double Difference(NDArray a, NDArray b)
    {
        Assert.AreEqual(a.shape, b.shape);
        double[] x = a.astype(DType.float64).AsSpan<double>().ToArray(), y = b.astype(DType.float64).AsSpan<double>().ToArray();
        return x.Zip(y, (p, q) => Math.Abs(p - q) is var d && double.IsNaN(d) ? double.PositiveInfinity : d).Append(0).Max();
    }
}

/// <summary>A folder of the test's own, which goes with it.</summary>
internal sealed class TestFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("kerastransfer-saving-").FullName;
    public string File(string name) => System.IO.Path.Combine(Path, name);
    public void Dispose() => Directory.Delete(Path, recursive: true);
}
