using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using KerasTransfer.RandomNumbers;

namespace KerasTransfer;

/// <summary>
/// Python's <c>random</c> module: the same seed gives the same numbers as CPython. Keras draws the seeds of layers without one from
/// the one reached as <c>random</c>, so seeding it fixes the initial weights. Safe to use from several threads.
/// </summary>
public sealed class PythonRandom
{
    private readonly MersenneTwister words = new();
    private readonly Lock gate = new();
    private double? nextGauss;

    /// <summary>A generator seeded by the operating system: no two runs are alike.</summary>
    public PythonRandom() => seed();

    /// <summary>Python's <c>random.Random(seed)</c>.</summary>
    public PythonRandom(BigInteger a) => seed(a);

    /// <summary>Starts anew from the operating system's randomness.</summary>
    public void seed()
    {
        lock (gate)
        {
            words.SeedFromSystem();
            nextGauss = null;
        }
    }

    /// <summary>Starts anew from a number of any size; its sign does not count.</summary>
    public void seed(BigInteger a)
    {
        byte[] bytes = BigInteger.Abs(a).ToByteArray(isUnsigned: true);
        uint[] digits = new uint[Math.Max(1, (bytes.Length + 3) / 4)];
        for (int i = 0; i < bytes.Length; i++) digits[i / 4] |= (uint)bytes[i] << 8 * (i % 4);
        lock (gate)
        {
            words.Seed(digits);
            nextGauss = null;
        }
    }

    /// <summary>Starts anew from a text, as Python does (version 2: its UTF-8 bytes followed by their SHA-512).</summary>
    public void seed(string a)
    {
        byte[] text = Encoding.UTF8.GetBytes(a);
        seed(new BigInteger([.. text, .. SHA512.HashData(text)], isUnsigned: true, isBigEndian: true));
    }

    /// <summary>A double in [0, 1).</summary>
    public double random()
    {
        lock (gate) return words.NextDouble();
    }

    /// <summary>A double between <paramref name="a"/> and <paramref name="b"/>.</summary>
    public double uniform(double a, double b) => a + (b - a) * random();

    /// <summary>A whole number from <paramref name="a"/> to <paramref name="b"/>, both included.</summary>
    /// <exception cref="ValueError"><paramref name="b"/> is below <paramref name="a"/>.</exception>
    public int randint(int a, int b) => (int)randint((long)a, b);

    /// <summary>A whole number from <paramref name="a"/> to <paramref name="b"/>, both included.</summary>
    /// <exception cref="ValueError"><paramref name="b"/> is below <paramref name="a"/>.</exception>
    public long randint(long a, long b)
    {
        if (b < a) throw new ValueError($"empty range for randint({a}, {b}): the second number must not be below the first.");
        lock (gate) return (long)((ulong)a + (ulong)Below((UInt128)(ulong)(b - a) + 1));
    }

    /// <summary>A whole number from 0 up to but not including <paramref name="stop"/>.</summary>
    /// <exception cref="ValueError"><paramref name="stop"/> is not positive.</exception>
    public int randrange(int stop) => randrange(0, stop);

    /// <summary>A number of <c>range(start, stop, step)</c>.</summary>
    /// <exception cref="ValueError">The range is empty or <paramref name="step"/> is 0.</exception>
    public int randrange(int start, int stop, int step = 1)
    {
        if (step == 0) throw new ValueError("zero step for randrange()");
        long width = (long)stop - start;
        long count = step > 0 ? (width + step - 1) / step : (width + step + 1) / step;
        if (count <= 0) throw new ValueError($"empty range for randrange({start}, {stop}, {step})");
        lock (gate) return (int)(start + step * (long)Below((UInt128)count));
    }

    /// <summary>A number of <paramref name="k"/> random bits.</summary>
    /// <exception cref="ValueError"><paramref name="k"/> is negative.</exception>
    public BigInteger getrandbits(int k)
    {
        if (k < 0) throw new ValueError($"number of bits must be non-negative. Received: k={k}");
        BigInteger bits = BigInteger.Zero;
        lock (gate)
        {
            for (int done = 0; done < k; done += 32)
                bits |= (BigInteger)(words.NextUInt32() >> Math.Max(0, 32 - (k - done))) << done;
        }
        return bits;
    }

    /// <summary>One of the elements.</summary>
    /// <exception cref="ValueError">There are none.</exception>
    public T choice<T>(IReadOnlyList<T> seq)
    {
        if (seq.Count == 0) throw new ValueError("Cannot choose from an empty sequence");
        lock (gate) return seq[(int)Below((UInt128)seq.Count)];
    }

