using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace KerasTransfer.Engines.Managed.Kernels;

/// <summary>Rows into columns: <c>dst[c * ldd + r] = src[r * lds + c]</c>, in square blocks that pass through registers.</summary>
/// <remarks>With <c>padded</c>, a row of dst has room for a whole number of blocks (16, 8 or 4 values), and what lies there beyond the last row of src gets filled with copies of it.</remarks>
internal static unsafe class TransposeBlock
{
    /// <summary>With the widest vectors there are.</summary>
    public static void Run(float* src, nint lds, int rows, int columns, float* dst, nint ldd, bool padded = false)
    {
        if (Avx512F.IsSupported) Run512(src, lds, rows, columns, dst, ldd, padded);
        else if (Avx.IsSupported) Run256(src, lds, rows, columns, dst, ldd, padded);
        else Run128(src, lds, rows, columns, dst, ldd, padded);
    }

    /// <summary>In blocks of 16 × 16; needs AVX-512.</summary>
    public static void Run512(float* src, nint lds, int rows, int columns, float* dst, nint ldd, bool padded)
    {
        for (int r = 0; r < rows; r += 16)
            for (int c = 0; c < columns; c += 16)
                Block(src + r * lds + c, lds, Math.Min(16, rows - r), Math.Min(16, columns - c), dst + c * ldd + r, ldd, padded);
    }

    /// <summary>In blocks of 8 × 8; needs AVX.</summary>
    public static void Run256(float* src, nint lds, int rows, int columns, float* dst, nint ldd, bool padded)
    {
        for (int r = 0; r < rows; r += 8)
            for (int c = 0; c < columns; c += 8)
                Block256(src + r * lds + c, lds, Math.Min(8, rows - r), Math.Min(8, columns - c), dst + c * ldd + r, ldd, padded);
    }

    /// <summary>In blocks of 4 × 4, on any processor.</summary>
    public static void Run128(float* src, nint lds, int rows, int columns, float* dst, nint ldd, bool padded)
    {
        int r = 0;
        for (; r + 4 <= rows; r += 4)
        {
            float* s0 = src + r * lds, s1 = s0 + lds, s2 = s1 + lds, s3 = s2 + lds, d = dst + r;
            for (int c = 0; c < columns; c++, d += ldd) Vector128.Create(s0[c], s1[c], s2[c], s3[c]).Store(d);   // r + 3 < rows, c < columns
        }
        if (r == rows) return;
        int end = padded ? r + 4 : rows;
        for (; r < end; r++)
        {
            float* s = src + Math.Min(r, rows - 1) * lds, d = dst + r;
            for (int c = 0; c < columns; c++, d += ldd) *d = s[c];
        }
    }

