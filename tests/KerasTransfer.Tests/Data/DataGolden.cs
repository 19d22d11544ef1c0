using System.Runtime.CompilerServices;
using System.Text.Json;

namespace KerasTransfer.Tests.Data;

/// <summary>The files of tests/golden/datasets, and a KERAS_HOME of the test's own.</summary>
internal static class DataGolden
{
    public static readonly JsonElement Values = JsonDocument.Parse(File.ReadAllBytes(PathOf("values.json"))).RootElement;

    public static string PathOf(string name, [CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "golden", "datasets", name);

    public static void Same(JsonElement expected, NDArray actual)
    {
        CollectionAssert.AreEqual(Flat(expected).ToArray(), actual.astype("float64").AsSpan<double>().ToArray());
    }

    public static void Close(JsonElement expected, NDArray actual, double tolerance)
    {
        double[] e = [.. Flat(expected)], a = actual.astype("float64").AsSpan<double>().ToArray();
        Assert.HasCount(e.Length, a);
        for (int i = 0; i < e.Length; i++) Assert.AreEqual(e[i], a[i], tolerance);
    }

    public static void Same(JsonElement expected, int[][] actual)
    {
        int[][] lists = [.. expected.EnumerateArray().Select(l => l.EnumerateArray().Select(v => v.GetInt32()).ToArray())];
        Assert.HasCount(lists.Length, actual);
        for (int i = 0; i < lists.Length; i++) CollectionAssert.AreEqual(lists[i], actual[i]);
    }

    private static IEnumerable<double> Flat(JsonElement e) => e.ValueKind == JsonValueKind.Array ? e.EnumerateArray().SelectMany(Flat) : [e.GetDouble()];
}

/// <summary>Sets KERAS_HOME while it lives; a folder of its own unless one is given.</summary>
internal sealed class TemporaryHome : IDisposable
{
    private readonly string? before = Environment.GetEnvironmentVariable("KERAS_HOME");
    private readonly bool own;

    public TemporaryHome(string? folder = null)
    {
        own = folder is null;
        Folder = folder ?? Directory.CreateTempSubdirectory("keras-home-").FullName;
        Environment.SetEnvironmentVariable("KERAS_HOME", Folder);
    }

    public string Folder { get; }

    public void Dispose()
    {
        Environment.SetEnvironmentVariable("KERAS_HOME", before);
        if (own) Directory.Delete(Folder, recursive: true);
    }
}
