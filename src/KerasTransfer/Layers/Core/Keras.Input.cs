namespace KerasTransfer;

public sealed partial class Keras
{
    /// <summary>Where data enter a functional model: <c>keras.Input((28, 28, 1))</c>.</summary>
    /// <param name="shape">The shape of one sample, without the batch axis; null where a length is not known.</param>
    /// <param name="batch_size">The number of samples in a batch, where it is fixed.</param>
    /// <param name="dtype">The type of the data; null for float32.</param>
    /// <param name="batch_shape">The shape of a batch, instead of the first two.</param>
    /// <param name="name">The name; null for <c>input_layer</c>, <c>input_layer_1</c>, …</param>
    /// <param name="tensor">A symbolic tensor to begin at: it is the input itself, and nothing else is to be given.</param>
    /// <returns>A symbolic tensor to apply layers to.</returns>
    /// <exception cref="ValueError">No shape is given, or two.</exception>
    public KerasTensor Input(Shape? shape = null, int? batch_size = null, DType? dtype = null, Shape? batch_shape = null, string? name = null, KerasTensor? tensor = null)
    {
        if (tensor is null) return new InputLayer(shape, batch_size, dtype, batch_shape, name).output;
        Shape? given = batch_shape ?? (shape is null ? null : new Shape(batch_size ?? Shape.Unknown).Concat(shape));
        if (given is not null && given != tensor.shape) throw new ValueError($"Input: the tensor has the shape {tensor.shape}, not {given}. Leave the shape out.");
        return dtype is null || dtype == tensor.dtype ? tensor : throw new ValueError($"Input: the tensor is of type {tensor.dtype}, not {dtype}. Leave the dtype out.");
    }
}

public sealed partial class LayersApi
{
    /// <inheritdoc cref="Keras.Input"/>
    public KerasTensor Input(Shape? shape = null, int? batch_size = null, DType? dtype = null, Shape? batch_shape = null, string? name = null, KerasTensor? tensor = null) =>
        KerasApi.keras.Input(shape, batch_size, dtype, batch_shape, name, tensor);

    /// <summary>The layer behind <c>keras.Input</c>, to begin a Sequential model with.</summary>
    /// <param name="shape">The shape of one sample, without the batch axis.</param>
    /// <param name="batch_size">The number of samples in a batch, where it is fixed.</param>
    /// <param name="dtype">The type of the data; null for float32.</param>
    /// <param name="batch_shape">The shape of a batch, instead of the first two.</param>
    /// <param name="name">The name; null for <c>input_layer</c>, <c>input_layer_1</c>, …</param>
    /// <param name="input_shape">What Keras 2 called <paramref name="shape"/>.</param>
    /// <param name="batch_input_shape">What Keras 2 called <paramref name="batch_shape"/>.</param>
    /// <exception cref="ValueError">No shape is given, or two.</exception>
    public InputLayer InputLayer(Shape? shape = null, int? batch_size = null, DType? dtype = null, Shape? batch_shape = null, string? name = null, Shape? input_shape = null, Shape? batch_input_shape = null) =>
        new(shape ?? input_shape, batch_size, dtype, batch_shape ?? batch_input_shape, name);
}
