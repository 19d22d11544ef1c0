using System.Globalization;
using System.Text.Json;

namespace KerasTransfer.Tests.RandomNumbers;

[TestClass]
public class RandomStateTests
{
    [TestMethod]
    public void Agrees_with_NumPy_for_many_seeds()
    {
        foreach (JsonElement c in RandomGolden.Load("numpy").GetProperty("seeds").EnumerateArray())
        {
            long[] seed = c.GetProperty("seed").Longs();
            string name = $"seed {seed[0]}{(seed.Length > 1 ? ", …" : "")}";
            RandomState r = new();
            if (c.GetProperty("array").GetBoolean()) r.seed(seed);
            else r.seed(seed[0]);
            void Same(string key, params double[] actual) => RandomGolden.SameDoubles(c.GetProperty(key), actual, $"{name} {key}");

            Same("random", [r.random_sample(), r.random(), r.rand(), .. r.rand(2, 3).Values()]);
            Same("normal", [.. r.randn(5).Values(), r.standard_normal(), r.randn(), .. r.normal(2, 0.5, size: (3, 3)).Values()]);
            Same("uniform", [r.uniform(-3, 5), .. r.uniform(-1, 1, 5).Values()]);
            Same("permutation", r.permutation(50).Values());
            NDArray rows = Count(60).reshape((20, 3));
            r.shuffle(rows);
            Same("shuffle_rows", rows.Values());
            List<int> list = [.. Enumerable.Range(0, 33)];
            r.shuffle(list);
            Same("shuffle_list", [.. list.Select(i => (double)i)]);
            NDArray floats = Count(40).astype("float32");
            r.shuffle(floats);
            Same("shuffle_floats", floats.Values());
            Same("permutation_rows", r.permutation(Count(24).reshape((6, 4))).Values());
            Same("choice", [r.choice(5), .. r.choice(10, 20).Values(), .. r.choice(10, (2, 5), replace: false).Values()]);
            double[] p = [0.1, 0.2, 0.0, 0.3, 0.4];
            Same("choice_p", [.. r.choice(5, size: 20, p: p).Values(), .. r.choice(5, 4, replace: false, p: p).Values(), .. r.choice(5, p: p).Values()]);
            Same("choice_array", r.choice((NDArray)new[] { 3.5, -1.0, 7.25 }, 10).Values());
            Same("multinomial", [.. r.multinomial(1, [0.2, 0.3, 0.5], 5).Values(), .. r.multinomial(100, [1 / 6.0, 1 / 6.0, 1 / 6.0, 1 / 6.0, 1 / 6.0, 1 / 6.0], 4).Values(), .. r.multinomial(1000, [0.01, 0.7, 0.29], 3).Values()]);
            Same("after", r.random(), r.random(), r.random());

            var state = r.get_state();
            JsonElement expected = c.GetProperty("state");
            Assert.AreEqual(expected.GetProperty("sum").GetUInt64(), (ulong)state.keys.Values().Sum(), name);
            Assert.AreEqual(expected.GetProperty("pos").GetInt32(), state.pos, name);
            Assert.AreEqual(expected.GetProperty("has_gauss").GetInt32(), state.has_gauss, name);
            Assert.AreEqual(expected.GetProperty("gauss").GetDouble(), state.cached_gaussian, name);
        }
    }

    [TestMethod]
    public void Randint_agrees_with_NumPy_for_every_type()
    {
        foreach (JsonElement c in RandomGolden.Load("numpy").GetProperty("randint").EnumerateArray())
        {
            string dtype = c.GetProperty("dtype").GetString()!;
            decimal high = decimal.Parse(c.GetProperty("high").GetString()!, CultureInfo.InvariantCulture);
            long low = long.Parse(c.GetProperty("low").GetString()!, CultureInfo.InvariantCulture);
            if (high > long.MaxValue) continue;                           // an end beyond long cannot be written in C#
            RandomState r = new(99);
            long[] values = [.. r.randint(low, (long)high, size: 41, dtype: dtype).astype("int64").AsSpan<long>(), .. r.randint(low, (long)high, (2, 3), dtype).astype("int64").AsSpan<long>()];
            RandomGolden.Same([.. c.GetProperty("values").EnumerateArray().Select(v => v.GetString()!)], [.. values.Select(v => v.ToString(CultureInfo.InvariantCulture))], $"{dtype} [{low}, {high})");
            Assert.AreEqual(c.GetProperty("after").GetDouble(), r.random(), $"{dtype} [{low}, {high}): what comes after");
        }
    }

