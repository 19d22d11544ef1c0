using System.Runtime.CompilerServices;
using System.Text.Json;

namespace KerasTransfer.Tests.Preprocessing;

/// <summary>What golden/preprocessing.py wrote, and comparison with it.</summary>
internal static class PreprocessingGolden
{
    public static string PathOf(string name, [CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "golden", "preprocessing", name));

    private static readonly NpzFile values = np.load_npz(PathOf("values.npz"));
    public static readonly JsonElement Cases = JsonDocument.Parse(File.ReadAllBytes(PathOf("cases.json"))).RootElement;

    public static NDArray Values(string key) => values[key];

    /// <summary>The same up to a step of the type, or to the tolerance where given.</summary>
    public static void Close(NDArray expected, NDArray actual, string what, double tolerance = 2e-7)
    {
        Assert.AreEqual(expected.shape, actual.shape, $"{what}: shape");
        Assert.AreEqual(expected.dtype, actual.dtype, $"{what}: type");
        double[] e = expected.ToArray<double>(), a = actual.ToArray<double>();
        for (int i = 0; i < e.Length; i++)
            if (!(Math.Abs(e[i] - a[i]) <= tolerance * Math.Max(1, Math.Abs(e[i])))) Assert.Fail($"{what}[{i}]: expected {e[i]:R}, got {a[i]:R}");
    }
}
