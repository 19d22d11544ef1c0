using System.Numerics;
using System.Text.Json;

namespace KerasTransfer.Tests.RandomNumbers;

[TestClass]
public class PythonRandomTests
{
    [TestMethod]
    public void Agrees_with_CPython()
    {
        foreach (JsonElement c in RandomGolden.Load("python").EnumerateArray())
        {
            string seed = c.GetProperty("seed").GetString()!;
            PythonRandom r = new();
            if (c.GetProperty("text").GetBoolean()) r.seed(seed);
            else r.seed(BigInteger.Parse(seed));
            RandomGolden.SameDoubles(c.GetProperty("random"), Times(5, r.random), $"seed {seed} random");
            RandomGolden.SameDoubles(c.GetProperty("randint"), Times(5, () => (double)r.randint(1, 1_000_000_000)), $"seed {seed} randint");
            RandomGolden.SameDoubles(c.GetProperty("randint_small"), Times(20, () => (double)r.randint(-3, 3)), $"seed {seed} randint small");
            RandomGolden.Same(c.GetProperty("randint_large").Longs(), Times(5, () => r.randint(-(1L << 62), 1L << 62)), $"seed {seed} randint large");
            RandomGolden.SameDoubles(c.GetProperty("randint_one"), Times(3, () => (double)r.randint(5, 5)), $"seed {seed} randint one");
            RandomGolden.Same(c.GetProperty("randrange").Ints(), [.. Times(5, () => r.randrange(10)), .. Times(9, () => r.randrange(5, 50, 7)), .. Times(9, () => r.randrange(50, 5, -7))], $"seed {seed} randrange");
            int[] bits = [1, 5, 31, 32, 33, 64, 100];
            RandomGolden.Same([.. c.GetProperty("getrandbits").EnumerateArray().Select(v => v.GetString()!)], [.. bits.Select(k => r.getrandbits(k).ToString())], $"seed {seed} getrandbits");
            int[] x = [.. Enumerable.Range(0, 50)];
            r.shuffle(x);
            RandomGolden.Same(c.GetProperty("shuffle").Ints(), x, $"seed {seed} shuffle");
            (int, int)[] samples = [(10, 10), (30, 3), (1000, 50), (21, 5), (22, 5), (85, 6), (300, 20)];
            foreach (var ((n, k), expected) in samples.Zip(c.GetProperty("sample").EnumerateArray()))
                RandomGolden.Same(expected.Ints(), r.sample([.. Enumerable.Range(0, n)], k), $"seed {seed} sample {k} of {n}");
            RandomGolden.Same([.. c.GetProperty("choice").EnumerateArray().Select(v => v.GetString()!)], Times(10, () => r.choice("abcdefg".ToCharArray()).ToString()), $"seed {seed} choice");
            RandomGolden.Same(c.GetProperty("choices").Ints(), [.. r.choices([.. Enumerable.Range(0, 10)], k: 10), .. r.choices([0, 1, 2], weights: [1, 5, 2.5], k: 20)], $"seed {seed} choices");
            RandomGolden.SameDoubles(c.GetProperty("gauss"), [r.gauss(0, 1), r.gauss(2, 3), r.gauss(0, 0.5)], $"seed {seed} gauss");
            RandomGolden.SameDoubles(c.GetProperty("uniform"), Times(3, () => r.uniform(-1, 3)), $"seed {seed} uniform");
        }
    }

    [TestMethod]
    public void Unseeded_generators_differ() => Assert.AreNotEqual(new PythonRandom().getrandbits(256), new PythonRandom().getrandbits(256));

    [TestMethod]
    public void Full_range_of_long() => Assert.AreEqual(new PythonRandom(3).randint(long.MinValue, long.MaxValue), new PythonRandom(3).randint(long.MinValue, long.MaxValue));

    [TestMethod]
    public void Says_what_is_wrong()
    {
        PythonRandom r = new(1);
        StringAssert.Contains(Assert.ThrowsExactly<ValueError>(() => r.randint(3, 2)).Message, "empty range");
        StringAssert.Contains(Assert.ThrowsExactly<ValueError>(() => r.sample([1, 2], 3)).Message, "Sample larger than population");
        Assert.ThrowsExactly<ValueError>(() => r.choice(Array.Empty<int>()));
        Assert.ThrowsExactly<ValueError>(() => r.randrange(0));
        Assert.ThrowsExactly<ValueError>(() => r.choices([1, 2], weights: [0, 0]));
    }

    private static T[] Times<T>(int n, Func<T> draw) => [.. Enumerable.Range(0, n).Select(_ => draw())];
}
