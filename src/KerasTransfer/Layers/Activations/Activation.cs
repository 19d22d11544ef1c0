using KerasTransfer.Activations;
using KerasTransfer.Layers;
using KerasTransfer.Saving;

namespace KerasTransfer;

/// <summary>
/// A function of each element of a layer's output. Layers take one as argument: a name converts (<c>activation: "relu"</c>), so does a function
/// (<c>keras.activations.relu</c>, an <see cref="ActivationFunction"/>) and an activation layer. By itself, <c>keras.layers.Activation("relu")</c>, it is a layer.
/// </summary>
/// <remarks>Output: the input's shape. It is one class, since both have Keras's name and people open both namespaces.</remarks>
public sealed partial class Activation : Layer, IConfigValue<Activation>
{
    private const string Keras2HardSigmoid = "keras2_hard_sigmoid";

    private readonly ActivationFunction function;
    private readonly string? functionName;                  // null for a lambda and for a layer
    private readonly Layer? layer;                          // an activation layer used as a function
    private readonly bool isArgument;

    /// <summary>A layer that applies an activation.</summary>
    /// <param name="activation">Its name, or the function.</param>
    /// <param name="options">The keywords of every layer.</param>
    public Activation(Activation activation, LayerOptions? options = null) : base(options)
    {
        this.activation = activation ?? "linear";
        (function, functionName) = (this.activation.function, this.activation.functionName);
        if (this.activation.layer is { } inner) layer = Track(inner);
    }

    // The third argument is never left out: the public constructor, to which a function converts too, would be taken.
    private Activation(ActivationFunction function, string? functionName, Layer? layer) : base(new LayerOptions(functionName ?? "activation"))
    {
        (this.function, this.functionName, this.layer, isArgument) = (function, functionName, layer, true);
        activation = this;
    }

    /// <summary>The function.</summary>
    public Activation activation { get; }

    internal override bool OwnsCalledLayers => false;

    /// <summary>The name that configurations hold, null if it has none (lambdas, layers).</summary>
    internal string? FunctionName => functionName;

    /// <summary>The layer that does the work where one was given.</summary>
    internal Layer? Inner => layer;

    /// <inheritdoc/>
    public override Tensor call(Tensor inputs) => layer is null ? function(inputs) : layer.Apply(inputs);

    /// <summary>The activation of that name; upper and lower case count.</summary>
    /// <exception cref="ValueError">There is none of that name.</exception>
    public static implicit operator Activation(string name) => Named(name, "");
    /// <summary>A function as an activation. It has a place in files if it is one of Keras's or a method.</summary>
    public static implicit operator Activation(ActivationFunction function) => new(function, FunctionTable.NameOf(function) ?? MethodName(function), null);
    /// <summary>relu with its default arguments.</summary>
    public static implicit operator Activation(ReluFunction function) => Of(x => function(x), function);
    /// <summary>leaky_relu with its default arguments.</summary>
    public static implicit operator Activation(LeakyReluFunction function) => Of(x => function(x), function);
    /// <summary>elu or celu with its default arguments.</summary>
    public static implicit operator Activation(EluFunction function) => Of(x => function(x), function);
    /// <summary>gelu with its default arguments.</summary>
    public static implicit operator Activation(GeluFunction function) => Of(x => function(x), function);
    /// <summary>softmax, log_softmax or glu along the last axis.</summary>
    public static implicit operator Activation(AxisFunction function) => Of(x => function(x), function);
    /// <summary>hard_shrink or soft_shrink with its default arguments.</summary>
    public static implicit operator Activation(ShrinkFunction function) => Of(x => function(x), function);
    /// <summary>squareplus with its default arguments.</summary>
    public static implicit operator Activation(SquareplusFunction function) => Of(x => function(x), function);
    /// <summary>The layer as an activation.</summary>
    public static implicit operator Activation(ReLU layer) => Of(layer);
    /// <summary>The layer as an activation.</summary>
    public static implicit operator Activation(LeakyReLU layer) => Of(layer);
    /// <summary>The layer as an activation.</summary>
    public static implicit operator Activation(ELU layer) => Of(layer);
    /// <summary>The layer as an activation; its weights become those of the layer that takes it.</summary>
    public static implicit operator Activation(PReLU layer) => Of(layer);
    /// <summary>The layer as an activation.</summary>
    public static implicit operator Activation(Layers.Softmax layer) => Of(layer);

    /// <summary>Any layer that keeps the shape, as an activation.</summary>
    internal static Activation Of(Layer layer) => layer as Activation ?? new(x => layer.Apply(x), null, layer);

    private static Activation Of(ActivationFunction function, Delegate own) =>
        MethodName(own) is { } name && FunctionTable.Activations.ContainsKey(name) ? Named(name, "") : new(function, MethodName(own), null);

    private static Activation Named(string name, string where) => FunctionTable.Activations.TryGetValue(name, out var known) ? new(known.Function, known.Name, null)
        : name == Keras2HardSigmoid ? new(HardSigmoid.keras2_hard_sigmoid, Keras2HardSigmoid, null)
        : CustomObjectTable.Make(name) is { } own ? Own(own, name, where)
        : throw new ValueError($"{where}Could not interpret activation function identifier: {name}. {NearestNames.Of(name, [.. FunctionTable.Activations.Keys])}");

    private static Activation Own(object made, string name, string where) => made switch
    {
        ActivationFunction function => new Activation(function, name, null),
        Func<Tensor, Tensor> function => new Activation(new ActivationFunction(function), name, null),
        Activation activation => activation,
        Layer layer => Of(layer),
        _ => throw new ValueError($"{where}the custom object '{name}' did not make an activation. Expected: an ActivationFunction, an Activation or a Layer."),
    };

    // A local function is compiled under a name like <Main>g__swish2|0_1; a lambda's has no g__ in it.
    private static string? MethodName(Delegate function)
    {
        string name = function.Method.Name;
        if (!name.Contains('<')) return name;
        int start = name.IndexOf(">g__", StringComparison.Ordinal), end = name.IndexOf('|');
        return start >= 0 && end > start ? name[(start + 4)..end] : null;
    }

    object? IConfigValue.ToConfig()
    {
        if (!isArgument) return ObjectConfig.Serialize(this);
        if (layer is not null) return ObjectConfig.Serialize(layer);
        if (functionName is null)
            throw new ValueError("An activation that is a lambda has no name to be saved under. Write it as a method, static Tensor my_activation(Tensor x) => …, "
                + "and give it as new ActivationFunction(my_activation); load with custom_objects: new() { [\"my_activation\"] = _ => new ActivationFunction(my_activation) }.");
        return FunctionTable.Activations.ContainsKey(functionName) ? functionName : ObjectConfig.SerializeFunction(functionName);
    }

    static Activation IConfigValue<Activation>.FromConfig(ConfigItem item)
    {
        switch (item.Value)
        {
            case ActivationFunction function: return function;
            case Layer given: return Of(given);
        }
        if (ObjectConfig.FunctionName(item.Value) is not { } name) return Of(item.ToObject<Layer>());
        string bare = name[(name.LastIndexOf('>') + 1)..];
        foreach (string key in (ReadOnlySpan<string>)[name, bare])
            if (item.Context.CustomObjects is { } custom && custom.TryGetValue(key, out var make))
                return Own(make(new Dictionary<string, object?>()), bare, $"{item.Where}: ");
        return item.Context.KerasMajor < 3 && name == "hard_sigmoid" ? Named(Keras2HardSigmoid, "") : Named(name, $"{item.Where}: ");
    }
}
