using KerasTransfer.Ops;

namespace KerasTransfer.Layers;

/// <summary>
/// In training cuts a piece of the given size out of the pictures, at one random place for all of a batch. Otherwise the largest piece of that shape is cut out of the middle and brought to
/// the size. In training with pictures that are not larger both ways, a piece from the same corner on, but up to the size given, is brought to the size, as in Keras 3.
/// </summary>
/// <param name="height">The height of the piece.</param>
/// <param name="width">Its width.</param>
/// <param name="seed">The seed; null to draw one from the global seed.</param>
/// <param name="data_format"><c>channels_last</c> or <c>channels_first</c>; null for the global setting.</param>
/// <param name="options">The keywords of every layer.</param>
public sealed partial class RandomCrop(int height, int width, long? seed = null, string? data_format = null, LayerOptions? options = null)
    : BaseImagePreprocessingLayer(seed, data_format, options, seed ?? GlobalSeed.DrawDefaultSeed())
{
    /// <summary>The height of the piece.</summary>
    public int height { get; } = height > 0 ? height : throw new ValueError($"RandomCrop: height must be at least 1. Received: height={height}");
    /// <summary>Its width.</summary>
    public int width { get; } = width > 0 ? width : throw new ValueError($"RandomCrop: width must be at least 1. Received: width={width}");

    internal override Tensor Change(Tensor images)
    {
        int rows = images.shape[RowAxis], columns = images.shape[ColumnAxis];
        if (rows <= height || columns <= width) return Piece(images, height, width);
        Tensor top = Start(rows - height), left = Start(columns - width);
        return ops.take(ops.take(images, top + ops.arange(height), RowAxis), left + ops.arange(width), ColumnAxis);
    }

    private Tensor Start(int most) => Uniform(Shape.Scalar, 0, most + 1).Cast(DType.int32);

    private protected override Tensor Inference(Tensor images) => Piece(images, int.MaxValue, int.MaxValue);

    // From the corner of the middle piece on, as large as it or as large as asked for.
    private Tensor Piece(Tensor images, int mostRows, int mostColumns)
    {
        int before = images.ndim - 4, rows = images.shape[RowAxis + before], columns = images.shape[ColumnAxis + before];
        int cropRows = Math.Max(Math.Min(rows, (int)((double)columns * height / width)), 1), cropColumns = Math.Max(Math.Min(columns, (int)((double)rows * width / height)), 1);
        int[] starts = new int[images.ndim];
        (starts[RowAxis + before], starts[ColumnAxis + before]) = ((int)((rows - cropRows) / 2.0), (int)((columns - cropColumns) / 2.0));
        if (mostRows != int.MaxValue) (cropRows, cropColumns) = (Math.Min(mostRows, rows - starts[RowAxis + before]), Math.Min(mostColumns, columns - starts[ColumnAxis + before]));
        Tensor piece = ops.slice(images, starts, images.shape.With(RowAxis + before, cropRows).With(ColumnAxis + before, cropColumns));
        return Resized(Resized(piece, ColumnAxis + before, width), RowAxis + before, height);
    }

    // Between the two pixels around each place along an axis, as tf.image.resize does it.
    private static Tensor Resized(Tensor x, int axis, int length)
    {
        int n = x.shape[axis];
        if (n == length) return x;
        (int[] below, int[] above, float[] share) = ResizeAxis.Neighbours(n, length);
        Tensor low = ops.take(x, (NDArray)below, axis), high = ops.take(x, (NDArray)above, axis);
        int[] shape = [.. Enumerable.Repeat(1, x.ndim)];
        shape[axis] = length;
        return low + (high - low) * ((Tensor)NDArray.FromArray(share, new Shape(shape))).Cast(x.dtype);
    }
}
