using System.Runtime.CompilerServices;
using KerasTransfer.Ops;

namespace KerasTransfer.Engines.Managed.Kernels;

/// <summary>
/// Float32 convolutions of each channel by itself, a row at a time: element j of a row is a sum over taps, each a weight times an element that lies a fixed step further for each j. Both the convolution and the
/// gradient of its images have this form. Eight elements of one vector of channels are summed together, so that a weight is loaded once for them.
/// </summary>
internal static unsafe class DepthwiseRows
{
    private const int MostTaps = 1024;                  // kept on the stack

    /// <summary>Element j sees the input <see cref="Cell"/> + j steps, for First ≤ j &lt; End; elsewhere padding.</summary>
    private struct Tap
    {
        public nint Cell, Weight;
        public int First, End;
    }

    /// <summary>Whether the window is small enough.</summary>
    public static bool Fits(ImageShape shape) => (long)shape.Down.Size * shape.Across.Size <= MostTaps;

    public static void Run(ImageShape shape, float* x, float* kernel, float* y, in Epilogue epilogue, WorkerPool pool)
    {
        int parts = checked(shape.Images * shape.OutRows);
        if (VectorBits.Current >= 512) pool.Run(parts, new ForwardWork<F512>(shape, x, kernel, y, epilogue));
        else if (VectorBits.Current >= 256) pool.Run(parts, new ForwardWork<F256>(shape, x, kernel, y, epilogue));
        else pool.Run(parts, new ForwardWork<F128>(shape, x, kernel, y, epilogue));
    }

    public static void RunInputGradient(ImageShape shape, float* dy, float* kernel, float* dx, WorkerPool pool)
    {
        int parts = checked(shape.Images * shape.Rows);
        if (VectorBits.Current >= 512) pool.Run(parts, new InputWork<F512>(shape, dy, kernel, dx));
        else if (VectorBits.Current >= 256) pool.Run(parts, new InputWork<F256>(shape, dy, kernel, dx));
        else pool.Run(parts, new InputWork<F128>(shape, dy, kernel, dx));
    }

    private readonly struct ForwardWork<V>(ImageShape shape, float* x, float* kernel, float* y, Epilogue epilogue) : IWork where V : struct, IFloats<V>
    {
        public void Run(int part)
        {
            (int image, int oy, int channels) = (part / shape.OutRows, part % shape.OutRows, shape.Channels);
            (Window down, Window across) = (shape.Down, shape.Across);
            Tap* taps = stackalloc Tap[down.Size * across.Size];
            int count = 0;
            (int y0, int y1) = down.Inside(oy, shape.Rows);
            for (int ky = y0; ky < y1; ky++)
                for (int kx = 0; kx < across.Size; kx++)
                {
                    long row = (long)oy * down.Stride - down.Before + (long)ky * down.Dilation, column = (long)kx * across.Dilation - across.Before;
                    // Columns column + j · stride inside 0 … Columns - 1.
                    (int first, int end) = (Ceiling(-column, across.Stride, shape.OutColumns), Ceiling(shape.Columns - column, across.Stride, shape.OutColumns));
                    taps[count++] = new Tap { Cell = (nint)((row * shape.Columns + column) * channels), Weight = (nint)(ky * across.Size + kx) * channels, First = first, End = end };
                }
            float* to = y + (long)part * shape.OutColumns * channels;
            Row<V>(x + (long)image * shape.Rows * shape.Columns * channels, kernel, to, channels, taps, count, shape.OutColumns, (nint)across.Stride * channels, channels);
            if (!epilogue.IsNone) epilogue.Apply(to, channels, 0, 0, shape.OutColumns, channels);
        }
    }

    // The cells of a row whose columns leave the same rest by the stride see the same places of the window. A cell is seen by position p at place k where p · stride + k · dilation = cell + before.
    private readonly struct InputWork<V>(ImageShape shape, float* dy, float* kernel, float* dx) : IWork where V : struct, IFloats<V>
    {
        public void Run(int part)
        {
            (int image, int row, int channels) = (part / shape.Rows, part % shape.Rows, shape.Channels);
            (Window down, Window across) = (shape.Down, shape.Across);
            Tap* taps = stackalloc Tap[down.Size * across.Size];
            for (int phase = 0; phase < Math.Min(across.Stride, shape.Columns); phase++)
            {
                int cells = (shape.Columns - phase + across.Stride - 1) / across.Stride, count = 0;
                for (int ky = 0; ky < down.Size; ky++)
                {
                    long oy = row + (long)down.Before - (long)ky * down.Dilation;
                    if (oy < 0 || oy % down.Stride != 0 || (oy /= down.Stride) >= shape.OutRows) continue;
                    for (int kx = 0; kx < across.Size; kx++)
                    {
                        long ox = phase + (long)across.Before - (long)kx * across.Dilation;
                        if (ox % across.Stride != 0) continue;
                        ox /= across.Stride;
                        taps[count++] = new Tap
                        {
                            Cell = (nint)((oy * shape.OutColumns + ox) * channels), Weight = (nint)(ky * across.Size + kx) * channels,
                            First = (int)Math.Clamp(-ox, 0, cells), End = (int)Math.Clamp(shape.OutColumns - ox, 0, cells),
                        };
                    }
                }
                Row<V>(dy + (long)image * shape.Positions * channels, kernel, dx + ((long)part * shape.Columns + phase) * channels, channels, taps, count, cells, channels, (nint)across.Stride * channels);
            }
        }
    }

