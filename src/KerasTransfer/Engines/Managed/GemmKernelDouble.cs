using System.Numerics;
using System.Runtime.CompilerServices;

namespace KerasTransfer.Engines.Managed;

/// <summary>Double precision: tiles of up to 4 rows × 2 of the processor's vectors.</summary>
internal readonly unsafe struct GemmKernelDouble : IGemmKernel<double>
{
    public static bool IsSupported => true;
    public static int Rows => 4;
    public static int Columns => 2 * Vector<double>.Count;
    public static int PanelStride => 4;

    public static void PackTransposed(double* src, nint lds, int rows, int columns, double* dst, nint ldd) => GemmPacking.Transpose(src, lds, rows, columns, dst, ldd);

    // Bounds: as GemmTile promises. Where rows or columns are missing, the tile is computed from and into copies that have them.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Multiply(int rows, int columns, in GemmTile<double> tile)
    {
        int width = Vector<double>.Count;
        if (rows < Rows || columns < Columns)
        {
            Edge(rows, columns, tile);
            return;
        }
        double* a0 = tile.A, a1 = a0 + tile.ARow, a2 = a1 + tile.ARow, a3 = a2 + tile.ARow, b = tile.B;
        Vector<double> c0a = default, c0b = default, c1a = default, c1b = default, c2a = default, c2b = default, c3a = default, c3b = default;
        nint step = tile.AColumn, bRow = tile.BRow;
        for (int p = tile.K; p > 0; p--)
        {
            Vector<double> b0 = Vector.Load(b), b1 = Vector.Load(b + width);
            Vector<double> x = Vector.Create(*a0);
            c0a = Vector.MultiplyAddEstimate(x, b0, c0a);
            c0b = Vector.MultiplyAddEstimate(x, b1, c0b);
            x = Vector.Create(*a1);
            c1a = Vector.MultiplyAddEstimate(x, b0, c1a);
            c1b = Vector.MultiplyAddEstimate(x, b1, c1b);
            x = Vector.Create(*a2);
            c2a = Vector.MultiplyAddEstimate(x, b0, c2a);
            c2b = Vector.MultiplyAddEstimate(x, b1, c2b);
            x = Vector.Create(*a3);
            c3a = Vector.MultiplyAddEstimate(x, b0, c3a);
            c3b = Vector.MultiplyAddEstimate(x, b1, c3b);
            a0 += step;
            a1 += step;
            a2 += step;
            a3 += step;
            b += bRow;
        }
        double* c = tile.C;
        Put(c, c0a, c0b, tile.Alpha, tile.Beta);
        Put(c += tile.CRow, c1a, c1b, tile.Alpha, tile.Beta);
        Put(c += tile.CRow, c2a, c2b, tile.Alpha, tile.Beta);
        Put(c += tile.CRow, c3a, c3b, tile.Alpha, tile.Beta);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Put(double* c, Vector<double> x0, Vector<double> x1, double alpha, double beta)
    {
        x0 *= alpha;
        x1 *= alpha;
        if (beta != 0)
        {
            x0 = Vector.MultiplyAddEstimate(Vector.Create(beta), Vector.Load(c), x0);
            x1 = Vector.MultiplyAddEstimate(Vector.Create(beta), Vector.Load(c + Vector<double>.Count), x1);
        }
        x0.Store(c);
        x1.Store(c + Vector<double>.Count);
    }

    // The missing rows repeat the last one and the missing columns are zeros; the sums of the others come out as in a full tile.
    private static void Edge(int rows, int columns, in GemmTile<double> tile)
    {
        const int Steps = 64;
        int width = Columns;
        double* b = stackalloc double[Steps * width], a = stackalloc double[Steps * 4], c = stackalloc double[4 * width], sums = stackalloc double[4 * width];
        new Span<double>(b, Steps * width).Clear();
        new Span<double>(sums, 4 * width).Clear();
        GemmTile<double> block = new() { A = a, B = b, C = c, ARow = 1, AColumn = 4, BRow = width, CRow = width, Alpha = 1, Beta = 0 };
        for (int k0 = 0; k0 < tile.K; k0 += Steps)
        {
            block.K = Math.Min(Steps, tile.K - k0);
            for (int p = 0; p < block.K; p++)
            {
                for (int i = 0; i < 4; i++) a[p * 4 + i] = tile.A[Math.Min(i, rows - 1) * tile.ARow + (k0 + p) * tile.AColumn];
                for (int j = 0; j < columns; j++) b[p * width + j] = tile.B[(k0 + p) * tile.BRow + j];
            }
            Multiply(4, width, block);
            for (int i = 0; i < 4 * width; i++) sums[i] += c[i];
        }
        for (int i = 0; i < rows; i++)
        {
            for (int j = 0; j < columns; j++)
            {
                double x = tile.Alpha * sums[i * width + j];
                double* to = tile.C + i * tile.CRow + j;
                *to = tile.Beta == 0 ? x : tile.Beta * *to + x;
            }
        }
    }
}