    [TestMethod]
    public void Distributions_agree_with_NumPy()
    {
        foreach (JsonElement c in RandomGolden.Load("numpy").GetProperty("distributions").EnumerateArray())
        {
            string name = c.GetProperty("name").GetString()!;
            double[] a = c.GetProperty("args").Doubles();
            long seed = c.GetProperty("seed").GetInt64();
            RandomState r = new(seed), one = new(seed);
            Shape size = 300;
            (NDArray values, Func<double> single) = name switch
            {
                "uniform" => (r.uniform(a[0], a[1], size), () => one.uniform(a[0], a[1])),
                "normal" => (r.normal(a[0], a[1], size), () => one.normal(a[0], a[1])),
                "lognormal" => (r.lognormal(a[0], a[1], size), () => one.lognormal(a[0], a[1])),
                "exponential" => (r.exponential(a[0], size), () => one.exponential(a[0])),
                "standard_exponential" => (r.standard_exponential(size), one.standard_exponential),
                "gamma" => (r.gamma(a[0], a[1], size), () => one.gamma(a[0], a[1])),
                "standard_gamma" => (r.standard_gamma(a[0], size), () => one.standard_gamma(a[0])),
                "beta" => (r.beta(a[0], a[1], size), () => one.beta(a[0], a[1])),
                "chisquare" => (r.chisquare(a[0], size), () => one.chisquare(a[0])),
                "standard_t" => (r.standard_t(a[0], size), () => one.standard_t(a[0])),
                "standard_cauchy" => (r.standard_cauchy(size), one.standard_cauchy),
                "laplace" => (r.laplace(a[0], a[1], size), () => one.laplace(a[0], a[1])),
                "gumbel" => (r.gumbel(a[0], a[1], size), () => one.gumbel(a[0], a[1])),
                "logistic" => (r.logistic(a[0], a[1], size), () => one.logistic(a[0], a[1])),
                "rayleigh" => (r.rayleigh(a[0], size), () => one.rayleigh(a[0])),
                "pareto" => (r.pareto(a[0], size), () => one.pareto(a[0])),
                "weibull" => (r.weibull(a[0], size), () => one.weibull(a[0])),
                "power" => (r.power(a[0], size), () => one.power(a[0])),
                "triangular" => (r.triangular(a[0], a[1], a[2], size), () => one.triangular(a[0], a[1], a[2])),
                "poisson" => (r.poisson(a[0], size), () => one.poisson(a[0])),
                "geometric" => (r.geometric(a[0], size), () => one.geometric(a[0])),
                "binomial" => (r.binomial((long)a[0], a[1], size), () => one.binomial((long)a[0], a[1])),
                "negative_binomial" => (r.negative_binomial(a[0], a[1], size), () => one.negative_binomial(a[0], a[1]).item<double>()),
                "dirichlet" => (r.dirichlet(a, 100), (Func<double>?)null!),
                _ => throw new InvalidOperationException(name),
            };
            double[] expected = c.GetProperty("values").Doubles(), actual = values.Values();
            string what = $"{name}({string.Join(", ", a)}) seed {seed}";
            Assert.AreEqual(expected.Length, actual.Length, what);
            for (int i = 0; i < expected.Length; i++)
            {
                // Functions of the C library may differ in the last place from one platform to the next.
                Assert.AreEqual(expected[i], actual[i], 1e-14 * Math.Abs(expected[i]), $"{what}[{i}]");
                if (single is not null) Assert.AreEqual(actual[i], single(), $"{what}[{i}] one at a time");
            }
            Assert.AreEqual(c.GetProperty("after").GetDouble(), r.random(), $"{what}: what comes after");
        }
    }

    [TestMethod]
    public void State_can_be_saved_and_restored()
    {
        RandomState r = new(5);
        r.randn();
        var state = r.get_state();
        double[] first = [r.randn(), r.random(), .. r.randn(700).Values()];
        r.set_state(state);
        RandomGolden.Same(first, [r.randn(), r.random(), .. r.randn(700).Values()], "after set_state");
    }

