namespace KerasTransfer.Optimizers;

/// <summary>Steps by the mean gradient over the root of the mean squared gradient (Kingma and Ba 2014). After keras.optimizers.Adam.</summary>
/// <param name="learning_rate">A number or a schedule; 0.001.</param>
/// <param name="beta_1">How much of the first moment stays at each step.</param>
/// <param name="beta_2">How much of the second moment stays at each step.</param>
/// <param name="epsilon">Added to the root of the second moment, which is not corrected for its start at zero.</param>
/// <param name="amsgrad">Whether the largest second moment so far is used (Reddi et al. 2018).</param>
[KerasName("adam")]
public sealed partial class Adam(LearningRate? learning_rate = null, double beta_1 = 0.9, double beta_2 = 0.999, double epsilon = 1e-7, bool amsgrad = false, OptimizerOptions? options = null)
    : AdamUpdate(learning_rate ?? options?.Lr ?? 0.001, beta_1, beta_2, epsilon, amsgrad, options);
