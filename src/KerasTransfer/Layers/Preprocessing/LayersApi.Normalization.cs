using System.Runtime.CompilerServices;
using KerasTransfer.Layers;

namespace KerasTransfer;

public sealed partial class LayersApi
{
    /// <summary>Brings each feature to mean 0 and variance 1; learn them with <c>adapt</c>.</summary>
    /// <param name="axis">The axis whose elements have their own mean and variance; null for a single mean and variance.</param>
    /// <param name="mean">The mean, if it is known.</param>
    /// <param name="variance">The variance, if it is known.</param>
    /// <param name="invert">Whether to undo a normalization.</param>
    /// <param name="name">The layer's name.</param>
    /// <param name="trainable">Whether optimizers change the layer's weights; none of them is of that kind.</param>
    /// <param name="dtype">The type the layer computes in; null for float32.</param>
    /// <param name="input_shape">The shape of one sample, on the first layer of a model.</param>
    /// <param name="input_dim">The length of one sample, on the first layer of a model.</param>
    public Normalization Normalization(int? axis = -1, NDArray? mean = null, NDArray? variance = null, bool invert = false, string? name = null, bool trainable = true, DType? dtype = null,
        Shape? input_shape = null, int? input_dim = null) => new(axis, mean, variance, invert, name, trainable, dtype, input_shape, input_dim);

    /// <summary>The same with several axes: <c>axis: [1, 2]</c>.</summary>
    [OverloadResolutionPriority(-1)]
    public Normalization Normalization(Axes axis, NDArray? mean = null, NDArray? variance = null, bool invert = false, string? name = null, bool trainable = true, DType? dtype = null,
        Shape? input_shape = null, int? input_dim = null) => new(axis, mean, variance, invert, name, trainable, dtype, input_shape, input_dim);
}
