using KerasTransfer.Ops;

namespace KerasTransfer.Layers;

/// <summary>A layer that mixes pictures of a batch with each other in training, and their labels.</summary>
public abstract class BaseMixing : BaseImagePreprocessingLayer
{
    private protected BaseMixing(long? seed, string? data_format, LayerOptions? options) : base(seed, data_format, options) { }

    /// <summary>The mixed pictures, the share of each that is its own, and with which it was mixed; the latter null where nothing was.</summary>
    private protected abstract (Tensor Images, Tensor? Weight, Tensor? Order) Mix(Tensor images);

    /// <summary>Whether a single picture is mixed, with itself.</summary>
    private protected virtual bool MixesOne => true;

    internal sealed override Tensor Change(Tensor images) => Mix(images).Images;

    internal override bool? ModeByDefault => true;

    /// <inheritdoc/>
    public override Tensors call(Tensors inputs, bool training)
    {
        if (inputs.Count == 1) return inputs[0].ndim == 3 && !MixesOne ? inputs[0].Cast(dtype) : call(inputs[0], training);
        if (inputs.Count != 2) throw new ValueError($"{GetType().Name}: expected pictures, or a list of pictures and labels. Received: a list of {inputs.Count}.");
        (Tensor images, Tensor labels) = (inputs[0].Cast(dtype), inputs[1]);
        if (images.ndim != 4 || labels.ndim != 2 || labels.shape[0] != images.shape[0] || !labels.dtype.IsFloating)
            throw new ValueError($"{GetType().Name}: expected a batch of pictures and one floating-point row of labels for each, one-hot: (batch, classes). Received: images.shape={images.shape}, labels.shape={labels.shape} of {labels.dtype}. "
                + "keras.utils.to_categorical makes such rows.");
        if (!training)
        {
            if (AlwaysDraws) _ = Mix(images);
            return new([images, labels]);
        }
        (Tensor mixed, Tensor? weight, Tensor? order) = Mix(images);
        Tensor share = weight!.Cast(labels.dtype).Reshape((labels.shape[0], 1));
        return new([mixed, share * labels + (1 - share) * ops.take(labels, order!, 0)]);
    }

    /// <summary>The numbers 0 … count − 1 in random order.</summary>
    private protected Tensor Order(int count) => ops.argsort(Uniform(count, 0, 1));

    /// <summary>Numbers of the beta distribution whose two parameters are both <paramref name="alpha"/>: of two gamma numbers, the share of the first.</summary>
    private protected Tensor Beta(Tensor alpha)
    {
        Tensor seeds = Seeds.NextInTrace(), first = new StatelessGamma().On(seeds, alpha), second = new StatelessGamma().On(seeds + 12, alpha);
        return first / (first + second);
    }
}
