using System.Runtime.CompilerServices;
using System.Text.Json;

namespace KerasTransfer.Tests.Backend;

/// <summary>Compares with tests/golden/backend.json: type, shape and values.</summary>
internal static class BackendGolden
{
    private static readonly JsonElement golden = Load();

    private static JsonElement Load([CallerFilePath] string here = "") =>
        JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "golden", "backend.json"))).RootElement;

    public static readonly NDArray x = np.array(new[,] { { 1.5f, -2.0f, 0.25f }, { 3.0f, 0.5f, -0.125f } });
    public static readonly NDArray i = np.array(new[,] { { 3, 8, 1 }, { 2, 2, 7 } }).astype("int32");

    public static void Same(string name, NDArray actual) => Same(name, golden.GetProperty(name), actual);
    public static void Same(string name, Tensor actual) => Same(name, actual.numpy());
    public static void Same(string name, params NDArray[] actual)
    {
        for (int k = 0; k < actual.Length; k++) Same($"{name}[{k}]", golden.GetProperty(name)[k], actual[k]);
    }

    private static void Same(string name, JsonElement expected, NDArray actual)
    {
        Assert.AreEqual(expected.GetProperty("dtype").GetString(), actual.dtype.name, $"{name}: type");
        Assert.AreEqual(expected.GetProperty("shape").ToString().Replace(" ", ""), $"[{string.Join(",", actual.shape)}]", $"{name}: shape");
        double[] values = actual.astype("float64").AsSpan<double>().ToArray();
        int k = 0;
        foreach (JsonElement value in expected.GetProperty("values").EnumerateArray())
        {
            double e = value.GetDouble();
            Assert.AreEqual(e, values[k], 1e-6 * Math.Max(1, Math.Abs(e)), $"{name}[{k}]");
            k++;
        }
    }
}
