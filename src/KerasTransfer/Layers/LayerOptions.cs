using KerasTransfer.Saving;

namespace KerasTransfer;

/// <summary>The keywords that every Keras layer takes.</summary>
/// <param name="Name">The layer's name; null for one made from the class's name.</param>
/// <param name="Trainable">Whether optimizers change the layer's weights.</param>
/// <param name="DType">The type the layer computes and keeps its weights in; null for <c>keras.config.floatx()</c>.</param>
/// <param name="ActivityRegularizer">Penalty on the layer's output, per sample.</param>
/// <param name="BatchInputShape">The shape of the input with the batch axis, where it was given with the layer.</param>
/// <param name="Weights">Initial weights, set when the layer is built.</param>
/// <param name="Autocast">Whether floating-point inputs are cast to the layer's type.</param>
[SpreadOptions]
public sealed record LayerOptions(string? Name = null, bool Trainable = true, DType? DType = null, Regularizer? ActivityRegularizer = null, Shape? BatchInputShape = null,
    NDArray[]? Weights = null, bool Autocast = true)
{
    /// <summary>The keywords as Keras spells them.</summary>
    /// <param name="name">The layer's name; null for one made from the class's name.</param>
    /// <param name="trainable">Whether optimizers change the layer's weights.</param>
    /// <param name="dtype">The type the layer computes in; null for float32.</param>
    /// <param name="activity_regularizer">Penalty on the layer's output, per sample.</param>
    /// <param name="input_shape">The shape of one sample, on the first layer of a model.</param>
    /// <param name="input_dim">The length of one sample, on the first layer of a model.</param>
    /// <param name="batch_input_shape">The shape of a batch, on the first layer of a model.</param>
    /// <param name="batch_size">The fixed size of a batch, beside <paramref name="input_shape"/>.</param>
    /// <param name="weights">Initial weights, as <c>get_weights</c> gives them.</param>
    /// <param name="autocast">Whether floating-point inputs are cast to the layer's type.</param>
    public static LayerOptions From(string? name = null, bool trainable = true, DType? dtype = null, Regularizer? activity_regularizer = null, [NotSaved] Shape? input_shape = null,
        [NotSaved] int? input_dim = null, Shape? batch_input_shape = null, [NotSaved] int? batch_size = null, [NotSaved] NDArray[]? weights = null, [NotSaved] bool autocast = true)
    {
        Shape? sample = input_shape ?? (input_dim is { } dim ? new Shape(dim) : null);
        return new LayerOptions(name, trainable, dtype, activity_regularizer, batch_input_shape ?? (sample is null ? null : new Shape(batch_size ?? Shape.Unknown).Concat(sample)), weights, autocast);
    }
}
