using System.Buffers.Binary;

namespace KerasTransfer.Hdf5.Tests;

[TestClass]
public class ReaderTests
{
    private static Hdf5File Open(string name) => Hdf5File.Open(Golden.File(name));

    [TestMethod]
    public void Soft_links_inside_the_file_are_followed()
    {
        foreach (string name in (string[])["links.h5", "links_latest.h5"])
        {
            using Hdf5File file = Open(name);
            CollectionAssert.AreEqual(new[] { 1, 2 }, file.Dataset("soft").Read<int>());
            Assert.IsTrue(file.Contains("a/data"));
        }
        using Hdf5File links = Open("links.h5");
        CollectionAssert.AreEqual(new[] { 1, 2 }, links.Dataset("to_group/relative").Read<int>());
        CollectionAssert.AreEqual(new[] { 1, 2 }, links.Dataset("a/self/self/self/data").Read<int>());
        Assert.IsFalse(links.Contains("dangling"));
        Assert.IsFalse(links.TryGet("soft/deeper", out _));
        Assert.IsTrue(links.TryGetGroup("a/self", out Hdf5Group? self));
        CollectionAssert.AreEqual(new[] { 1, 2 }, self.Dataset("/hard").Read<int>());
    }

    [TestMethod]
    [DataRow("links.h5", "circle1", "circle")]
    [DataRow("links.h5", "circle3", "circle")]
    [DataRow("links_latest.h5", "circle", "circle")]
    [DataRow("links.h5", "external", "another file")]
    [DataRow("links_latest.h5", "external/numbers", "another file")]
    [DataRow("links.h5", "type", "named datatype")]
    public void Links_that_lead_nowhere_good_are_refused(string name, string path, string reason)
    {
        using Hdf5File file = Open(name);
        Hdf5Exception e = Assert.Throws<Hdf5Exception>(() => file[path]);
        StringAssert.Contains(e.Message, reason);
        StringAssert.Contains(e.Message, name);
        Assert.AreEqual('/' + path.Split('/')[0], e.ObjectPath?.Replace("circle2", "circle1").Replace("/circle3/x", "/circle3"));
    }

    [TestMethod]
    [DataRow("external", "external files")]
    [DataRow("virtual", "virtual")]
    [DataRow("sequences", "cannot be read as Single")]
    [DataRow("reference", "cannot be read as Single")]
    [DataRow("arrays", "cannot be read as Single")]
    [DataRow("scaleoffset", "scaleoffset (6)")]
    [DataRow("long_double", "cannot be read as Single")]
    [DataRow("text", "cannot be read as Single")]
    public void Unsupported_data_are_refused(string path, string reason)
    {
        using Hdf5File file = Open("refused.h5");
        Hdf5Dataset dataset = file.Dataset(path);
        Hdf5Exception e = Assert.Throws<Hdf5Exception>(() => dataset.Read<float>());
        StringAssert.Contains(e.Message, reason);
        StringAssert.Contains(e.Message, $"'/{path}'");
        Assert.AreEqual($"/{path}", e.ObjectPath);
    }

    [TestMethod]
    public void Text_that_is_not_utf8_is_refused()
    {
        using Hdf5File file = Open("refused.h5");
        StringAssert.Contains(Assert.Throws<Hdf5Exception>(() => file.Dataset("text").ReadStrings()).Message, "not valid UTF-8");
        CollectionAssert.AreEqual(new byte[] { 0xFF, 0xFE }, file.Dataset("text").ReadBytes());
    }

    [TestMethod]
    public void Unusual_floating_point_layouts()
    {
        using Hdf5File file = Open("floats.h5");
        Assert.AreEqual("bfloat16", file.Dataset("bfloat16").Type.ToString());
        CollectionAssert.AreEqual(new[] { 1f, -2f, float.PositiveInfinity, 9.183549615799121e-41f }, file.Dataset("bfloat16").Read<float>());
        // 1 sign, 4 exponent (bias 7), 3 mantissa bits: 0x38 = 1, 0xC0 = -2, 0x01 = 2^-9.
        CollectionAssert.AreEqual(new[] { 1.0, -2, Math.ScaleB(1, -9), 0 }, file.Dataset("float8").Read<double>());
        CollectionAssert.AreEqual(new[] { 1.0, -1.5, 0, Math.ScaleB(1, -78) }, file.Dataset("float24").Read<double>());
    }

