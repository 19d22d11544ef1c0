namespace KerasTransfer.Optimizers;

/// <summary>Adam with weights that decay by themselves (Loshchilov and Hutter 2017, https://arxiv.org/abs/1711.05101). After keras.optimizers.AdamW.</summary>
/// <param name="learning_rate">A number or a schedule; 0.001.</param>
/// <param name="weight_decay">Each step takes this share of the weights, times the learning rate, off.</param>
/// <param name="beta_1">How much of the first moment stays at each step.</param>
/// <param name="beta_2">How much of the second moment stays at each step.</param>
/// <param name="epsilon">Added to the root of the second moment, which is not corrected for its start at zero.</param>
/// <param name="amsgrad">Whether the largest second moment so far is used (Reddi et al. 2018).</param>
public sealed partial class AdamW(LearningRate? learning_rate = null, double weight_decay = 0.004, double beta_1 = 0.9, double beta_2 = 0.999, double epsilon = 1e-7, bool amsgrad = false,
    OptimizerOptions? options = null)
    : AdamUpdate(learning_rate ?? options?.Lr ?? 0.001, beta_1, beta_2, epsilon, amsgrad, (options ?? new()) with { WeightDecay = weight_decay });
