using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace KerasTransfer.RandomNumbers;

/// <summary>
/// TensorFlow's distributions over a stream. Every method fills values <c>start, start + 1, …</c> of the distribution's endless output; a value depends on its own
/// words alone, so an array may be filled in parts, in any order and by any number of threads. Values are those of TensorFlow on a CPU, bit for bit.
/// </summary>
internal static class StreamValues
{
    private const int Chunk = 1024;                                       // words at a time: stays in the first-level cache
    private const uint Mantissa = 0x7FFFFF, One = 0x3F800000;

    /// <summary>Uniform in [minval, maxval): 23 bits, scaled in single precision.</summary>
    public static void Uniform(PhiloxStream stream, long start, Span<float> values, double minval = 0.0, double maxval = 1.0)
    {
        float low = (float)minval, range = (float)maxval - low;
        while (values.Length > 0)
        {
            Span<float> part = values[..Math.Min(Chunk, values.Length)];
            stream.Words(start, MemoryMarshal.Cast<float, uint>(part));
            Vector<uint> mantissa = new(Mantissa), one = new(One);
            Vector<float> lows = new(low), ranges = new(range);
            int i = 0;
            for (; i <= part.Length - Vector<float>.Count; i += Vector<float>.Count)
            {
                Span<float> lane = part[i..];
                Vector<uint> words = Vector.AsVectorUInt32(new Vector<float>(lane));
                ((Vector.AsVectorSingle(words & mantissa | one) - Vector<float>.One) * ranges + lows).CopyTo(lane);
            }
            for (; i < part.Length; i++) part[i] = Unit(BitConverter.SingleToUInt32Bits(part[i])) * range + low;
            start += part.Length;
            values = values[part.Length..];
        }
    }

    /// <summary>Uniform in [minval, maxval): two words per value, 52 bits.</summary>
    public static void Uniform(PhiloxStream stream, long start, Span<double> values, double minval = 0.0, double maxval = 1.0)
    {
        double range = maxval - minval;
        stream.Words(2 * start, MemoryMarshal.Cast<double, uint>(values));
        Span<uint> words = MemoryMarshal.Cast<double, uint>(values);
        for (int i = 0; i < values.Length; i++) values[i] = Unit(words[2 * i], words[2 * i + 1]) * range + minval;
    }

    /// <summary>
    /// Dropout's mask: <paramref name="kept"/> where a uniform number in [0, 1) is at least <paramref name="rate"/>, otherwise 0. The mask of Keras is the one
    /// with <paramref name="kept"/> = 1 / (1 − rate).
    /// </summary>
    public static void DropoutMask(PhiloxStream stream, long start, Span<float> mask, double rate, float kept)
    {
        // The uniforms are multiples of 2⁻²³, so u ≥ rate can be told from the bits alone.
        int threshold = (int)Math.Ceiling((double)(float)rate * 8388608.0);
        while (mask.Length > 0)
        {
            Span<float> part = mask[..Math.Min(Chunk, mask.Length)];
            stream.Words(start, MemoryMarshal.Cast<float, uint>(part));
            Vector<int> mantissa = new((int)Mantissa), limit = new(threshold);
            Vector<float> keep = new(kept);
            int i = 0;
            for (; i <= part.Length - Vector<float>.Count; i += Vector<float>.Count)
            {
                Span<float> lane = part[i..];
                Vector<int> bits = Vector.AsVectorInt32(new Vector<float>(lane)) & mantissa;
                Vector.ConditionalSelect(Vector.GreaterThanOrEqual(bits, limit), keep, Vector<float>.Zero).CopyTo(lane);
            }
            for (; i < part.Length; i++) part[i] = (BitConverter.SingleToInt32Bits(part[i]) & (int)Mantissa) >= threshold ? kept : 0f;
            start += part.Length;
            mask = mask[part.Length..];
        }
    }

