using System.Runtime.CompilerServices;
using KerasTransfer.Layers;

namespace KerasTransfer;

public sealed partial class LayersApi
{
    /// <summary>A function of one tensor as a layer.</summary>
    /// <param name="function">Written with <c>keras.ops</c> and operators.</param>
    /// <param name="output_shape">The shape of a result without the batch axis, which is then checked; null if it follows from the function.</param>
    /// <param name="name">The layer's name; null for <c>lambda</c>, <c>lambda_1</c>, …</param>
    /// <param name="trainable">Whether optimizers change the layer's weights; it has none.</param>
    /// <param name="dtype">The type the layer computes in; null for float32.</param>
    /// <param name="input_shape">The shape of one sample, on the first layer of a model.</param>
    [OverloadResolutionPriority(1)]
    public Lambda Lambda(Func<Tensor, Tensor> function, Shape? output_shape = null, string? name = null, bool trainable = true, DType? dtype = null, Shape? input_shape = null) =>
        new(function, output_shape, LayerOptions.From(name, trainable, dtype, input_shape: input_shape));

    /// <summary>A function of several tensors as a layer: <c>keras.layers.Lambda(xs => xs[0] * xs[1])</c>.</summary>
    /// <param name="function">Written with <c>keras.ops</c> and operators.</param>
    /// <param name="output_shape">The shape of a result without the batch axis, which is then checked; null if it follows from the function.</param>
    /// <param name="name">The layer's name; null for <c>lambda</c>, <c>lambda_1</c>, …</param>
    /// <param name="trainable">Whether optimizers change the layer's weights; it has none.</param>
    /// <param name="dtype">The type the layer computes in; null for float32.</param>
    public Lambda Lambda(Func<Tensors, Tensor> function, Shape? output_shape = null, string? name = null, bool trainable = true, DType? dtype = null) =>
        new(function, output_shape, LayerOptions.From(name, trainable, dtype));

    /// <summary>A function with arguments as a layer: <c>keras.layers.Lambda((x, a) => x * (double)a["by"]!, arguments: new() { ["by"] = 2.0 })</c>. Files keep the arguments.</summary>
    /// <param name="function">Written with <c>keras.ops</c> and operators.</param>
    /// <param name="arguments">What the function is given as its second argument.</param>
    /// <param name="output_shape">The shape of a result without the batch axis, which is then checked; null if it follows from the function.</param>
    /// <param name="name">The layer's name; null for <c>lambda</c>, <c>lambda_1</c>, …</param>
    /// <param name="trainable">Whether optimizers change the layer's weights; it has none.</param>
    /// <param name="dtype">The type the layer computes in; null for float32.</param>
    /// <param name="input_shape">The shape of one sample, on the first layer of a model.</param>
    public Lambda Lambda(Func<Tensor, IReadOnlyDictionary<string, object?>, Tensor> function, Dictionary<string, object?> arguments, Shape? output_shape = null, string? name = null, bool trainable = true,
        DType? dtype = null, Shape? input_shape = null) => new(function, arguments, output_shape, LayerOptions.From(name, trainable, dtype, input_shape: input_shape));
}
