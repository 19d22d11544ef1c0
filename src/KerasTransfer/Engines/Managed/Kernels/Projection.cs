using System.Numerics;
using KerasTransfer.Ops;

namespace KerasTransfer.Engines.Managed.Kernels;

/// <summary>Reads the pixels of images at places that a projection names, and the way back.</summary>
internal static unsafe class Projection<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>output[b, y, x, :] = images[b] at the place that the transform of b gives for (x, y).</summary>
    public static void Read(Shape shape, T* images, float* transforms, bool each, T* output, bool bilinear, PictureEdge edge, float fill, WorkerPool pool) =>
        pool.Run(shape[0] * shape[1], new Rows(shape, images, transforms, each, output, bilinear, edge, T.CreateTruncating(fill)));

    /// <summary>result[b] gets, at the places that were read, the shares of dy that they had. Images of a batch are independent; within one, rows follow each other.</summary>
    public static void Scatter(Shape shape, T* dy, float* transforms, bool each, T* result, bool bilinear, PictureEdge edge, WorkerPool pool) =>
        pool.Run(shape[0], new Images(shape, dy, transforms, each, result, bilinear, edge));

    // Part p is row p % H of image p / H. Every index into an image is checked against its height and width before use.
    private readonly struct Rows(Shape shape, T* images, float* transforms, bool each, T* output, bool bilinear, PictureEdge edge, T fill) : IWork
    {
        public void Run(int part)
        {
            int height = shape[1], width = shape[2], channels = shape[3], b = part / height, y = part % height;
            T* image = images + (nint)b * height * width * channels, to = output + (nint)part * width * channels;
            float* t = transforms + (each ? 8 * b : 0);
            for (int x = 0; x < width; x++, to += channels)
            {
                float k = t[6] * x + t[7] * y + 1f;
                if (k == 0)
                {
                    new Span<T>(to, channels).Fill(fill);
                    continue;
                }
                float column = Place((t[0] * x + t[1] * y + t[2]) / k, width, edge), row = Place((t[3] * x + t[4] * y + t[5]) / k, height, edge);
                if (!bilinear)
                {
                    T* from = At(image, MathF.Round(row, MidpointRounding.AwayFromZero), MathF.Round(column, MidpointRounding.AwayFromZero), height, width, channels);
                    if (from == null) new Span<T>(to, channels).Fill(fill);
                    else new ReadOnlySpan<T>(from, channels).CopyTo(new Span<T>(to, channels));
                    continue;
                }
                float top = MathF.Floor(row), left = MathF.Floor(column), bottom = top + 1, right = left + 1;
                T* topLeft = At(image, top, left, height, width, channels), topRight = At(image, top, right, height, width, channels);
                T* bottomLeft = At(image, bottom, left, height, width, channels), bottomRight = At(image, bottom, right, height, width, channels);
                T wLeft = T.CreateTruncating(right - column), wRight = T.CreateTruncating(column - left), wTop = T.CreateTruncating(bottom - row), wBottom = T.CreateTruncating(row - top);
                for (int c = 0; c < channels; c++)
                {
                    T above = wLeft * (topLeft == null ? fill : topLeft[c]) + wRight * (topRight == null ? fill : topRight[c]);
                    T below = wLeft * (bottomLeft == null ? fill : bottomLeft[c]) + wRight * (bottomRight == null ? fill : bottomRight[c]);
                    to[c] = wTop * above + wBottom * below;
                }
            }
        }
    }

    // Part b is image b, of which nobody else writes.
    private readonly struct Images(Shape shape, T* dy, float* transforms, bool each, T* result, bool bilinear, PictureEdge edge) : IWork
    {
        public void Run(int b)
        {
            int height = shape[1], width = shape[2], channels = shape[3];
            T* image = result + (nint)b * height * width * channels, from = dy + (nint)b * height * width * channels;
            float* t = transforms + (each ? 8 * b : 0);
            new Span<T>(image, height * width * channels).Clear();
            for (int y = 0; y < height; y++)
                for (int x = 0; x < width; x++, from += channels)
                {
                    float k = t[6] * x + t[7] * y + 1f;
                    if (k == 0) continue;
                    float column = Place((t[0] * x + t[1] * y + t[2]) / k, width, edge), row = Place((t[3] * x + t[4] * y + t[5]) / k, height, edge);
                    if (!bilinear)
                    {
                        Add(image, MathF.Round(row, MidpointRounding.AwayFromZero), MathF.Round(column, MidpointRounding.AwayFromZero), T.One, from);
                        continue;
                    }
                    float top = MathF.Floor(row), left = MathF.Floor(column), bottom = top + 1, right = left + 1;
                    T wLeft = T.CreateTruncating(right - column), wRight = T.CreateTruncating(column - left), wTop = T.CreateTruncating(bottom - row), wBottom = T.CreateTruncating(row - top);
                    Add(image, top, left, wTop * wLeft, from);
                    Add(image, top, right, wTop * wRight, from);
                    Add(image, bottom, left, wBottom * wLeft, from);
                    Add(image, bottom, right, wBottom * wRight, from);
                }
        }

        private void Add(T* image, float row, float column, T weight, T* from)
        {
            int channels = shape[3];
            T* to = At(image, row, column, shape[1], shape[2], channels);
            if (to == null) return;
            for (int c = 0; c < channels; c++) to[c] += weight * from[c];
        }
    }

    // The pixel at (row, column), or null outside the image.
    private static T* At(T* image, float row, float column, int height, int width, int channels) =>
        row >= 0 && row < height && column >= 0 && column < width ? image + ((nint)(int)row * width + (int)column) * channels : null;

    // The place along an axis that a place stands for. TensorFlow's "wrap" steps by the length but counts by the length less one, and then keeps within the picture.
    private static float Place(float at, int length, PictureEdge edge)
    {
        switch (edge)
        {
            case PictureEdge.Constant: return at;
            case PictureEdge.Nearest: return Within(at, length);
            case PictureEdge.Reflect:
                float period = 2 * length;
                if (at < 0)
                {
                    if (length <= 1) return 0;
                    if (at < period) at = period * (long)(-at / period) + at;
                    at = at < -length ? at + period : -at - 1;
                }
                else if (at > length - 1)
                {
                    if (length <= 1) return 0;
                    at -= period * (long)(at / period);
                    if (at >= length) at = period - at - 1;
                }
                return Within(at, length);
            default:
                if (at < 0)
                {
                    if (length <= 1) return 0;
                    at += (float)length * ((long)(-at / (length - 1)) + 1);
                }
                else if (at > length - 1)
                {
                    if (length <= 1) return 0;
                    at -= (float)length * (long)(at / (length - 1));
                }
                return Within(at, length);
        }
    }

    private static float Within(float at, int length) => at < 0 ? 0 : at > length - 1 ? length - 1 : at;
}
