using System.Text.Json;
using KerasTransfer.RandomNumbers;

namespace KerasTransfer.Tests.RandomNumbers;

[TestClass]
public class StreamValuesTests
{
    private static readonly int[] Starts = [0, 1, 2, 3, 4, 5, 63, 255, 256, 257, 1021, 1024, 4099];

    [TestMethod]
    public void Words_of_known_streams()
    {
        Words(PhiloxStream.Stateless(123, 0), [0xbe3cedd4, 0xa3b1c6d3, 0xd3811fea, 0xb29b41d4]);
        Words(PhiloxStream.Stateless(686579304, 0), [0x936dd924, 0x52d4d103, 0xb62dea3c, 0x4d799942]);
        Words(PhiloxStream.Stateless(-5, 7), [0x4205fbcc, 0x6fa270f4, 0x6ed1282f, 0x83d8cb41]);

        static void Words(PhiloxStream stream, uint[] expected)
        {
            uint[] words = new uint[4];
            stream.Words(0, words);
            CollectionAssert.AreEqual(expected, words);
        }
    }

    [TestMethod]
    public void Values_agree_with_TensorFlow()
    {
        foreach (JsonElement c in RandomGolden.Load("stateless").EnumerateArray())
        {
            long[] pair = c.GetProperty("pair").Longs();
            int n = c.GetProperty("n").GetInt32();
            PhiloxStream s = PhiloxStream.Stateless(pair[0], pair[1]);
            string name = $"({pair[0]}, {pair[1]}) n={n} ";
            float[] f = new float[n];
            void Check(string key) => RandomGolden.SameDigest<float>(c.GetProperty(key), f, name + key);
            StreamValues.Uniform(s, 0, f);
            Check("uniform");
            StreamValues.Uniform(s, 0, f, -0.3, 1.7);
            Check("uniform_range");
            StreamValues.Normal(s, 0, f);
            Check("normal");
            StreamValues.Normal(s, 0, f, 0.7, 0.05);
            Check("normal_range");
            StreamValues.TruncatedNormal(s, 0, f);
            Check("truncated");
            int[] i = new int[n];
            StreamValues.Integers(s, 0, i, -10, 100);
            RandomGolden.SameDigest<int>(c.GetProperty("int32"), i, name + "int32");
            long[] l = new long[n];
            StreamValues.Integers(s, 0, l, -10, 1_000_000_000_000);
            RandomGolden.SameDigest<long>(c.GetProperty("int64"), l, name + "int64");
            if (!c.TryGetProperty("uniform64", out JsonElement uniform64)) continue;
            double[] d = new double[n];
            StreamValues.Uniform(s, 0, d, -0.3, 1.7);
            RandomGolden.SameDigest<double>(uniform64, d, name + "uniform64");
            // Double precision normals come from the C library's log, sin and cos.
            StreamValues.Normal(s, 0, d, 0.5, 2.0);
            Near(c.GetProperty("normal64"), d, name + "normal64");
            StreamValues.TruncatedNormal(s, 0, d, 0.5, 2.0);
            Near(c.GetProperty("truncated64"), d, name + "truncated64");
        }

        static void Near(JsonElement expected, double[] actual, string what)
        {
            double[] e = expected.Doubles();
            for (int i = 0; i < e.Length; i++) Assert.AreEqual(e[i], actual[i], 1e-14, $"{what}[{i}]");
        }
    }

