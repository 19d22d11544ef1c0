using KerasTransfer.Activations;
using KerasTransfer.Saving;

namespace KerasTransfer;

// Those with arguments besides x: their types say the arguments, so that both keras.activations.relu(x, max_value: 6) and activation: keras.activations.relu work.
public sealed partial class ActivationsApi
{
    /// <summary>x above the threshold, negative_slope · (x − threshold) below it; not more than max_value.</summary>
    public ReluFunction relu { get; } = Relu.relu;
    /// <summary>x above 0, negative_slope · x below it.</summary>
    public LeakyReluFunction leaky_relu { get; } = LeakyRelu.leaky_relu;
    /// <summary>x above 0, alpha · (eˣ − 1) below it.</summary>
    public EluFunction elu { get; } = Elu.elu;
    /// <summary>x above 0, alpha · (e^(x/alpha) − 1) below it.</summary>
    public EluFunction celu { get; } = Celu.celu;
    /// <summary>x · P(X ≤ x) for a standard normal X.</summary>
    public GeluFunction gelu { get; } = Gelu.gelu;
    /// <summary>eˣ / Σ eˣ along an axis.</summary>
    public AxisFunction softmax { get; } = Softmax.softmax;
    /// <summary>x − ln Σ eˣ along an axis.</summary>
    public AxisFunction log_softmax { get; } = LogSoftmax.log_softmax;
    /// <summary>The first half of an axis times the sigmoid of the second.</summary>
    public AxisFunction glu { get; } = Glu.glu;
    /// <summary>x where |x| is above the threshold, else 0.</summary>
    public ShrinkFunction hard_shrink { get; } = HardShrink.hard_shrink;
    /// <summary>x moved towards 0 by the threshold, at most to 0.</summary>
    public ShrinkFunction soft_shrink { get; } = SoftShrink.soft_shrink;
    /// <summary>(x + √(x² + b)) / 2.</summary>
    public SquareplusFunction squareplus { get; } = Squareplus.squareplus;
    /// <summary>x where it is above the threshold, else default_value.</summary>
    public Tensor threshold(Tensor x, double threshold, double default_value) => Threshold.threshold(x, threshold, default_value);

    /// <summary>The activation of that name, or the given one; null is <c>linear</c>.</summary>
    /// <exception cref="ValueError">There is none of that name.</exception>
    public Activation get(Activation? identifier) => identifier ?? "linear";

    /// <summary>The activation as configurations hold it: its name, or the configuration of a layer.</summary>
    /// <exception cref="ValueError">It is a lambda, which has no name.</exception>
    public object serialize(Activation activation) => ConfigValue.Of(activation)!;

    /// <summary>The activation that <see cref="serialize"/> describes.</summary>
    /// <exception cref="ValueError">It cannot be read.</exception>
    public Activation deserialize(object? config, CustomObjects? custom_objects = null) =>
        config is null ? "linear" : new ConfigItem(config, "activation", new(custom_objects)).To<Activation>();
}
