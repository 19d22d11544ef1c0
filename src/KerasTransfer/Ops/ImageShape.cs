using KerasTransfer.Graph;

namespace KerasTransfer.Ops;

/// <summary>The lengths of a convolution or pooling of images (batch, rows, columns, channels), and its windows along rows and columns.</summary>
internal readonly record struct ImageShape(int Images, int Rows, int Columns, int Channels, Window Down, Window Across)
{
    public int OutRows { get; } = Down.Length(Rows);
    public int OutColumns { get; } = Across.Length(Columns);

    /// <summary>Positions of the window in one image.</summary>
    public int Positions => checked(OutRows * OutColumns);

    public static ImageShape Of(string what, Shape images, Window down, Window across)
    {
        if (images.Rank != 4) throw new ValueError($"{what}: expected images of shape (batch, rows, columns, channels), got shape {images}.");
        return new(images[0], images[1], images[2], images[3], down, across);
    }

    public Shape Output(int channels) => new(Images, OutRows, OutColumns, channels);

    public static void SameType(string what, IReadOnlyList<Tensor> inputs)
    {
        if (!inputs[0].dtype.IsFloating || inputs.Any(i => i.dtype != inputs[0].dtype))
            throw new ValueError($"{what}: expected floating-point tensors of one type, got {string.Join(" and ", inputs.Select(i => i.dtype))}. Cast with keras.ops.cast.");
    }
}
