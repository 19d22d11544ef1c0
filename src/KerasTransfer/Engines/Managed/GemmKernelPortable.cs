using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using KerasTransfer.Engines.Managed.Kernels;

namespace KerasTransfer.Engines.Managed;

/// <summary>Tiles of up to 8 × 12 sums in 128-bit vectors: 24 of NEON's 32 registers; any other processor runs it too.</summary>
internal readonly unsafe struct GemmKernelPortable : IGemmKernel<float>
{
    public static bool IsSupported => true;
    public static int Rows => 8;
    public static int Columns => 12;
    public static int PanelStride => 8;

    public static void PackTransposed(float* src, nint lds, int rows, int columns, float* dst, nint ldd) => TransposeBlock.Run128(src, lds, rows, columns, dst, ldd, padded: true);

    public static void Multiply(int rows, int columns, in GemmTile<float> tile)
    {
        if (tile.ARow == 1) ByWidth<Adjacent>(rows, columns, tile); else ByWidth<Strided>(rows, columns, tile);
    }

    private static void ByWidth<TA>(int rows, int columns, in GemmTile<float> tile) where TA : struct, IRowsOfA
    {
        if (columns == 12) ByRows<TA, Full>(rows, columns, tile);
        else if (columns > 8) ByRows<TA, Partial3>(rows, columns, tile);
        else if (columns > 4) ByRows<TA, Partial2>(rows, columns, tile);
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
        }
    }

    // Bounds: A is read at rows 0 … rows - 1 and B at columns 0 … columns - 1 (the masks hide the rest of a vector) of k steps, C is read and written at
    // rows × columns: what GemmTile promises. Rows, kind of A and width are constants to the JIT, which drops the branches and keeps the sums in registers.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile<TRows, TA, TWidth>(int columns, in GemmTile<float> tile) where TRows : struct, IRows where TA : struct, IRowsOfA where TWidth : struct, IWidth
    {
        float* a0 = tile.A, a3 = tile.A + 3 * tile.ARow, a6 = tile.A + 6 * tile.ARow;
        float* b = tile.B;
        nint row = tile.ARow, row2 = 2 * row, step = tile.AColumn, bRow = tile.BRow;
        int last = columns - 4 * (TWidth.Vectors - 1);   // columns in the last vector
        Vector128<float> c0a = Vector128<float>.Zero, c0b = Vector128<float>.Zero, c0c = Vector128<float>.Zero;
        Vector128<float> c1a = Vector128<float>.Zero, c1b = Vector128<float>.Zero, c1c = Vector128<float>.Zero;
        Vector128<float> c2a = Vector128<float>.Zero, c2b = Vector128<float>.Zero, c2c = Vector128<float>.Zero;
        Vector128<float> c3a = Vector128<float>.Zero, c3b = Vector128<float>.Zero, c3c = Vector128<float>.Zero;
        Vector128<float> c4a = Vector128<float>.Zero, c4b = Vector128<float>.Zero, c4c = Vector128<float>.Zero;
        Vector128<float> c5a = Vector128<float>.Zero, c5b = Vector128<float>.Zero, c5c = Vector128<float>.Zero;
        Vector128<float> c6a = Vector128<float>.Zero, c6b = Vector128<float>.Zero, c6c = Vector128<float>.Zero;
        Vector128<float> c7a = Vector128<float>.Zero, c7b = Vector128<float>.Zero, c7c = Vector128<float>.Zero;

        for (int p = tile.K; p > 0; p--)
        {
            Vector128<float> b0 = TWidth.Full || TWidth.Vectors > 1 ? Vector128.Load(b) : Lanes.Load(b, last);
            Vector128<float> b1 = TWidth.Vectors < 2 ? Vector128<float>.Zero : TWidth.Full || TWidth.Vectors > 2 ? Vector128.Load(b + 4) : Lanes.Load(b + 4, last);
            Vector128<float> b2 = TWidth.Vectors < 3 ? Vector128<float>.Zero : TWidth.Full || TWidth.Vectors > 3 ? Vector128.Load(b + 8) : Lanes.Load(b + 8, last);
            Vector128<float> a = Vector128.Create(a0[0]);
            c0a = Vector128.MultiplyAddEstimate(a, b0, c0a); if (TWidth.Vectors > 1) c0b = Vector128.MultiplyAddEstimate(a, b1, c0b); if (TWidth.Vectors > 2) c0c = Vector128.MultiplyAddEstimate(a, b2, c0c);
            if (TRows.Count > 1) { a = Vector128.Create(TA.Adjacent ? a0[1] : a0[row]); c1a = Vector128.MultiplyAddEstimate(a, b0, c1a); if (TWidth.Vectors > 1) c1b = Vector128.MultiplyAddEstimate(a, b1, c1b); if (TWidth.Vectors > 2) c1c = Vector128.MultiplyAddEstimate(a, b2, c1c); }
            if (TRows.Count > 2) { a = Vector128.Create(TA.Adjacent ? a0[2] : a0[row2]); c2a = Vector128.MultiplyAddEstimate(a, b0, c2a); if (TWidth.Vectors > 1) c2b = Vector128.MultiplyAddEstimate(a, b1, c2b); if (TWidth.Vectors > 2) c2c = Vector128.MultiplyAddEstimate(a, b2, c2c); }
            if (TRows.Count > 3) { a = Vector128.Create(TA.Adjacent ? a0[3] : a3[0]); c3a = Vector128.MultiplyAddEstimate(a, b0, c3a); if (TWidth.Vectors > 1) c3b = Vector128.MultiplyAddEstimate(a, b1, c3b); if (TWidth.Vectors > 2) c3c = Vector128.MultiplyAddEstimate(a, b2, c3c); }
            if (TRows.Count > 4) { a = Vector128.Create(TA.Adjacent ? a0[4] : a3[row]); c4a = Vector128.MultiplyAddEstimate(a, b0, c4a); if (TWidth.Vectors > 1) c4b = Vector128.MultiplyAddEstimate(a, b1, c4b); if (TWidth.Vectors > 2) c4c = Vector128.MultiplyAddEstimate(a, b2, c4c); }
            if (TRows.Count > 5) { a = Vector128.Create(TA.Adjacent ? a0[5] : a3[row2]); c5a = Vector128.MultiplyAddEstimate(a, b0, c5a); if (TWidth.Vectors > 1) c5b = Vector128.MultiplyAddEstimate(a, b1, c5b); if (TWidth.Vectors > 2) c5c = Vector128.MultiplyAddEstimate(a, b2, c5c); }
            if (TRows.Count > 6) { a = Vector128.Create(TA.Adjacent ? a0[6] : a6[0]); c6a = Vector128.MultiplyAddEstimate(a, b0, c6a); if (TWidth.Vectors > 1) c6b = Vector128.MultiplyAddEstimate(a, b1, c6b); if (TWidth.Vectors > 2) c6c = Vector128.MultiplyAddEstimate(a, b2, c6c); }
            if (TRows.Count > 7) { a = Vector128.Create(TA.Adjacent ? a0[7] : a6[row]); c7a = Vector128.MultiplyAddEstimate(a, b0, c7a); if (TWidth.Vectors > 1) c7b = Vector128.MultiplyAddEstimate(a, b1, c7b); if (TWidth.Vectors > 2) c7c = Vector128.MultiplyAddEstimate(a, b2, c7c); }
            a0 += step;
            if (!TA.Adjacent && TRows.Count > 3) a3 += step;
            if (!TA.Adjacent && TRows.Count > 6) a6 += step;
            b += bRow;
        }

        Vector128<float> alpha = Vector128.Create(tile.Alpha), beta = Vector128.Create(tile.Beta);
        bool add = tile.Beta != 0;   // with beta = 0, C is not read: it may hold anything
        float* c = tile.C;
        nint cRow = tile.CRow;
        Put<TWidth>(c, c0a, c0b, c0c, alpha, beta, add, last);
        if (TRows.Count > 1) { c += cRow; Put<TWidth>(c, c1a, c1b, c1c, alpha, beta, add, last); }
        if (TRows.Count > 2) { c += cRow; Put<TWidth>(c, c2a, c2b, c2c, alpha, beta, add, last); }
        if (TRows.Count > 3) { c += cRow; Put<TWidth>(c, c3a, c3b, c3c, alpha, beta, add, last); }
        if (TRows.Count > 4) { c += cRow; Put<TWidth>(c, c4a, c4b, c4c, alpha, beta, add, last); }
        if (TRows.Count > 5) { c += cRow; Put<TWidth>(c, c5a, c5b, c5c, alpha, beta, add, last); }
        if (TRows.Count > 6) { c += cRow; Put<TWidth>(c, c6a, c6b, c6c, alpha, beta, add, last); }
        if (TRows.Count > 7) { c += cRow; Put<TWidth>(c, c7a, c7b, c7c, alpha, beta, add, last); }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Put<TWidth>(float* c, Vector128<float> x0, Vector128<float> x1, Vector128<float> x2, Vector128<float> alpha, Vector128<float> beta, bool add, int last) where TWidth : struct, IWidth
    {
        x0 *= alpha;
        if (TWidth.Full || TWidth.Vectors > 1)
        {
            if (add) x0 = Vector128.MultiplyAddEstimate(beta, Vector128.Load(c), x0);
            x0.Store(c);
        }
        else
        {
            if (add) x0 = Vector128.MultiplyAddEstimate(beta, Lanes.Load(c, last), x0);
            Lanes.Store(c, x0, last);
        }
        if (TWidth.Vectors < 2) return;
        x1 *= alpha;
        if (TWidth.Full || TWidth.Vectors > 2)
        {
            if (add) x1 = Vector128.MultiplyAddEstimate(beta, Vector128.Load(c + 4), x1);
            x1.Store(c + 4);
        }
        else
        {
            if (add) x1 = Vector128.MultiplyAddEstimate(beta, Lanes.Load(c + 4, last), x1);
            Lanes.Store(c + 4, x1, last);
        }
        if (TWidth.Vectors < 3) return;
        x2 *= alpha;
        if (TWidth.Full || TWidth.Vectors > 3)
        {
            if (add) x2 = Vector128.MultiplyAddEstimate(beta, Vector128.Load(c + 8), x2);
            x2.Store(c + 8);
        }
        else
        {
            if (add) x2 = Vector128.MultiplyAddEstimate(beta, Lanes.Load(c + 8, last), x2);
            Lanes.Store(c + 8, x2, last);
        }
    }
}
