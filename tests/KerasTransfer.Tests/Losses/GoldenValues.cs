using System.Runtime.CompilerServices;
using System.Text.Json;
using KerasTransfer.Saving;

namespace KerasTransfer.Tests;

/// <summary>Arrays in golden JSON files ({"shape", "dtype", "data"}), and comparisons with them.</summary>
internal static class GoldenValues
{
    public static JsonElement Load(string path, [CallerFilePath] string here = "") =>
        JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "golden", path))).RootElement;

    public static NDArray Array(JsonElement e) =>
        NDArray.FromArray(e.GetProperty("data").EnumerateArray().Select(Number).ToArray(), ShapeOf(e)).astype(e.GetProperty("dtype").GetString()!);

    public static NDArray? ArrayOrNull(JsonElement e, string key) => e.TryGetProperty(key, out JsonElement found) && found.ValueKind == JsonValueKind.Object ? Array(found) : null;

    public static Shape ShapeOf(JsonElement e) => new([.. e.GetProperty("shape").EnumerateArray().Select(d => d.GetInt32())]);

    /// <summary>A configuration as Keras wrote it.</summary>
    public static Dictionary<string, object?> Config(JsonElement e) => (Dictionary<string, object?>)ConfigJson.Parse(e.GetRawText())!;

    /// <summary>Null where shape, type and values agree; else what differs.</summary>
    public static string? Difference(JsonElement expected, NDArray actual, double relative = 1e-5, double absolute = 1e-6, bool checksType = true)
    {
        if (ShapeOf(expected) != actual.shape) return $"shape {actual.shape}, expected {ShapeOf(expected)}";
        if (checksType && expected.GetProperty("dtype").GetString() != actual.dtype.name) return $"type {actual.dtype}, expected {expected.GetProperty("dtype")}";
        double[] want = [.. expected.GetProperty("data").EnumerateArray().Select(Number)];
        double[] have = actual.astype("float64").AsSpan<double>().ToArray();
        for (int i = 0; i < want.Length; i++)
            if (!want[i].Equals(have[i]) && !(Math.Abs(want[i] - have[i]) <= absolute + relative * Math.Abs(want[i]))) return $"[{i}] is {have[i]:R}, expected {want[i]:R}";
        return null;
    }

    private static double Number(JsonElement e) => e.ValueKind switch
    {
        JsonValueKind.True => 1, JsonValueKind.False => 0,
        JsonValueKind.String => e.GetString() switch { "nan" => double.NaN, "inf" => double.PositiveInfinity, _ => double.NegativeInfinity },
        _ => e.GetDouble(),
    };
}
