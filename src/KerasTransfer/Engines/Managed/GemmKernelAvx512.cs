using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using KerasTransfer.Engines.Managed.Kernels;

namespace KerasTransfer.Engines.Managed;

/// <summary>Tiles of up to 14 × 32 sums: 28 of the 32 AVX-512 registers.</summary>
internal readonly unsafe struct GemmKernelAvx512 : IGemmKernel<float>
{
    public static bool IsSupported => Avx512F.IsSupported;
    public static int Rows => 14;
    public static int Columns => 32;
    public static int PanelStride => 16;

    public static void PackTransposed(float* src, nint lds, int rows, int columns, float* dst, nint ldd) => TransposeBlock.Run512(src, lds, rows, columns, dst, ldd, padded: true);

    public static void Multiply(int rows, int columns, in GemmTile<float> tile)
    {
        if (tile.ARow == 1) ByWidth<Adjacent>(rows, columns, tile); else ByWidth<Strided>(rows, columns, tile);
    }

    private static void ByWidth<TA>(int rows, int columns, in GemmTile<float> tile) where TA : struct, IRowsOfA
    {
        if (columns == 32) ByRows<TA, Full>(rows, columns, tile);
        else if (columns > 16) ByRows<TA, Partial2>(rows, columns, tile);
        else ByRows<TA, Partial1>(rows, columns, tile);
    }

    private static void ByRows<TA, TWidth>(int rows, int columns, in GemmTile<float> tile) where TA : struct, IRowsOfA where TWidth : struct, IWidth
    {
        switch (rows)
        {
            case 1: Tile<R1, TA, TWidth>(columns, tile); break;
            case 2: Tile<R2, TA, TWidth>(columns, tile); break;
            case 3: Tile<R3, TA, TWidth>(columns, tile); break;
            case 4: Tile<R4, TA, TWidth>(columns, tile); break;
            case 5: Tile<R5, TA, TWidth>(columns, tile); break;
            case 6: Tile<R6, TA, TWidth>(columns, tile); break;
            case 7: Tile<R7, TA, TWidth>(columns, tile); break;
            case 8: Tile<R8, TA, TWidth>(columns, tile); break;
            case 9: Tile<R9, TA, TWidth>(columns, tile); break;
            case 10: Tile<R10, TA, TWidth>(columns, tile); break;
            case 11: Tile<R11, TA, TWidth>(columns, tile); break;
            case 12: Tile<R12, TA, TWidth>(columns, tile); break;
            case 13: Tile<R13, TA, TWidth>(columns, tile); break;
            case 14: Tile<R14, TA, TWidth>(columns, tile); break;
        }
    }

    // Bounds: A is read at rows 0 … rows - 1 and B at columns 0 … columns - 1 (the masks hide the rest of a vector) of k steps, C is read and written at
    // rows × columns: what GemmTile promises. Rows, kind of A and width are constants to the JIT, which drops the branches and keeps the sums in registers.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile<TRows, TA, TWidth>(int columns, in GemmTile<float> tile) where TRows : struct, IRows where TA : struct, IRowsOfA where TWidth : struct, IWidth
    {
        float* a0 = tile.A, a3 = tile.A + 3 * tile.ARow, a6 = tile.A + 6 * tile.ARow, a9 = tile.A + 9 * tile.ARow, a12 = tile.A + 12 * tile.ARow;
        float* b = tile.B;
        nint row = tile.ARow, row2 = 2 * row, step = tile.AColumn, bRow = tile.BRow;
        float* ahead = b + tile.BAhead;
        Vector512<float> mask = TWidth.Full ? Vector512<float>.AllBitsSet : Vector512.LessThan(Vector512<int>.Indices, Vector512.Create(columns - 16 * (TWidth.Vectors - 1))).AsSingle();
        Vector512<float> c0a = Vector512<float>.Zero, c0b = Vector512<float>.Zero;
        Vector512<float> c1a = Vector512<float>.Zero, c1b = Vector512<float>.Zero;
        Vector512<float> c2a = Vector512<float>.Zero, c2b = Vector512<float>.Zero;
        Vector512<float> c3a = Vector512<float>.Zero, c3b = Vector512<float>.Zero;
        Vector512<float> c4a = Vector512<float>.Zero, c4b = Vector512<float>.Zero;
        Vector512<float> c5a = Vector512<float>.Zero, c5b = Vector512<float>.Zero;
        Vector512<float> c6a = Vector512<float>.Zero, c6b = Vector512<float>.Zero;
        Vector512<float> c7a = Vector512<float>.Zero, c7b = Vector512<float>.Zero;
        Vector512<float> c8a = Vector512<float>.Zero, c8b = Vector512<float>.Zero;
        Vector512<float> c9a = Vector512<float>.Zero, c9b = Vector512<float>.Zero;
        Vector512<float> c10a = Vector512<float>.Zero, c10b = Vector512<float>.Zero;
        Vector512<float> c11a = Vector512<float>.Zero, c11b = Vector512<float>.Zero;
        Vector512<float> c12a = Vector512<float>.Zero, c12b = Vector512<float>.Zero;
        Vector512<float> c13a = Vector512<float>.Zero, c13b = Vector512<float>.Zero;

        for (int p = tile.K; p > 0; p--)
        {
            Vector512<float> b0 = TWidth.Full || TWidth.Vectors > 1 ? Vector512.Load(b) : Avx512F.MaskLoad(b, mask, Vector512<float>.Zero);
            Vector512<float> b1 = TWidth.Vectors < 2 ? Vector512<float>.Zero : TWidth.Full || TWidth.Vectors > 2 ? Vector512.Load(b + 16) : Avx512F.MaskLoad(b + 16, mask, Vector512<float>.Zero);
            Vector512<float> a = Vector512.Create(a0[0]);
            c0a = Avx512F.FusedMultiplyAdd(a, b0, c0a); if (TWidth.Vectors > 1) c0b = Avx512F.FusedMultiplyAdd(a, b1, c0b);
            if (TRows.Count > 1) { a = Vector512.Create(TA.Adjacent ? a0[1] : a0[row]); c1a = Avx512F.FusedMultiplyAdd(a, b0, c1a); if (TWidth.Vectors > 1) c1b = Avx512F.FusedMultiplyAdd(a, b1, c1b); }
            if (TRows.Count > 2) { a = Vector512.Create(TA.Adjacent ? a0[2] : a0[row2]); c2a = Avx512F.FusedMultiplyAdd(a, b0, c2a); if (TWidth.Vectors > 1) c2b = Avx512F.FusedMultiplyAdd(a, b1, c2b); }
            if (TRows.Count > 3) { a = Vector512.Create(TA.Adjacent ? a0[3] : a3[0]); c3a = Avx512F.FusedMultiplyAdd(a, b0, c3a); if (TWidth.Vectors > 1) c3b = Avx512F.FusedMultiplyAdd(a, b1, c3b); }
            if (TRows.Count > 4) { a = Vector512.Create(TA.Adjacent ? a0[4] : a3[row]); c4a = Avx512F.FusedMultiplyAdd(a, b0, c4a); if (TWidth.Vectors > 1) c4b = Avx512F.FusedMultiplyAdd(a, b1, c4b); }
            if (TRows.Count > 5) { a = Vector512.Create(TA.Adjacent ? a0[5] : a3[row2]); c5a = Avx512F.FusedMultiplyAdd(a, b0, c5a); if (TWidth.Vectors > 1) c5b = Avx512F.FusedMultiplyAdd(a, b1, c5b); }
            if (TRows.Count > 6) { a = Vector512.Create(TA.Adjacent ? a0[6] : a6[0]); c6a = Avx512F.FusedMultiplyAdd(a, b0, c6a); if (TWidth.Vectors > 1) c6b = Avx512F.FusedMultiplyAdd(a, b1, c6b); }
            if (TRows.Count > 7) { a = Vector512.Create(TA.Adjacent ? a0[7] : a6[row]); c7a = Avx512F.FusedMultiplyAdd(a, b0, c7a); if (TWidth.Vectors > 1) c7b = Avx512F.FusedMultiplyAdd(a, b1, c7b); }
            if (TRows.Count > 8) { a = Vector512.Create(TA.Adjacent ? a0[8] : a6[row2]); c8a = Avx512F.FusedMultiplyAdd(a, b0, c8a); if (TWidth.Vectors > 1) c8b = Avx512F.FusedMultiplyAdd(a, b1, c8b); }
            if (TRows.Count > 9) { a = Vector512.Create(TA.Adjacent ? a0[9] : a9[0]); c9a = Avx512F.FusedMultiplyAdd(a, b0, c9a); if (TWidth.Vectors > 1) c9b = Avx512F.FusedMultiplyAdd(a, b1, c9b); }
            if (TRows.Count > 10) { a = Vector512.Create(TA.Adjacent ? a0[10] : a9[row]); c10a = Avx512F.FusedMultiplyAdd(a, b0, c10a); if (TWidth.Vectors > 1) c10b = Avx512F.FusedMultiplyAdd(a, b1, c10b); }
            if (TRows.Count > 11) { a = Vector512.Create(TA.Adjacent ? a0[11] : a9[row2]); c11a = Avx512F.FusedMultiplyAdd(a, b0, c11a); if (TWidth.Vectors > 1) c11b = Avx512F.FusedMultiplyAdd(a, b1, c11b); }
            if (TRows.Count > 12) { a = Vector512.Create(TA.Adjacent ? a0[12] : a12[0]); c12a = Avx512F.FusedMultiplyAdd(a, b0, c12a); if (TWidth.Vectors > 1) c12b = Avx512F.FusedMultiplyAdd(a, b1, c12b); }
            if (TRows.Count > 13) { a = Vector512.Create(TA.Adjacent ? a0[13] : a12[row]); c13a = Avx512F.FusedMultiplyAdd(a, b0, c13a); if (TWidth.Vectors > 1) c13b = Avx512F.FusedMultiplyAdd(a, b1, c13b); }
            Sse.Prefetch1(ahead);
            if (TWidth.Vectors > 1) Sse.Prefetch1(ahead + 16);
            ahead += bRow;
            a0 += step;
            if (!TA.Adjacent && TRows.Count > 3) a3 += step;
            if (!TA.Adjacent && TRows.Count > 6) a6 += step;
            if (!TA.Adjacent && TRows.Count > 9) a9 += step;
            if (!TA.Adjacent && TRows.Count > 12) a12 += step;
            b += bRow;
        }

        Vector512<float> alpha = Vector512.Create(tile.Alpha), beta = Vector512.Create(tile.Beta);
        bool add = tile.Beta != 0;   // with beta = 0, C is not read: it may hold anything
        float* c = tile.C;
        nint cRow = tile.CRow;
        Put<TWidth>(c, c0a, c0b, alpha, beta, add, mask);
        if (TRows.Count > 1) { c += cRow; Put<TWidth>(c, c1a, c1b, alpha, beta, add, mask); }
        if (TRows.Count > 2) { c += cRow; Put<TWidth>(c, c2a, c2b, alpha, beta, add, mask); }
        if (TRows.Count > 3) { c += cRow; Put<TWidth>(c, c3a, c3b, alpha, beta, add, mask); }
        if (TRows.Count > 4) { c += cRow; Put<TWidth>(c, c4a, c4b, alpha, beta, add, mask); }
        if (TRows.Count > 5) { c += cRow; Put<TWidth>(c, c5a, c5b, alpha, beta, add, mask); }
        if (TRows.Count > 6) { c += cRow; Put<TWidth>(c, c6a, c6b, alpha, beta, add, mask); }
        if (TRows.Count > 7) { c += cRow; Put<TWidth>(c, c7a, c7b, alpha, beta, add, mask); }
        if (TRows.Count > 8) { c += cRow; Put<TWidth>(c, c8a, c8b, alpha, beta, add, mask); }
        if (TRows.Count > 9) { c += cRow; Put<TWidth>(c, c9a, c9b, alpha, beta, add, mask); }
        if (TRows.Count > 10) { c += cRow; Put<TWidth>(c, c10a, c10b, alpha, beta, add, mask); }
        if (TRows.Count > 11) { c += cRow; Put<TWidth>(c, c11a, c11b, alpha, beta, add, mask); }
        if (TRows.Count > 12) { c += cRow; Put<TWidth>(c, c12a, c12b, alpha, beta, add, mask); }
        if (TRows.Count > 13) { c += cRow; Put<TWidth>(c, c13a, c13b, alpha, beta, add, mask); }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Put<TWidth>(float* c, Vector512<float> x0, Vector512<float> x1, Vector512<float> alpha, Vector512<float> beta, bool add, Vector512<float> mask) where TWidth : struct, IWidth
    {
        x0 *= alpha;
        if (TWidth.Full || TWidth.Vectors > 1)
        {
            if (add) x0 = Avx512F.FusedMultiplyAdd(beta, Vector512.Load(c), x0);
            x0.Store(c);
        }
        else
        {
            if (add) x0 = Avx512F.FusedMultiplyAdd(beta, Avx512F.MaskLoad(c, mask, Vector512<float>.Zero), x0);
            Avx512F.MaskStore(c, mask, x0);
        }
        if (TWidth.Vectors < 2) return;
        x1 *= alpha;
        if (TWidth.Full || TWidth.Vectors > 2)
        {
            if (add) x1 = Avx512F.FusedMultiplyAdd(beta, Vector512.Load(c + 16), x1);
            x1.Store(c + 16);
        }
        else
        {
            if (add) x1 = Avx512F.FusedMultiplyAdd(beta, Avx512F.MaskLoad(c + 16, mask, Vector512<float>.Zero), x1);
            Avx512F.MaskStore(c + 16, mask, x1);
        }
    }
}