    // The least j from 0 up to most with j · stride ≥ distance.
    private static int Ceiling(long distance, int stride, int most) => distance <= 0 ? 0 : (int)Math.Min(most, (distance + stride - 1) / stride);

    // Bounds: tap t reads elements First … End - 1 of its row, all of them cells; to is written at 0 … elements - 1; a vector of channels is partial at their end.
    private static void Row<V>(float* from, float* weights, float* to, int channels, Tap* taps, int count, int elements, nint step, nint toStep) where V : struct, IFloats<V>
    {
        int first = 0, end = elements;
        for (int t = 0; t < count; t++) (first, end) = (Math.Max(first, taps[t].First), Math.Min(end, taps[t].End));
        if (first >= end) first = end = elements;
        for (int j = 0; j < elements;)
        {
            if (j >= first && j + 8 <= end) { Eight<V>(from + j * step, weights, to + j * toStep, channels, taps, count, step, toStep); j += 8; }
            else if (j >= first && j + 4 <= end) { Four<V>(from + j * step, weights, to + j * toStep, channels, taps, count, step, toStep); j += 4; }
            else { One<V>(from, weights, to + j * toStep, channels, taps, count, step, j); j++; }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Eight<V>(float* from, float* weights, float* to, int channels, Tap* taps, int count, nint step, nint toStep) where V : struct, IFloats<V>
    {
        int c = 0;
        for (; c <= channels - V.Count; c += V.Count)
        {
            V a = V.Zero, b = V.Zero, d = V.Zero, e = V.Zero, f = V.Zero, g = V.Zero, h = V.Zero, i = V.Zero;
            for (Tap* tap = taps, last = taps + count; tap < last; tap++)
            {
                float* p0 = from + tap->Cell + c, p3 = p0 + 3 * step, p6 = p0 + 6 * step;
                V w = V.Load(weights + tap->Weight + c);
                a = V.MultiplyAdd(w, V.Load(p0), a);
                b = V.MultiplyAdd(w, V.Load(p0 + step), b);
                d = V.MultiplyAdd(w, V.Load(p0 + 2 * step), d);
                e = V.MultiplyAdd(w, V.Load(p3), e);
                f = V.MultiplyAdd(w, V.Load(p3 + step), f);
                g = V.MultiplyAdd(w, V.Load(p3 + 2 * step), g);
                h = V.MultiplyAdd(w, V.Load(p6), h);
                i = V.MultiplyAdd(w, V.Load(p6 + step), i);
            }
            float* t = to + c;
            a.Store(t);
            b.Store(t + toStep);
            d.Store(t + 2 * toStep);
            e.Store(t + 3 * toStep);
            f.Store(t + 4 * toStep);
            g.Store(t + 5 * toStep);
            h.Store(t + 6 * toStep);
            i.Store(t + 7 * toStep);
        }
        if (c < channels)
            for (int j = 0; j < 8; j++) Rest<V>(from + j * step, weights, to + j * toStep, c, channels, taps, count);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Four<V>(float* from, float* weights, float* to, int channels, Tap* taps, int count, nint step, nint toStep) where V : struct, IFloats<V>
    {
        int c = 0;
        for (; c <= channels - V.Count; c += V.Count)
        {
            V a = V.Zero, b = V.Zero, d = V.Zero, e = V.Zero;
            for (Tap* tap = taps, last = taps + count; tap < last; tap++)
            {
                float* p = from + tap->Cell + c;
                V w = V.Load(weights + tap->Weight + c);
                a = V.MultiplyAdd(w, V.Load(p), a);
                b = V.MultiplyAdd(w, V.Load(p + step), b);
                d = V.MultiplyAdd(w, V.Load(p + 2 * step), d);
                e = V.MultiplyAdd(w, V.Load(p + 3 * step), e);
            }
            float* t = to + c;
            a.Store(t);
            b.Store(t + toStep);
            d.Store(t + 2 * toStep);
            e.Store(t + 3 * toStep);
        }
        if (c < channels)
            for (int j = 0; j < 4; j++) Rest<V>(from + j * step, weights, to + j * toStep, c, channels, taps, count);
    }

    // The channels from c on, fewer than a vector.
    private static void Rest<V>(float* from, float* weights, float* to, int c, int channels, Tap* taps, int count) where V : struct, IFloats<V>
    {
        int rest = channels - c;
        V sum = V.Zero;
        for (int t = 0; t < count; t++) sum = V.MultiplyAdd(V.Load(weights + taps[t].Weight + c, rest), V.Load(from + taps[t].Cell + c, rest), sum);
        sum.Store(to + c, rest);
    }

    // Element j, of which some taps may see padding.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void One<V>(float* from, float* weights, float* to, int channels, Tap* taps, int count, nint step, int j) where V : struct, IFloats<V>
    {
        for (int c = 0; c < channels; c += V.Count)
        {
            int rest = Math.Min(V.Count, channels - c);
            V sum = V.Zero;
            for (int t = 0; t < count; t++)
                if (taps[t].First <= j && j < taps[t].End) sum = V.MultiplyAdd(V.Load(weights + taps[t].Weight + c, rest), V.Load(from + taps[t].Cell + j * step + c, rest), sum);
            sum.Store(to + c, rest);
        }
    }
}