    /// <summary>One of the elements.</summary>
    /// <exception cref="ValueError">There are none.</exception>
    public T choice<T>(T[] seq) => choice((IReadOnlyList<T>)seq);

    /// <summary><paramref name="k"/> elements, the same one perhaps several times; more often those with a larger weight.</summary>
    /// <exception cref="ValueError">The numbers of weights and elements differ, or no weight is positive.</exception>
    public T[] choices<T>(IReadOnlyList<T> population, IReadOnlyList<double>? weights = null, int k = 1)
    {
        int n = population.Count;
        T[] chosen = new T[k];
        if (weights is null)
        {
            if (n == 0) throw new ValueError("Cannot choose from an empty population");
            lock (gate)
                for (int i = 0; i < k; i++) chosen[i] = population[(int)Math.Floor(words.NextDouble() * n)];
            return chosen;
        }
        if (weights.Count != n) throw new ValueError($"The number of weights does not match the population. Received: {weights.Count} weights for {n} elements.");
        double[] sums = new double[n];
        double total = 0;
        for (int i = 0; i < n; i++) sums[i] = total += weights[i];
        if (!(total > 0)) throw new ValueError("Total of weights must be greater than zero");
        if (!double.IsFinite(total)) throw new ValueError("Total of weights must be finite");
        lock (gate)
            for (int i = 0; i < k; i++)
            {
                double u = words.NextDouble() * total;
                int at = 0;
                while (at < n - 1 && u >= sums[at]) at++;
                chosen[i] = population[at];
            }
        return chosen;
    }

    /// <summary><paramref name="k"/> different elements in random order.</summary>
    /// <exception cref="ValueError">There are fewer than <paramref name="k"/>.</exception>
    public T[] sample<T>(IReadOnlyList<T> population, int k)
    {
        int n = population.Count;
        if (k < 0 || k > n) throw new ValueError($"Sample larger than population or is negative. Received: k={k} for {n} elements.");
        T[] result = new T[k];
        // Python's choice between two ways, which draw differently: a pool where that is smaller than a set of k entries.
        double setSize = 21;
        if (k > 5) setSize += Math.Pow(4, Math.Ceiling(Math.Log(k * 3L) / Math.Log(4)));
        lock (gate)
        {
            if (n <= setSize)
            {
                T[] pool = [.. population];
                for (int i = 0; i < k; i++)
                {
                    int j = (int)Below((UInt128)(n - i));
                    result[i] = pool[j];
                    pool[j] = pool[n - i - 1];
                }
            }
            else
            {
                HashSet<int> selected = [];
                for (int i = 0; i < k; i++)
                {
                    int j;
                    do j = (int)Below((UInt128)n); while (!selected.Add(j));
                    result[i] = population[j];
                }
            }
        }
        return result;
    }

    /// <summary>Puts the elements into a random order, in place.</summary>
    public void shuffle<T>(IList<T> x)
    {
        lock (gate)
            for (int i = x.Count - 1; i > 0; i--)
            {
                int j = (int)Below((UInt128)(i + 1));
                (x[i], x[j]) = (x[j], x[i]);
            }
    }

    /// <summary>Puts the elements into a random order, in place.</summary>
    public void shuffle<T>(T[] x) => shuffle((IList<T>)x);

    /// <summary>A number of the normal distribution.</summary>
    public double gauss(double mu = 0.0, double sigma = 1.0)
    {
        lock (gate)
        {
            double z;
            if (nextGauss is { } kept) (z, nextGauss) = (kept, null);
            else
            {
                double angle = words.NextDouble() * Math.Tau;
                double radius = Math.Sqrt(-2.0 * Math.Log(1.0 - words.NextDouble()));
                (z, nextGauss) = (Math.Cos(angle) * radius, Math.Sin(angle) * radius);
            }
            return mu + z * sigma;
        }
    }

    /// <summary>0 … n−1: as many bits as n has, drawn again until they are below n. The lock is held by the caller.</summary>
    private UInt128 Below(UInt128 n)
    {
        int bits = 128 - (int)UInt128.LeadingZeroCount(n);
        UInt128 r;
        do
        {
            r = words.NextUInt32() >> Math.Max(0, 32 - bits);
            for (int done = 32; done < bits; done += 32) r |= (UInt128)(words.NextUInt32() >> Math.Max(0, 32 - (bits - done))) << done;
        }
        while (r >= n);
        return r;
    }
}
