using System.Collections;
using System.Runtime.CompilerServices;

namespace KerasTransfer;

/// <summary>One tensor or several, in order: what a layer takes and gives. One tensor converts to it, a collection expression too.</summary>
[CollectionBuilder(typeof(Tensors), nameof(Create))]
public sealed class Tensors(IReadOnlyList<Tensor> items) : IReadOnlyList<Tensor>
{
    /// <summary>For collection expressions: <c>[a, b]</c>.</summary>
    public static Tensors Create(ReadOnlySpan<Tensor> items) => new(items.ToArray());

    /// <summary>A list of one.</summary>
    public static implicit operator Tensors(Tensor one) => new([one]);
    /// <summary>A list of those in an array.</summary>
    public static implicit operator Tensors(Tensor[] items) => new(items);
    /// <summary>The only tensor of a list.</summary>
    /// <exception cref="ValueError">There is not exactly one.</exception>
    public static implicit operator Tensor(Tensors items) =>
        items.Count == 1 ? items[0] : throw new ValueError($"Expected one tensor, got {items.Count}. Pick one by its index.");

    /// <inheritdoc/>
    public Tensor this[int index] => items[index];
    /// <inheritdoc/>
    public int Count => items.Count;
    /// <inheritdoc/>
    public IEnumerator<Tensor> GetEnumerator() => items.GetEnumerator();
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
