using System.Numerics;

namespace KerasTransfer.Engines.Managed;

/// <summary>Cuts a product into the micro-kernel's tiles and the tiles into parts for the workers.</summary>
internal static unsafe class GemmBlocks<T, TKernel> where T : unmanaged, INumber<T> where TKernel : struct, IGemmKernel<T>
{
    private const int LargestKBlock = 512;      // a strip of B of that many steps stays close, and C is not passed over too often
    private const int LargestNBlock = 4096;     // bounds the packed copy of B
    private const int RowsPerBlock = 112;       // of A, packed: in the second-level cache
    private const long LargestCachedB = 2 << 20;   // bytes; a larger B is taken to come from memory
    private const double WorkPerPart = 128e3;   // multiply-adds that outweigh the start of a part

    /// <summary>Does <paramref name="problem"/>.</summary>
    public static void Run(in GemmProblem<T> problem, WorkerPool pool)
    {
        if (problem.M == 0 || problem.N == 0) return;
        int panels = Count(problem.M, TKernel.Rows), strips = Count(problem.N, TKernel.Columns);
        double work = (double)problem.M * problem.N * problem.K;
        int parts = (int)Math.Clamp(work / WorkPerPart, 1, 64);

        if (problem.M > 64 && problem.N > 64 && problem.K > 64 && work > 1e6)
        {
            Blocked(problem, pool);
            return;
        }

        // Few rows: each part has columns of its own and reads its part of B once. Many rows: each has rows of its own, and a B that is small.
        int rowParts, columnParts;
        if (problem.M <= 64)
        {
            columnParts = Math.Min(strips, parts);
            rowParts = Math.Min(Math.Max(1, parts / columnParts / 2), panels);
        }
        else
        {
            rowParts = Math.Min((panels + 1) / 2, parts);
            columnParts = Math.Min(Math.Max(1, parts / rowParts / 2), strips);
        }
        pool.Run(rowParts * columnParts, new DirectWork(problem, rowParts, columnParts));
    }

    /// <summary>Steps of each block of k: a function of k alone.</summary>
    internal static int KBlock(int k, int largest = LargestKBlock) => (Count(k, Math.Max(1, Count(k, largest))) + 7) & ~7;

    private static int Count(int size, int of) => (size + of - 1) / of;

    private static void Blocked(in GemmProblem<T> problem, WorkerPool pool)
    {
        int kBlock = KBlock(problem.K), nBlock = Math.Min(problem.N, LargestNBlock);
        int panels = Count(problem.M, TKernel.Rows);
        int rowParts = Math.Max(Count(panels, RowsPerBlock / TKernel.Rows), Math.Min((panels + 1) / 2, 16));   // 16 share out evenly among few threads
        using AlignedBuffer packedB = AlignedBuffer.Rent<T>((long)kBlock * Count(nBlock, TKernel.Columns) * TKernel.Columns);
        for (int n0 = 0; n0 < problem.N; n0 += nBlock)
        {
            int n = Math.Min(nBlock, problem.N - n0), strips = Count(n, TKernel.Columns);
            int columnParts = Math.Clamp(Math.Min(16 / rowParts, n / 512), 1, strips);
            for (int k0 = 0; k0 < problem.K; k0 += kBlock)
            {
                int k = Math.Min(kBlock, problem.K - k0);
                pool.Run(Count(strips, 4), new PackWork(problem, (nint)packedB.Pointer, n0, n, k0, k));
                pool.Run(rowParts * columnParts, new BlockedWork(problem, (nint)packedB.Pointer, rowParts, columnParts, n0, n, k0, k));
            }
        }
    }

    // Where panel p of the rows starts: heights differ by one at most.
    private static int PanelStart(int m, int panels, int p) => (int)((long)m * p / panels);

    // The tile of panel `panel` and of the columns from j on; tile holds what does not change with the panel, a and c are those of row 0 and column j.
    private static void Multiply(in GemmProblem<T> problem, ref GemmTile<T> tile, T* a, T* c, int i, int j, int rows, int columns, bool last)
    {
        tile.A = a;
        tile.C = c;
        TKernel.Multiply(rows, columns, tile);
        if (typeof(T) == typeof(float) && last && !problem.Epilogue.IsNone) problem.Epilogue.Apply((float*)c, problem.Ldc, i, j, rows, columns);
    }

