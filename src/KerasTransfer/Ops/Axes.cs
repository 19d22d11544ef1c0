using System.Collections;
using System.Runtime.CompilerServices;

namespace KerasTransfer;

/// <summary>One axis or several: <c>axis: -1</c>, <c>axis: [1, 2]</c>, <c>axis: (1, 2)</c>.</summary>
[CollectionBuilder(typeof(Axes), nameof(Create))]
public sealed class Axes(IReadOnlyList<int> items) : IReadOnlyList<int>
{
    /// <summary>For collection expressions.</summary>
    public static Axes Create(ReadOnlySpan<int> items) => new(items.ToArray());
    /// <summary>One axis.</summary>
    public static implicit operator Axes(int axis) => new([axis]);
    /// <summary>Two axes.</summary>
    public static implicit operator Axes((int, int) axes) => new([axes.Item1, axes.Item2]);
    /// <summary>Three axes.</summary>
    public static implicit operator Axes((int, int, int) axes) => new([axes.Item1, axes.Item2, axes.Item3]);
    /// <summary>The axes in an array.</summary>
    public static implicit operator Axes(int[] axes) => new(axes);
    /// <inheritdoc/>
    public int this[int index] => items[index];
    /// <inheritdoc/>
    public int Count => items.Count;
    /// <inheritdoc/>
    public IEnumerator<int> GetEnumerator() => items.GetEnumerator();
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
