using System.Runtime.CompilerServices;
using System.Text.Json;
using KerasTransfer.Saving;

namespace KerasTransfer.Tests.Layers;

/// <summary>The golden files of tests/golden/layers, and comparisons with them.</summary>
internal static class LayerGolden
{
    public static JsonElement Load(string name) => JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Path.GetDirectoryName(Here())!, "..", "..", "golden", "layers", name + ".json"))).RootElement;

    private static string Here([CallerFilePath] string here = "") => here;

    public static NDArray Array(this JsonElement e)
    {
        Shape shape = new([.. e.GetProperty("shape").EnumerateArray().Select(d => d.GetInt32())]);
        double[] values = [.. e.GetProperty("data").EnumerateArray().Select(v => v.GetDouble())];
        return NDArray.FromArray(values, shape).astype(e.GetProperty("dtype").GetString()!);
    }

    public static NDArray[] Arrays(this JsonElement e) => [.. e.EnumerateArray().Select(Array)];
    public static string[] Texts(this JsonElement e) => [.. e.EnumerateArray().Select(v => v.GetString()!)];
    public static object? Config(this JsonElement e) => ConfigJson.Parse(e.GetRawText());

    /// <summary>Within <paramref name="tolerance"/>, relative above 1.</summary>
    public static void Close(NDArray expected, NDArray actual, string what, double tolerance = 1e-5)
    {
        Assert.AreEqual(expected.shape, actual.shape, $"{what}: shape");
        double[] e = expected.astype("float64").AsSpan<double>().ToArray(), a = actual.astype("float64").AsSpan<double>().ToArray();
        for (int i = 0; i < e.Length; i++)
            if (!(Math.Abs(e[i] - a[i]) <= tolerance * Math.Max(1, Math.Abs(e[i]))) && !e[i].Equals(a[i])) Assert.Fail($"{what}[{i}]: expected {e[i]:R}, got {a[i]:R}");
    }

    /// <summary>The same bits.</summary>
    public static void Same(NDArray expected, NDArray actual, string what)
    {
        Assert.AreEqual(expected.shape, actual.shape, $"{what}: shape");
        Assert.AreEqual(expected.dtype, actual.dtype, $"{what}: dtype");
        Close(expected, actual, what, 0);
    }

    /// <summary>
    /// The same configuration: what Keras writes as null may be missing, and single-precision numbers are what was meant. Of the rest, only settings without a meaning here may be missing.
    /// </summary>
    public static void SameConfig(object? expected, object? actual, string where)
    {
        switch (expected)
        {
            case Dictionary<string, object?> dictionary:
                var given = actual as Dictionary<string, object?> ?? throw new AssertFailedException($"{where}: expected a dictionary, got {ConfigJson.Describe(actual)}");
                foreach (var (key, value) in dictionary)
                    if (given.TryGetValue(key, out object? found)) SameConfig(value, found, $"{where}.{key}");
                    else if (value is not null && key is not ("renorm_momentum" or "rms_scaling")) Assert.Fail($"{where}: {key} is missing");
                foreach (string key in given.Keys.Except(dictionary.Keys)) Assert.Fail($"{where}: {key} is not in Keras's configuration");
                break;
            case List<object?> list:
                var items = actual as List<object?> ?? throw new AssertFailedException($"{where}: expected a list, got {ConfigJson.Describe(actual)}");
                Assert.HasCount(list.Count, items, where);
                for (int i = 0; i < list.Count; i++) SameConfig(list[i], items[i], $"{where}[{i}]");
                break;
            case long or double when actual is long or double:
                Assert.AreEqual(Convert.ToDouble(expected), Convert.ToDouble(actual), 1e-7 * Math.Abs(Convert.ToDouble(expected)), where);
                break;
            default: Assert.AreEqual(expected, actual, where); break;
        }
    }
}
