using KerasTransfer.Images;

namespace KerasTransfer.Callbacks;

/// <summary>Weights as pictures, as Keras's TensorBoard callback arranges them.</summary>
internal static class WeightPictures
{
    private const int Most = 3;

    /// <summary>PNG files of one size; null for weights that have no such form.</summary>
    public static (int Rows, int Columns, byte[][] Files)? Of(NDArray weight)
    {
        NDArray w = weight.squeeze();
        if (w.ndim == 2 && w.shape[0] > w.shape[1]) w = w.T;                                                             // lying on its side
        else if (w.ndim == 3 && ImageDataFormat.Value == "channels_last") w = KerasApi.np.transpose(w, [2, 0, 1]);        // a picture per kernel
        Shape? shape = w.ndim switch
        {
            1 => (1, w.shape[0], 1, 1),
            2 => (1, w.shape[0], w.shape[1], 1),
            3 => (w.shape[0], w.shape[1], w.shape[2], 1),
            4 when w.shape[3] is 1 or 3 or 4 => w.shape,
            _ => null,
        };
        if (shape is null || shape.Size == 0) return null;
        float[] values = w.astype(DType.float32).ToArray<float>();
        int size = shape[1] * shape[2] * shape[3];
        string mode = shape[3] switch { 1 => "L", 3 => "RGB", _ => "RGBA" };
        return (shape[1], shape[2], [.. Enumerable.Range(0, Math.Min(Most, shape[0])).Select(i =>
            PngWriter.Write(new PixelImage(shape[2], shape[1], mode, [.. values.AsSpan(i * size, size).ToArray().Select(Grey)])))]);
    }

    // As tf.image.convert_image_dtype: the interval from 0 to 1 in 256 parts, what lies outside at its ends.
    private static byte Grey(float value) => (byte)Math.Clamp(float.IsNaN(value) ? 0 : value * 255.5f, 0, 255);
}
