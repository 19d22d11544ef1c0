using KerasTransfer.Saving;

namespace KerasTransfer;

/// <summary>Cells at the two ends of a sequence: <c>1</c> at each, <c>(2, 1)</c> two before and one after.</summary>
public sealed class Padding1D : IConfigValue<Padding1D>
{
    private Padding1D(int before, int after) => (Before, After) = (before, after);

    /// <summary>Cells before the first.</summary>
    public int Before { get; }
    /// <summary>Cells after the last.</summary>
    public int After { get; }

    /// <summary>The same at both ends.</summary>
    public static implicit operator Padding1D(int both) => new(both, both);
    /// <summary>Before and after.</summary>
    public static implicit operator Padding1D((int before, int after) padding) => new(padding.before, padding.after);

    /// <inheritdoc/>
    public override string ToString() => $"({Before}, {After})";

    /// <summary>This padding, none of whose numbers may be negative; the text of the error is Keras's.</summary>
    internal Padding1D NotNegative(string argument) => Before >= 0 && After >= 0 ? this : throw Size2D.Bad(argument, 2, ToString(), [Before, After], 0);

    object? IConfigValue.ToConfig() => (int[])[Before, After];
    static Padding1D IConfigValue<Padding1D>.FromConfig(ConfigItem item) => item.Value is int or long ? item.ToInt() : item.ToTuple(static i => i.ToInt(), static i => i.ToInt());
}