    /// <summary>Normal numbers (Box and Muller), then scaled in single precision.</summary>
    public static void Normal(PhiloxStream stream, long start, Span<float> values, double mean = 0.0, double stddev = 1.0)
    {
        float shift = (float)mean, scale = (float)stddev;
        if ((start & 1) != 0 && values.Length > 0)                        // the second of a pair
        {
            Span<float> pair = stackalloc float[2];
            Normal(stream, start - 1, pair, mean, stddev);
            values[0] = pair[1];
            start++;
            values = values[1..];
        }
        Span<uint> words = stackalloc uint[Math.Min(Chunk, values.Length + 1 & ~1)];
        while (values.Length > 0)
        {
            Span<uint> part = words[..Math.Min(words.Length, values.Length + 1 & ~1)];
            stream.Words(start, part);
            Span<float> normals = MemoryMarshal.Cast<uint, float>(part);
            BoxMuller(normals);
            int count = Math.Min(part.Length, values.Length);
            for (int i = 0; i < count; i++) values[i] = normals[i] * scale + shift;
            start += count;
            values = values[count..];
        }
    }

    /// <summary>Normal numbers in double precision: four words for a pair.</summary>
    public static void Normal(PhiloxStream stream, long start, Span<double> values, double mean = 0.0, double stddev = 1.0)
    {
        Span<uint> words = stackalloc uint[4];
        for (int i = 0; i < values.Length; i++)
        {
            stream.Words((start + i) / 2 * 4, words);
            var (first, second) = BoxMuller(words);
            if (((start + i) & 1) == 0)
            {
                values[i] = first * stddev + mean;
                if (i + 1 < values.Length) values[++i] = second * stddev + mean;
            }
            else values[i] = second * stddev + mean;
        }
    }

    /// <summary>Normal numbers within two standard deviations. Values 4g … 4g+3 have 256 blocks to themselves: the first four that fit.</summary>
    public static void TruncatedNormal(PhiloxStream stream, long start, Span<float> values, double mean = 0.0, double stddev = 1.0)
    {
        const int Groups = 64;
        float shift = (float)mean, scale = (float)stddev;
        Span<uint> words = stackalloc uint[4 * Groups];
        Span<uint> more = stackalloc uint[4];
        while (values.Length > 0)
        {
            ulong group = (ulong)start / 4;
            int skip = (int)(start & 3);
            int count = Math.Min(4 * Groups - skip, values.Length), groups = (skip + count + 3) / 4;
            stream.Blocks(group * 256, 256, words[..(4 * groups)]);
            Span<float> normals = MemoryMarshal.Cast<uint, float>(words[..(4 * groups)]);
            BoxMuller(normals);
            for (int g = 0; g < groups; g++)
            {
                Span<float> four = normals.Slice(4 * g, 4);
                int filled = KeepSmall(four, four);
                for (ulong block = (group + (ulong)g) * 256 + 1; filled < 4; block++)
                {
                    stream.Blocks(block, 1, more);
                    Span<float> next = MemoryMarshal.Cast<uint, float>(more);
                    BoxMuller(next);
                    filled += KeepSmall(next, four[filled..]);
                }
            }
            for (int i = 0; i < count; i++) values[i] = normals[skip + i] * scale + shift;
            start += count;
            values = values[count..];
        }

        // Moves the numbers that fit to the front of `target` and says how many there were; both may be the same span.
        static int KeepSmall(ReadOnlySpan<float> numbers, Span<float> target)
        {
            int kept = 0;
            foreach (float z in numbers)
                if (MathF.Abs(z) < 2f && kept < target.Length) target[kept++] = z;
            return kept;
        }
    }

