using System.Collections;
using System.Runtime.CompilerServices;
using KerasTransfer.Models;

namespace KerasTransfer;

/// <summary>A symbolic tensor: the input or the output of a layer in a functional model. It has a shape and a type, and no value.</summary>
public sealed partial class KerasTensor
{
    internal KerasTensor(Shape shape, DType dtype, string name) => (this.shape, this.dtype, this.name) = (shape, dtype, name);

    /// <summary>The shape with the batch axis; −1 where a length is not known.</summary>
    public Shape shape { get; }
    /// <summary>The type of the elements.</summary>
    public DType dtype { get; }
    /// <summary>The tensor's own name.</summary>
    public string name { get; }
    /// <summary>The call that made it.</summary>
    internal Node Node { get; set; } = null!;
    /// <summary>Its place among the outputs of that call.</summary>
    internal int Index { get; set; }

    /// <summary>The input layer of an input: <c>keras.Sequential([keras.Input(784), …])</c>.</summary>
    /// <exception cref="ValueError">The tensor is the output of a layer, not an input.</exception>
    public static implicit operator Layer(KerasTensor input) => input.Node.Layer as InputLayer
        ?? throw new ValueError($"The symbolic tensor {input} is the output of the layer '{input.Node.Layer.name}', no layer. Put the layer itself into the list.");

    /// <summary>Element-wise sum.</summary>
    public static KerasTensor operator +(KerasTensor a, KerasTensor b) => KerasApi.keras.ops.add(a, b);
    /// <summary>Element-wise sum.</summary>
    public static KerasTensor operator +(KerasTensor a, SymbolicArgument b) => KerasApi.keras.ops.add(a, b);
    /// <summary>Element-wise sum.</summary>
    public static KerasTensor operator +(SymbolicArgument a, KerasTensor b) => KerasApi.keras.ops.add(a, b);
    /// <summary>Element-wise difference.</summary>
    public static KerasTensor operator -(KerasTensor a, KerasTensor b) => KerasApi.keras.ops.subtract(a, b);
    /// <summary>Element-wise difference.</summary>
    public static KerasTensor operator -(KerasTensor a, SymbolicArgument b) => KerasApi.keras.ops.subtract(a, b);
    /// <summary>Element-wise difference.</summary>
    public static KerasTensor operator -(SymbolicArgument a, KerasTensor b) => KerasApi.keras.ops.subtract(a, b);
    /// <summary>Element-wise product.</summary>
    public static KerasTensor operator *(KerasTensor a, KerasTensor b) => KerasApi.keras.ops.multiply(a, b);
    /// <summary>Element-wise product.</summary>
    public static KerasTensor operator *(KerasTensor a, SymbolicArgument b) => KerasApi.keras.ops.multiply(a, b);
    /// <summary>Element-wise product.</summary>
    public static KerasTensor operator *(SymbolicArgument a, KerasTensor b) => KerasApi.keras.ops.multiply(a, b);
    /// <summary>Element-wise quotient.</summary>
    public static KerasTensor operator /(KerasTensor a, KerasTensor b) => KerasApi.keras.ops.true_divide(a, b);
    /// <summary>Element-wise quotient.</summary>
    public static KerasTensor operator /(KerasTensor a, SymbolicArgument b) => KerasApi.keras.ops.true_divide(a, b);
    /// <summary>Element-wise quotient.</summary>
    public static KerasTensor operator /(SymbolicArgument a, KerasTensor b) => KerasApi.keras.ops.true_divide(a, b);
    /// <summary>Where the first is greater.</summary>
    public static KerasTensor operator >(KerasTensor a, KerasTensor b) => KerasApi.keras.ops.greater(a, b);
    /// <summary>Where the first is greater.</summary>
    public static KerasTensor operator >(KerasTensor a, SymbolicArgument b) => KerasApi.keras.ops.greater(a, b);
    /// <summary>Where the first is greater.</summary>
    public static KerasTensor operator >(SymbolicArgument a, KerasTensor b) => KerasApi.keras.ops.greater(a, b);
    /// <summary>Where the first is smaller.</summary>
    public static KerasTensor operator <(KerasTensor a, KerasTensor b) => KerasApi.keras.ops.less(a, b);
    /// <summary>Where the first is smaller.</summary>
    public static KerasTensor operator <(KerasTensor a, SymbolicArgument b) => KerasApi.keras.ops.less(a, b);
    /// <summary>Where the first is smaller.</summary>
    public static KerasTensor operator <(SymbolicArgument a, KerasTensor b) => KerasApi.keras.ops.less(a, b);
    /// <summary>Where the first is greater or equal.</summary>
    public static KerasTensor operator >=(KerasTensor a, KerasTensor b) => KerasApi.keras.ops.greater_equal(a, b);
    /// <summary>Where the first is greater or equal.</summary>
    public static KerasTensor operator >=(KerasTensor a, SymbolicArgument b) => KerasApi.keras.ops.greater_equal(a, b);
    /// <summary>Where the first is greater or equal.</summary>
    public static KerasTensor operator >=(SymbolicArgument a, KerasTensor b) => KerasApi.keras.ops.greater_equal(a, b);
    /// <summary>Where the first is smaller or equal.</summary>
    public static KerasTensor operator <=(KerasTensor a, KerasTensor b) => KerasApi.keras.ops.less_equal(a, b);
    /// <summary>Where the first is smaller or equal.</summary>
    public static KerasTensor operator <=(KerasTensor a, SymbolicArgument b) => KerasApi.keras.ops.less_equal(a, b);
    /// <summary>Where the first is smaller or equal.</summary>
    public static KerasTensor operator <=(SymbolicArgument a, KerasTensor b) => KerasApi.keras.ops.less_equal(a, b);
    /// <summary>Element-wise negation.</summary>
    public static KerasTensor operator -(KerasTensor a) => KerasApi.keras.ops.negative(a);

