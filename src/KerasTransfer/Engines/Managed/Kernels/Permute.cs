
namespace KerasTransfer.Engines.Managed.Kernels;

/// <summary>Copies an array with its axes in another order.</summary>
internal static unsafe class Permute
{
    private const int Block = 64, ElementsPerPart = 32768;

    /// <summary>y = x with its axes, of lengths <paramref name="dims"/>, in another order: axis i of y is axis <c>order[i]</c> of x. Elements are of <paramref name="size"/> bytes: 1, 2, 4 or 8.</summary>
    public static void Run(ReadOnlySpan<byte> x, ReadOnlySpan<int> dims, ReadOnlySpan<int> order, Span<byte> y, int size, WorkerPool? pool = null)
    {
        int rank = dims.Length;
        if (order.Length != rank) throw new ArgumentException($"{order.Length} axes named, there are {rank}.", nameof(order));
        if (size is not (1 or 2 or 4 or 8)) throw new ArgumentOutOfRangeException(nameof(size), $"Elements of {size} bytes.");
        long count = 1;
        foreach (int d in dims) count *= d;
        if (x.Length != count * size || y.Length != count * size) throw new ArgumentException($"{count} elements of {size} bytes, given {x.Length} bytes, room for {y.Length}.", nameof(x));
        if (count == 0) return;

        long* inStrides = stackalloc long[rank + 1];
        long stride = 1;
        for (int i = rank - 1; i >= 0; stride *= dims[i--]) inStrides[i] = stride;

        // The axes of y with their steps in x, without those of length 1, and with neighbours that stay neighbours taken together.
        Span<bool> seen = rank <= 64 ? stackalloc bool[rank] : new bool[rank];
        long* lengths = stackalloc long[rank + 1], steps = stackalloc long[rank + 1];
        int axes = 0;
        foreach (int axis in order)
        {
            if (seen[axis]) throw new ArgumentException($"Axis {axis} is named twice.", nameof(order));
            seen[axis] = true;
            if (dims[axis] == 1) continue;
            if (axes > 0 && steps[axes - 1] == dims[axis] * inStrides[axis])
            {
                lengths[axes - 1] *= dims[axis];
                steps[axes - 1] = inStrides[axis];
            }
            else
            {
                lengths[axes] = dims[axis];
                steps[axes++] = inStrides[axis];
            }
        }
        if (axes <= 1)
        {
            x.CopyTo(y);
            return;
        }
        long* outStrides = stackalloc long[axes];
        stride = 1;
        for (int i = axes - 1; i >= 0; stride *= lengths[i--]) outStrides[i] = stride;

        // Rows: the axis that is y's last. Columns: the one that is x's last. Equal: whole runs are copied.
        int rows = axes - 1, columns = axes - 1;
        for (int i = 0; i < axes; i++)
            if (steps[i] == 1) columns = i;
        fixed (byte* px = x, py = y)
        {
            Plan plan = new() { X = px, Y = py, Size = size, Axes = axes, Lengths = lengths, Steps = steps, OutStrides = outStrides, Columns = columns };
            plan.RowBlock = rows == columns ? lengths[rows] : Block;
            plan.ColumnBlock = rows == columns ? 1 : lengths[rows] < 16 ? 1024 : Block;
            plan.RowBlocks = (lengths[rows] + plan.RowBlock - 1) / plan.RowBlock;
            plan.ColumnBlocks = rows == columns ? 1 : (lengths[columns] + plan.ColumnBlock - 1) / plan.ColumnBlock;
            plan.Pieces = plan.RowBlocks * plan.ColumnBlocks;
            for (int i = 0; i < axes; i++)
                if (i != rows && i != columns) plan.Pieces *= lengths[i];
            plan.PerPart = Math.Max(1, plan.Pieces * ElementsPerPart / count);
            (pool ?? WorkerPool.Default).Run((int)((plan.Pieces + plan.PerPart - 1) / plan.PerPart), new PermuteWork(&plan));
        }
    }

    private struct Plan
    {
        public byte* X, Y;
        public long* Lengths, Steps, OutStrides;
        public int Size, Axes, Columns;
        public long RowBlock, ColumnBlock, RowBlocks, ColumnBlocks, Pieces, PerPart;
    }

    private readonly struct PermuteWork(Plan* plan) : IWork
    {
        // Bounds: a piece's number gives one index below its length on each axis; the blocks cut rows and columns exactly. The plan lives on the caller's stack until all parts are done.
        public void Run(int part)
        {
            Plan p = *plan;
            int last = p.Axes - 1;
            for (long piece = part * p.PerPart, end = Math.Min(p.Pieces, piece + p.PerPart); piece < end; piece++)
            {
                long rest = piece, c0 = rest % p.ColumnBlocks * p.ColumnBlock;
                rest /= p.ColumnBlocks;
                long r0 = rest % p.RowBlocks * p.RowBlock;
                rest /= p.RowBlocks;
                long from = r0 * p.Steps[last], to = r0;
                for (int i = last - 1; i >= 0; i--)
                {
                    if (i == p.Columns) continue;
                    long index = rest % p.Lengths[i];
                    rest /= p.Lengths[i];
                    from += index * p.Steps[i];
                    to += index * p.OutStrides[i];
                }
                if (p.Columns == last)
                {
                    Buffer.MemoryCopy(p.X + from * p.Size, p.Y + to * p.Size, p.RowBlock * p.Size, p.RowBlock * p.Size);
                    continue;
                }
                nint ldd = (nint)p.OutStrides[p.Columns], lds = (nint)p.Steps[last];
                int rows = (int)Math.Min(p.RowBlock, p.Lengths[last] - r0), columns = (int)Math.Min(p.ColumnBlock, p.Lengths[p.Columns] - c0);
                byte* x = p.X + (from + c0) * p.Size, y = p.Y + (to + c0 * ldd) * p.Size;
                switch (p.Size)
                {
                    case 4: TransposeBlock.Run((float*)x, lds, rows, columns, (float*)y, ldd); break;
                    case 8: GemmPacking.Transpose((long*)x, lds, rows, columns, (long*)y, ldd); break;
                    case 2: GemmPacking.Transpose((short*)x, lds, rows, columns, (short*)y, ldd); break;
                    default: GemmPacking.Transpose(x, lds, rows, columns, y, ldd); break;
                }
            }
        }
    }
}
