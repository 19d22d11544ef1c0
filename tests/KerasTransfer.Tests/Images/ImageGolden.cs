using System.Text.Json;
using KerasTransfer.Images;

namespace KerasTransfer.Tests.Images;

/// <summary>tests/golden/images: small files of every kind and what Pillow and TensorFlow make of them (images.py).</summary>
internal static class ImageGolden
{
    public static string Folder { get; } = Path.Combine(Path.GetDirectoryName(Here())!, "..", "..", "golden", "images");
    private static string Here([System.Runtime.CompilerServices.CallerFilePath] string file = "") => file;

    public static JsonElement Values { get; } = JsonDocument.Parse(System.IO.File.ReadAllBytes(Path.Combine(Folder, "images.json"))).RootElement;
    public static IEnumerable<string> Names => Values.EnumerateObject().Select(p => p.Name).Where(n => n.Contains('.'));
    public static byte[] Bytes(string name) => System.IO.File.ReadAllBytes(File(name));
    public static string File(string name) => Path.Combine(Folder, name);

    /// <summary>Pixels as expected, up to <paramref name="tolerance"/> levels.</summary>
    public static void AreEqual(JsonElement expected, byte[] actual, string what, int tolerance = 0)
    {
        byte[] e = expected.GetProperty("pixels").GetBytesFromBase64();
        Assert.HasCount(e.Length, actual, what);
        for (int i = 0; i < e.Length; i++)
            if (Math.Abs(e[i] - actual[i]) > tolerance) Assert.Fail($"{what}: byte {i} is {actual[i]}, expected {e[i]}");
    }
}