    [TestMethod]
    public void Scalars_have_the_plain_types()
    {
        np.random.seed(42);
        int i = np.random.randint(10);
        int j = np.random.randint(2, 5);
        double x = np.random.normal(), y = np.random.uniform(), z = np.random.rand();
        int k = np.random.choice(new[] { 4, 5, 6 });
        string s = np.random.choice(new[] { "a", "b" });
        bool b = np.random.choice([false, true]);
        Assert.IsTrue(i is >= 0 and < 10 && j is >= 2 and < 5 && k is >= 4 and <= 6 && s.Length == 1 && z is >= 0 and < 1 && double.IsFinite(x + y) && (b || !b));
        Assert.AreEqual(new Shape(3, 2), np.random.normal(size: (3, 2)).shape);
        Assert.AreEqual(new Shape(2, 3), np.random.randint(0, 2, (2, 3)).shape);
        Assert.AreEqual(DType.uint8, np.random.randint(0, 255, size: 4, dtype: "uint8").dtype);
        Assert.AreEqual(DType.int64, np.random.randint(5, size: 4).dtype);
        Assert.AreEqual(new Shape(1, 150, 150, 3), np.random.random((1, 150, 150, 3)).shape);
        Assert.AreEqual(3, np.random.choice(new[] { "a", "b", "c", "d" }, 3, replace: false).Distinct().Count());
        Assert.AreEqual(new Shape(5), np.random.choice(new[] { 0, 1, 2 }, 5).shape);
    }

    [TestMethod]
    public void Says_what_is_wrong()
    {
        RandomState r = new(1);
        StringAssert.Contains(Assert.ThrowsExactly<ValueError>(() => r.seed(-1)).Message, "Seed must be between 0 and 2**32 - 1");
        StringAssert.Contains(Assert.ThrowsExactly<ValueError>(() => r.seed(1L << 32)).Message, "Seed must be between 0 and 2**32 - 1");
        StringAssert.Contains(Assert.ThrowsExactly<ValueError>(() => r.randint(0)).Message, "high <= 0");
        StringAssert.Contains(Assert.ThrowsExactly<ValueError>(() => r.randint(5, 5)).Message, "low >= high");
        StringAssert.Contains(Assert.ThrowsExactly<ValueError>(() => r.randint(0, 257, 3, "uint8")).Message, "high is out of bounds for uint8");
        StringAssert.Contains(Assert.ThrowsExactly<ValueError>(() => r.randint(-1, 7, 3, "uint8")).Message, "low is out of bounds for uint8");
        StringAssert.Contains(Assert.ThrowsExactly<ValueError>(() => r.choice(3, 4, replace: false)).Message, "Cannot take a larger sample than population when 'replace=False'");
        StringAssert.Contains(Assert.ThrowsExactly<ValueError>(() => r.choice(3, size: 4, p: [0.1, 0.2, 0.3])).Message, "probabilities do not sum to 1");
        StringAssert.Contains(Assert.ThrowsExactly<ValueError>(() => r.choice(3, size: 4, p: [0.5, 0.5])).Message, "'a' and 'p' must have same size");
        StringAssert.Contains(Assert.ThrowsExactly<ValueError>(() => r.normal(0, -1)).Message, "scale < 0");
        StringAssert.Contains(Assert.ThrowsExactly<ValueError>(() => r.binomial(3, 1.5)).Message, "p < 0, p > 1 or p is NaN");
    }

    [TestMethod]
    public void Empty_sizes_draw_nothing()
    {
        RandomState r = new(3), same = new(3);
        Assert.AreEqual(0, r.rand(0, 5).size);
        Assert.AreEqual(0, r.permutation(0).size);
        Assert.AreEqual(0, r.choice(0, 0).size);
        r.shuffle(NDArray.Zeros((5, 0), "float32"));
        Assert.AreEqual(same.random(), r.random());
    }

    [TestMethod]
    public void Threads_share_a_generator_without_losing_numbers()
    {
        RandomState r = new(8);
        System.Collections.Concurrent.ConcurrentBag<double> seen = [];
        Parallel.For(0, 2000, _ => seen.Add(r.random()));
        RandomGolden.Same([.. new RandomState(8).rand(2000).Values().Order()], [.. seen.Order()], "numbers of all threads");
    }

    private static NDArray Count(int n) => NDArray.FromArray([.. Enumerable.Range(0, n).Select(i => (long)i)], n);
}