    /// <summary>Reads A and B in place; only a transposed B is packed, strip by strip.</summary>
    private readonly struct DirectWork(GemmProblem<T> problem, int rowParts, int columnParts) : IWork
    {
        // Bounds: panels and strips cut 0 … m and 0 … n exactly and the blocks 0 … k, so each tile lies within op(A), op(B) and C;
        // packed holds one strip of kBlock steps, and a transposing copy fills at most the strip's width of each.
        public void Run(int part)
        {
            int m = problem.M, n = problem.N;
            int panels = Count(m, TKernel.Rows), strips = Count(n, TKernel.Columns);
            int columnPart = part % columnParts, rowPart = part / columnParts;
            int panel0 = (int)((long)panels * rowPart / rowParts), panel1 = (int)((long)panels * (rowPart + 1) / rowParts);
            int strip0 = (int)((long)strips * columnPart / columnParts), strip1 = (int)((long)strips * (columnPart + 1) / columnParts);
            int kBlock = KBlock(problem.K);
            bool pack = problem.TransposeB;
            AlignedBuffer? packed = pack ? AlignedBuffer.Rent<T>((long)kBlock * TKernel.Columns) : null;

            nint aRow = problem.TransposeA ? 1 : problem.Lda, ldb = problem.Ldb, ldc = problem.Ldc;
            GemmTile<T> tile = new()
            {
                ARow = aRow, AColumn = problem.TransposeA ? problem.Lda : 1, BRow = pack ? TKernel.Columns : ldb, CRow = ldc, Alpha = problem.Alpha, Beta = problem.Beta,
                BAhead = pack || (long)problem.K * ldb * sizeof(T) < LargestCachedB ? 0 : TKernel.Columns,
            };
            int k0 = 0;
            do   // once even where k is 0, for beta and the epilogue
            {
                int k = tile.K = Math.Min(kBlock, problem.K - k0);
                bool last = k0 + k == problem.K;
                T* a = problem.A + k0 * tile.AColumn;
                if (pack || panel1 - panel0 <= 4)
                {
                    for (int s = strip0; s < strip1; s++)
                    {
                        int j = s * TKernel.Columns, columns = Math.Min(TKernel.Columns, n - j);
                        tile.B = problem.B + k0 * ldb + j;
                        if (pack)
                        {
                            tile.B = (T*)packed!.Pointer;
                            TKernel.PackTransposed(problem.B + j * ldb + k0, ldb, columns, k, tile.B, TKernel.Columns);
                        }
                        for (int p = panel0; p < panel1; p++)
                        {
                            int i = PanelStart(m, panels, p);
                            Multiply(problem, ref tile, a + i * aRow, problem.C + i * ldc + j, i, j, PanelStart(m, panels, p + 1) - i, columns, last);
                        }
                    }
                }
                else   // rows outside: C is written along its rows, B is small
                {
                    for (int p = panel0; p < panel1; p++)
                    {
                        int i = PanelStart(m, panels, p), rows = PanelStart(m, panels, p + 1) - i;
                        for (int s = strip0; s < strip1; s++)
                        {
                            int j = s * TKernel.Columns;
                            tile.B = problem.B + k0 * ldb + j;
                            Multiply(problem, ref tile, a + i * aRow, problem.C + i * ldc + j, i, j, rows, Math.Min(TKernel.Columns, n - j), last);
                        }
                    }
                }
                tile.Beta = T.One;
                k0 += kBlock;
            }
            while (k0 < problem.K);
            packed?.Dispose();
        }
    }

    /// <summary>Packs four strips of a block of B: k × 32 values each, one step after the other.</summary>
    private readonly struct PackWork(GemmProblem<T> problem, nint packedB, int n0, int n, int k0, int k) : IWork
    {
        // Bounds: strips cut 0 … n exactly; a strip takes k * Columns values of packedB, which has room for all strips.
        public void Run(int part)
        {
            int strips = Count(n, TKernel.Columns);
            for (int s = part * 4; s < Math.Min(strips, part * 4 + 4); s++)
            {
                int j = s * TKernel.Columns, columns = Math.Min(TKernel.Columns, n - j);
                T* strip = (T*)packedB + (long)s * k * TKernel.Columns;
                if (problem.TransposeB) TKernel.PackTransposed(problem.B + (n0 + j) * problem.Ldb + k0, problem.Ldb, columns, k, strip, TKernel.Columns);
                else GemmPacking.Copy(problem.B + k0 * problem.Ldb + n0 + j, problem.Ldb, k, columns, strip, TKernel.Columns);
            }
        }
    }

    /// <summary>Packs a block of A and multiplies it with strips of the packed B.</summary>
    private readonly struct BlockedWork(GemmProblem<T> problem, nint packedB, int rowParts, int columnParts, int n0, int n, int k0, int k) : IWork
    {
        // Bounds: as in DirectWork; a packed panel takes k * PanelStride values.
        public void Run(int part)
        {
            int m = problem.M;
            int panels = Count(m, TKernel.Rows), strips = Count(n, TKernel.Columns);
            int columnPart = part % columnParts, rowPart = part / columnParts;
            int panel0 = (int)((long)panels * rowPart / rowParts), panel1 = (int)((long)panels * (rowPart + 1) / rowParts);
            int strip0 = (int)((long)strips * columnPart / columnParts), strip1 = (int)((long)strips * (columnPart + 1) / columnParts);
            bool last = k0 + k == problem.K;
            int stride = TKernel.PanelStride;
            AlignedBuffer packedA = AlignedBuffer.Rent<T>((long)(panel1 - panel0) * k * stride);
            for (int p = panel0; p < panel1; p++)
            {
                int i = PanelStart(m, panels, p), rows = PanelStart(m, panels, p + 1) - i;
                T* panel = (T*)packedA.Pointer + (long)(p - panel0) * k * stride;
                if (problem.TransposeA) GemmPacking.Copy(problem.A + k0 * problem.Lda + i, problem.Lda, k, rows, panel, stride);
                else TKernel.PackTransposed(problem.A + i * problem.Lda + k0, problem.Lda, rows, k, panel, stride);
            }
            GemmTile<T> tile = new()
            {
                ARow = 1, AColumn = stride, BRow = TKernel.Columns, CRow = problem.Ldc, Alpha = problem.Alpha, Beta = k0 == 0 ? problem.Beta : T.One, K = k,
            };
            for (int s = strip0; s < strip1; s++)
            {
                int j = n0 + s * TKernel.Columns, columns = Math.Min(TKernel.Columns, n0 + n - j);
                tile.B = (T*)packedB + (long)s * k * TKernel.Columns;
                for (int p = panel0; p < panel1; p++)
                {
                    int i = PanelStart(m, panels, p);
                    Multiply(problem, ref tile, (T*)packedA.Pointer + (long)(p - panel0) * k * stride, problem.C + i * problem.Ldc + j, i, j,
                        PanelStart(m, panels, p + 1) - i, columns, last);
                }
            }
            packedA.Dispose();
        }
    }
}
