using KerasTransfer.Ops;

namespace KerasTransfer.Layers;

/// <summary>A layer that drops elements at random in training, each with the probability <c>rate</c>, and scales the rest by 1 / (1 − rate).</summary>
/// <remarks>The mask is the one of Keras 3 on TensorFlow: the same seed drops the same elements in the same step. Srivastava et al. 2014.</remarks>
public abstract class BaseDropout : Layer
{
    private protected BaseDropout(double rate, long? seed, LayerOptions? options) : base(options)
    {
        this.rate = Rate.Check(rate, nameof(rate));
        this.seed = seed;
        if (rate > 0) Seeds = Track(new SeedGenerator(seed));
    }

    /// <summary>The probability of an element to be dropped.</summary>
    public double rate { get; }
    /// <summary>The seed it was given; null: it drew one from the global seed.</summary>
    public long? seed { get; }

    /// <summary>Where the masks come from; null if nothing is ever dropped.</summary>
    internal SeedGenerator? Seeds { get; }

    /// <summary>The shape of the mask for an input's, which it stretches to.</summary>
    private protected abstract Shape NoiseShape(Shape inputs);

    internal override bool? ModeByDefault => false;

    /// <inheritdoc/>
    public override Tensor call(Tensor inputs, bool training)
    {
        if (!training || Seeds is null) return inputs;
        if (rate == 1) return ops.zeros_like(inputs);
        Tensor random = new StatelessUniform(NoiseShape(inputs.shape), inputs.dtype).On(Seeds.NextInTrace());
        return ops.where(random >= rate, inputs * (1 / (1 - rate)), 0);
    }
}
