using System.Text.Json;
using KerasTransfer.RandomNumbers;

namespace KerasTransfer.Tests.RandomNumbers;

[TestClass, DoNotParallelize]
public class TensorFlowRandomTests
{
    [TestMethod]
    public void Eager_ops_equal_TensorFlow()
    {
        foreach (JsonElement c in RandomGolden.Load("tensorflow").GetProperty("global").EnumerateArray())
        {
            long seed = c.GetProperty("seed").GetInt64();
            TfRandomApi r = new();
            r.set_seed(seed);
            TfGenerator generator = r.Generator.from_seed(seed % (1L << 31));
            int number = 0;
            foreach (JsonElement step in c.GetProperty("steps").EnumerateArray())
            {
                long? own = step.TryGetProperty("own", out JsonElement o) ? o.GetInt64() : null;
                string op = step.GetProperty("op").GetString()!;
                int n = step.GetProperty("values").GetArrayLength();
                NDArray values = op switch
                {
                    "uniform" => r.uniform(n, seed: own),
                    "normal" => own is null ? r.normal(n, 1.0, 0.5) : r.normal(n, seed: own),
                    "truncated_normal" => r.truncated_normal(n, seed: own),
                    "shuffle" => r.shuffle(Count(n, n), seed: own),
                    "shuffle_rows" => r.shuffle(Count(24, (8, 3)), seed: own),
                    "int32" => r.uniform(n, 0, own is null ? 10 : 9, "int32", seed: own),
                    "int64" => r.uniform(n, 0, own is null ? 100_000_000_000 : 1000, "int64", seed: own),
                    "uniform64" => own is null ? r.uniform(n, -1, 1, "float64") : r.uniform(n, dtype: "float64", seed: own),
                    "normal64" => r.normal(n, dtype: "float64", seed: own),
                    "categorical" => r.categorical(own is null ? Logs((1, 3), 0.1f, 0.6f, 0.3f) : Logs((2, 3), 0.1f, 0.6f, 0.3f, 0.3f, 0.3f, 0.4f), own is null ? 15 : 5, seed: own),
                    "generator_uniform" => generator.uniform(n),
                    "generator_normal" => generator.normal(n),
                    "generator_truncated" => generator.truncated_normal(n),
                    "generator_int32" => generator.uniform(n, 0, 50, "int32"),
                    _ => throw new InvalidOperationException(op),
                };
                string what = $"seed {seed} step {number++} {op} own seed {own}";
                if (op == "normal64")
                {
                    double[] expected = step.GetProperty("values").Doubles(), actual = values.Values();
                    for (int i = 0; i < n; i++) Assert.AreEqual(expected[i], actual[i], 1e-14, what);
                }
                else RandomGolden.SameDoubles(step.GetProperty("values"), values.Values(), what);
            }
        }
    }

    [TestMethod]
    public void Dataset_shuffle_equals_tf_data()
    {
        foreach (JsonElement c in RandomGolden.Load("tensorflow").GetProperty("dataset").EnumerateArray())
        {
            GlobalSeed.Tf.SetSeed(c.GetProperty("seed").GetInt64());
            int n = c.GetProperty("n").GetInt32();
            JsonElement own = c.GetProperty("own");
            DatasetShuffle shuffle = new(c.GetProperty("buffer").GetInt32(), own.ValueKind == JsonValueKind.Null ? null : own.GetInt64(), c.GetProperty("reshuffle").GetBoolean());
            foreach (JsonElement pass in c.GetProperty("passes").EnumerateArray())
                RandomGolden.Same(pass.Ints(), shuffle.NewPass().Order(n), $"{c.GetProperty("seed")} n={n}");
        }
    }

    [TestMethod]
    public void A_pass_reads_no_further_ahead_than_its_buffer()
    {
        int read = 0;
        ShuffleBuffer<object> pass = new ShufflePass(5, (1, 2)).Over<object>(() => read++);
        pass.Next();
        Assert.AreEqual(5, read);
        pass.Next();
        Assert.AreEqual(6, read);
        StringAssert.Contains(Assert.ThrowsExactly<ValueError>(() => new DatasetShuffle(0)).Message, "buffer_size");
    }

    [TestMethod]
    public void The_order_of_fit_equals_Keras()
    {
        JsonElement golden = RandomGolden.Load("tensorflow");
        foreach (JsonElement c in golden.GetProperty("fit").EnumerateArray())
            RandomGolden.Same(c.GetProperty("order").Ints(), FitShuffle.Permutation(c.GetProperty("seed").GetInt64(), c.GetProperty("n").GetInt32()), $"fit {c.GetProperty("seed")} n={c.GetProperty("n")}");
        foreach (JsonElement c in golden.GetProperty("batch").EnumerateArray())
            RandomGolden.Same(c.GetProperty("order").Ints(), FitShuffle.WithinBatches(c.GetProperty("seed").GetInt64(), c.GetProperty("n").GetInt32(), c.GetProperty("batch").GetInt32()), $"batch {c.GetProperty("seed")} n={c.GetProperty("n")}");
        int[] large = FitShuffle.Permutation(42, 60000);
        CollectionAssert.AreEqual(new[] { 22643, 17315, 18403, 2413, 22139, 3600 }, large[..6]);
    }

    [TestMethod]
    public void Stateless_functions_and_their_errors()
    {
        TfRandomApi r = new();
        CollectionAssert.AreEqual(new[] { 84, 79, 90, 80, 2, 84, 52, 49 }, r.stateless_uniform(8, (123, 0), 0, 100, "int32").AsSpan<int>().ToArray());
        Assert.AreEqual(.783261597f, r.stateless_normal(1, (123, 0)).AsSpan<float>()[0]);
        Assert.AreEqual(.709959805f, r.stateless_truncated_normal(3, (123, 0)).AsSpan<float>()[2]);
        StringAssert.Contains(Assert.ThrowsExactly<ValueError>(() => r.uniform(3, dtype: "int32")).Message, "Must specify maxval for integer dtype int32");
        StringAssert.Contains(Assert.ThrowsExactly<ValueError>(() => r.uniform(3, 5, 5, "int32")).Message, "Need minval < maxval");
        Assert.ThrowsExactly<ValueError>(() => r.normal(3, dtype: "int32"));
    }

    private static NDArray Count(int n, Shape shape) => NDArray.FromArray([.. Enumerable.Range(0, n)], shape);

    // TensorFlow's logarithm of float32; the draws do not hang on its last bit.
    private static NDArray Logs(Shape shape, params float[] p) => NDArray.FromArray([.. p.Select(v => MathF.Log(v))], shape);
}
