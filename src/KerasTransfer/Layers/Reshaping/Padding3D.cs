using KerasTransfer.Saving;

namespace KerasTransfer;

/// <summary>Cells at the six sides of a volume: <c>1</c> at each, <c>(2, 1, 0)</c> at both ends of planes, rows and columns, <c>((0, 1), (2, 3), (4, 5))</c> before and after each.</summary>
public sealed class Padding3D : IConfigValue<Padding3D>
{
    private Padding3D(Padding1D planes, Padding1D rows, Padding1D columns) => (Planes, Rows, Columns) = (planes, rows, columns);

    /// <summary>Planes before and after.</summary>
    public Padding1D Planes { get; }
    /// <summary>Rows above and below.</summary>
    public Padding1D Rows { get; }
    /// <summary>Columns at the left and right.</summary>
    public Padding1D Columns { get; }

    /// <summary>The same at each side.</summary>
    public static implicit operator Padding3D(int all) => new(all, all, all);
    /// <summary>At both ends of planes, rows and columns.</summary>
    public static implicit operator Padding3D((int planes, int rows, int columns) padding) => new(padding.planes, padding.rows, padding.columns);
    /// <summary>Before and after the planes, rows and columns.</summary>
    public static implicit operator Padding3D(((int before, int after) planes, (int above, int below) rows, (int left, int right) columns) padding) => new(padding.planes, padding.rows, padding.columns);

    /// <inheritdoc/>
    public override string ToString() => $"({Planes}, {Rows}, {Columns})";

    internal (int, int)[] Pairs => [(Planes.Before, Planes.After), (Rows.Before, Rows.After), (Columns.Before, Columns.After)];

    /// <summary>This padding, none of whose numbers may be negative; the text of the error is Keras's.</summary>
    internal Padding3D NotNegative(string argument)
    {
        Planes.NotNegative($"1st entry of {argument}");
        Rows.NotNegative($"2nd entry of {argument}");
        Columns.NotNegative($"3rd entry of {argument}");
        return this;
    }

    object? IConfigValue.ToConfig() => (IConfigValue[])[Planes, Rows, Columns];

    static Padding3D IConfigValue<Padding3D>.FromConfig(ConfigItem item)
    {
        if (item.Value is int or long) return item.ToInt();
        ConfigItem[] sides = item.ToItems(3);
        return new(sides[0].To<Padding1D>(), sides[1].To<Padding1D>(), sides[2].To<Padding1D>());
    }
}