    [TestMethod]
    public void Numbers_convert_where_they_fit()
    {
        using Hdf5File file = Open("types_default.h5");
        CollectionAssert.AreEqual(new[] { 0f, -3, 2, 100, 127 }, file.Dataset("numbers/i8_be").Read<float>());
        CollectionAssert.AreEqual(new sbyte[] { 0, -3, 2, 100, 127 }, file.Dataset("numbers/i4_le").Read<sbyte>());
        CollectionAssert.AreEqual(new[] { 0f, -1.5f, float.PositiveInfinity, 1e-3f, -0f }, file.Dataset("numbers/f8_be").Read<float>());
        CollectionAssert.AreEqual(new[] { true, false, true }, file.Dataset("numbers/bool").Read<bool>());
        CollectionAssert.AreEqual(new[] { 1f, 0, 1 }, file.Dataset("numbers/bool").Read<float>());
        CollectionAssert.AreEqual(new[] { 2, 0 }, file.Dataset("numbers/color").Read<int>());
        Assert.AreEqual(-5, file.Attributes["number"].ReadScalar<int>());
        StringAssert.Contains(Assert.Throws<Hdf5Exception>(() => file.Dataset("numbers/i4_le").Read<byte>()).Message, "does not fit into Byte");
        StringAssert.Contains(Assert.Throws<Hdf5Exception>(() => file.Dataset("numbers/f4_le").Read<int>()).Message, "does not fit into Int32");
        StringAssert.Contains(Assert.Throws<Hdf5Exception>(() => file.Attributes["title"].Read<int>()).Message, "attribute 'title'");
        Assert.Throws<NotSupportedException>(() => file.Attributes["number"].Read<decimal>());
        Assert.Throws<ArgumentException>(() => file.Dataset("numbers/i4_le").ReadInto(new int[4].AsSpan()));
    }

    [TestMethod]
    public void Doubles_too_large_for_the_target_are_refused()
    {
        Hdf5Builder builder = new();
        builder.CreateDataset("x", [2], [1e300, 1]);
        builder.CreateDataset("half", [1], [1.5]);
        builder.CreateDataset("nan", [1], [double.NaN]);
        using Hdf5File file = Hdf5File.Open(builder.ToArray());
        Assert.Throws<Hdf5Exception>(() => file.Dataset("x").Read<float>());
        Assert.Throws<Hdf5Exception>(() => file.Dataset("half").Read<int>());
        Assert.Throws<Hdf5Exception>(() => file.Dataset("nan").Read<int>());
        Assert.IsTrue(float.IsNaN(file.Dataset("nan").Read<float>()[0]));
    }

    [TestMethod]
    public void Compound_fields()
    {
        using Hdf5File file = Open("types_default.h5");
        Hdf5Dataset pair = file.Dataset("numbers/pair");
        CollectionAssert.AreEqual(new[] { "index", "value" }, pair.Type.Fields.Select(f => f.Name).ToArray());
        CollectionAssert.AreEqual(new[] { 1, 3 }, pair.ReadField<int>("index"));
        CollectionAssert.AreEqual(new[] { 2.5, 4.5 }, pair.ReadField<double>("value"));
        StringAssert.Contains(Assert.Throws<Hdf5Exception>(() => pair.ReadField<int>("other")).Message, "'other'");
        CollectionAssert.AreEqual(new[] { -4f }, file.Dataset("numbers/complex").ReadField<float>("i")[1..]);
    }

    [TestMethod]
    public void Missing_things_are_named()
    {
        using Hdf5File file = Open("types_default.h5");
        StringAssert.Contains(Assert.Throws<KeyNotFoundException>(() => file["strings/nothing"]).Message, "'/strings/nothing'");
        StringAssert.Contains(Assert.Throws<KeyNotFoundException>(() => file.Group("strings")["nothing"]).Message, "ascii, chunked, fixed");
        StringAssert.Contains(Assert.Throws<KeyNotFoundException>(() => file.Attributes["missing"]).Message, "'missing'");
        Assert.Throws<Hdf5Exception>(() => file.Group("strings/fixed"));
        Assert.Throws<Hdf5Exception>(() => file.Dataset("strings"));
        StringAssert.Contains(Assert.Throws<Hdf5Exception>(() => file.Attributes["matrix"].ReadString()).Message, "shape (2, 3)");
    }

