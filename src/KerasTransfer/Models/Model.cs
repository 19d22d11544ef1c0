using KerasTransfer.Models;
using KerasTransfer.Saving;

namespace KerasTransfer;

/// <summary>
/// Layers put together, with training, evaluation, prediction and saving. Made from symbolic inputs and outputs, as a <see cref="Sequential"/>, or by
/// deriving from it and overriding <c>call</c>. After keras.Model.
/// </summary>
[NoFactory(Module = "keras"), KerasName("Functional")]
public partial class Model : Layer
{
    /// <summary>A model to derive from: layers that its <c>call</c> calls become its own.</summary>
    protected Model(string? name = null, bool trainable = true) : base(new LayerOptions(name, trainable)) { }

    /// <summary>A functional model: everything between some inputs and outputs.</summary>
    /// <param name="inputs">Symbolic inputs, one or a list.</param>
    /// <param name="outputs">Symbolic outputs, one or a list.</param>
    /// <param name="name">The name; null for <c>functional</c>, <c>functional_1</c>, …</param>
    /// <param name="trainable">Whether the layers' weights are changed by training.</param>
    /// <exception cref="ValueError">An output does not depend on the inputs alone.</exception>
    public Model(KerasTensors inputs, KerasTensors outputs, string? name = null, bool trainable = true) : base(new LayerOptions(name, true, Autocast: false))
    {
        Graph = LayerGraphs.Between(inputs, outputs, this.name);
        built = true;
        if (!trainable) this.trainable = false;
    }

    /// <summary>The calls of layers, where they are known; null in a model of the user's own class, and before a sequential one knows its input.</summary>
    internal LayerGraph? Graph { get; private protected set; }
    private protected override string ClassName => GetType() == typeof(Model) ? "Functional" : GetType().Name;
    internal override bool OwnsCalledLayers => Graph is null;
    internal override bool TakesList => true;
    internal override IReadOnlyList<Layer> Sublayers => Graph?.Operations ?? base.Sublayers;

    /// <summary>The layers, in order; ranges work: <c>model.layers[..^1]</c>.</summary>
    public virtual Layer[] layers => Graph?.Layers ?? [.. base.Sublayers];

    /// <summary>The symbolic inputs.</summary>
    public virtual KerasTensor[] inputs => [.. Known("inputs").Inputs];
    /// <summary>The symbolic outputs.</summary>
    public virtual KerasTensor[] outputs => [.. Known("outputs").Outputs];
    /// <inheritdoc/>
    public override KerasTensor input => Graph is null ? base.input : inputs is [var one] ? one : throw new ValueError($"The model {name} has {inputs.Length} inputs. Use `inputs`, which is a list of them.");
    /// <inheritdoc/>
    public override KerasTensor output => Graph is null ? base.output : outputs is [var one] ? one : throw new ValueError($"The model {name} has {outputs.Length} outputs. Use `outputs`, which is a list of them.");
    /// <summary>The names of the outputs: those of the layers that make them.</summary>
    public string[] output_names => Graph is null ? [] : [.. Graph.Outputs.Select(o => o.Node.Layer.name)];
    /// <summary>The names of the inputs.</summary>
    public string[] input_names => Graph is null ? [] : [.. Graph.Inputs.Select(i => i.Node.Layer.name)];

    private LayerGraph Known(string what) => Graph ?? throw new ValueError($"The model {name} has never been called and thus has no defined {what}.");

    /// <summary>The layer of that name, or at that place.</summary>
    /// <param name="name">The layer's name.</param>
    /// <param name="index">Its place in <see cref="layers"/>, instead of the name.</param>
    /// <exception cref="ValueError">There is no such layer, or both or none are given.</exception>
    public Layer get_layer(string? name = null, int? index = null)
    {
        if (name is not null && index is not null) throw new ValueError($"Provide only a layer name or a layer index. Received: index={index}, name={name}.");
        if (name is null && index is null) throw new ValueError("Provide either a layer name or layer index at `get_layer`.");
        Layer[] all = layers;
        if (index is { } i)
            return i < all.Length && i >= -all.Length ? all[i < 0 ? i + all.Length : i]
                : throw new ValueError($"Was asked to retrieve layer at index {i} but model only has {all.Length} layers.");
        return all.FirstOrDefault(l => l.name == name)
            ?? throw new ValueError($"No such layer: {name}. Existing layers are: [{string.Join(", ", all.Select(l => $"'{l.name}'"))}].");
    }

