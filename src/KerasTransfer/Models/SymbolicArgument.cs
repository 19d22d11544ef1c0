using System.Collections;
using System.Runtime.CompilerServices;
using KerasTransfer.Models;

namespace KerasTransfer;

/// <summary>What a function of <c>keras.ops</c> takes when a model is put together: a symbolic tensor, or a number, array or tensor as a constant. All of them convert to it.</summary>
public sealed class SymbolicArgument
{
    private SymbolicArgument(object value) => Value = value;

    /// <summary>A KerasTensor, int, double, NDArray or Tensor.</summary>
    internal object Value { get; }

    /// <summary>A symbolic tensor.</summary>
    public static implicit operator SymbolicArgument(KerasTensor symbol) => new(symbol);
    /// <summary>A whole number.</summary>
    public static implicit operator SymbolicArgument(int number) => new(number);
    /// <summary>A floating-point number.</summary>
    public static implicit operator SymbolicArgument(double number) => new(number);
    /// <summary>An array as a constant.</summary>
    public static implicit operator SymbolicArgument(NDArray array) => new(array);
    /// <summary>A tensor as a constant.</summary>
    public static implicit operator SymbolicArgument(Tensor tensor) => new(tensor);

    internal static SymbolicArgument Of(object value) => new(value);

    /// <summary>The tensor in a trace, where the symbolic tensors have become others.</summary>
    internal Tensor In(Operation.Values values) => Value switch
    {
        KerasTensor symbol => values[symbol],
        int number => number,
        double number => number,
        NDArray array => array,
        var tensor => (Tensor)tensor,
    };
}

/// <summary>Several such arguments as one: a collection expression <c>[a, b]</c> converts to it.</summary>
[CollectionBuilder(typeof(SymbolicArguments), nameof(Create))]
public sealed class SymbolicArguments(IReadOnlyList<SymbolicArgument> items) : IReadOnlyList<SymbolicArgument>
{
    /// <summary>For collection expressions: <c>[a, b]</c>.</summary>
    public static SymbolicArguments Create(ReadOnlySpan<SymbolicArgument> items) => new(items.ToArray());
    /// <summary>A list of those in an array.</summary>
    public static implicit operator SymbolicArguments(KerasTensor[] items) => new([.. items.Select(i => (SymbolicArgument)i)]);
    /// <summary>A list of those in a list.</summary>
    public static implicit operator SymbolicArguments(List<KerasTensor> items) => new([.. items.Select(i => (SymbolicArgument)i)]);
    /// <summary>A list of symbolic tensors.</summary>
    public static implicit operator SymbolicArguments(KerasTensors items) => new([.. items.Select(i => (SymbolicArgument)i)]);
    /// <summary>Tensors as constants.</summary>
    public static implicit operator SymbolicArguments(Tensors items) => new([.. items.Select(i => (SymbolicArgument)i)]);
    /// <summary>Arrays as constants.</summary>
    public static implicit operator SymbolicArguments(NDArrays items) => new([.. items.Select(i => (SymbolicArgument)i)]);
    /// <inheritdoc/>
    public SymbolicArgument this[int index] => items[index];
    /// <inheritdoc/>
    public int Count => items.Count;
    /// <inheritdoc/>
    public IEnumerator<SymbolicArgument> GetEnumerator() => items.GetEnumerator();
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal Tensors In(Operation.Values values) => new([.. items.Select(i => i.In(values))]);
}
