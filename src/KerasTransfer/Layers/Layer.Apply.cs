using KerasTransfer.Graph;

namespace KerasTransfer;

public abstract partial class Layer
{
    private readonly List<Node> inboundNodes = [];

    internal IReadOnlyList<Node> InboundNodes => inboundNodes;
    internal void AddNode(Node node) => inboundNodes.Add(node);

    /// <summary>Python's <c>layer(x)</c> on a symbolic tensor: adds the layer to a model that is being put together.</summary>
    /// <param name="inputs">One symbolic tensor, or a list <c>[a, b]</c>.</param>
    /// <param name="training">Fixes the mode for good; null leaves it to <c>fit</c> (true) and <c>predict</c> (false).</param>
    /// <exception cref="ValueError">The input does not fit the layer.</exception>
    public KerasTensor Apply(KerasTensors inputs, bool? training = null) =>
        ApplyOutputs(inputs, training) is [var one] ? one : throw new ValueError($"Layer '{name}' has several outputs. Use ApplyOutputs, which gives a list of them.");

    /// <summary>The same for a layer or model with several outputs.</summary>
    public KerasTensor[] ApplyOutputs(KerasTensors inputs, bool? training = null)
    {
        if (inputs.Count == 0) throw new ValueError($"Layer '{name}' was called without inputs.");
        training ??= LearningPhase.Fixed;
        Shape[] shapes = [.. inputs.Select(i => i.shape)];
        EnsureBuilt(shapes);
        input_spec?.Check(this, shapes);
        TensorType[] outputs = Symbolic.Infer(this, [.. inputs.Select(i => new TensorType(i.shape, i.dtype))], training);
        return new Node(this, inputs, outputs, training).Outputs;
    }

    /// <summary>Python's <c>layer(x)</c> inside another layer's or model's <c>call</c>.</summary>
    public Tensor Apply(Tensors inputs, bool? training = null) => ApplyOutputs(inputs, training);

    /// <summary>The same for a layer or model with several outputs.</summary>
    public Tensors ApplyOutputs(Tensors inputs, bool? training = null) => GradientTape.Recording is { } tape ? tape.Call(this, inputs, training, out _) : Invoke(inputs, training);

    /// <summary>Python's <c>layer(x)</c> on an array: computes at once.</summary>
    public NDArray Apply(NDArray inputs, bool? training = null) => Single(ApplyNow([inputs], training));

    /// <summary>Python's <c>layer([a, b])</c> on arrays: computes at once.</summary>
    public NDArray Apply(NDArrays inputs, bool? training = null) => Single(ApplyNow([.. inputs], training));

    /// <summary>The same for a layer or model with several outputs.</summary>
    public NDArray[] ApplyOutputs(NDArrays inputs, bool? training = null) => ApplyNow([.. inputs], training);

    private NDArray Single(NDArray[] outputs) => outputs is [var one] ? one : throw new ValueError($"Layer '{name}' has several outputs. Use ApplyOutputs, which gives an array of each.");

    internal NDArray[] ApplyNow(IReadOnlyList<NDArray> inputs, bool? training)
    {
        if (GradientTape.Recording is { } tape)
        {
            tape.Call(this, [.. inputs.Select(i => (Tensor)i)], training, out NDArray[] values);
            return values;
        }
        EnsureBuilt([.. inputs.Select(i => i.shape)]);
        Function function = Function.Of(inputs.Select(i => new TensorType(i.shape, i.dtype)), x => [.. Invoke(new Tensors(x), training)]);
        return function.Compile().Run(inputs);
    }

    /// <summary>The symbolic input of the layer's first call.</summary>
    /// <exception cref="ValueError">The layer has never been called.</exception>
    public virtual KerasTensor input => FirstNode("input").Inputs is [var one] ? one : throw new ValueError($"The layer {name} has several inputs. Use `inputs`.");
    /// <summary>The symbolic output of the layer's first call.</summary>
    /// <exception cref="ValueError">The layer has never been called.</exception>
    public virtual KerasTensor output => FirstNode("output").Outputs is [var one] ? one : throw new ValueError($"The layer {name} has several outputs. Use `outputs`.");
    /// <summary>The shape of <see cref="input"/>.</summary>
    public Shape input_shape => input.shape;
    /// <summary>The shape of <see cref="output"/>.</summary>
    public Shape output_shape => output.shape;

    private Node FirstNode(string what) => inboundNodes.Count > 0 ? inboundNodes[0]
        : throw new ValueError($"The layer {name} has never been called and thus has no defined {what}.");
}
