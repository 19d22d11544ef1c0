using System.Globalization;
using KerasTransfer.Saving;

namespace KerasTransfer;

/// <summary>A length along the one axis of a sequence; a number in scripts, a list of one in files.</summary>
public sealed class Size1D : IConfigValue<Size1D>
{
    private Size1D(int length) => Length = length;

    /// <summary>The number.</summary>
    public int Length { get; }

    /// <summary>That number.</summary>
    public static implicit operator Size1D(int length) => new(length);
    /// <summary>A list of one.</summary>
    /// <exception cref="ValueError">There are more or none.</exception>
    public static implicit operator Size1D(int[] size) => size is [var length] ? new(length) : throw new ValueError($"A size must be a tuple of 1 integers. Received ({string.Join(", ", size)})");

    /// <inheritdoc/>
    public override string ToString() => $"({Length.ToString(CultureInfo.InvariantCulture)},)";

    internal Size1D Least(int least, string argument) => Length >= least ? this : throw Size2D.Bad(argument, 1, Length.ToString(CultureInfo.InvariantCulture), [Length], least);

    object? IConfigValue.ToConfig() => (int[])[Length];
    static Size1D IConfigValue<Size1D>.FromConfig(ConfigItem item) => item.Value is int or long ? item.ToInt() : item.ToItems(1)[0].ToInt();
}
