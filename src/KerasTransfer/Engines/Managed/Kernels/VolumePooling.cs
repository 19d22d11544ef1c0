using System.Numerics;
using KerasTransfer.Ops;

namespace KerasTransfer.Engines.Managed.Kernels;

/// <summary>Poolings of volumes, vectorised over the channels. A part is a plane of the volumes, so the bits do not depend on the number of threads.</summary>
internal static unsafe class VolumePooling<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The largest of each plane's windows, then the largest of these along the planes.</summary>
    public static void Max(MaxPool3D windows, Shape x, T* from, T* to, WorkerPool pool)
    {
        ImageShape plane = new(checked(x[0] * x[1]), x[2], x[3], x[4], windows.Down, windows.Across);
        ImageShape planes = new(x[0], x[1], plane.Positions, x[4], windows.Deep, new Window(1));
        if (windows.Deep == new Window(1)) { Pooling<T>.Max(plane, from, to, pool); return; }
        using AlignedBuffer largest = AlignedBuffer.Rent<T>(Math.Max(1, (long)plane.Images * plane.Positions * plane.Channels));
        Pooling<T>.Max(plane, from, (T*)largest.Pointer, pool);
        Pooling<T>.Max(planes, (T*)largest.Pointer, to, pool);
    }

    /// <summary>Each cell gets the gradients of the windows whose largest number it has.</summary>
    public static void MaxGradient(MaxPool3D windows, Shape x, T* cells, T* y, T* dy, T* dx, WorkerPool pool) =>
        pool.Run(checked(x[0] * x[1]), new GradientWork(windows.Deep, new(x[0], x[2], x[3], x[4], windows.Down, windows.Across), x[1], cells, y, dy, dx));

    // Bounds: position and place give this plane by the equation; Inside gives places on cells only.
    private readonly struct GradientWork(Window deep, ImageShape shape, int planes, T* x, T* y, T* dy, T* dx) : IWork
    {
        private readonly int outPlanes = deep.Length(planes);

        public void Run(int part)
        {
            (int volume, int plane) = (part / planes, part % planes);
            long size = (long)shape.Rows * shape.Columns * shape.Channels, outSize = (long)shape.Positions * shape.Channels;
            new Span<T>(dx + part * size, checked((int)size)).Clear();
            for (int place = 0; place < deep.Size; place++)
            {
                // A plane is seen by position p at this place where p · stride + place · dilation = plane + before.
                long position = plane + (long)deep.Before - (long)place * deep.Dilation;
                if (position < 0 || position % deep.Stride != 0 || (position /= deep.Stride) >= outPlanes) continue;
                long seenAt = ((long)volume * outPlanes + position) * outSize;
                Plane(x + part * size, y + seenAt, dy + seenAt, dx + part * size);
            }
        }

        private void Plane(T* x, T* y, T* dy, T* dx)
        {
            (Window down, Window across, int channels) = (shape.Down, shape.Across, shape.Channels);
            for (int oy = 0; oy < shape.OutRows; oy++)
            {
                (int y0, int y1) = down.Inside(oy, shape.Rows);
                for (int ox = 0; ox < shape.OutColumns; ox++, y += channels, dy += channels)
                {
                    (int x0, int x1) = across.Inside(ox, shape.Columns);
                    for (int ky = y0; ky < y1; ky++)
                        for (int kx = x0; kx < x1; kx++)
                        {
                            long row = (long)oy * down.Stride - down.Before + (long)ky * down.Dilation, column = (long)ox * across.Stride - across.Before + (long)kx * across.Dilation;
                            long cell = (row * shape.Columns + column) * channels;
                            AddWhereEqual(x + cell, y, dy, dx + cell, channels);
                        }
                }
            }
        }

        // dx += dy where x = y
        private static void AddWhereEqual(T* x, T* y, T* dy, T* dx, int n)
        {
            int i = 0;
            for (; i <= n - Vector<T>.Count; i += Vector<T>.Count)
            {
                Vector<T> same = Vector.Equals(*(Vector<T>*)(x + i), *(Vector<T>*)(y + i));
                *(Vector<T>*)(dx + i) += Vector.ConditionalSelect(same, *(Vector<T>*)(dy + i), Vector<T>.Zero);
            }
            for (; i < n; i++)
                if (x[i] == y[i]) dx[i] += dy[i];
        }
    }
}
