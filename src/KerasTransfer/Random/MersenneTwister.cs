using System.Security.Cryptography;
using System.Runtime.InteropServices;

namespace KerasTransfer.RandomNumbers;

/// <summary>MT19937, 32 bit: the generator below Python's <c>random</c> and NumPy's <c>np.random</c>.</summary>
/// <remarks>Matsumoto and Nishimura 1998, "Mersenne Twister", with the seeding of 2002.</remarks>
internal sealed class MersenneTwister
{
    internal const int N = 624;
    private const int M = 397;

    private readonly uint[] key = new uint[N];
    private int position = N;

    /// <summary>Where the next number is in the block of 624 (624: a new block is due).</summary>
    public int Position => position;
    /// <summary>The block of 624 words.</summary>
    public ReadOnlySpan<uint> Key => key;

    /// <summary>Takes over a saved state.</summary>
    public void Restore(ReadOnlySpan<uint> savedKey, int savedPosition)
    {
        savedKey.CopyTo(key);
        position = savedPosition;
    }

    /// <summary>init_genrand: NumPy's seeding by one number.</summary>
    public void Seed(uint seed)
    {
        key[0] = seed;
        for (int i = 1; i < N; i++) key[i] = 1812433253u * (key[i - 1] ^ key[i - 1] >> 30) + (uint)i;
        position = N;
    }

    /// <summary>init_by_array: Python's seeding by a number of any size, NumPy's by an array.</summary>
    public void Seed(ReadOnlySpan<uint> digits)
    {
        Seed(19650218u);
        int i = 1, j = 0;
        for (int count = Math.Max(N, digits.Length); count > 0; count--)
        {
            key[i] = (key[i] ^ (key[i - 1] ^ key[i - 1] >> 30) * 1664525u) + digits[j] + (uint)j;
            if (++i == N) { key[0] = key[N - 1]; i = 1; }
            if (++j == digits.Length) j = 0;
        }
        for (int count = N - 1; count > 0; count--)
        {
            key[i] = (key[i] ^ (key[i - 1] ^ key[i - 1] >> 30) * 1566083941u) - (uint)i;
            if (++i == N) { key[0] = key[N - 1]; i = 1; }
        }
        key[0] = 0x80000000u;
    }

    /// <summary>Seeds from the operating system: no two runs are alike.</summary>
    public void SeedFromSystem()
    {
        Span<uint> digits = stackalloc uint[N];
        RandomNumberGenerator.Fill(MemoryMarshal.AsBytes(digits));
        Seed(digits);
    }

    /// <summary>The next 32 bits.</summary>
    public uint NextUInt32()
    {
        if (position == N) Refill();
        uint y = key[position++];
        y ^= y >> 11;
        y ^= y << 7 & 0x9D2C5680u;
        y ^= y << 15 & 0xEFC60000u;
        return y ^ y >> 18;
    }

    /// <summary>The next 64 bits, the first word the high one.</summary>
    public ulong NextUInt64() => (ulong)NextUInt32() << 32 | NextUInt32();

    /// <summary>A double in [0, 1) of 53 bits.</summary>
    public double NextDouble()
    {
        uint a = NextUInt32() >> 5, b = NextUInt32() >> 6;
        return (a * 67108864.0 + b) / 9007199254740992.0;
    }

    private void Refill()
    {
        static uint Twist(uint high, uint low)
        {
            uint y = high & 0x80000000u | low & 0x7FFFFFFFu;
            return y >> 1 ^ (0u - (y & 1)) & 0x9908B0DFu;
        }
        uint[] k = key;
        int i = 0;
        for (; i < N - M; i++) k[i] = k[i + M] ^ Twist(k[i], k[i + 1]);
        for (; i < N - 1; i++) k[i] = k[i + M - N] ^ Twist(k[i], k[i + 1]);
        k[N - 1] = k[M - 1] ^ Twist(k[N - 1], k[0]);
        position = 0;
    }
}
