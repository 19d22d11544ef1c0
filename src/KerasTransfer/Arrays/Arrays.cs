using System.Collections;
using System.Runtime.CompilerServices;

namespace KerasTransfer;

/// <summary>Several arrays, as <c>np.concatenate</c> and its kin take them: <c>[a, b]</c>, <c>(a, b)</c>, a C# list or array of arrays, or one array, taken apart along its first axis.</summary>
[CollectionBuilder(typeof(Arrays), nameof(Create))]
public sealed class Arrays : IEnumerable<NDArray>
{
    private readonly NDArray[] arrays;
    private Arrays(IEnumerable<NDArray> arrays) => this.arrays = [.. arrays];

    /// <summary>For collection expressions: <c>[a, b]</c>.</summary>
    public static Arrays Create(ReadOnlySpan<NDArray> arrays) => new(arrays.ToArray());

    /// <summary>These arrays.</summary>
    public static implicit operator Arrays(NDArray[] arrays) => new(arrays);
    /// <summary>These arrays.</summary>
    public static implicit operator Arrays(List<NDArray> arrays) => new(arrays);
    /// <summary>The parts of an array along its first axis.</summary>
    public static implicit operator Arrays(NDArray array) => new(array.AsEnumerable());
    /// <summary>Two arrays.</summary>
    public static implicit operator Arrays((NDArray, NDArray) a) => new([a.Item1, a.Item2]);
    /// <summary>Three arrays.</summary>
    public static implicit operator Arrays((NDArray, NDArray, NDArray) a) => new([a.Item1, a.Item2, a.Item3]);
    /// <summary>Four arrays.</summary>
    public static implicit operator Arrays((NDArray, NDArray, NDArray, NDArray) a) => new([a.Item1, a.Item2, a.Item3, a.Item4]);
    /// <summary>Five arrays.</summary>
    public static implicit operator Arrays((NDArray, NDArray, NDArray, NDArray, NDArray) a) => new([a.Item1, a.Item2, a.Item3, a.Item4, a.Item5]);

    /// <summary>The number of arrays.</summary>
    public int Count => arrays.Length;
    internal NDArray[] Items => arrays;

    /// <summary>Goes through the arrays.</summary>
    public IEnumerator<NDArray> GetEnumerator() => arrays.AsEnumerable().GetEnumerator();
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
