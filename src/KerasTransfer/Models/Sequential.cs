using KerasTransfer.Graph;
using KerasTransfer.Models;
using KerasTransfer.Saving;

namespace KerasTransfer;

/// <summary>Layers one after the other. After keras.Sequential.</summary>
[NoFactory(Module = "keras")]
public sealed class Sequential : Model
{
    private readonly List<Layer> list = [];
    private readonly List<KerasTensor> chain = [];                              // the output of each layer in the list, as far as they are connected

    /// <summary>A model of these layers, in order; more can be added.</summary>
    /// <param name="layers">The layers; the first may be an input layer or have an <c>input_shape</c>.</param>
    /// <param name="trainable">Whether the layers' weights are changed by training.</param>
    /// <param name="name">The name; null for <c>sequential</c>, <c>sequential_1</c>, …</param>
    /// <exception cref="ValueError">Two layers have the same name, or one does not fit the one before.</exception>
    public Sequential(IEnumerable<Layer>? layers = null, bool trainable = true, string? name = null) : base(name)
    {
        foreach (Layer layer in layers ?? []) Append(layer);
        Rebuild();
        if (!trainable) this.trainable = false;
    }

    internal override IReadOnlyList<Layer> Sublayers => list;
    private protected override bool ChecksRankAlone => true;
    internal override bool OwnsCalledLayers => false;

    /// <summary>The layers without the input layer.</summary>
    public override Layer[] layers => [.. list.Where(l => l is not InputLayer)];
    internal IReadOnlyList<Layer> AllLayers => list;

    /// <inheritdoc/>
    public override KerasTensor input => InboundNodes.Count > 0 || Graph is null ? (Graph is null ? base.input : Graph.Inputs[0]) : Graph.Inputs[0];
    /// <inheritdoc/>
    public override KerasTensor output => Graph is null ? base.output : Graph.Outputs[0];

    /// <summary>Adds a layer at the end.</summary>
    /// <exception cref="ValueError">There is one of that name, or it does not fit the one before; the model stays as it was.</exception>
    public void add(Layer layer)
    {
        int before = list.Count;
        Append(layer);
        try { Rebuild(); }
        catch
        {
            list.RemoveRange(before, list.Count - before);
            Rebuild();
            throw;
        }
    }

    /// <summary>Adds an input: <c>model.add(keras.Input(784))</c>.</summary>
    public void add(KerasTensor input) => add((Layer)input);

    /// <summary>Takes the last layer off and gives it. The others keep their weights.</summary>
    /// <exception cref="ValueError">There is none.</exception>
    public Layer pop()
    {
        if (list.Count == 0 || list is [InputLayer]) throw new ValueError($"There are no layers in the model '{name}' that could be taken off.");
        Layer last = list[^1];
        list.RemoveAt(list.Count - 1);
        Rebuild();
        return last;
    }

    private void Append(Layer layer)
    {
        if (list.Any(l => l.name == layer.name))
            throw new ValueError($"All layers added to a Sequential model should have unique names. Name '{layer.name}' is already the name of a layer in this model. Update the `name` argument to pass a unique name.");
        if (layer is InputLayer && list.Count > 0)
            throw new ValueError(list[0] is InputLayer first
                ? $"Sequential model '{name}' has already been configured to use input shape {first.batch_shape}. You cannot add a different Input layer to it."
                : $"Sequential model '{name}' begins with the layer '{list[0].name}'. An Input must come first: add it before the layers.");
        if (list.Count == 0 && layer is not InputLayer)
        {
            if (layer.BatchInputShape is { } shape) list.Add(new InputLayer(batch_shape: shape));
            else if (layer is Model { Graph: { Inputs: [var input] } }) list.Add(new InputLayer(batch_shape: input.shape, dtype: input.dtype));
        }
        list.Add(layer);
    }

    private void Rebuild()
    {
        (Graph, built) = (null, false);
        if (list.Count > 1 && list[0] is InputLayer) Connect();
        ForgetCompiled();
    }

    /// <summary>Puts the graph together; the input layer is the first in the list. What is connected already stays, so that adding many layers one by one costs no more than all at once.</summary>
    private void Connect()
    {
        if (chain.Count > list.Count) chain.RemoveRange(list.Count, chain.Count - list.Count);
        while (chain.Count > 0 && chain[^1].Node.Layer != list[chain.Count - 1]) chain.RemoveAt(chain.Count - 1);
        if (chain.Count == 0) chain.Add(((InputLayer)list[0]).output);
        using (CallScope.Building(this))
            foreach (Layer layer in list.Skip(chain.Count).ToArray())
                chain.Add(layer.ApplyOutputs(chain[^1]) is [var one] ? one : throw new ValueError($"Layer '{layer.name}' has several outputs, so it cannot be in a Sequential model. Use the functional API."));
        Graph = new LayerGraph([chain[0]], [chain[^1]], name);
        AutoName.Of("Functional");                                              // Keras builds an inner functional model, which takes a number
        built = true;
    }

    /// <summary>Creates the weights for inputs of this shape (batch first, unknown lengths −1).</summary>
    /// <exception cref="ValueError">There are no layers, or the model has another input shape.</exception>
    public override void build(Shape input_shape) => build([input_shape]);

    /// <inheritdoc/>
    public override void build(IReadOnlyList<Shape> input_shapes)
    {
        if (list.Count == 0) throw new ValueError($"Sequential model {name} cannot be built because it has no layers. Call `model.add(layer)`.");
        if (input_shapes.Count != 1) throw new ValueError($"Sequential model {name} takes one input, got {input_shapes.Count}. Use the functional API for several.");
        if (list[0] is InputLayer input && (Graph is null || !IsBuilding))
        {
            if (input.batch_shape != input_shapes[0] && input.batch_shape != input_shapes[0].With(0, Shape.Unknown))
                throw new ValueError($"Sequential model '{name}' has already been configured to use input shape {input.batch_shape}. You cannot build it with input_shape {input_shapes[0]}");
        }
        if (Graph is not null) return;
        if (list is [InputLayer]) throw new ValueError($"Sequential model {name} has an input and no layers. Call `model.add(layer)`.");
        if (list[0] is not InputLayer) list.Insert(0, new InputLayer(batch_shape: Symbolic.Restore(input_shapes[0]).With(0, Shape.Unknown)));
        Connect();
    }

    /// <summary>Builds a model of the same layers, with fresh weights, from what <c>get_config()</c> gave.</summary>
    /// <param name="config">The configuration of a sequential model.</param>
    /// <param name="custom_objects">Classes of one's own by name, where the model has such layers.</param>
    /// <exception cref="ValueError">The configuration is not acceptable.</exception>
    public static new Sequential from_config(IReadOnlyDictionary<string, object?> config, CustomObjects? custom_objects = null) => Model.from_config(config, custom_objects) as Sequential
        ?? throw new ValueError("Sequential.from_config: the configuration is that of a functional model. Use Model.from_config.");

    internal static new Sequential FromConfig(ConfigReader reader) => ModelConfig.ReadSequential(reader);

    /// <inheritdoc/>
    public override Shape compute_output_shape(Shape input_shape) => Symbolic.Infer(this, [new(input_shape, dtype)], null)[0].Shape;
}
