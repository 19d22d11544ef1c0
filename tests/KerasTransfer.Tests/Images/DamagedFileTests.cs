using System.Diagnostics;
using KerasTransfer.Images;

namespace KerasTransfer.Tests.Images;

/// <summary>Damaged files give an <see cref="ImageFormatException"/> or pixels, nothing else, soon, and in memory in proportion to their size.
/// KERASTRANSFER_FUZZ is the number of damaged copies of each file that the long run tries.</summary>
[TestClass]
public class DamagedFileTests
{
    public static IEnumerable<object[]> Files => ImageGolden.Names.Select(n => new object[] { n });

    [TestMethod, DynamicData(nameof(Files))]
    public void Files_cut_off_are_refused_or_read(string name)
    {
        byte[] whole = ImageGolden.Bytes(name);
        for (int length = 0; length < whole.Length; length += Math.Max(1, whole.Length / 40)) Try(whole[..length], $"{name}, {length} bytes");
    }

    [TestMethod]
    [DataRow("444.jpg")]
    [DataRow("progressive_420.jpg")]
    [DataRow("rgb8.png")]
    [DataRow("rgb8_interlaced.png")]
    [DataRow("rgb.bmp")]
    [DataRow("runs8.bmp")]
    [DataRow("palette.gif")]
    public void Files_cut_off_within_the_picture_are_refused(string name)
    {
        byte[] whole = ImageGolden.Bytes(name);
        for (int length = 0; length < whole.Length - 80; length += 7)
            Assert.Throws<ImageFormatException>(() => ImageFile.Decode(whole[..length], name, ImageDecoding.Pillow), $"{name}, {length} bytes");
    }

    [TestMethod, DynamicData(nameof(Files))]
    public void Damaged_files_are_refused_or_read(string name) => Fuzz(name, 1, 25);

    [TestMethod]
    public void A_preset_dictionary_is_refused() => Fuzz("grey4_trns.png", 1048, 1);

    [TestMethod, TestCategory("Fuzz")]
    public void Damaged_files_are_refused_or_read_long()
    {
        if (!int.TryParse(Environment.GetEnvironmentVariable("KERASTRANSFER_FUZZ"), out int count)) Assert.Inconclusive("KERASTRANSFER_FUZZ is not set.");
        else
            foreach (string name in ImageGolden.Names) Fuzz(name, 1000, count);
    }

    [TestMethod]
    [DataRow("444.jpg", "FFC0", 5, "FFFFFFFF")]
    [DataRow("progressive_444.jpg", "FFC2", 5, "FFFFFFFF")]
    [DataRow("rgb.bmp", "424D", 18, "0070000000700000")]
    [DataRow("runs8.bmp", "424D", 18, "FFFF0000FFFF0000")]
    [DataRow("palette.gif", "474946", 6, "00200020")]
    public void A_size_that_the_file_cannot_hold_takes_no_memory(string name, string marker, int offset, string size)
    {
        byte[] bytes = ImageGolden.Bytes(name);
        Convert.FromHexString(size).CopyTo(bytes, bytes.AsSpan().IndexOf(Convert.FromHexString(marker)) + offset);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Throws<ImageFormatException>(() => ImageFile.Decode(bytes, name, ImageDecoding.Pillow));
        Assert.IsLessThan(1_000_000, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [TestMethod]
    [DataRow(1, 3)]
    [DataRow(100, 200)]
    [DataRow(1000, 4000)]
    public void A_gif_of_one_colour_may_be_as_large_as_its_data_can_say(int bytes, int spare)
    {
        // Each code is the one that it defines itself: a string one longer than the last.
        long most = GifLzw.MostIndices(2, bytes);
        List<byte> data = [];
        int next = 5, size = 3, have = 0, code = 0;
        uint bits = 0;
        while (data.Count < bytes)
        {
            bits |= (uint)code << have;
            for (have += size; have >= 8; have -= 8, bits >>= 8) data.Add((byte)bits);
            code = ++next;
            if (next == 1 << size && size < 12) size++;
        }
        List<byte> blocks = [2];
        foreach (byte[] block in data.Take(bytes).Chunk(255)) blocks.AddRange([(byte)block.Length, .. block]);
        int at = 0;
        Assert.IsTrue(GifLzw.Read(blocks.Append<byte>(0).ToArray(), ref at, (int)most).All(i => i == 0));
        Assert.Throws<ImageFormatException>(() => { int again = 0; GifLzw.Read(blocks.Append<byte>(0).ToArray(), ref again, (int)most + spare); });
    }

    [TestMethod]
    public void Messages_name_the_file_the_format_and_the_byte()
    {
        string text = ImageGolden.File("not_an_image.jpg");
        ImageFormatException e = Assert.Throws<ImageFormatException>(() => Image.open(text));
        Assert.AreEqual($"{text}: cannot identify image file; it is none of JPEG, PNG, BMP, GIF (at byte 0).", e.Message);
        e = Assert.Throws<ImageFormatException>(() => Image.open(ImageGolden.File("cut_off.jpg")));
        Assert.AreEqual("JPEG", e.Format);
        Assert.AreEqual(ImageGolden.Bytes("cut_off.jpg").Length, e.Offset);
        StringAssert.EndsWith(e.Message, $"cut_off.jpg: JPEG: image file is truncated: it ends in the middle of the picture (at byte {e.Offset}).");
        Assert.AreEqual("x.png: the file is empty.", Assert.Throws<ImageFormatException>(() => ImageFile.Decode(Array.Empty<byte>(), "x.png", ImageDecoding.Pillow)).Message);
    }

    private static void Fuzz(string name, int firstSeed, int count)
    {
        byte[] whole = ImageGolden.Bytes(name);
        for (int seed = firstSeed; seed < firstSeed + count; seed++)
        {
            var random = new Random(seed);
            byte[] bytes = [.. whole];
            for (int i = random.Next(1, 6); i > 0; i--)
            {
                int at = random.Next(bytes.Length);
                switch (random.Next(4))
                {
                    case 0: bytes[at] ^= (byte)(1 << random.Next(8)); break;
                    case 1: bytes[at] = (byte)random.Next(256); break;
                    case 2: bytes.AsSpan(at, Math.Min(random.Next(1, 9), bytes.Length - at)).Fill((byte)(random.Next(3) * 255 / 2)); break;
                    default: bytes[at] += (byte)random.Next(-3, 4); break;
                }
            }
            if (name.EndsWith(".png", StringComparison.Ordinal)) MendCheckSums(bytes);
            Try(bytes, $"{name}, seed {seed}");
        }
    }

    // So that damage gets past the check sums.
    private static void MendCheckSums(byte[] bytes)
    {
        for (int at = 8; at + 12 <= bytes.Length;)
        {
            int length = System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(at));
            if (length < 0 || length > bytes.Length - at - 12) return;
            System.Buffers.Binary.BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(at + 8 + length), PngReader.Crc32(bytes.AsSpan(at + 4, length + 4)));
            at += 12 + length;
        }
    }

    private static void Try(byte[] bytes, string what)
    {
        var watch = Stopwatch.StartNew();
        long before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            ImageFile.Decode(bytes, what, ImageDecoding.Pillow);
            TensorFlowDecoding.Decode(bytes, what, 3);
        }
        catch (ImageFormatException)
        {
        }
        catch (Exception e)
        {
            Assert.Fail($"{what}: {e}");
        }
        Assert.IsLessThan(60, watch.Elapsed.TotalSeconds, what);        // a hang, not a measurement
        Assert.IsLessThan(20_000_000 + 20_000L * bytes.Length, GC.GetAllocatedBytesForCurrentThread() - before, what);
    }
}