    // Bounds of both blocks: a row beyond the last is read at the last row's address, columns beyond `columns` are masked off, and dst's rows at and beyond
    // `columns` are not written; of a row, `rows` values are written, or, padded, a whole block's.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Block(float* src, nint lds, int rows, int columns, float* dst, nint ldd, bool padded)
    {
        bool full = columns == 16, whole = rows == 16 || padded;
        int last = rows - 1;
        Vector512<float> mask = Vector512.LessThan(Vector512<int>.Indices, Vector512.Create(columns)).AsSingle();
        Vector512<float> rowMask = Vector512.LessThan(Vector512<int>.Indices, Vector512.Create(rows)).AsSingle();
        Vector512<float> r0 = Row(src, lds, 0, last, full, mask),
            r1 = Row(src, lds, 1, last, full, mask),
            r2 = Row(src, lds, 2, last, full, mask),
            r3 = Row(src, lds, 3, last, full, mask),
            r4 = Row(src, lds, 4, last, full, mask),
            r5 = Row(src, lds, 5, last, full, mask),
            r6 = Row(src, lds, 6, last, full, mask),
            r7 = Row(src, lds, 7, last, full, mask),
            r8 = Row(src, lds, 8, last, full, mask),
            r9 = Row(src, lds, 9, last, full, mask),
            r10 = Row(src, lds, 10, last, full, mask),
            r11 = Row(src, lds, 11, last, full, mask),
            r12 = Row(src, lds, 12, last, full, mask),
            r13 = Row(src, lds, 13, last, full, mask),
            r14 = Row(src, lds, 14, last, full, mask),
            r15 = Row(src, lds, 15, last, full, mask);
        Vector512<float> s0 = Avx512F.UnpackLow(r0, r1), s1 = Avx512F.UnpackHigh(r0, r1);
        Vector512<float> s2 = Avx512F.UnpackLow(r2, r3), s3 = Avx512F.UnpackHigh(r2, r3);
        Vector512<float> s4 = Avx512F.UnpackLow(r4, r5), s5 = Avx512F.UnpackHigh(r4, r5);
        Vector512<float> s6 = Avx512F.UnpackLow(r6, r7), s7 = Avx512F.UnpackHigh(r6, r7);
        Vector512<float> s8 = Avx512F.UnpackLow(r8, r9), s9 = Avx512F.UnpackHigh(r8, r9);
        Vector512<float> s10 = Avx512F.UnpackLow(r10, r11), s11 = Avx512F.UnpackHigh(r10, r11);
        Vector512<float> s12 = Avx512F.UnpackLow(r12, r13), s13 = Avx512F.UnpackHigh(r12, r13);
        Vector512<float> s14 = Avx512F.UnpackLow(r14, r15), s15 = Avx512F.UnpackHigh(r14, r15);
        r0 = Pairs(s0, s2, low: true); r1 = Pairs(s0, s2, low: false); r2 = Pairs(s1, s3, low: true); r3 = Pairs(s1, s3, low: false);
        r4 = Pairs(s4, s6, low: true); r5 = Pairs(s4, s6, low: false); r6 = Pairs(s5, s7, low: true); r7 = Pairs(s5, s7, low: false);
        r8 = Pairs(s8, s10, low: true); r9 = Pairs(s8, s10, low: false); r10 = Pairs(s9, s11, low: true); r11 = Pairs(s9, s11, low: false);
        r12 = Pairs(s12, s14, low: true); r13 = Pairs(s12, s14, low: false); r14 = Pairs(s13, s15, low: true); r15 = Pairs(s13, s15, low: false);
        s0 = Avx512F.Shuffle4x128(r0, r4, 0x88); s4 = Avx512F.Shuffle4x128(r0, r4, 0xDD); s8 = Avx512F.Shuffle4x128(r8, r12, 0x88); s12 = Avx512F.Shuffle4x128(r8, r12, 0xDD);
        s1 = Avx512F.Shuffle4x128(r1, r5, 0x88); s5 = Avx512F.Shuffle4x128(r1, r5, 0xDD); s9 = Avx512F.Shuffle4x128(r9, r13, 0x88); s13 = Avx512F.Shuffle4x128(r9, r13, 0xDD);
        s2 = Avx512F.Shuffle4x128(r2, r6, 0x88); s6 = Avx512F.Shuffle4x128(r2, r6, 0xDD); s10 = Avx512F.Shuffle4x128(r10, r14, 0x88); s14 = Avx512F.Shuffle4x128(r10, r14, 0xDD);
        s3 = Avx512F.Shuffle4x128(r3, r7, 0x88); s7 = Avx512F.Shuffle4x128(r3, r7, 0xDD); s11 = Avx512F.Shuffle4x128(r11, r15, 0x88); s15 = Avx512F.Shuffle4x128(r11, r15, 0xDD);
        Put(dst, Avx512F.Shuffle4x128(s0, s8, 0x88), whole, rowMask);
        if (columns > 1) Put(dst + ldd, Avx512F.Shuffle4x128(s1, s9, 0x88), whole, rowMask);
        if (columns > 2) Put(dst + 2 * ldd, Avx512F.Shuffle4x128(s2, s10, 0x88), whole, rowMask);
        if (columns > 3) Put(dst + 3 * ldd, Avx512F.Shuffle4x128(s3, s11, 0x88), whole, rowMask);
        if (columns > 4) Put(dst + 4 * ldd, Avx512F.Shuffle4x128(s4, s12, 0x88), whole, rowMask);
        if (columns > 5) Put(dst + 5 * ldd, Avx512F.Shuffle4x128(s5, s13, 0x88), whole, rowMask);
        if (columns > 6) Put(dst + 6 * ldd, Avx512F.Shuffle4x128(s6, s14, 0x88), whole, rowMask);
        if (columns > 7) Put(dst + 7 * ldd, Avx512F.Shuffle4x128(s7, s15, 0x88), whole, rowMask);
        if (columns > 8) Put(dst + 8 * ldd, Avx512F.Shuffle4x128(s0, s8, 0xDD), whole, rowMask);
        if (columns > 9) Put(dst + 9 * ldd, Avx512F.Shuffle4x128(s1, s9, 0xDD), whole, rowMask);
        if (columns > 10) Put(dst + 10 * ldd, Avx512F.Shuffle4x128(s2, s10, 0xDD), whole, rowMask);
        if (columns > 11) Put(dst + 11 * ldd, Avx512F.Shuffle4x128(s3, s11, 0xDD), whole, rowMask);
        if (columns > 12) Put(dst + 12 * ldd, Avx512F.Shuffle4x128(s4, s12, 0xDD), whole, rowMask);
        if (columns > 13) Put(dst + 13 * ldd, Avx512F.Shuffle4x128(s5, s13, 0xDD), whole, rowMask);
        if (columns > 14) Put(dst + 14 * ldd, Avx512F.Shuffle4x128(s6, s14, 0xDD), whole, rowMask);
        if (columns > 15) Put(dst + 15 * ldd, Avx512F.Shuffle4x128(s7, s15, 0xDD), whole, rowMask);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static Vector512<float> Row(float* src, nint lds, int i, int last, bool full, Vector512<float> mask)
        {
            float* p = src + Math.Min(i, last) * lds;
            return full ? Vector512.Load(p) : Avx512F.MaskLoad(p, mask, Vector512<float>.Zero);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static Vector512<float> Pairs(Vector512<float> a, Vector512<float> b, bool low) =>
            (low ? Avx512F.UnpackLow(a.AsDouble(), b.AsDouble()) : Avx512F.UnpackHigh(a.AsDouble(), b.AsDouble())).AsSingle();

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static void Put(float* p, Vector512<float> x, bool whole, Vector512<float> mask)
        {
            if (whole) x.Store(p); else Avx512F.MaskStore(p, mask, x);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Block256(float* src, nint lds, int rows, int columns, float* dst, nint ldd, bool padded)
    {
        bool full = columns == 8, whole = rows == 8 || padded;
        int last = rows - 1;
        Vector256<float> mask = Vector256.LessThan(Vector256<int>.Indices, Vector256.Create(columns)).AsSingle();
        Vector256<float> rowMask = Vector256.LessThan(Vector256<int>.Indices, Vector256.Create(rows)).AsSingle();
        Vector256<float> r0 = Row(src, lds, 0, last, full, mask),
            r1 = Row(src, lds, 1, last, full, mask),
            r2 = Row(src, lds, 2, last, full, mask),
            r3 = Row(src, lds, 3, last, full, mask),
            r4 = Row(src, lds, 4, last, full, mask),
            r5 = Row(src, lds, 5, last, full, mask),
            r6 = Row(src, lds, 6, last, full, mask),
            r7 = Row(src, lds, 7, last, full, mask);
        Vector256<float> s0 = Avx.UnpackLow(r0, r1), s1 = Avx.UnpackHigh(r0, r1);
        Vector256<float> s2 = Avx.UnpackLow(r2, r3), s3 = Avx.UnpackHigh(r2, r3);
        Vector256<float> s4 = Avx.UnpackLow(r4, r5), s5 = Avx.UnpackHigh(r4, r5);
        Vector256<float> s6 = Avx.UnpackLow(r6, r7), s7 = Avx.UnpackHigh(r6, r7);
        r0 = Avx.Shuffle(s0, s2, 0x44); r1 = Avx.Shuffle(s0, s2, 0xEE); r2 = Avx.Shuffle(s1, s3, 0x44); r3 = Avx.Shuffle(s1, s3, 0xEE);
        r4 = Avx.Shuffle(s4, s6, 0x44); r5 = Avx.Shuffle(s4, s6, 0xEE); r6 = Avx.Shuffle(s5, s7, 0x44); r7 = Avx.Shuffle(s5, s7, 0xEE);
        Put(dst, Avx.Permute2x128(r0, r4, 0x20), whole, rowMask);
        if (columns > 1) Put(dst + 1 * ldd, Avx.Permute2x128(r1, r5, 0x20), whole, rowMask);
        if (columns > 2) Put(dst + 2 * ldd, Avx.Permute2x128(r2, r6, 0x20), whole, rowMask);
        if (columns > 3) Put(dst + 3 * ldd, Avx.Permute2x128(r3, r7, 0x20), whole, rowMask);
        if (columns > 4) Put(dst + 4 * ldd, Avx.Permute2x128(r0, r4, 0x31), whole, rowMask);
        if (columns > 5) Put(dst + 5 * ldd, Avx.Permute2x128(r1, r5, 0x31), whole, rowMask);
        if (columns > 6) Put(dst + 6 * ldd, Avx.Permute2x128(r2, r6, 0x31), whole, rowMask);
        if (columns > 7) Put(dst + 7 * ldd, Avx.Permute2x128(r3, r7, 0x31), whole, rowMask);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static Vector256<float> Row(float* src, nint lds, int i, int last, bool full, Vector256<float> mask)
        {
            float* p = src + Math.Min(i, last) * lds;
            return full ? Vector256.Load(p) : Avx.MaskLoad(p, mask);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static void Put(float* p, Vector256<float> x, bool whole, Vector256<float> mask)
        {
            if (whole) x.Store(p); else Avx.MaskStore(p, mask, x);
        }
    }
}
