using System.Runtime.CompilerServices;

namespace KerasTransfer.Tests.Ops;

/// <summary>Inputs and expected results from tests/golden/ops, by name.</summary>
internal sealed class OpGolden
{
    private readonly Dictionary<string, (List<NDArray> Inputs, List<NDArray> Outputs)> rows = [];

    public OpGolden(string file, [CallerFilePath] string here = "")
    {
        using NpzFile npz = keras_np.load_npz(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "golden", "ops", file));
        foreach (string key in npz.files.Order(StringComparer.Ordinal))
        {
            string[] parts = key.Split('|');
            if (!rows.TryGetValue(parts[0], out var row)) rows[parts[0]] = row = ([], []);
            (parts[1].StartsWith("in", StringComparison.Ordinal) ? row.Inputs : row.Outputs).Add(npz[key]);
        }
    }

    private static NumPyApi keras_np => KerasApi.np;

    public IEnumerable<string> Names => rows.Keys;
    public (IReadOnlyList<NDArray> Inputs, IReadOnlyList<NDArray> Outputs) this[string name] => rows[name];

    /// <summary>Type and shape the same, integers equal, floats near (NaN and infinities the same).</summary>
    public static void Same(NDArray expected, NDArray actual, string name, double relative = 2e-5, double absolute = 2e-6, bool type = true)
    {
        if (type) Assert.AreEqual(expected.dtype, actual.dtype, $"{name}: type");
        Assert.AreEqual(expected.shape, actual.shape, $"{name}: shape");
        double[] e = expected.astype("float64").AsSpan<double>().ToArray(), a = actual.astype("float64").AsSpan<double>().ToArray();
        for (int i = 0; i < e.Length; i++)
        {
            bool near = e[i].Equals(a[i]) || e[i] == a[i] || (expected.dtype.IsFloating && Math.Abs(e[i] - a[i]) <= absolute + relative * Math.Abs(e[i]));
            if (!near) Assert.Fail($"{name}[{i}]: expected {e[i]:R}, got {a[i]:R}");
        }
    }
}
