using KerasTransfer.Models;

namespace KerasTransfer.Transfer;

/// <summary>
/// From which layer on a pretrained model is trained: a layer's name <c>"block5_conv1"</c>, its place <c>100</c> or <c>^10</c>, or the share of the layers <c>0.3</c>, the last ones.
/// </summary>
public readonly struct UnfreezeFrom
{
    private readonly string? name;
    private readonly Index? place;
    private readonly double share;

    private UnfreezeFrom(string? name, Index? place, double share) => (this.name, this.place, this.share) = (name, place, share);

    /// <summary>From the layer of that name on.</summary>
    public static implicit operator UnfreezeFrom(string name) => new(name, null, 0);
    /// <summary>From that place on, counted from 0.</summary>
    public static implicit operator UnfreezeFrom(int place) => new(null, place >= 0 ? place : ^-place, 0);
    /// <summary>From that place on: <c>^10</c> is the last ten layers.</summary>
    public static implicit operator UnfreezeFrom(Index place) => new(null, place, 0);
    /// <summary>That share of the layers, the last ones, rounded up: from 0 to 1.</summary>
    /// <exception cref="ValueError">It is no share.</exception>
    public static implicit operator UnfreezeFrom(double share) =>
        share is >= 0 and <= 1 ? new(null, null, share) : throw new ValueError($"The share of layers to train must lie between 0 and 1. Received: {Saving.ConfigJson.Number(share)}. A whole number is a layer's place.");

    /// <summary>The number of the first layer that is trained.</summary>
    /// <exception cref="ValueError">The model has no such layer.</exception>
    internal int First(Model model)
    {
        Layer[] layers = model.layers;
        if (name is not null) return Array.IndexOf(layers, model.get_layer(name));
        if (place is not { } at) return layers.Length - (int)Math.Ceiling(layers.Length * share);
        int first = at.GetOffset(layers.Length);
        return first >= 0 && first <= layers.Length ? first : throw new ValueError($"The model '{model.name}' has {layers.Length} layers, so training cannot begin at layer {at}.");
    }

    /// <summary>Makes the layers from here on trainable and those before not.</summary>
    /// <param name="model">The pretrained model.</param>
    /// <param name="batch_normalization">Whether BatchNormalization layers are trained too.</param>
    internal void Apply(Model model, bool batch_normalization)
    {
        int first = First(model);
        model.trainable = true;
        foreach (Layer layer in model.layers[..first]) layer.trainable = false;
        if (batch_normalization) return;
        foreach (Layer layer in TrainableState.All(model))
            if (layer is Layers.BatchNormalization) layer.trainable = false;
    }
}