    private bool traced;

    /// <summary>Creates the weights of all layers for inputs of this shape (batch first, unknown lengths −1).</summary>
    public override void build(Shape input_shape) => Trace([input_shape]);

    /// <inheritdoc/>
    public override void build(IReadOnlyList<Shape> input_shapes)
    {
        traced = false;
        if (input_shapes.Count == 1) build(input_shapes[0]);
        if (!traced) Trace(input_shapes);                                       // a build of the user's own makes its own weights, not those of the layers it calls
    }

    // The layers that call calls build themselves when it is traced.
    private void Trace(IReadOnlyList<Shape> input_shapes)
    {
        if (!IsBuilding) { EnsureBuilt(input_shapes); return; }                 // called by the user
        traced = true;
        if (Graph is null) Symbolic.Infer(this, [.. input_shapes.Select(s => new Graph.TensorType(s, dtype))], null);
    }

    /// <inheritdoc/>
    public override Tensors call(Tensors inputs, bool training)
    {
        if (Graph is null) return base.call(inputs, training);
        if (inputs.Count != Graph.Inputs.Count)
            throw new ValueError($"Layer \"{name}\" expects {Graph.Inputs.Count} input(s) ({string.Join(", ", input_names.Select(n => $"'{n}'"))}), but it received {inputs.Count} input tensors. Inputs received: [{string.Join(", ", inputs)}]");
        return Graph.Run(new Tensors([.. inputs.Select(Fit)]), training);
    }

    /// <summary>A batch in the form that an input declares: its type, and a last axis of length one added or dropped.</summary>
    private Tensor Fit(Tensor x, int i)
    {
        KerasTensor declared = Graph!.Inputs[i];
        Shape shape = declared.shape;
        if (x.ndim == shape.Rank + 1 && x.shape[^1] == 1) x = x.Reshape(x.shape[..^1]);
        else if (x.ndim == shape.Rank - 1 && shape[^1] == 1) x = x.Reshape(x.shape.Concat(1));
        if (x.ndim != shape.Rank || !ChecksRankAlone && Enumerable.Range(0, shape.Rank).Any(axis => shape[axis] != Shape.Unknown && shape[axis] != x.shape[axis]))
            throw new ValueError($"Input {i} with name '{declared.Node.Layer.name}' of layer '{name}' is incompatible with the layer: expected shape={shape}, found shape={x.shape}"
                + (x.ndim == shape.Rank - 1 ? ". If this is one sample, add the batch axis first: np.expand_dims(x, axis: 0)." : ""));
        return x.Cast(declared.dtype);
    }

    /// <summary>Whether only the number of axes of an input is checked, and lengths are left to the layers to judge.</summary>
    private protected virtual bool ChecksRankAlone => false;

    /// <inheritdoc/>
    public override Shape compute_output_shape(Shape input_shape) => Symbolic.Infer(this, [new(input_shape, inputs[0].dtype)], null)[0].Shape;

    /// <inheritdoc/>
    public override Dictionary<string, object?> get_config() => ModelConfig.Of(this, bare: false);

    internal static Model FromConfig(ConfigReader reader) => ModelConfig.ReadFunctional(reader);

    internal override void CheckWeights(IReadOnlyList<NDArray> given)
    {
        // Keras says which layer does not fit; so do we, with what is expected and given.
        int at = given.Count == AllWeights.Count ? 0 : int.MaxValue;
        foreach (Layer layer in layers)
            foreach (Variable weight in layer.AllWeights)
            {
                if (at < given.Count && given[at].shape != weight.shape)
                    throw new ValueError($"Layer {layer.name} weight shape {weight.shape} is not compatible with provided weight shape {given[at].shape}: weight {at} of {given.Count} is for '{weight.path}'. "
                        + "To take over only what fits, give the layers themselves: Sequential(model.layers[..^1]), or load_weights(path, skip_mismatch: true).");
                if (at < given.Count) at++;
            }
        base.CheckWeights(given);
    }
}
