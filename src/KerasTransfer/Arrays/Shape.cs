using System.Collections;
using System.Runtime.CompilerServices;

namespace KerasTransfer;

/// <summary>
/// The lengths of the axes of an array or tensor. Written as a tuple <c>(28, 28)</c>, a collection expression <c>[28, 28]</c>, an array or one number;
/// a length that is not known is <c>null</c> (or −1), Python's <c>None</c>.
/// </summary>
[CollectionBuilder(typeof(Shape), nameof(Create))]
public sealed class Shape : IEnumerable<int?>, IEquatable<Shape>
{
    /// <summary>Stands for a length that is not known; prints as <c>None</c>.</summary>
    public const int Unknown = -1;

    /// <summary>The shape of a single number: <c>()</c>.</summary>
    public static readonly Shape Scalar = new();

    private readonly int[] dims;

    /// <summary>A shape with these lengths; −1 where one is not known.</summary>
    /// <exception cref="ValueError">A length is below −1.</exception>
    public Shape(params ReadOnlySpan<int> dims)
    {
        this.dims = dims.ToArray();
        foreach (int d in dims)
            if (d < Unknown) throw new ValueError($"A shape's lengths are zero or more (null or -1 where unknown). Received: {this}");
    }

    /// <summary>For collection expressions: <c>[null, 3]</c>.</summary>
    public static Shape Create(ReadOnlySpan<int?> dims)
    {
        int[] known = new int[dims.Length];
        for (int i = 0; i < known.Length; i++) known[i] = dims[i] ?? Unknown;
        return new Shape(known);
    }

    /// <summary>The number of axes; Python's <c>len(shape)</c>.</summary>
    public int Rank => dims.Length;
    /// <summary>The number of axes.</summary>
    public int Length => dims.Length;
    /// <summary>The lengths, −1 where unknown.</summary>
    public ReadOnlySpan<int> Dims => dims;
    /// <summary>Whether every length is known.</summary>
    public bool IsKnown => !dims.AsSpan().Contains(Unknown);

    /// <summary>The number of elements; 1 for a scalar.</summary>
    /// <exception cref="ValueError">A length is not known.</exception>
    public long Size
    {
        get
        {
            long size = 1;
            foreach (int d in dims) size = d == Unknown ? throw new ValueError($"The shape {this} has no size: a length in it is not known.") : checked(size * d);
            return size;
        }
    }

    /// <summary>The length of an axis, −1 where it is not known; <c>shape[^1]</c> is the last one's.</summary>
    public int this[Index axis]
    {
        get
        {
            int i = axis.GetOffset(dims.Length);
            return (uint)i < (uint)dims.Length ? dims[i] : throw new ValueError($"Axis {axis} is not in the shape {this} of rank {dims.Length}.");
        }
    }

    /// <summary>Some of the axes: <c>shape[1..]</c> leaves out the batch.</summary>
    public Shape this[Range axes] => new(dims.AsSpan()[axes]);

    /// <summary>The axis counted from zero: −1 is the last.</summary>
    /// <exception cref="ValueError">There is no such axis.</exception>
    public int Axis(int axis) => axis >= -Rank && axis < Rank ? (axis < 0 ? axis + Rank : axis)
        : throw new ValueError($"Axis {axis} is out of range for the shape {this} of rank {Rank}: expected {-Rank} to {Rank - 1}.");

    /// <summary>A copy of the lengths, −1 where unknown.</summary>
    public int[] ToArray() => [.. dims];
    /// <summary>The lengths, null where one is not known: Python's <c>tensor.get_shape().as_list()</c> is <c>tensor.shape.as_list()</c>.</summary>
    public int?[] as_list() => [.. dims.Select(d => d == Unknown ? (int?)null : d)];
    /// <summary>The same shape with one length replaced.</summary>
    public Shape With(int axis, int length) { int[] copy = [.. dims]; copy[Axis(axis)] = length; return new Shape(copy); }
    /// <summary>This shape's axes followed by another's.</summary>
    public Shape Concat(Shape other) => new([.. dims, .. other.dims]);

    /// <summary>One axis.</summary>
    public static implicit operator Shape(int length) => new(length);
    /// <summary>One axis, its length perhaps unknown.</summary>
    public static implicit operator Shape(int? length) => Create([length]);
    /// <summary>The lengths in an array.</summary>
    public static implicit operator Shape(int[] dims) => new(dims);
    /// <summary>One axis.</summary>
    public static implicit operator Shape(ValueTuple<int?> d) => Create([d.Item1]);
    /// <summary>Two axes.</summary>
    public static implicit operator Shape((int?, int?) d) => Create([d.Item1, d.Item2]);
    /// <summary>Three axes.</summary>
    public static implicit operator Shape((int?, int?, int?) d) => Create([d.Item1, d.Item2, d.Item3]);
    /// <summary>Four axes.</summary>
    public static implicit operator Shape((int?, int?, int?, int?) d) => Create([d.Item1, d.Item2, d.Item3, d.Item4]);
    /// <summary>Five axes.</summary>
    public static implicit operator Shape((int?, int?, int?, int?, int?) d) => Create([d.Item1, d.Item2, d.Item3, d.Item4, d.Item5]);

    /// <summary>Whether two shapes have the same lengths.</summary>
    public static bool operator ==(Shape? a, Shape? b) => a is null ? b is null : a.Equals(b);
    /// <summary>Whether two shapes differ.</summary>
    public static bool operator !=(Shape? a, Shape? b) => !(a == b);
    /// <inheritdoc/>
    public bool Equals(Shape? other) => other is not null && dims.AsSpan().SequenceEqual(other.dims);
    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Shape);
    /// <inheritdoc/>
    public override int GetHashCode()
    {
        HashCode hash = new();
        foreach (int d in dims) hash.Add(d);
        return hash.ToHashCode();
    }

    /// <summary>Goes through the lengths, null where one is not known.</summary>
    public IEnumerator<int?> GetEnumerator() => dims.Select(d => d == Unknown ? (int?)null : d).GetEnumerator();
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>As Python prints it: <c>(None, 28, 28)</c>, <c>(10,)</c>, <c>()</c>.</summary>
    public override string ToString() =>
        dims.Length == 1 ? $"({Text(dims[0])},)" : $"({string.Join(", ", dims.Select(Text))})";

    private static string Text(int d) => d == Unknown ? "None" : d.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
