using System.Text.Json;
using KerasTransfer.RandomNumbers;

namespace KerasTransfer.Tests.RandomNumbers;

[TestClass, DoNotParallelize]
public class KerasSeedingTests
{
    private static readonly KerasRandomApi keras_random = new();

    [TestMethod]
    public void The_seeding_chain_equals_Keras()
    {
        foreach (JsonElement c in RandomGolden.Load("keras").GetProperty("chain").EnumerateArray())
        {
            long seed = c.GetProperty("seed").GetInt64();
            string name = $"seed {seed} ";
            GlobalSeed.Set(seed);
            long dense = GlobalSeed.DrawDefaultSeed();
            SeedGenerator dropout = new();
            long he = GlobalSeed.DrawDefaultSeed();
            RandomGolden.Same(c.GetProperty("dense").Floats(), InitialValues.VarianceScaling(dense, (4, 3), 1, FanMode.FanAvg, ScaledDistribution.Uniform), name + "Dense");
            Assert.AreEqual(c.GetProperty("dropout").GetInt64(), dropout.State.First, name + "Dropout");
            RandomGolden.Same(c.GetProperty("he").Floats(), InitialValues.VarianceScaling(he, (3, 2), 2), name + "he_normal");
            RandomGolden.SameDoubles(c.GetProperty("numpy"), np.random.rand(3).Values(), name + "np.random");
            RandomGolden.SameDoubles(c.GetProperty("python"), [random.random(), random.random(), random.random()], name + "random");
            JsonElement global = c.GetProperty("global");
            RandomGolden.SameDoubles(global[0], keras_random.uniform(3).Values(), name + "keras.random.uniform");
            RandomGolden.SameDoubles(global[1], keras_random.normal(3).Values(), name + "keras.random.normal");
            RandomGolden.SameDoubles(global[2], keras_random.truncated_normal(3).Values(), name + "keras.random.truncated_normal");
            Assert.AreEqual(c.GetProperty("next_default").GetInt64(), new SeedGenerator().State.First, name + "next default");
            GlobalSeed.ClearSession();
            RandomGolden.SameDoubles(c.GetProperty("after_clear")[0], keras_random.uniform(3).Values(), name + "after clear_session");
            Assert.AreEqual(c.GetProperty("after_clear")[1].GetInt64(), new SeedGenerator().State.First, name + "after clear_session");
        }
    }

    [TestMethod]
    public void Keras_random_equals_Keras()
    {
        foreach (JsonElement c in RandomGolden.Load("keras").GetProperty("random").EnumerateArray())
        {
            long seed = c.GetProperty("seed").GetInt64();
            KerasRandomApi r = keras_random;
            void Same(string key, NDArray actual) => RandomGolden.SameDoubles(c.GetProperty(key), actual.Values(), $"seed {seed} {key}");
            Same("uniform", r.uniform((2, 3), -1.0, 2.0, seed: seed));
            Same("normal", r.normal(5, 1.0, 2.0, seed: seed));
            Same("truncated_normal", r.truncated_normal(5, 1.0, 2.0, seed: seed));
            Same("randint", r.randint(6, 0, 100, seed: seed));
            Same("randint64", r.randint(6, -5, 10_000_000_000, dtype: "int64", seed: seed));
            Same("randint8", r.randint(6, 0, 200, dtype: "uint8", seed: seed));
            NDArray thirty = NDArray.FromArray([.. Enumerable.Range(0, 30)], 30), columns = NDArray.FromArray([.. Enumerable.Range(0, 24)], (2, 12));
            Same("shuffle", r.shuffle(thirty, seed: seed));
            Same("shuffle_columns", r.shuffle(columns, axis: 1, seed: seed));
            NDArray x = NDArray.FromArray([.. Enumerable.Range(1, 12).Select(i => (float)i)], (3, 4));
            Same("dropout", r.dropout(x, 0.4, seed: seed));
            Same("dropout_noise", r.dropout(x, 0.4, noise_shape: (null, 1), seed: seed));
            NDArray logits = NDArray.FromArray([.. new[] { 0.1f, 0.6f, 0.3f, 0.8f, 0.1f, 0.1f }.Select(v => MathF.Log(v))], (2, 3));
            Same("categorical", r.categorical(logits, 12, seed: seed));
            Same("uniform64", r.uniform(3, dtype: "float64", seed: seed));
            SeedGenerator g = r.SeedGenerator(seed);
            JsonElement steps = c.GetProperty("generator");
            RandomGolden.SameDoubles(steps[0], r.uniform(3, seed: g).Values(), "generator 0");
            RandomGolden.SameDoubles(steps[1], r.uniform(3, seed: g).Values(), "generator 1");
            RandomGolden.SameDoubles(steps[2], r.normal(3, seed: g).Values(), "generator 2");
            RandomGolden.SameDoubles(steps[3], g.state.numpy().Values(), "generator state");
            JsonElement unordered = c.GetProperty("unordered");
            RandomGolden.SameDoubles(unordered[0], g.next(ordered: false).Values(), "unordered 0");
            RandomGolden.SameDoubles(unordered[1], g.next(ordered: false).Values(), "unordered 1");
            RandomGolden.SameDoubles(unordered[2], g.next().Values(), "then ordered");
        }
    }

    [TestMethod]
    public void Says_what_is_wrong()
    {
        StringAssert.Contains(Assert.ThrowsExactly<ValueError>(() => GlobalSeed.Set(-1)).Message, "between 0 and 2**32 - 1");
        StringAssert.Contains(Assert.ThrowsExactly<ValueError>(() => keras_random.uniform(3, dtype: "int32")).Message, "`keras.random.uniform` requires a floating point `dtype`");
        StringAssert.Contains(Assert.ThrowsExactly<ValueError>(() => keras_random.randint(3, 0, 5, dtype: "float32")).Message, "requires an integer `dtype`");
        StringAssert.Contains(Assert.ThrowsExactly<ValueError>(() => keras_random.randint(3, 5, 5)).Message, "Need minval < maxval");
        StringAssert.Contains(Assert.ThrowsExactly<ValueError>(() => keras_random.dropout(np_zeros(2, 3), 1.5)).Message, "range [0, 1]");
        StringAssert.Contains(Assert.ThrowsExactly<ValueError>(() => keras_random.dropout(np_zeros(2, 3), 0.5, noise_shape: (2, 2))).Message, "noise_shape");
        StringAssert.Contains(Assert.ThrowsExactly<ValueError>(() => keras_random.categorical(np_zeros(3), 1)).Message, "2-D");

        static NDArray np_zeros(params int[] shape) => NDArray.Zeros(new Shape(shape), "float32");
    }

    [TestMethod]
    public void Unseeded_calls_differ()
    {
        GlobalSeed.PythonRandom.seed();
        Assert.AreNotEqual(GlobalSeed.DrawDefaultSeed() << 32 | GlobalSeed.DrawDefaultSeed(), GlobalSeed.DrawDefaultSeed() << 32 | GlobalSeed.DrawDefaultSeed());
        CollectionAssert.AreNotEqual(FitShuffle.Permutation(null, 100), FitShuffle.Permutation(null, 100));
    }
}
