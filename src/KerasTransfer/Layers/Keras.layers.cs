using KerasTransfer.Saving;

namespace KerasTransfer;

public sealed partial class Keras
{
    /// <summary><c>keras.layers</c>: the pieces that models are made of.</summary>
    public LayersApi layers { get; } = new();
}

public sealed partial class LayersApi
{
    /// <summary>The layer's class and arguments, as configurations hold them.</summary>
    public Dictionary<string, object?> serialize(Layer layer) => ObjectConfig.Serialize(layer);
    /// <summary>The layer that <see cref="serialize"/> describes.</summary>
    /// <exception cref="ValueError">It cannot be read.</exception>
    public Layer deserialize(object config, CustomObjects? custom_objects = null) => ObjectConfig.Deserialize<Layer>(config, new(custom_objects));
    /// <summary>What a layer's inputs must look like.</summary>
    public InputSpec InputSpec(int? ndim = null, int? min_ndim = null, int? max_ndim = null, IReadOnlyDictionary<int, int>? axes = null, Shape? shape = null) => new(ndim, min_ndim, max_ndim, axes, shape);

    /// <summary>Keras 2's <c>keras.layers.experimental.preprocessing</c>.</summary>
    [Obsolete("Write keras.layers: the preprocessing layers are there.")]
    public ExperimentalLayersApi experimental => new(this);
}

/// <summary>Keras 2's <c>keras.layers.experimental</c>.</summary>
public sealed class ExperimentalLayersApi
{
    internal ExperimentalLayersApi(LayersApi layers) => preprocessing = layers;

    /// <summary>The preprocessing layers, today in <c>keras.layers</c>.</summary>
    public LayersApi preprocessing { get; }
}
