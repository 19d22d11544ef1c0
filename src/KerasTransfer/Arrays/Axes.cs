using System.Collections;
using System.Runtime.CompilerServices;
using KerasTransfer.Saving;

namespace KerasTransfer;

/// <summary>One axis or several, as <c>axis:</c> takes them: <c>axis: 0</c>, <c>axis: (0, 1)</c>, <c>axis: [0, 1]</c>; negative counts from the last.</summary>
[CollectionBuilder(typeof(Axes), nameof(Create))]
public sealed class Axes : IReadOnlyList<int>, IConfigValue<Axes>
{
    private readonly int[] axes;
    private readonly bool isNumber;                         // given as a number, not as a list of one: configurations tell them apart
    /// <summary>These axes.</summary>
    public Axes(params ReadOnlySpan<int> axes) => this.axes = axes.ToArray();
    private Axes(int axis) => (axes, isNumber) = ([axis], true);

    /// <summary>For collection expressions: <c>[0, 1]</c>.</summary>
    public static Axes Create(ReadOnlySpan<int> axes) => new(axes);

    /// <summary>One axis.</summary>
    public static implicit operator Axes(int axis) => new(axis);
    /// <summary>One axis, or all if null.</summary>
    public static implicit operator Axes?(int? axis) => axis is int one ? new(one) : null;
    /// <summary>Two axes.</summary>
    public static implicit operator Axes((int, int) axes) => new([axes.Item1, axes.Item2]);
    /// <summary>Three axes.</summary>
    public static implicit operator Axes((int, int, int) axes) => new([axes.Item1, axes.Item2, axes.Item3]);
    /// <summary>Four axes.</summary>
    public static implicit operator Axes((int, int, int, int) axes) => new([axes.Item1, axes.Item2, axes.Item3, axes.Item4]);
    /// <summary>Any number of axes.</summary>
    public static implicit operator Axes(int[] axes) => new(axes);

    /// <summary>The number of axes.</summary>
    public int Count => axes.Length;
    /// <summary>One of the axes, as given.</summary>
    public int this[int index] => axes[index];

    /// <summary>The axes of an array of that rank, counted from zero, in the order given.</summary>
    /// <exception cref="ValueError">One is out of range or given twice.</exception>
    internal int[] Of(int rank)
    {
        int[] found = new int[axes.Length];
        for (int i = 0; i < found.Length; i++)
        {
            found[i] = One(axes[i], rank);
            if (found.AsSpan(0, i).Contains(found[i])) throw new ValueError("duplicate value in 'axis'");
        }
        return found;
    }

    /// <summary>One axis counted from zero.</summary>
    /// <exception cref="ValueError">There is no such axis.</exception>
    internal static int One(int axis, int rank) => axis >= -rank && axis < rank ? (axis < 0 ? axis + rank : axis)
        : throw new ValueError($"axis {axis} is out of bounds for array of dimension {rank}");

    /// <summary>Which of an array's axes are meant; all if <paramref name="axis"/> is null.</summary>
    internal static bool[] Mark(Axes? axis, int rank)
    {
        bool[] marked = new bool[rank];
        if (axis is null) Array.Fill(marked, true);
        else foreach (int i in axis.Of(rank)) marked[i] = true;
        return marked;
    }

    /// <summary>Goes through the axes as given.</summary>
    public IEnumerator<int> GetEnumerator() => axes.AsEnumerable().GetEnumerator();
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    /// <inheritdoc/>
    public override string ToString() => axes.Length == 1 ? axes[0].ToString(System.Globalization.CultureInfo.InvariantCulture) : $"({string.Join(", ", axes)})";

    object? IConfigValue.ToConfig() => isNumber ? (object)axes[0] : axes;
    static Axes IConfigValue<Axes>.FromConfig(ConfigItem item) => item.Value is int or long ? new Axes(item.ToInt()) : new Axes([.. item.ToArray(static i => i.ToInt())]);
}
