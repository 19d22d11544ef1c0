namespace KerasTransfer.Hdf5.Tests;

/// <summary>A file with one of everything that can be written.</summary>
internal static class Samples
{
    public static float[] Ramp(int count) => [.. Enumerable.Range(0, count).Select(i => (float)i)];

    public static Hdf5Builder Everything()
    {
        Hdf5Builder file = new();
        file.Attributes.Set("keras_version", "3.15.1");
        file.Attributes.Set("model_config", "{\"a\": \"ü\"}", Hdf5Type.Ascii);
        file.Attributes.Set("layer_names", ["dense", "", "dense_1"], Hdf5Type.Ascii);
        file.Attributes.Set("fixed_names", ["a", "longer", "ü"], Hdf5Type.FixedAscii(8));
        file.Attributes.Set("fixed", "text", Hdf5Type.FixedUtf8(6));
        file.Attributes.Set("empty", "");
        file.Attributes.Set<double>("weight_names", []);
        file.Attributes.Set("no_strings", Array.Empty<string>());
        file.Attributes.Set("i", 7L);
        file.Attributes.Set("f", 0.5f);
        file.Attributes.Set("h", (Half)1.5);
        file.Attributes.Set("b", true);
        file.Attributes.Set("flags", [true, false]);
        file.Attributes.Set("matrix", [1, 2, 3, 4, 5, 6], [2, 3]);
        file.Attributes.Set("größe", "groß ✓");
        file.Attributes.Set("long", new string('x', 100_000));

        Hdf5GroupBuilder numbers = file.CreateGroup("numbers");
        numbers.CreateDataset("f32", [2, 3], Ramp(6));
        numbers.CreateDataset("f64", [2], [0.1, double.NaN]);
        numbers.CreateDataset("f16", [2], [(Half)0.5, Half.NegativeInfinity]);
        numbers.CreateDataset("i8", [2], new sbyte[] { -1, 2 });
        numbers.CreateDataset("i16", [2], new short[] { -1, 2 });
        numbers.CreateDataset("i32", [2], [-1, 2]);
        numbers.CreateDataset("i64", [2], [-1L, 2]);
        numbers.CreateDataset("u8", [2], new byte[] { 255, 2 });
        numbers.CreateDataset("u16", [2], new ushort[] { 65535, 2 });
        numbers.CreateDataset("u32", [2], [uint.MaxValue, 2u]);
        numbers.CreateDataset("u64", [2], [ulong.MaxValue, 2ul]);
        numbers.CreateDataset("bool", [3], [true, false, true]);
        numbers.CreateDataset("scalar", 42L);
        numbers.CreateDataset("none", [0, 4], Array.Empty<float>());
        numbers.CreateDataset("bfloat16", [2], Hdf5Type.Opaque(2), new byte[] { 0x80, 0x3F, 0, 0xC0 }).Attributes.Set("dtype", "bfloat16");
        numbers.CreateDataset("late", [4], () => Ramp(4));

        Hdf5GroupBuilder strings = file.CreateGroup("strings");
        strings.CreateDataset("vlen", [2, 2], ["a", "", "ß", "dddd"]);
        strings.CreateDataset("fixed", [3], ["a", "bb", "ccc"], Hdf5Type.FixedAscii(3));
        strings.CreateDataset("scalar", [], ["alone"], Hdf5Type.Ascii);

        Hdf5GroupBuilder chunks = file.CreateGroup("chunks");
        chunks.CreateDataset("plain", [10, 7], Ramp(70), new Hdf5Chunking([4, 3], Gzip: null));
        chunks.CreateDataset("gzip", [10, 7], Ramp(70), new Hdf5Chunking([4, 3]));
        chunks.CreateDataset("all", [10, 7], Ramp(70), new Hdf5Chunking([4, 3], 9, Shuffle: true, Fletcher32: true));
        chunks.CreateDataset("sum", [10, 7], Ramp(70), new Hdf5Chunking([4, 3], null, Fletcher32: true));
        chunks.CreateDataset("auto", [300, 2000], Ramp(600_000), new Hdf5Chunking(Shuffle: true));
        chunks.CreateDataset("many", [5000], Ramp(5000), new Hdf5Chunking([1], null));
        chunks.CreateDataset("none", [0, 4], Array.Empty<float>(), new Hdf5Chunking());

        Hdf5GroupBuilder many = file.CreateGroup("many");
        for (int i = 0; i < 3000; i++) many.CreateDataset($"d{i}", [1], [i]);
        file.CreateGroup("a/b").CreateDataset("c/kernel:0", [1], [1f]);
        Hdf5GroupBuilder deep = file;
        for (int i = 0; i < 100; i++) deep = deep.CreateGroup("deep");
        deep.CreateDataset("x", 1);

        Hdf5GroupBuilder large = file.CreateGroup("large");
        large.Attributes.Set("numbers", [.. Enumerable.Range(0, 100_000)]);
        large.Attributes.Set("names", [.. Enumerable.Range(0, 9000).Select(i => $"layer_{i}")], Hdf5Type.Ascii);
        large.Attributes.Set("short", 1);
        large.CreateDataset("x", [1], [1f]).Attributes.Set("fixed", ["a", "b"], Hdf5Type.FixedAscii(40_000));
        for (int i = 0; i < 500; i++) large.RequireGroup("attributes").Attributes.Set($"a{i}", i);
        return file;
    }