    /// <summary>Double precision: values 2g and 2g+1 have 128 blocks to themselves.</summary>
    public static void TruncatedNormal(PhiloxStream stream, long start, Span<double> values, double mean = 0.0, double stddev = 1.0)
    {
        Span<uint> words = stackalloc uint[4];
        Span<double> pair = stackalloc double[2];
        for (int i = 0; i < values.Length;)
        {
            long group = (start + i) / 2;
            int filled = 0;
            for (ulong block = (ulong)group * 128; filled < 2; block++)
            {
                stream.Blocks(block, 1, words);
                var (first, second) = BoxMuller(words);
                if (Math.Abs(first) < 2.0) pair[filled++] = first;
                if (filled < 2 && Math.Abs(second) < 2.0) pair[filled++] = second;
            }
            for (int k = (int)((start + i) & 1); k < 2 && i < values.Length; k++) values[i++] = pair[k] * stddev + mean;
        }
    }

    /// <summary>Whole numbers in [minval, maxval), one word each.</summary>
    public static void Integers(PhiloxStream stream, long start, Span<int> values, int minval, int maxval)
    {
        uint range = (uint)maxval - (uint)minval;
        stream.Words(start, MemoryMarshal.Cast<int, uint>(values));
        foreach (ref int value in values) value = (int)((uint)minval + (uint)value % range);
    }

    /// <summary>Whole numbers in [minval, maxval), two words each, the low one first.</summary>
    public static void Integers(PhiloxStream stream, long start, Span<long> values, long minval, long maxval)
    {
        ulong range = (ulong)maxval - (ulong)minval;
        Span<uint> words = MemoryMarshal.Cast<long, uint>(values);
        stream.Words(2 * start, words);
        for (int i = 0; i < values.Length; i++) values[i] = (long)((ulong)minval + ((ulong)words[2 * i + 1] << 32 | words[2 * i]) % range);
    }

    /// <summary>The permutation of 0 … n−1 that tf.random.shuffle makes: place i changes with one of the places from i on.</summary>
    public static void Permutation(PhiloxStream stream, Span<int> order)
    {
        int n = order.Length;
        for (int i = 0; i < n; i++) order[i] = i;
        Span<uint> words = stackalloc uint[Chunk];
        for (int done = 0; done < n - 1; done += Chunk)
        {
            Span<uint> part = words[..Math.Min(Chunk, n - 1 - done)];
            stream.Words(done, part);
            for (int k = 0; k < part.Length; k++)
            {
                int i = done + k, j = i + (int)(part[k] % (uint)(n - i));
                (order[i], order[j]) = (order[j], order[i]);
            }
        }
    }

    private static float Unit(uint word) => BitConverter.UInt32BitsToSingle(word & Mantissa | One) - 1f;

    internal static double Unit(uint high, uint low) => BitConverter.UInt64BitsToDouble((ulong)(high & 0xFFFFF | 0x3FF00000u) << 32 | low) - 1.0;

    /// <summary>Turns pairs of words, in place, into pairs of normal numbers. The length is even.</summary>
    private static void BoxMuller(Span<float> pairs)
    {
        int i = 0;
        if (Avx2.IsSupported)
            for (; i + 8 <= pairs.Length; i += 8)
            {
                Span<float> four = pairs[i..];
                FloatFunctions.FourPairs(Vector256.Create<float>(four).AsUInt32()).CopyTo(four);
            }
        for (; i < pairs.Length; i += 2)
        {
            float u = MathF.Max(Unit(BitConverter.SingleToUInt32Bits(pairs[i])), 1e-7f);
            float angle = (float)(Math.Tau * Unit(BitConverter.SingleToUInt32Bits(pairs[i + 1])));
            float radius = MathF.Sqrt(-2f * FloatFunctions.Log(u));
            var (sin, cos) = FloatFunctions.SinCos(angle);
            pairs[i] = sin * radius;
            pairs[i + 1] = cos * radius;
        }
    }

    internal static (double, double) BoxMuller(ReadOnlySpan<uint> words)
    {
        double u = Math.Max(Unit(words[0], words[1]), 1e-7), angle = Math.Tau * Unit(words[2], words[3]);
        double radius = Math.Sqrt(-2.0 * Math.Log(u));
        return (Math.Sin(angle) * radius, Math.Cos(angle) * radius);
    }
}
