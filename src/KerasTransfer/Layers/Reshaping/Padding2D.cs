using KerasTransfer.Saving;

namespace KerasTransfer;

/// <summary>Cells at the four sides of an image: <c>1</c> at each, <c>(2, 1)</c> above and below and at the left and right, <c>((0, 1), (2, 3))</c> above, below, left, right.</summary>
public sealed class Padding2D : IConfigValue<Padding2D>
{
    private Padding2D(int top, int bottom, int left, int right) => (Top, Bottom, Left, Right) = (top, bottom, left, right);

    /// <summary>Cells above.</summary>
    public int Top { get; }
    /// <summary>Cells below.</summary>
    public int Bottom { get; }
    /// <summary>Cells at the left.</summary>
    public int Left { get; }
    /// <summary>Cells at the right.</summary>
    public int Right { get; }

    /// <summary>The same at each side.</summary>
    public static implicit operator Padding2D(int all) => new(all, all, all, all);
    /// <summary>Above and below, left and right.</summary>
    public static implicit operator Padding2D((int rows, int columns) padding) => new(padding.rows, padding.rows, padding.columns, padding.columns);
    /// <summary>Above, below, left, right.</summary>
    public static implicit operator Padding2D(((int top, int bottom) rows, (int left, int right) columns) p) => new(p.rows.top, p.rows.bottom, p.columns.left, p.columns.right);

    /// <inheritdoc/>
    public override string ToString() => $"(({Top}, {Bottom}), ({Left}, {Right}))";

    /// <summary>This padding, none of whose numbers may be negative; the text of the error is Keras's.</summary>
    internal Padding2D NotNegative(string argument)
    {
        if (Top < 0 || Bottom < 0) throw Size2D.Bad($"1st entry of {argument}", 2, $"({Top}, {Bottom})", [Top, Bottom], 0);
        if (Left < 0 || Right < 0) throw Size2D.Bad($"2nd entry of {argument}", 2, $"({Left}, {Right})", [Left, Right], 0);
        return this;
    }

    object? IConfigValue.ToConfig() => (int[][])[[Top, Bottom], [Left, Right]];

    static Padding2D IConfigValue<Padding2D>.FromConfig(ConfigItem item)
    {
        if (item.Value is int or long) return item.ToInt();
        ConfigItem[] sides = item.ToItems(2);
        Padding2D rows = One(sides[0]), columns = One(sides[1]);
        return new(rows.Top, rows.Bottom, columns.Left, columns.Right);

        static Padding2D One(ConfigItem side)
        {
            if (side.Value is int or long) return side.ToInt();
            (int first, int last) = side.ToTuple(static i => i.ToInt(), static i => i.ToInt());
            return new Padding2D(first, last, first, last);
        }
    }
}
