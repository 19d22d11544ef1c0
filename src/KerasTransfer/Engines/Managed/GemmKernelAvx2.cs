using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using KerasTransfer.Engines.Managed.Kernels;

namespace KerasTransfer.Engines.Managed;

/// <summary>Tiles of up to 6 × 16 sums: 12 of the 16 AVX registers.</summary>
internal readonly unsafe struct GemmKernelAvx2 : IGemmKernel<float>
{
    public static bool IsSupported => Avx2.IsSupported && Fma.IsSupported;
    public static int Rows => 6;
    public static int Columns => 16;
    public static int PanelStride => 8;

    public static void PackTransposed(float* src, nint lds, int rows, int columns, float* dst, nint ldd) => TransposeBlock.Run256(src, lds, rows, columns, dst, ldd, padded: true);

    public static void Multiply(int rows, int columns, in GemmTile<float> tile)
    {
        if (tile.ARow == 1) ByWidth<Adjacent>(rows, columns, tile); else ByWidth<Strided>(rows, columns, tile);
    }

    private static void ByWidth<TA>(int rows, int columns, in GemmTile<float> tile) where TA : struct, IRowsOfA
    {
        if (columns == 16) ByRows<TA, Full>(rows, columns, tile);
        else if (columns > 8) ByRows<TA, Partial2>(rows, columns, tile);
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
        }
    }

    // Bounds: A is read at rows 0 … rows - 1 and B at columns 0 … columns - 1 (the masks hide the rest of a vector) of k steps, C is read and written at
    // rows × columns: what GemmTile promises. Rows, kind of A and width are constants to the JIT, which drops the branches and keeps the sums in registers.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile<TRows, TA, TWidth>(int columns, in GemmTile<float> tile) where TRows : struct, IRows where TA : struct, IRowsOfA where TWidth : struct, IWidth
    {
        float* a0 = tile.A, a3 = tile.A + 3 * tile.ARow;
        float* b = tile.B;
        nint row = tile.ARow, row2 = 2 * row, step = tile.AColumn, bRow = tile.BRow;
        float* ahead = b + tile.BAhead;
        Vector256<float> mask = TWidth.Full ? Vector256<float>.AllBitsSet : Vector256.LessThan(Vector256<int>.Indices, Vector256.Create(columns - 8 * (TWidth.Vectors - 1))).AsSingle();
        Vector256<float> c0a = Vector256<float>.Zero, c0b = Vector256<float>.Zero;
        Vector256<float> c1a = Vector256<float>.Zero, c1b = Vector256<float>.Zero;
        Vector256<float> c2a = Vector256<float>.Zero, c2b = Vector256<float>.Zero;
        Vector256<float> c3a = Vector256<float>.Zero, c3b = Vector256<float>.Zero;
        Vector256<float> c4a = Vector256<float>.Zero, c4b = Vector256<float>.Zero;
        Vector256<float> c5a = Vector256<float>.Zero, c5b = Vector256<float>.Zero;

        for (int p = tile.K; p > 0; p--)
        {
            Vector256<float> b0 = TWidth.Full || TWidth.Vectors > 1 ? Vector256.Load(b) : Avx.MaskLoad(b, mask);
            Vector256<float> b1 = TWidth.Vectors < 2 ? Vector256<float>.Zero : TWidth.Full || TWidth.Vectors > 2 ? Vector256.Load(b + 8) : Avx.MaskLoad(b + 8, mask);
            Vector256<float> a = Vector256.Create(a0[0]);
            c0a = Fma.MultiplyAdd(a, b0, c0a); if (TWidth.Vectors > 1) c0b = Fma.MultiplyAdd(a, b1, c0b);
            if (TRows.Count > 1) { a = Vector256.Create(TA.Adjacent ? a0[1] : a0[row]); c1a = Fma.MultiplyAdd(a, b0, c1a); if (TWidth.Vectors > 1) c1b = Fma.MultiplyAdd(a, b1, c1b); }
            if (TRows.Count > 2) { a = Vector256.Create(TA.Adjacent ? a0[2] : a0[row2]); c2a = Fma.MultiplyAdd(a, b0, c2a); if (TWidth.Vectors > 1) c2b = Fma.MultiplyAdd(a, b1, c2b); }
            if (TRows.Count > 3) { a = Vector256.Create(TA.Adjacent ? a0[3] : a3[0]); c3a = Fma.MultiplyAdd(a, b0, c3a); if (TWidth.Vectors > 1) c3b = Fma.MultiplyAdd(a, b1, c3b); }
            if (TRows.Count > 4) { a = Vector256.Create(TA.Adjacent ? a0[4] : a3[row]); c4a = Fma.MultiplyAdd(a, b0, c4a); if (TWidth.Vectors > 1) c4b = Fma.MultiplyAdd(a, b1, c4b); }
            if (TRows.Count > 5) { a = Vector256.Create(TA.Adjacent ? a0[5] : a3[row2]); c5a = Fma.MultiplyAdd(a, b0, c5a); if (TWidth.Vectors > 1) c5b = Fma.MultiplyAdd(a, b1, c5b); }
            Sse.Prefetch1(ahead);
            ahead += bRow;
            a0 += step;
            if (!TA.Adjacent && TRows.Count > 3) a3 += step;
            b += bRow;
        }

        Vector256<float> alpha = Vector256.Create(tile.Alpha), beta = Vector256.Create(tile.Beta);
        bool add = tile.Beta != 0;   // with beta = 0, C is not read: it may hold anything
        float* c = tile.C;
        nint cRow = tile.CRow;
        Put<TWidth>(c, c0a, c0b, alpha, beta, add, mask);
        if (TRows.Count > 1) { c += cRow; Put<TWidth>(c, c1a, c1b, alpha, beta, add, mask); }
        if (TRows.Count > 2) { c += cRow; Put<TWidth>(c, c2a, c2b, alpha, beta, add, mask); }
        if (TRows.Count > 3) { c += cRow; Put<TWidth>(c, c3a, c3b, alpha, beta, add, mask); }
        if (TRows.Count > 4) { c += cRow; Put<TWidth>(c, c4a, c4b, alpha, beta, add, mask); }
        if (TRows.Count > 5) { c += cRow; Put<TWidth>(c, c5a, c5b, alpha, beta, add, mask); }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Put<TWidth>(float* c, Vector256<float> x0, Vector256<float> x1, Vector256<float> alpha, Vector256<float> beta, bool add, Vector256<float> mask) where TWidth : struct, IWidth
    {
        x0 *= alpha;
        if (TWidth.Full || TWidth.Vectors > 1)
        {
            if (add) x0 = Fma.MultiplyAdd(beta, Vector256.Load(c), x0);
            x0.Store(c);
        }
        else
        {
            if (add) x0 = Fma.MultiplyAdd(beta, Avx.MaskLoad(c, mask), x0);
            Avx.MaskStore(c, mask, x0);
        }
        if (TWidth.Vectors < 2) return;
        x1 *= alpha;
        if (TWidth.Full || TWidth.Vectors > 2)
        {
            if (add) x1 = Fma.MultiplyAdd(beta, Vector256.Load(c + 8), x1);
            x1.Store(c + 8);
        }
        else
        {
            if (add) x1 = Fma.MultiplyAdd(beta, Avx.MaskLoad(c + 8, mask), x1);
            Avx.MaskStore(c + 8, mask, x1);
        }
    }
}
