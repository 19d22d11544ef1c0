using KerasTransfer.Saving;

namespace KerasTransfer;

/// <summary>The keywords that every Keras optimizer takes.</summary>
[SpreadOptions]
public sealed record OptimizerOptions(double? WeightDecay = null, double? ClipNorm = null, double? ClipValue = null, double? GlobalClipNorm = null, bool UseEma = false, double EmaMomentum = 0.99,
    int? EmaOverwriteFrequency = null, double? LossScaleFactor = null, int? GradientAccumulationSteps = null, string? Name = null, double? Lr = null, double Decay = 0)
{
    /// <summary>The keywords as Keras spells them.</summary>
    /// <param name="weight_decay">Each step takes this share of the weights, times the learning rate, off; null for none.</param>
    /// <param name="clipnorm">The largest norm of one variable's gradient.</param>
    /// <param name="clipvalue">The largest absolute value of a gradient's elements.</param>
    /// <param name="global_clipnorm">The largest norm of all gradients together.</param>
    /// <param name="use_ema">Whether a moving average of the weights is kept, which replaces them at the end.</param>
    /// <param name="ema_momentum">How much of the average stays at each step.</param>
    /// <param name="ema_overwrite_frequency">After how many steps the average replaces the weights; null for the end of fit.</param>
    /// <param name="loss_scale_factor">The loss is multiplied by it and gradients divided.</param>
    /// <param name="gradient_accumulation_steps">Gradients of so many steps are averaged before each update.</param>
    /// <param name="name">The optimizer's name; null for the class's in snake case.</param>
    /// <param name="lr">Keras 1's and 2's spelling of learning_rate.</param>
    /// <param name="decay">Keras 1's and 2's inverse time decay of the learning rate.</param>
    public static OptimizerOptions From(double? weight_decay = null, double? clipnorm = null, double? clipvalue = null, double? global_clipnorm = null, bool use_ema = false, double ema_momentum = 0.99,
        int? ema_overwrite_frequency = null, double? loss_scale_factor = null, int? gradient_accumulation_steps = null, string? name = null, [OldArgument] double? lr = null, [OldArgument] double decay = 0) =>
        new(weight_decay, clipnorm, clipvalue, global_clipnorm, use_ema, ema_momentum, ema_overwrite_frequency, loss_scale_factor, gradient_accumulation_steps, name, lr, decay);
}
