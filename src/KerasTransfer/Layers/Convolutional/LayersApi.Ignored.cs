using System.Runtime.CompilerServices;
using KerasTransfer.Layers;

namespace KerasTransfer;

public sealed partial class LayersApi
{
    /// <summary><see cref="Layers.SeparableConv2D"/> with arguments that Keras 2 takes and does nothing with: its kernels are two, with arguments of their own.</summary>
    [Obsolete("kernel_initializer:, kernel_regularizer: and kernel_constraint: have no effect, as in Keras 2 (Keras 3 refuses them). Write depthwise_… and pointwise_… for each, or leave them out."), OverloadResolutionPriority(-3)]
    public SeparableConv2D SeparableConv2D(int filters, Size2D kernel_size, Size2D? strides = null, string padding = "valid", string? data_format = null, Size2D? dilation_rate = null, int depth_multiplier = 1,
        Activation? activation = null, bool use_bias = true, Initializer? depthwise_initializer = null, Initializer? pointwise_initializer = null, Initializer? bias_initializer = null,
        Regularizer? depthwise_regularizer = null, Regularizer? pointwise_regularizer = null, Regularizer? bias_regularizer = null, Regularizer? activity_regularizer = null,
        Constraint? depthwise_constraint = null, Constraint? pointwise_constraint = null, Constraint? bias_constraint = null, Initializer? kernel_initializer = null, Regularizer? kernel_regularizer = null,
        Constraint? kernel_constraint = null, string? name = null, bool trainable = true, DType? dtype = null, Shape? input_shape = null, NDArray[]? weights = null) =>
        new(filters, kernel_size, strides, padding, data_format, dilation_rate, depth_multiplier, activation, use_bias, depthwise_initializer, pointwise_initializer, bias_initializer,
            depthwise_regularizer, pointwise_regularizer, bias_regularizer, activity_regularizer, depthwise_constraint, pointwise_constraint, bias_constraint,
            LayerOptions.From(name, trainable, dtype, activity_regularizer, input_shape, weights: weights));
}
