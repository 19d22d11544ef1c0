using KerasTransfer.Saving;

namespace KerasTransfer;

/// <summary>Planes, rows and columns, as <c>kernel_size:</c>, <c>strides:</c> and <c>pool_size:</c> of volumes take them: <c>3</c> is <c>(3, 3, 3)</c>.</summary>
public sealed class Size3D : IConfigValue<Size3D>
{
    private Size3D(int planes, int rows, int columns) => (Planes, Rows, Columns) = (planes, rows, columns);

    /// <summary>Along the planes' axis: the depth.</summary>
    public int Planes { get; }
    /// <summary>Along the rows' axis: the height.</summary>
    public int Rows { get; }
    /// <summary>Along the columns' axis: the width.</summary>
    public int Columns { get; }

    /// <summary>The same in all directions.</summary>
    public static implicit operator Size3D(int all) => new(all, all, all);
    /// <summary>Planes, rows and columns.</summary>
    public static implicit operator Size3D((int planes, int rows, int columns) size) => new(size.planes, size.rows, size.columns);
    /// <summary>Planes, rows and columns.</summary>
    /// <exception cref="ValueError">There are not three.</exception>
    public static implicit operator Size3D(int[] size) => size is [var planes, var rows, var columns] ? new(planes, rows, columns) : throw new ValueError($"A size must be a tuple of 3 integers. Received ({string.Join(", ", size)})");

    /// <inheritdoc/>
    public override string ToString() => $"({Planes}, {Rows}, {Columns})";

    internal int[] Lengths => [Planes, Rows, Columns];
    internal Axes Axes => new(Lengths);

    /// <summary>This size, all of whose numbers must be at least <paramref name="least"/>; the text of the error is Keras's.</summary>
    internal Size3D Least(int least, string argument) => Lengths.Min() >= least ? this : throw Size2D.Bad(argument, 3, ToString(), Lengths, least);

    object? IConfigValue.ToConfig() => Lengths;
    static Size3D IConfigValue<Size3D>.FromConfig(ConfigItem item) => item.Value is int or long ? item.ToInt() : item.ToTuple(static i => i.ToInt(), static i => i.ToInt(), static i => i.ToInt());
}