    [TestMethod]
    public void Any_part_of_a_stream_equals_that_part_of_the_whole()
    {
        PhiloxStream s = PhiloxStream.Stateless(77, 3).At(5);
        float[] uniform = new float[6000], normal = new float[6000], truncated = new float[6000], mask = new float[6000];
        double[] uniform64 = new double[6000], normal64 = new double[6000], truncated64 = new double[6000];
        uint[] words = new uint[6000];
        s.Words(0, words);
        StreamValues.Uniform(s, 0, uniform);
        StreamValues.Normal(s, 0, normal);
        StreamValues.TruncatedNormal(s, 0, truncated);
        StreamValues.DropoutMask(s, 0, mask, 0.3, 1.25f);
        StreamValues.Uniform(s, 0, uniform64);
        StreamValues.Normal(s, 0, normal64);
        StreamValues.TruncatedNormal(s, 0, truncated64);
        foreach (int start in Starts)
            foreach (int n in (int[])[0, 1, 2, 3, 4, 5, 7, 8, 31, 33, 255, 259, 1023, 1027])
            {
                float[] part = new float[n];
                string what = $"[{start}..{start + n}]";
                StreamValues.Uniform(s, start, part);
                RandomGolden.Same(uniform[start..(start + n)], part, "uniform" + what);
                StreamValues.Normal(s, start, part);
                RandomGolden.Same(normal[start..(start + n)], part, "normal" + what);
                StreamValues.TruncatedNormal(s, start, part);
                RandomGolden.Same(truncated[start..(start + n)], part, "truncated" + what);
                StreamValues.DropoutMask(s, start, part, 0.3, 1.25f);
                RandomGolden.Same(mask[start..(start + n)], part, "mask" + what);
                double[] part64 = new double[n];
                StreamValues.Uniform(s, start, part64);
                RandomGolden.Same(uniform64[start..(start + n)], part64, "uniform64" + what);
                StreamValues.Normal(s, start, part64);
                RandomGolden.Same(normal64[start..(start + n)], part64, "normal64" + what);
                StreamValues.TruncatedNormal(s, start, part64);
                RandomGolden.Same(truncated64[start..(start + n)], part64, "truncated64" + what);
                uint[] some = new uint[n];
                s.Words(start, some);
                RandomGolden.Same(words[start..(start + n)], some, "words" + what);
            }
    }

    [TestMethod]
    public void Block_numbers_pass_32_bits()
    {
        PhiloxStream s = PhiloxStream.Stateless(1, 2);
        uint[] whole = new uint[64], one = new uint[4];
        ulong first = uint.MaxValue - 3ul;
        s.Blocks(first, 1, whole);
        for (int b = 0; b < 16; b++)
        {
            s.Blocks(first + (ulong)b, 1, one);
            CollectionAssert.AreEqual(one, whole[(4 * b)..(4 * b + 4)], $"block {b}");
        }
        s.Blocks(first, 256, whole);
        for (int b = 0; b < 16; b++)
        {
            s.Blocks(first + 256 * (ulong)b, 1, one);
            CollectionAssert.AreEqual(one, whole[(4 * b)..(4 * b + 4)], $"block 256·{b}");
        }
    }

    [TestMethod]
    [DataRow(0.5), DataRow(0.3), DataRow(0.1), DataRow(0.0), DataRow(1.0), DataRow(1e-9), DataRow(0.999999999), DataRow(0.25)]
    public void A_mask_keeps_where_a_uniform_is_at_least_the_rate(double rate)
    {
        PhiloxStream s = PhiloxStream.Stateless(5, 0);
        float[] u = new float[5000], mask = new float[5000];
        StreamValues.Uniform(s, 0, u);
        StreamValues.DropoutMask(s, 0, mask, rate, 2f);
        RandomGolden.Same([.. u.Select(v => v >= (float)rate ? 2f : 0f)], mask, "mask");
    }

    [TestMethod]
    public void Dropout_of_Keras()
    {
        float[] mask = new float[16];
        StatelessRandom.DropoutMask(new SeedPair(5, 0), mask, 0.3);
        Assert.AreEqual("0111111111111011", string.Concat(mask.Select(m => m == 0 ? '0' : '1')));
        Assert.AreEqual((float)(1 / 0.7), mask[1]);
        StatelessRandom.DropoutMask(new SeedPair(5, 1), mask, 0.3);
        Assert.AreEqual("1101101001101101", string.Concat(mask.Select(m => m == 0 ? '0' : '1')));
        float[] noise = new float[4];
        StatelessRandom.Normal(new SeedPair(5, 0), noise, 0, 0.2);
        CollectionAssert.AreEqual(new[] { -.411075681f, .231637552f, .038321726f, -.0259557813f }, noise);
        StatelessRandom.Normal(new SeedPair(5, 1), noise, 0, 0.2);
        CollectionAssert.AreEqual(new[] { -.0597290955f, .187723383f, -.391097844f, .139312789f }, noise);
    }
}