    public static void Check(Hdf5File file)
    {
        Assert.AreEqual("3.15.1", file.Attributes["keras_version"].ReadString());
        Assert.AreEqual("{\"a\": \"ü\"}", file.Attributes["model_config"].ReadString());
        Assert.IsFalse(file.Attributes["model_config"].Type.IsUtf8);
        CollectionAssert.AreEqual(new[] { "dense", "", "dense_1" }, file.Attributes["layer_names"].ReadStrings());
        CollectionAssert.AreEqual(new[] { "a", "longer", "ü" }, file.Attributes["fixed_names"].ReadStrings());
        Assert.AreEqual("text", file.Attributes["fixed"].ReadString());
        Assert.AreEqual("", file.Attributes["empty"].ReadString());
        CollectionAssert.AreEqual(new long[] { 0 }, file.Attributes["weight_names"].Shape);
        Assert.AreEqual("float64", file.Attributes["weight_names"].Type.ToString());
        Assert.IsEmpty(file.Attributes["no_strings"].ReadStrings());
        Assert.AreEqual(7L, file.Attributes["i"].ReadScalar<long>());
        Assert.AreEqual(0.5f, file.Attributes["f"].ReadScalar<float>());
        Assert.AreEqual((Half)1.5, file.Attributes["h"].ReadScalar<Half>());
        Assert.IsTrue(file.Attributes["b"].ReadScalar<bool>());
        CollectionAssert.AreEqual(new[] { true, false }, file.Attributes["flags"].Read<bool>());
        CollectionAssert.AreEqual(new long[] { 2, 3 }, file.Attributes["matrix"].Shape);
        CollectionAssert.AreEqual(new[] { 1, 2, 3, 4, 5, 6 }, file.Attributes["matrix"].Read<int>());
        Assert.AreEqual("groß ✓", file.Attributes["größe"].ReadString());
        Assert.AreEqual(100_000, file.Attributes["long"].ReadString().Length);

        Hdf5Group numbers = file.Group("numbers");
        CollectionAssert.AreEqual(Ramp(6), numbers.Dataset("f32").Read<float>());
        CollectionAssert.AreEqual(new[] { 0.1, double.NaN }, numbers.Dataset("f64").Read<double>());
        CollectionAssert.AreEqual(new[] { (Half)0.5, Half.NegativeInfinity }, numbers.Dataset("f16").Read<Half>());
        CollectionAssert.AreEqual(new sbyte[] { -1, 2 }, numbers.Dataset("i8").Read<sbyte>());
        CollectionAssert.AreEqual(new short[] { -1, 2 }, numbers.Dataset("i16").Read<short>());
        CollectionAssert.AreEqual(new[] { -1, 2 }, numbers.Dataset("i32").Read<int>());
        CollectionAssert.AreEqual(new[] { -1L, 2 }, numbers.Dataset("i64").Read<long>());
        CollectionAssert.AreEqual(new byte[] { 255, 2 }, numbers.Dataset("u8").Read<byte>());
        CollectionAssert.AreEqual(new ushort[] { 65535, 2 }, numbers.Dataset("u16").Read<ushort>());
        CollectionAssert.AreEqual(new[] { uint.MaxValue, 2u }, numbers.Dataset("u32").Read<uint>());
        CollectionAssert.AreEqual(new[] { ulong.MaxValue, 2ul }, numbers.Dataset("u64").Read<ulong>());
        Assert.IsTrue(numbers.Dataset("bool").Type.IsBool);
        CollectionAssert.AreEqual(new[] { true, false, true }, numbers.Dataset("bool").Read<bool>());
        Assert.AreEqual(42L, numbers.Dataset("scalar").ReadScalar<long>());
        CollectionAssert.AreEqual(new long[] { 0, 4 }, numbers.Dataset("none").Shape);
        Assert.IsEmpty(numbers.Dataset("none").Read<float>());
        CollectionAssert.AreEqual(new byte[] { 0x80, 0x3F, 0, 0xC0 }, numbers.Dataset("bfloat16").ReadBytes());
        Assert.AreEqual("bfloat16", numbers.Dataset("bfloat16").Attributes["dtype"].ReadString());
        CollectionAssert.AreEqual(Ramp(4), numbers.Dataset("late").Read<float>());

        CollectionAssert.AreEqual(new[] { "a", "", "ß", "dddd" }, file.Dataset("strings/vlen").ReadStrings());
        CollectionAssert.AreEqual(new[] { "a", "bb", "ccc" }, file.Dataset("strings/fixed").ReadStrings());
        Assert.AreEqual("alone", file.Dataset("strings/scalar").ReadString());

        foreach (string name in (string[])["plain", "gzip", "all", "sum"])
        {
            CollectionAssert.AreEqual(new long[] { 4, 3 }, file.Dataset($"chunks/{name}").ChunkShape);
            CollectionAssert.AreEqual(Ramp(70), file.Dataset($"chunks/{name}").Read<float>());
        }
        CollectionAssert.AreEqual(new[] { "shuffle", "deflate", "fletcher32" }, file.Dataset("chunks/all").Filters.ToArray());
        Assert.IsTrue(Ramp(600_000).AsSpan().SequenceEqual(file.Dataset("chunks/auto").Read<float>()));
        CollectionAssert.AreEqual(Ramp(5000), file.Dataset("chunks/many").Read<float>());
        Assert.IsEmpty(file.Dataset("chunks/none").Read<float>());

        Assert.AreEqual(3000, file.Group("many").Count);
        for (int i = 0; i < 3000; i++) Assert.AreEqual(i, file.Dataset($"many/d{i}").ReadScalar<int>());
        Assert.AreEqual(1f, file.Dataset("/a/b/c/kernel:0").ReadScalar<float>());
        Assert.AreEqual(1, file.Dataset(string.Join('/', Enumerable.Repeat("deep", 100)) + "/x").ReadScalar<int>());

        Assert.IsTrue(file.Group("large").Attributes["numbers"].Read<int>().SequenceEqual(Enumerable.Range(0, 100_000)));
        Assert.AreEqual("layer_8999", file.Group("large").Attributes["names"].ReadStrings()[8999]);
        Assert.AreEqual(1, file.Group("large").Attributes["short"].ReadScalar<int>());
        CollectionAssert.AreEqual(new[] { "a", "b" }, file.Dataset("large/x").Attributes["fixed"].ReadStrings());
        Assert.AreEqual(500, file.Group("large/attributes").Attributes.Count);
        Assert.AreEqual(499, file.Group("large/attributes").Attributes["a499"].ReadScalar<int>());
    }
}
