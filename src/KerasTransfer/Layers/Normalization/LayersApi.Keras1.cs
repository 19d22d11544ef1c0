using System.Runtime.CompilerServices;
using KerasTransfer.Layers;

namespace KerasTransfer;

public sealed partial class LayersApi
{
    /// <summary>Keras 1's spelling of <see cref="Layers.BatchNormalization"/>.</summary>
    /// <param name="mode">Only 0, the one that there is today.</param>
    /// <exception cref="NotSupportedException"><paramref name="mode"/> is not 0.</exception>
    [Obsolete("The mode is Keras 1's: leave it out. Write beta_initializer: for beta_init: and gamma_initializer: for gamma_init:."), OverloadResolutionPriority(-1)]
    public BatchNormalization BatchNormalization(int mode, double epsilon = 1e-3, int axis = -1, double momentum = 0.99, NDArray[]? weights = null, Initializer? beta_init = null, Initializer? gamma_init = null,
        Regularizer? gamma_regularizer = null, Regularizer? beta_regularizer = null, Shape? input_shape = null, int? input_dim = null, string? name = null, bool trainable = true, DType? dtype = null) =>
        mode == 0 ? new(axis, momentum, epsilon, beta_initializer: beta_init, gamma_initializer: gamma_init, beta_regularizer: beta_regularizer, gamma_regularizer: gamma_regularizer,
            options: LayerOptions.From(name, trainable, dtype, input_shape: input_shape, input_dim: input_dim, weights: weights))
        : throw new NotSupportedException($"BatchNormalization: mode={mode} is not supported, nor is it by Keras 2 and 3. "
            + (mode == 1 ? "Mode 1 was close to LayerNormalization." : "Mode 2 is mode 0 with the batch's own statistics at prediction too: call the layer with training: true."));
}
