namespace KerasTransfer.Layers;

/// <summary>A layer for each step of a sequence: of (batch, steps, …) it is given (batch, …) step by step, and what it gives stands along the second axis again.</summary>
/// <param name="layer">The layer or model. Its weights are this layer's.</param>
/// <param name="options">The keywords of every layer.</param>
/// <remarks>As in Keras 3 each step is a call of its own: in training a batch normalization sees one step at a time (Keras 2 gave it all at once). Where the steps cannot
/// be told apart from samples they are computed together, which gives the same numbers sooner.</remarks>
public sealed partial class TimeDistributed(Layer layer, LayerOptions? options = null) : Layer(options)
{
    private Layer? tracked;

    internal override bool OwnsCalledLayers => false;
    internal override IReadOnlyList<Layer> Sublayers => [tracked ??= Track(layer)];
    internal override IReadOnlyList<(string Attribute, Layer Layer)>? NamedLayers => [("layer", layer)];

    /// <inheritdoc/>
    public override Dictionary<string, object?> get_config()
    {
        Dictionary<string, object?> config = base.get_config();
        config["layer"] = Saving.ModelConfig.OfPart(layer);
        return config;
    }

    /// <inheritdoc/>
    public override void build(Shape input_shape)
    {
        if (input_shape.Rank < 3)
            throw new ValueError($"`TimeDistributed` Layer should be passed an `input_shape` with at least 3 dimensions, received: {input_shape}. Expected: (batch, steps, …).");
        layer.EnsureBuilt([WithoutSteps(input_shape)]);
        input_spec = new InputSpec(min_ndim: 3);
    }

    /// <inheritdoc/>
    public override Tensor call(Tensor inputs, bool training)
    {
        int steps = inputs.shape[1];
        if (ActsAlike(layer, training))
        {
            Tensor y = Step(inputs.Reshape(new Shape(inputs.shape[0] * steps).Concat(inputs.shape[2..])), training);
            return y.Reshape(new Shape(inputs.shape[0], steps).Concat(y.shape[1..]));
        }
        if (steps == 0) throw new ValueError($"TimeDistributed '{name}': the sequences have no steps: the input has the shape {inputs.shape}.");
        return ops.stack([.. Enumerable.Range(0, steps).Select(i => Step(ops.squeeze(ops.slice(inputs, 1, i, 1), 1), training))], axis: 1);
    }

    // As Keras does, the layer's own call: a penalty on its output does not count.
    private Tensor Step(Tensor x, bool training)
    {
        using CallScope scope = CallScope.Calling(layer, training);
        return layer.call((Tensors)x, training);
    }

    private static Shape WithoutSteps(Shape shape) => shape[..1].Concat(shape[2..]);

    // Whether samples do not know of each other, nothing is drawn and nothing is counted per call: then steps may stand among the samples.
    private static bool ActsAlike(Layer layer, bool training) => layer is not (Lambda or Models.Operation)
        && (layer is Model || layer.GetType().Assembly == typeof(Layer).Assembly) && layer is not Model { Graph: null }
        && !(training && (layer.SeedGenerators.Any() || layer.trainable && layer.OwnVariables.Any(v => !v.CreatedTrainable)))
        && layer.activity_regularizer is null && Parts(layer).All(part => ActsAlike(part, training));

    private static IEnumerable<Layer> Parts(Layer layer) => layer is Model { Graph: { } graph } ? graph.Operations : layer.Sublayers;
}
