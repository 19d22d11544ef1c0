using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;

namespace KerasTransfer.Tests.RandomNumbers;

/// <summary>The golden files of tests/golden/random, and comparisons with them.</summary>
internal static class RandomGolden
{
    public static JsonElement Load(string name, [CallerFilePath] string here = "") =>
        JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "golden", "random", name + ".json"))).RootElement;

    public static double[] Doubles(this JsonElement e) => [.. e.EnumerateArray().Select(v => v.ValueKind switch { JsonValueKind.True => 1.0, JsonValueKind.False => 0.0, _ => v.GetDouble() })];
    public static float[] Floats(this JsonElement e) => [.. e.EnumerateArray().Select(v => (float)v.GetDouble())];
    public static int[] Ints(this JsonElement e) => [.. e.EnumerateArray().Select(v => v.GetInt32())];
    public static long[] Longs(this JsonElement e) => [.. e.EnumerateArray().Select(v => v.GetInt64())];
    public static double[] Values(this NDArray x) => x.astype("float64").AsSpan<double>().ToArray();

    public static void SameDoubles(JsonElement expected, IEnumerable<double> actual, string what) => Same(expected.Doubles(), [.. actual], what);

    public static void Same<T>(T[] expected, T[] actual, string what) where T : notnull
    {
        Assert.AreEqual(expected.Length, actual.Length, $"{what}: length");
        for (int i = 0; i < expected.Length; i++)
            if (!expected[i].Equals(actual[i])) Assert.Fail($"{what}[{i}]: expected {expected[i]}, got {actual[i]}");
    }

    /// <summary>Compares with the front, the end and the SHA-256 of the bytes.</summary>
    public static void SameDigest<T>(JsonElement digest, ReadOnlySpan<T> actual, string what) where T : unmanaged
    {
        Assert.AreEqual(digest.GetProperty("n").GetInt32(), actual.Length, $"{what}: length");
        double[] first = digest.GetProperty("first").Doubles(), last = digest.GetProperty("last").Doubles();
        for (int i = 0; i < first.Length; i++) Assert.AreEqual(first[i], Convert.ToDouble(actual[i]), $"{what}[{i}]");
        for (int i = 0; i < last.Length; i++) Assert.AreEqual(last[i], Convert.ToDouble(actual[actual.Length - last.Length + i]), $"{what}[^{last.Length - i}]");
        Assert.AreEqual(digest.GetProperty("sha256").GetString(), Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes(actual))), $"{what}: SHA-256 of all values");
    }
}
