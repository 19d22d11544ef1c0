using System.Numerics.Tensors;

namespace KerasTransfer.Engines.Managed.Kernels;

/// <summary>Copies between an array without gaps and a regular part of another: slices with any step, flips, and broadcasts (step 0).</summary>
/// <remarks>Element (i₀, i₁, …) of the part is at <c>offset + Σ iₖ · strides[k]</c>, all in elements. What would lie outside is refused.</remarks>
internal static unsafe class StridedKernels
{
    private const int ElementsPerPart = 32768;

    private enum Kind { Gather, Scatter, ScatterAdd }

    /// <summary>y[i] = part of x; also for broadcasts, with strides of 0. Elements are of <paramref name="size"/> bytes: 1, 2, 4 or 8.</summary>
    public static void Gather(ReadOnlySpan<byte> x, long offset, ReadOnlySpan<int> dims, ReadOnlySpan<long> strides, Span<byte> y, int size, WorkerPool? pool = null)
    {
        fixed (byte* px = x, py = y) Run(Kind.Gather, px, x.Length, py, y.Length, offset, dims, strides, size, pool);
    }

    /// <summary>Part of x = y; the rest of x stays. No two elements of the part may be the same element of x.</summary>
    public static void Scatter(ReadOnlySpan<byte> y, Span<byte> x, long offset, ReadOnlySpan<int> dims, ReadOnlySpan<long> strides, int size, WorkerPool? pool = null)
    {
        fixed (byte* px = x, py = y) Run(Kind.Scatter, px, x.Length, py, y.Length, offset, dims, strides, size, pool);
    }

    /// <summary>Part of x += y, one element after the other, so elements may be the same (strides of 0): the gradient of <see cref="Gather"/>.</summary>
    public static void ScatterAdd(ReadOnlySpan<float> y, Span<float> x, long offset, ReadOnlySpan<int> dims, ReadOnlySpan<long> strides)
    {
        fixed (float* px = x, py = y) Run(Kind.ScatterAdd, (byte*)px, x.Length * 4L, (byte*)py, y.Length * 4L, offset, dims, strides, 4, WorkerPool.Serial);
    }

    /// <summary>y = x stretched to <paramref name="dims"/> by NumPy's rules: axes are aligned at the last one, those of length 1 are repeated.</summary>
    public static void Broadcast(ReadOnlySpan<byte> x, ReadOnlySpan<int> from, Span<byte> y, ReadOnlySpan<int> dims, int size, WorkerPool? pool = null)
    {
        if (from.Length > dims.Length) throw new ArgumentException($"{from.Length} axes cannot be stretched to {dims.Length}.", nameof(from));
        Span<long> strides = dims.Length <= 32 ? stackalloc long[dims.Length] : new long[dims.Length];
        long stride = 1;
        for (int i = dims.Length - 1; i >= 0; i--)
        {
            int axis = i - (dims.Length - from.Length), length = axis < 0 ? 1 : from[axis];
            if (length != 1 && length != dims[i]) throw new ArgumentException($"An axis of length {length} cannot be stretched to {dims[i]}.", nameof(from));
            strides[i] = length == 1 ? 0 : stride;
            stride *= length;
        }
        Gather(x, 0, dims, strides, y, size, pool);
    }

