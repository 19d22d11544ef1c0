using KerasTransfer.Saving;

namespace KerasTransfer;

/// <summary>Rows and columns, as <c>kernel_size:</c>, <c>strides:</c> and <c>pool_size:</c> take them: <c>3</c> is <c>(3, 3)</c>.</summary>
public sealed class Size2D : IConfigValue<Size2D>
{
    private Size2D(int rows, int columns) => (Rows, Columns) = (rows, columns);

    /// <summary>Along the rows' axis: the height.</summary>
    public int Rows { get; }
    /// <summary>Along the columns' axis: the width.</summary>
    public int Columns { get; }

    /// <summary>The same in both directions.</summary>
    public static implicit operator Size2D(int both) => new(both, both);
    /// <summary>Rows and columns.</summary>
    public static implicit operator Size2D((int rows, int columns) size) => new(size.rows, size.columns);
    /// <summary>Rows and columns.</summary>
    /// <exception cref="ValueError">There are not two.</exception>
    public static implicit operator Size2D(int[] size) => size is [var rows, var columns] ? new(rows, columns) : throw new ValueError($"A size must be a tuple of 2 integers. Received ({string.Join(", ", size)})");

    /// <inheritdoc/>
    public override string ToString() => $"({Rows}, {Columns})";

    internal int[] Lengths => [Rows, Columns];

    /// <summary>This size, all of whose numbers must be at least <paramref name="least"/>; the text of the error is Keras's.</summary>
    internal Size2D Least(int least, string argument) => Rows >= least && Columns >= least ? this : throw Bad(argument, 2, ToString(), Lengths, least);

    internal static ValueError Bad(string argument, int count, string given, int[] values, int least) =>
        new($"The `{argument}` argument must be a tuple of {count} integers. Received {argument}={given}, including values {{{string.Join(", ", values.Where(v => v < least).Distinct())}}} that do not satisfy `value {(least == 0 ? ">= 0" : "> 0")}`");

    object? IConfigValue.ToConfig() => Lengths;
    static Size2D IConfigValue<Size2D>.FromConfig(ConfigItem item) => item.Value is int or long ? item.ToInt() : item.ToTuple(static i => i.ToInt(), static i => i.ToInt());
}