    [TestMethod]
    public void Names_paths_and_shapes()
    {
        using Hdf5File file = Open("types_latest.h5");
        Hdf5Dataset bottom = file.Dataset(string.Join('/', Enumerable.Range(0, 20).Select(i => $"level{i}")) + "/bottom");
        Assert.AreEqual("bottom", bottom.Name);
        Assert.AreEqual("/", file.Name);
        Assert.AreEqual("strings", file.Group("strings").Name);
        Assert.AreEqual("/with/slashes/inside/w:0", file.Group("with").Group("slashes/inside").Dataset("w:0").Path);
        Assert.IsTrue(file.Dataset("numbers/null").IsNull);
        Assert.AreEqual(0, file.Dataset("numbers/null").Count);
        CollectionAssert.AreEqual(new[] { 7f, 7, 7, 7, 7, 7 }, file.Dataset("numbers/unwritten").Read<float>());
        using Hdf5File chunks = Open("chunks_latest.h5");
        CollectionAssert.AreEqual(new long[] { -1, 3 }, chunks.Dataset("unlimited").MaxShape);
        CollectionAssert.AreEqual(new long[] { 1, 2 }, chunks.Dataset("unlimited").ChunkShape);
        CollectionAssert.AreEqual(new[] { "shuffle", "deflate", "fletcher32" }, chunks.Dataset("all").Filters.ToArray());
        Assert.IsNull(chunks.Dataset("compact").ChunkShape);
    }

    [TestMethod]
    public void What_is_no_hdf5_is_refused()
    {
        StringAssert.Contains(Assert.Throws<Hdf5Exception>(() => Hdf5File.Open([1, 2, 3])).Message, "signature");
        Assert.Throws<Hdf5Exception>(() => Hdf5File.Open(Array.Empty<byte>()));
        Assert.Throws<FileNotFoundException>(() => Hdf5File.Open(Golden.File("nothing.h5")));
        Assert.IsFalse(Hdf5File.IsHdf5(Golden.File("nothing.h5")));
        Assert.IsFalse(Hdf5File.IsHdf5(Golden.File("write.py")));
        Assert.IsTrue(Hdf5File.IsHdf5(Golden.File("links.h5")));
        Assert.IsTrue(Hdf5File.IsHdf5(Golden.File("user_block.h5")));
        byte[] whole = File.ReadAllBytes(Golden.File("links.h5"));
        StringAssert.Contains(Assert.Throws<Hdf5Exception>(() => Hdf5File.Open(whole[..^1])).Message, "truncated");
    }

    [TestMethod]
    [DataRow("fletcher32", "fletcher32")]
    [DataRow("gzip", "chunk")]
    [DataRow("all", "fletcher32")]
    public void Damaged_chunks_are_noticed(string path, string reason)
    {
        Hdf5Builder builder = new();
        builder.CreateDataset(path, [100], Samples.Ramp(100), path switch
        {
            "gzip" => new Hdf5Chunking([100]),
            "fletcher32" => new Hdf5Chunking([100], null, Fletcher32: true),
            _ => new Hdf5Chunking([100], 4, true, true),
        });
        byte[] whole = builder.ToArray();
        // The chunk lies between the root group's B-tree (544 bytes) with its header (40), and the B-tree of the chunks.
        int tree = whole.AsSpan().IndexOf("TREE"u8), start = tree + 544 + 40, end = start + whole.AsSpan(start).IndexOf("TREE"u8);
        Assert.IsGreaterThan(start + 50, end);
        for (int at = start; at < end; at++)
        {
            byte[] bytes = [.. whole];
            bytes[at] ^= 0x54;
            using Hdf5File file = Hdf5File.Open(bytes);
            try
            {
                // Only the last bits of the deflated data, before their checksum of 4 bytes, and up to 7 bytes before the tree do not matter.
                CollectionAssert.AreEqual(Samples.Ramp(100), file.Dataset(path).Read<float>());
                Assert.IsGreaterThanOrEqualTo(end - 12, at);
            }
            catch (Hdf5Exception e)
            {
                StringAssert.Contains(e.Message, reason);
                Assert.AreEqual($"/{path}", e.ObjectPath);
            }
        }
    }

