using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text.Json;

namespace KerasTransfer.Hdf5.Tests;

/// <summary>Files that h5py wrote, and what it reads from them (tests/golden/hdf5/write.py).</summary>
internal static class Golden
{
    public static string Folder { get; } = Path.GetFullPath(Path.Combine(Here(), "..", "golden", "hdf5"));

    public static string File(string name) => Path.Combine(Folder, name);

    public static JsonElement Expected { get; } = JsonDocument.Parse(System.IO.File.ReadAllText(File("expected.json"))).RootElement;

    private static string Here([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;

    /// <summary>Compares a whole file with h5py's description of it.</summary>
    public static void Compare(Hdf5File file, JsonElement objects)
    {
        List<string> paths = ["/", .. file.Descendants().Select(o => o.Path)];
        CollectionAssert.AreEqual(objects.EnumerateArray().Select(o => o.GetProperty("path").GetString()).ToList(), paths);
        foreach (JsonElement expected in objects.EnumerateArray())
        {
            string path = expected.GetProperty("path").GetString()!;
            IHdf5Object found = file[path];
            JsonElement attributes = expected.GetProperty("attributes");
            CollectionAssert.AreEqual(attributes.EnumerateObject().Select(a => a.Name).ToList(), found.Attributes.Keys.ToList(), path);
            foreach (JsonProperty attribute in attributes.EnumerateObject())
                CompareData(found.Attributes[attribute.Name], attribute.Value, $"{path} attribute {attribute.Name}");
            if (found is Hdf5Group group)
                CollectionAssert.AreEqual(expected.GetProperty("keys").EnumerateArray().Select(k => k.GetString()).ToList(), group.Keys.ToList(), path);
            else
                CompareData((Hdf5Dataset)found, expected, path);
        }
    }

    private static void CompareData(Hdf5Data data, JsonElement expected, string what)
    {
        string type = expected.GetProperty("type").GetString()!;
        string found = data.Type.ToString();
        if (type == "complex64") type = "compound(r: float32, i: float32)";
        Assert.AreEqual(type, found, what);
        JsonElement shape = expected.GetProperty("shape"), values = expected.GetProperty("values");
        Assert.AreEqual(shape.ValueKind == JsonValueKind.Null, data.IsNull, what);
        if (data.IsNull) return;
        CollectionAssert.AreEqual(shape.EnumerateArray().Select(d => d.GetInt64()).ToArray(), data.Shape, what);
        if (values.ValueKind == JsonValueKind.Array)
        {
            CollectionAssert.AreEqual(values.EnumerateArray().Select(v => v.GetString()).ToArray(), data.ReadStrings(), what);
            return;
        }
        byte[] bytes = data.ReadBytes();
        if (data.Type.IsBigEndian && data.Type.Class is Hdf5Class.Integer or Hdf5Class.Float)
            for (int i = 0; data.Type.IsBigEndian && i < bytes.Length; i += data.Type.Size) Array.Reverse(bytes, i, data.Type.Size);
        Assert.AreEqual(values.GetString(), bytes.Length <= 64 ? Convert.ToHexStringLower(bytes) : "sha256 " + Convert.ToHexStringLower(SHA256.HashData(bytes)), what);
        if (data.Type.Class is not (Hdf5Class.Integer or Hdf5Class.Float)) return;
        // The same through the conversions to numbers, which read into the caller's memory.
        byte[] native = data switch
        {
            { Type: { Class: Hdf5Class.Float, Size: 2 } } => Bytes(data.Read<Half>()),
            { Type: { Class: Hdf5Class.Float, Size: 4 } } => Bytes(data.Read<float>()),
            { Type: { Class: Hdf5Class.Float } } => Bytes(data.Read<double>()),
            { Type: { Size: 1, IsSigned: true } } => Bytes(data.Read<sbyte>()),
            { Type: { Size: 2, IsSigned: true } } => Bytes(data.Read<short>()),
            { Type: { Size: 4, IsSigned: true } } => Bytes(data.Read<int>()),
            { Type: { Size: 8, IsSigned: true } } => Bytes(data.Read<long>()),
            { Type.Size: 1 } => Bytes(data.Read<byte>()),
            { Type.Size: 2 } => Bytes(data.Read<ushort>()),
            { Type.Size: 4 } => Bytes(data.Read<uint>()),
            _ => Bytes(data.Read<ulong>()),
        };
        CollectionAssert.AreEqual(bytes, native, what);
    }

    private static byte[] Bytes<T>(T[] values) where T : unmanaged =>
        System.Runtime.InteropServices.MemoryMarshal.AsBytes(values.AsSpan()).ToArray();
}