    /// <summary>As Keras prints it.</summary>
    public override string ToString() => $"<KerasTensor shape={shape}, dtype={dtype}, sparse=False, ragged=False, name={name}>";
}

/// <summary>One symbolic tensor or several, in order. One converts to it, a collection expression too.</summary>
[CollectionBuilder(typeof(KerasTensors), nameof(Create))]
public sealed class KerasTensors(IReadOnlyList<KerasTensor> items) : IReadOnlyList<KerasTensor>
{
    /// <summary>For collection expressions: <c>[a, b]</c>.</summary>
    public static KerasTensors Create(ReadOnlySpan<KerasTensor> items) => new(items.ToArray());
    /// <summary>A list of one.</summary>
    public static implicit operator KerasTensors(KerasTensor one) => new([one]);
    /// <summary>A list of those in an array.</summary>
    public static implicit operator KerasTensors(KerasTensor[] items) => new(items);
    /// <summary>A list of those in a list.</summary>
    public static implicit operator KerasTensors(List<KerasTensor> items) => new(items);
    /// <inheritdoc/>
    public KerasTensor this[int index] => items[index];
    /// <inheritdoc/>
    public int Count => items.Count;
    /// <inheritdoc/>
    public IEnumerator<KerasTensor> GetEnumerator() => items.GetEnumerator();
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

/// <summary>Several arrays as one argument. A collection expression converts to it.</summary>
[CollectionBuilder(typeof(NDArrays), nameof(Create))]
public sealed partial class NDArrays(IReadOnlyList<NDArray> items) : IReadOnlyList<NDArray>
{
    /// <summary>For collection expressions: <c>[a, b]</c>.</summary>
    public static NDArrays Create(ReadOnlySpan<NDArray> items) => new(items.ToArray());
    /// <summary>A list of those in an array.</summary>
    public static implicit operator NDArrays(NDArray[] items) => new(items);
    /// <inheritdoc/>
    public NDArray this[int index] => items[index];
    /// <inheritdoc/>
    public int Count => items.Count;
    /// <inheritdoc/>
    public IEnumerator<NDArray> GetEnumerator() => items.GetEnumerator();
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