    private static void Run(Kind kind, byte* x, long xBytes, byte* y, long yBytes, long offset, ReadOnlySpan<int> dims, ReadOnlySpan<long> strides, int size, WorkerPool? pool)
    {
        if (strides.Length != dims.Length) throw new ArgumentException($"{dims.Length} axes, {strides.Length} strides.", nameof(strides));
        if (size is not (1 or 2 or 4 or 8)) throw new ArgumentOutOfRangeException(nameof(size), $"Elements of {size} bytes.");
        long count = 1, lowest = offset, highest = offset;
        long* lengths = stackalloc long[dims.Length + 1], steps = stackalloc long[dims.Length + 1];
        int axes = 0;
        for (int i = 0; i < dims.Length; i++)
        {
            count *= dims[i];
            if (dims[i] == 1) continue;
            long reach = (dims[i] - 1) * strides[i];
            if (reach > 0) highest += reach; else lowest += reach;
            if (axes > 0 && steps[axes - 1] == dims[i] * strides[i]) lengths[axes - 1] *= dims[i];   // one axis, as far as memory goes
            else lengths[axes++] = dims[i];
            steps[axes - 1] = strides[i];
        }
        if (yBytes != count * size) throw new ArgumentException($"{count} elements of {size} bytes, given {yBytes} bytes.", nameof(y));
        if (count == 0) return;
        if (lowest < 0 || highest >= xBytes / size) throw new ArgumentException($"The part reaches from element {lowest} to {highest} of {xBytes / size}.", nameof(x));
        if (axes == 0)
        {
            lengths[0] = steps[0] = 1;
            axes = 1;
        }
        long runs = count / lengths[axes - 1], perPart = Math.Max(1, ElementsPerPart / lengths[axes - 1]);
        Plan plan = new() { X = x + offset * size, Y = y, Lengths = lengths, Steps = steps, Axes = axes, Size = size, Kind = kind, Runs = runs, PerPart = perPart };
        (pool ?? WorkerPool.Default).Run((int)((runs + perPart - 1) / perPart), new StridedWork(&plan));
    }

    private struct Plan
    {
        public byte* X, Y;
        public long* Lengths, Steps;
        public int Axes, Size;
        public Kind Kind;
        public long Runs, PerPart;
    }

    private readonly struct StridedWork(Plan* plan) : IWork
    {
        // Bounds: each index stays below its length, for which Run has checked the reach. The plan lives on the caller's stack until all parts are done.
        public void Run(int part)
        {
            Plan p = *plan;
            long length = p.Lengths[p.Axes - 1], step = p.Steps[p.Axes - 1];
            for (long run = part * p.PerPart, end = Math.Min(p.Runs, run + p.PerPart); run < end; run++)
            {
                long rest = run, at = 0;
                for (int i = p.Axes - 2; i >= 0; i--)
                {
                    at += rest % p.Lengths[i] * p.Steps[i];
                    rest /= p.Lengths[i];
                }
                byte* x = p.X + at * p.Size, y = p.Y + run * length * p.Size;
                if (p.Kind == Kind.ScatterAdd) Add((float*)x, step, (float*)y, length);
                else if (step == 1)
                {
                    if (p.Kind == Kind.Gather) Buffer.MemoryCopy(x, y, length * p.Size, length * p.Size);
                    else Buffer.MemoryCopy(y, x, length * p.Size, length * p.Size);
                }
                else
                {
                    switch (p.Size)
                    {
                        case 4: Copy((int*)x, step, (int*)y, length, p.Kind); break;
                        case 8: Copy((long*)x, step, (long*)y, length, p.Kind); break;
                        case 2: Copy((short*)x, step, (short*)y, length, p.Kind); break;
                        default: Copy(x, step, y, length, p.Kind); break;
                    }
                }
            }
        }

        private static void Copy<T>(T* x, long step, T* y, long length, Kind kind) where T : unmanaged
        {
            if (kind == Kind.Scatter) for (long i = 0; i < length; i++) x[i * step] = y[i];
            else if (step == 0) for (long i = 0; i < length; i += int.MaxValue) new Span<T>(y + i, (int)Math.Min(int.MaxValue, length - i)).Fill(*x);
            else for (long i = 0; i < length; i++) y[i] = x[i * step];
        }

        private static void Add(float* x, long step, float* y, long length)
        {
            if (step == 1 && length <= int.MaxValue)
            {
                Span<float> to = new(x, (int)length);
                TensorPrimitives.Add(to, new ReadOnlySpan<float>(y, (int)length), to);
            }
            else for (long i = 0; i < length; i++) x[i * step] += y[i];
        }
    }
}