    [TestMethod]
    public void A_small_file_cannot_ask_for_much_memory()
    {
        Hdf5Builder builder = new();
        builder.CreateDataset("chunked", [0, 1000], Array.Empty<float>(), new Hdf5Chunking([1, 1000]));
        builder.CreateDataset("contiguous", [7, 1000], Samples.Ramp(7000));
        byte[] bytes = builder.ToArray();
        // Both dataspaces: rank 2, then the dimensions.
        for (int at = 96; at < bytes.Length - 40; at++)
            if (bytes.AsSpan(at, 8).SequenceEqual((byte[])[1, 2, 1, 0, 0, 0, 0, 0]))
            {
                BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(at + 8), 1_000_000);
                BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(at + 24), 1_000_000);
            }
        using Hdf5File file = Hdf5File.Open(bytes);
        CollectionAssert.AreEqual(new long[] { 1_000_000, 1000 }, file.Dataset("chunked").Shape);
        StringAssert.Contains(Assert.Throws<Hdf5Exception>(() => file.Dataset("chunked").Read<float>()).Message, "out of proportion");
        Assert.Throws<Hdf5Exception>(() => file.Dataset("contiguous").Read<float>());
    }

    [TestMethod]
    public void Circles_of_structures_are_refused()
    {
        // A block of an object header that goes on in itself.
        byte[] bytes = File.ReadAllBytes(Golden.File("continued.h5"));
        long root = BitConverter.ToInt64(bytes, 64);
        int message = (int)root + 16;
        while (BitConverter.ToUInt16(bytes, message) != 0x10) message += 8 + BitConverter.ToUInt16(bytes, message + 2);
        long block = BitConverter.ToInt64(bytes, message + 8);
        byte[] again = [0x10, 0, 16, 0, 0, 0, 0, 0, .. bytes.AsSpan(message + 8, 16)];
        again.CopyTo(bytes, (int)block);
        StringAssert.Contains(Assert.Throws<Hdf5Exception>(() => Hdf5File.Open(bytes)).Message, "form a circle");

        // A symbol table node that is its tree's child twice.
        Hdf5Builder builder = new();
        for (int i = 0; i < 20; i++) builder.CreateGroup($"g{i}");
        bytes = builder.ToArray();
        int tree = bytes.AsSpan().IndexOf("TREE"u8);
        bytes.AsSpan(tree + 32, 8).CopyTo(bytes.AsSpan(tree + 48));
        using Hdf5File file = Hdf5File.Open(bytes);
        StringAssert.Contains(Assert.Throws<Hdf5Exception>(() => file.Keys).Message, "form a circle");
    }

    [TestMethod]
    public void One_long_string_cannot_be_used_many_times()
    {
        Hdf5Builder builder = new();
        builder.CreateDataset("names", [1000], Enumerable.Range(0, 1000).Select(i => i == 0 ? new string('x', 50_000) : "y"), Hdf5Type.Ascii);
        byte[] bytes = builder.ToArray();
        // Every reference gets the long string's place, with a length of its own.
        int first = bytes.AsSpan().IndexOf(BitConverter.GetBytes(50_000L)[..4].AsSpan()), at = first;
        while (BitConverter.ToInt64(bytes, at + 4) is <= 0 or > 1 << 20) at = first = first + 1 + bytes.AsSpan(first + 1).IndexOf(BitConverter.GetBytes(50_000L)[..4].AsSpan());
        for (int i = 1; i < 1000; i++)
        {
            bytes.AsSpan(first, 16).CopyTo(bytes.AsSpan(first + 16 * i));
            BitConverter.TryWriteBytes(bytes.AsSpan(first + 16 * i), 50_000 - i);
        }
        using Hdf5File file = Hdf5File.Open(bytes);
        StringAssert.Contains(Assert.Throws<Hdf5Exception>(() => file.Dataset("names").ReadStrings()).Message, "together exceed the file's");
    }

    [TestMethod]
    public void Reading_from_several_threads()
    {
        using Hdf5File file = Open("types_default.h5");
        string[] first = file.Dataset("strings/vlen").ReadStrings();
        Parallel.For(0, 200, _ => CollectionAssert.AreEqual(first, file.Dataset("strings/vlen").ReadStrings()));
    }
}
