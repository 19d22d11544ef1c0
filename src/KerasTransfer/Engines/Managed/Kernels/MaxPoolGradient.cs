using System.Numerics;
using System.Runtime.CompilerServices;
using KerasTransfer.Ops;

namespace KerasTransfer.Engines.Managed.Kernels;

/// <summary>The gradient of the largest number of each window: it goes to the first of equal ones (the first NaN). A part is some channels of an image, so overlapping windows never meet in two threads.</summary>
internal static unsafe class MaxPoolGradient
{
    public static void Run<T>(ImageShape shape, T* x, T* dy, T* dx, WorkerPool pool) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int width = (long)shape.Images * ((shape.Channels + 63) / 64) >= 4 ? 64 : 16, blocks = (shape.Channels + width - 1) / width;
        if (typeof(T) == typeof(double)) pool.Run(checked(shape.Images * blocks), new ScalarWork<T>(shape, x, dy, dx, blocks, width));
        else if (VectorBits.Current >= 512) pool.Run(checked(shape.Images * blocks), new Work<F512>(shape, (float*)x, (float*)dy, (float*)dx, blocks, width));
        else if (VectorBits.Current >= 256) pool.Run(checked(shape.Images * blocks), new Work<F256>(shape, (float*)x, (float*)dy, (float*)dx, blocks, width));
        else pool.Run(checked(shape.Images * blocks), new Work<F128>(shape, (float*)x, (float*)dy, (float*)dx, blocks, width));
    }

    // Bounds of both: Inside gives places on cells only; channels c0 … c1 - 1, the last vector partial.
    private readonly struct Work<V>(ImageShape shape, float* x, float* dy, float* dx, int blocks, int width) : IWork where V : struct, IFloats<V>
    {
        public void Run(int part)
        {
            (int image, int c0, int channels) = (part / blocks, part % blocks * width, shape.Channels);
            int c1 = Math.Min(channels, c0 + width);
            (Window down, Window across) = (shape.Down, shape.Across);
            long images = (long)image * shape.Rows * shape.Columns * channels;
            bool tiles = down is { Before: 0, Dilation: 1 } && across is { Before: 0, Dilation: 1 } && down.Size == down.Stride && across.Size == across.Stride
                && shape.OutRows * (long)down.Size == shape.Rows && shape.OutColumns * (long)across.Size == shape.Columns;      // each cell is in one window
            for (int cell = 0; !tiles && cell < shape.Rows * shape.Columns; cell++) new Span<float>(dx + images + (long)cell * channels + c0, c1 - c0).Clear();
            for (int oy = 0; oy < shape.OutRows; oy++)
            {
                (int y0, int y1) = down.Inside(oy, shape.Rows);
                long top = (long)oy * down.Stride - down.Before;
                for (int ox = 0; ox < shape.OutColumns; ox++)
                {
                    (int x0, int x1) = across.Inside(ox, shape.Columns);
                    long left = (long)ox * across.Stride - across.Before;
                    nint corner = (nint)(images + ((top + (long)y0 * down.Dilation) * shape.Columns + left + (long)x0 * across.Dilation) * channels);
                    float* given = dy + (((long)image * shape.OutRows + oy) * shape.OutColumns + ox) * channels;
                    Window(x + corner, dx + corner, given, y1 - y0, x1 - x0, (nint)down.Dilation * shape.Columns * channels, (nint)across.Dilation * channels, c0, c1, tiles);
                }
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private static void Window(float* x, float* dx, float* dy, int rows, int columns, nint row, nint column, int c0, int c1, bool tiles)
        {
            for (int c = c0; c < c1; c += V.Count)
            {
                int count = Math.Min(V.Count, c1 - c);
                V largest = V.Create(float.NegativeInfinity), left = V.Bits(-1), all = left;
                for (int i = 0; i < rows; i++)
                    for (int j = 0; j < columns; j++) largest = V.MaxOrNaN(largest, V.Load(x + i * row + j * column + c, count));
                V given = V.Load(dy + c, count), isNumber = V.Equal(largest, largest);
                for (int i = 0; i < rows; i++)
                    for (int j = 0; j < columns; j++)
                    {
                        V cell = V.Load(x + i * row + j * column + c, count);
                        V found = V.Select(isNumber, V.Equal(cell, largest), V.Equal(cell, cell) ^ all) & left;
                        left ^= found;
                        V share = given & found;
                        float* to = dx + i * row + j * column + c;
                        if (!tiles) share += V.Load(to, count);
                        share.Store(to, count);
                    }
            }
        }
    }

    private readonly struct ScalarWork<T>(ImageShape shape, T* x, T* dy, T* dx, int blocks, int width) : IWork where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public void Run(int part)
        {
            (int image, int c0, int channels) = (part / blocks, part % blocks * width, shape.Channels);
            int c1 = Math.Min(channels, c0 + width);
            for (long cell = (long)image * shape.Rows * shape.Columns, end = cell + (long)shape.Rows * shape.Columns; cell < end; cell++) new Span<T>(dx + cell * channels + c0, c1 - c0).Clear();
            for (int oy = 0; oy < shape.OutRows; oy++)
                for (int ox = 0; ox < shape.OutColumns; ox++)
                {
                    ((int y0, int y1), (int x0, int x1)) = (shape.Down.Inside(oy, shape.Rows), shape.Across.Inside(ox, shape.Columns));
                    for (int c = c0; c < c1; c++)
                    {
                        long best = -1;
                        for (int ky = y0; ky < y1; ky++)
                            for (int kx = x0; kx < x1; kx++)
                            {
                                long row = image * (long)shape.Rows + (long)oy * shape.Down.Stride - shape.Down.Before + (long)ky * shape.Down.Dilation;
                                long at = (row * shape.Columns + (long)ox * shape.Across.Stride - shape.Across.Before + (long)kx * shape.Across.Dilation) * channels + c;
                                if (best < 0 || x[at] > x[best] || (T.IsNaN(x[at]) && !T.IsNaN(x[best]))) best = at;
                            }
                        if (best >= 0) dx[best] += dy[(((long)image * shape.OutRows + oy) * shape.OutColumns + ox) * channels + c];
                    }
                }
        }
    }
}
