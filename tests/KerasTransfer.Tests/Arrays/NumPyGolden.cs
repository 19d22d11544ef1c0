using System.Runtime.CompilerServices;
using System.Text.Json;

namespace KerasTransfer.Tests.Arrays;

/// <summary>What golden/np.py wrote, and comparison with it.</summary>
internal static class NumPyGolden
{
    public static string Path(string name, [CallerFilePath] string here = "") =>
        System.IO.Path.GetFullPath(System.IO.Path.Combine(System.IO.Path.GetDirectoryName(here)!, "..", "..", "golden", "np", name));

    public static readonly string[] Cases = JsonSerializer.Deserialize<string[]>(File.ReadAllText(Path("cases.json")))!;
    public static readonly NpzFile Values = np.load_npz(Path("values.npz"));
    public static readonly JsonElement Printed = JsonDocument.Parse(File.ReadAllText(Path("printed.json"))).RootElement;

    /// <summary>How many representable numbers a result may lie from NumPy's: none, unless the function is a library's on either side or the order of a sum is BLAS's.</summary>
    public static int Steps(string name) => Loose.Any(name.Contains) ? 8 : 0;
    private static readonly string[] Loose =
    [
        "exp", "log", "np.sin", "np.cos", "np.tan", "np.arc", "np.hypot", "np.deg", "np.rad", "np.power(p", "p ** d", "np.dot", "np.matmul", "np.inner", "np.linalg",
    ];

    public static void Same(NDArray expected, NDArray actual, string name, int steps = 0)
    {
        Assert.AreEqual(expected.dtype, actual.dtype, $"{name}: type");
        Assert.AreEqual(expected.shape, actual.shape, $"{name}: shape");
        if (!expected.dtype.IsFloating)
        {
            long[] e = expected.ToArray<long>(), a = actual.ToArray<long>();
            for (int i = 0; i < e.Length; i++) if (e[i] != a[i]) Assert.Fail($"{name}: at {i} expected {e[i]}, got {a[i]}");
            return;
        }
        double[] want = expected.ToArray<double>(), have = actual.ToArray<double>();
        bool single = expected.dtype == DType.float32;
        double scale = steps == 0 ? 0 : want.Where(double.IsFinite).Select(Math.Abs).DefaultIfEmpty(0).Max();
        for (int i = 0; i < want.Length; i++)
        {
            if (want[i].Equals(have[i])) continue;
            // Steps count from the number itself; near zero, sums of products from the largest of the result.
            double step = single ? MathF.BitIncrement((float)Math.Abs(want[i])) - (float)Math.Abs(want[i]) : Math.BitIncrement(Math.Abs(want[i])) - Math.Abs(want[i]);
            double allowed = steps * Math.Max(step, name.Contains("dot") || name.Contains("matmul") || name.Contains("inner") ? scale * (single ? 6e-8 : 1.2e-16) : 0);
            if (!(Math.Abs(want[i] - have[i]) <= allowed)) Assert.Fail($"{name}: at {i} expected {want[i]:R}, got {have[i]:R}");
        }
    }
}
