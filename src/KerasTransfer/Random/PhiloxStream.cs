using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace KerasTransfer.RandomNumbers;

/// <summary>
/// The words of Philox 4×32-10 under one key: word i is found without making the ones before it, so any part of a stream can be filled
/// by any thread with the same result. Block b holds words 4b … 4b+3.
/// </summary>
/// <remarks>Salmon, Moraes, Dror and Shaw 2011, "Parallel random numbers: as easy as 1, 2, 3".</remarks>
internal readonly struct PhiloxStream
{
    private const uint M0 = 0xD2511F53, M1 = 0xCD9E8D57, W0 = 0x9E3779B9, W1 = 0xBB67AE85;

    private readonly uint k0, k1, c2, c3;
    private readonly ulong first;                                         // block where word 0 is

    private PhiloxStream(uint k0, uint k1, uint c2, uint c3, ulong first = 0) => (this.k0, this.k1, this.c2, this.c3, this.first) = (k0, k1, c2, c3, first);

    /// <summary>The stream of a stateless TensorFlow op for its two seeds.</summary>
    public static PhiloxStream Stateless(long seed0, long seed1)
    {
        var (m0, m1, m2, m3) = Block(0x3EC8F720, 0x02461E29, (uint)seed0, (uint)(seed0 >> 32), (uint)seed1, (uint)(seed1 >> 32));
        return new(m0, m1, m2, m3);
    }

    /// <summary>The stream of a stateful TensorFlow op, or of a tf.data shuffle, for its two seeds.</summary>
    public static PhiloxStream Stateful(long seed, long seed2) => new((uint)seed, (uint)(seed >> 32), (uint)seed2, (uint)(seed2 >> 32));

    /// <summary>The same words starting at another block, counted from the very first one.</summary>
    public PhiloxStream At(ulong block) => new(k0, k1, c2, c3, block);

    /// <summary>Words <paramref name="start"/>, <paramref name="start"/> + 1, … of the stream.</summary>
    public void Words(long start, Span<uint> words)
    {
        ulong block = (ulong)start / 4;
        int skip = (int)(start & 3);
        if (skip != 0)
        {
            Span<uint> one = stackalloc uint[4];
            Blocks(block++, 1, one);
            int taken = Math.Min(4 - skip, words.Length);
            one.Slice(skip, taken).CopyTo(words);
            words = words[taken..];
        }
        int whole = words.Length & ~3;
        Blocks(block, 1, words[..whole]);
        if (whole < words.Length)
        {
            Span<uint> one = stackalloc uint[4];
            Blocks(block + (ulong)whole / 4, 1, one);
            one[..(words.Length - whole)].CopyTo(words[whole..]);
        }
    }

    /// <summary>Whole blocks <paramref name="block"/>, <paramref name="block"/> + <paramref name="stride"/>, …, four words each.</summary>
    public void Blocks(ulong block, ulong stride, Span<uint> words)
    {
        block += first;
        int done = 0;
        if (Avx512F.IsSupported)
            for (; done + 64 <= words.Length; done += 64, block += 16 * stride)
                SixteenBlocks(block, stride, words.Slice(done, 64));
        if (Vector256.IsHardwareAccelerated || AdvSimd.Arm64.IsSupported)
            for (; done + 32 <= words.Length; done += 32, block += 8 * stride)
                EightBlocks(block, stride, words.Slice(done, 32));
        for (; done < words.Length; done += 4, block += stride)
            (words[done], words[done + 1], words[done + 2], words[done + 3]) = Block(k0, k1, (uint)block, (uint)(block >> 32), c2, c3);
    }

    private static (uint, uint, uint, uint) Block(uint k0, uint k1, uint c0, uint c1, uint c2, uint c3)
    {
        for (int round = 0; round < 10; round++)
        {
            ulong p0 = (ulong)c0 * M0, p1 = (ulong)c2 * M1;
            (c0, c1, c2, c3) = ((uint)(p1 >> 32) ^ c1 ^ k0, (uint)p1, (uint)(p0 >> 32) ^ c3 ^ k1, (uint)p0);
            k0 += W0;
            k1 += W1;
        }
        return (c0, c1, c2, c3);
    }

    /// <summary>
    /// Eight blocks at once, one to a 64-bit lane. Only the low half of a lane counts: products read nothing else, and what exclusive-or
    /// leaves in the high half is dropped at the end.
    /// </summary>
    private void EightBlocks(ulong block, ulong stride, Span<uint> words)
    {
        Vector256<ulong> steps = Vector256.Create(0UL, stride, 2 * stride, 3 * stride);
        Vector256<ulong> a0 = Vector256.Create(block) + steps, b0 = a0 + Vector256.Create(4 * stride);
        Vector256<ulong> a1 = a0 >>> 32, b1 = b0 >>> 32;
        Vector256<ulong> a2 = Vector256.Create((ulong)c2), b2 = a2, a3 = Vector256.Create((ulong)c3), b3 = a3;
        Vector256<ulong> key0 = Vector256.Create((ulong)k0), key1 = Vector256.Create((ulong)k1);
        Vector256<ulong> w0 = Vector256.Create((ulong)W0), w1 = Vector256.Create((ulong)W1);
        Vector256<ulong> m0 = Vector256.Create((ulong)M0), m1 = Vector256.Create((ulong)M1);
        for (int round = 0; round < 10; round++)
        {
            Vector256<ulong> p0 = Product(a0, m0), p1 = Product(a2, m1), q0 = Product(b0, m0), q1 = Product(b2, m1);
            a0 = p1 >>> 32 ^ a1 ^ key0;
            a1 = p1;
            a2 = p0 >>> 32 ^ a3 ^ key1;
            a3 = p0;
            b0 = q1 >>> 32 ^ b1 ^ key0;
            b1 = q1;
            b2 = q0 >>> 32 ^ b3 ^ key1;
            b3 = q0;
            key0 += w0;
            key1 += w1;
        }
        Store(a0, a1, a2, a3, words[..16]);
        Store(b0, b1, b2, b3, words[16..]);
    }

    /// <summary>The same for sixteen blocks.</summary>
    private void SixteenBlocks(ulong block, ulong stride, Span<uint> words)
    {
        Vector512<ulong> a0 = Vector512.Create(block) + Vector512.Create(0UL, 1, 2, 3, 4, 5, 6, 7) * Vector512.Create(stride), b0 = a0 + Vector512.Create(8 * stride);
        Vector512<ulong> a1 = a0 >>> 32, b1 = b0 >>> 32;
        Vector512<ulong> a2 = Vector512.Create((ulong)c2), b2 = a2, a3 = Vector512.Create((ulong)c3), b3 = a3;
        Vector512<ulong> key0 = Vector512.Create((ulong)k0), key1 = Vector512.Create((ulong)k1);
        Vector512<ulong> w0 = Vector512.Create((ulong)W0), w1 = Vector512.Create((ulong)W1);
        Vector512<uint> m0 = Vector512.Create((ulong)M0).AsUInt32(), m1 = Vector512.Create((ulong)M1).AsUInt32();
        for (int round = 0; round < 10; round++)
        {
            Vector512<ulong> p0 = Avx512F.Multiply(a0.AsUInt32(), m0), p1 = Avx512F.Multiply(a2.AsUInt32(), m1);
            Vector512<ulong> q0 = Avx512F.Multiply(b0.AsUInt32(), m0), q1 = Avx512F.Multiply(b2.AsUInt32(), m1);
            a0 = p1 >>> 32 ^ a1 ^ key0;
            a1 = p1;
            a2 = p0 >>> 32 ^ a3 ^ key1;
            a3 = p0;
            b0 = q1 >>> 32 ^ b1 ^ key0;
            b1 = q1;
            b2 = q0 >>> 32 ^ b3 ^ key1;
            b3 = q0;
            key0 += w0;
            key1 += w1;
        }
        Store(a0, a1, a2, a3, words[..32]);
        Store(b0, b1, b2, b3, words[32..]);

        static void Store(Vector512<ulong> c0, Vector512<ulong> c1, Vector512<ulong> c2, Vector512<ulong> c3, Span<uint> words)
        {
            Vector512<ulong> low = Vector512.Create((ulong)uint.MaxValue);
            Vector512<ulong> front = c0 & low | c1 << 32, back = c2 & low | c3 << 32;
            Span<ulong> pairs = MemoryMarshal.Cast<uint, ulong>(words);
            Avx512F.PermuteVar8x64x2(front, Vector512.Create(0UL, 8, 1, 9, 2, 10, 3, 11), back).CopyTo(pairs);
            Avx512F.PermuteVar8x64x2(front, Vector512.Create(4UL, 12, 5, 13, 6, 14, 7, 15), back).CopyTo(pairs[8..]);
        }
    }

    /// <summary>The 64-bit product of the low halves of each lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<ulong> Product(Vector256<ulong> a, Vector256<ulong> b)
    {
        if (Avx2.IsSupported) return Avx2.Multiply(a.AsUInt32(), b.AsUInt32());
        if (AdvSimd.Arm64.IsSupported)
            return Vector256.Create(
                AdvSimd.MultiplyWideningLower(AdvSimd.ExtractNarrowingLower(a.GetLower()), AdvSimd.ExtractNarrowingLower(b.GetLower())),
                AdvSimd.MultiplyWideningLower(AdvSimd.ExtractNarrowingLower(a.GetUpper()), AdvSimd.ExtractNarrowingLower(b.GetUpper())));
        Vector256<ulong> low = Vector256.Create((ulong)uint.MaxValue);
        return (a & low) * (b & low);
    }

    /// <summary>Writes four blocks in order from the low halves of the lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(Vector256<ulong> c0, Vector256<ulong> c1, Vector256<ulong> c2, Vector256<ulong> c3, Span<uint> words)
    {
        Vector256<ulong> low = Vector256.Create((ulong)uint.MaxValue);
        Vector256<ulong> front = c0 & low | c1 << 32, back = c2 & low | c3 << 32;
        Span<ulong> pairs = MemoryMarshal.Cast<uint, ulong>(words);
        if (Avx2.IsSupported)
        {
            Vector256<ulong> even = Avx2.UnpackLow(front, back), odd = Avx2.UnpackHigh(front, back);
            Avx2.Permute2x128(even, odd, 0x20).CopyTo(pairs);
            Avx2.Permute2x128(even, odd, 0x31).CopyTo(pairs[4..]);
            return;
        }
        for (int i = 0; i < 4; i++) (pairs[2 * i], pairs[2 * i + 1]) = (front[i], back[i]);
    }
}
