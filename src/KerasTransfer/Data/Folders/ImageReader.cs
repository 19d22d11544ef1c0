using System.Buffers;
using KerasTransfer.Images;

namespace KerasTransfer.Data;

/// <summary>Reads pictures from files into arrays of one size, as <c>image_dataset_from_directory</c> does: TensorFlow's decoding, and resizing without antialiasing.</summary>
/// <param name="height">Rows.</param>
/// <param name="width">Pixels of a row.</param>
/// <param name="channels">1, 3 or 4.</param>
/// <param name="interpolation">How new pixels are found.</param>
/// <param name="crop">Whether pictures are cut at the centre to the shape wanted, instead of distorted.</param>
/// <param name="pad">Whether they are filled up with black instead.</param>
/// <param name="channelsFirst">Whether an array is (channels, height, width).</param>
internal sealed class ImageReader(int height, int width, int channels, string interpolation, bool crop, bool pad, bool channelsFirst)
{
    private readonly PixelScaling scaling = new(interpolation);

    /// <summary>The shape of an array.</summary>
    public Shape Shape { get; } = channelsFirst ? new(channels, height, width) : new(height, width, channels);

    /// <summary>The type of an array: bytes where pixels are taken as they are.</summary>
    public DType Type => scaling.IsNearest ? DType.uint8 : DType.float32;

    /// <summary>Reads a picture into an array of <see cref="Shape"/> and <see cref="Type"/>.</summary>
    /// <exception cref="ImageFormatException">The file is no image, or damaged.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public void Read(string path, NDArray target)
    {
        PixelImage image = TensorFlowDecoding.Decode(File.ReadAllBytes(path), path, channels);
        PixelScaling.Picture picture = new(image.Pixels, 0, image.Width * channels, image.Height, image.Width, channels);
        (int newHeight, int newWidth, int top, int left) = (height, width, 0, 0);
        if (crop) picture = Cropped(picture);
        else if (pad) (newHeight, newWidth, top, left) = Padding(picture);

        int start = (top * width + left) * channels;
        if (scaling.IsNearest) Write(target.AsSpan<byte>(), pixels => PixelScaling.Nearest(picture, pixels.Span[start..], width * channels, newHeight, newWidth), newHeight * newWidth < height * width);
        else Write(target.AsSpan<float>(), pixels => scaling.Resize(picture, pixels.Span[start..], width * channels, newHeight, newWidth), newHeight * newWidth < height * width);
    }

    /// <summary>The numbers of a picture, being written.</summary>
    private readonly ref struct Pixels<T>(Span<T> span)
    {
        public Span<T> Span { get; } = span;
    }

    private delegate void Writing<T>(Pixels<T> pixels);

    private void Write<T>(Span<T> target, Writing<T> write, bool leavesBorder)
    {
        if (!channelsFirst)
        {
            if (leavesBorder) target.Clear();
            write(new(target));
            return;
        }
        T[] rented = ArrayPool<T>.Shared.Rent(target.Length);
        Span<T> last = rented.AsSpan(0, target.Length);
        if (leavesBorder) last.Clear();
        write(new(last));
        for (int c = 0, i = 0; c < channels; c++)
            for (int p = c; p < last.Length; p += channels) target[i++] = last[p];
        ArrayPool<T>.Shared.Return(rented);
    }

    // After keras.utils.image_utils.smart_resize, in float32 as there.
    private PixelScaling.Picture Cropped(PixelScaling.Picture p)
    {
        int h = Math.Max(Math.Min(p.Height, (int)((float)(p.Width * height) / width)), 1), w = Math.Max(Math.Min(p.Width, (int)((float)(p.Height * width) / height)), 1);
        int top = (int)((float)(p.Height - h) / 2), left = (int)((float)(p.Width - w) / 2);
        return p with { Start = top * p.Stride + left * p.Channels, Height = h, Width = w };
    }

    // After tf.image.resize_with_pad, in float32 as there.
    private (int Height, int Width, int Top, int Left) Padding(PixelScaling.Picture p)
    {
        float ratio = MathF.Max((float)p.Width / width, (float)p.Height / height), h = p.Height / ratio, w = p.Width / ratio;
        return (Math.Clamp((int)h, 1, height), Math.Clamp((int)w, 1, width), Math.Max(0, (int)MathF.Floor((height - h) / 2)), Math.Max(0, (int)MathF.Floor((width - w) / 2)));
    }
}
