using System.Runtime.CompilerServices;
using KerasTransfer.Saving;

namespace KerasTransfer.Layers;

/// <summary>A function as a layer: <c>keras.layers.Lambda(x => x / 255)</c>. Output: what the function gives.</summary>
/// <remarks>
/// Files hold the layer's name, not the function: a file with such a layer is read with <c>custom_objects: new() { ["its name"] = _ => (Func&lt;Tensor, Tensor&gt;)(x => …) }</c>.
/// A layer class of one's own is better kept.
/// </remarks>
[NoFactory]
public sealed class Lambda : Layer
{
    private readonly Func<Tensors, Tensors> function;

    /// <summary>A function of one tensor.</summary>
    /// <param name="function">Written with <c>keras.ops</c> and operators.</param>
    /// <param name="output_shape">The shape of a result without the batch axis, which is then checked; null if it follows from the function.</param>
    /// <param name="options">The keywords of every layer.</param>
    [OverloadResolutionPriority(1)]
    public Lambda(Func<Tensor, Tensor> function, Shape? output_shape = null, LayerOptions? options = null) : this(x => function(x), output_shape, options, false) { }

    /// <summary>A function of several tensors: <c>Lambda(xs => xs[0] * xs[1])</c>.</summary>
    /// <param name="function">Written with <c>keras.ops</c> and operators.</param>
    /// <param name="output_shape">The shape of a result without the batch axis, which is then checked; null if it follows from the function.</param>
    /// <param name="options">The keywords of every layer.</param>
    public Lambda(Func<Tensors, Tensor> function, Shape? output_shape = null, LayerOptions? options = null) : this(x => function(x), output_shape, options, true) { }

    /// <summary>A function with arguments, which files keep: <c>Lambda((x, a) => x * (double)a["by"]!, new() { ["by"] = 2.0 })</c>.</summary>
    /// <param name="function">Written with <c>keras.ops</c> and operators.</param>
    /// <param name="arguments">What the function is given as its second argument: numbers, strings, bools, lists and dictionaries of them.</param>
    /// <param name="output_shape">The shape of a result without the batch axis, which is then checked; null if it follows from the function.</param>
    /// <param name="options">The keywords of every layer.</param>
    public Lambda(Func<Tensor, IReadOnlyDictionary<string, object?>, Tensor> function, Dictionary<string, object?> arguments, Shape? output_shape = null, LayerOptions? options = null)
        : this(x => function(x, arguments), output_shape, options, false) => this.arguments = arguments;

    private Lambda(Func<Tensors, Tensors> function, Shape? output_shape, LayerOptions? options, bool takesList) : base(options) =>
        (this.function, this.output_shape, TakesList) = (function, output_shape, takesList);

    /// <summary>What the function is given as its second argument.</summary>
    public IReadOnlyDictionary<string, object?> arguments { get; } = new Dictionary<string, object?>();

    internal override bool TakesList { get; }

    /// <summary>The shape of a result without the batch axis, if it was given.</summary>
    public new Shape? output_shape { get; }

    /// <inheritdoc/>
    public override Tensors call(Tensors inputs, bool training)
    {
        Tensors outputs = function(inputs);
        foreach (Tensor output in outputs)
            if (output_shape is { } expected && (output.ndim != expected.Rank + 1 || expected.Dims.ToArray().Zip(output.shape.Dims[1..].ToArray()).Any(d => d.First != Shape.Unknown && d.First != d.Second)))
                throw new ValueError($"Lambda '{name}': the function gives the shape {output.shape}, but output_shape={expected} (without the batch axis) was given. Correct it or leave it out.");
        return outputs;
    }

    /// <inheritdoc/>
    public override Dictionary<string, object?> get_config()
    {
        Dictionary<string, object?> config = base.get_config();
        config["function"] = ObjectConfig.SerializeFunction(name);
        if (output_shape is not null) config["output_shape"] = ConfigValue.Of(output_shape);
        config["arguments"] = ConfigValue.Of(arguments);
        return config;
    }

    internal static Lambda FromConfig(ConfigReader reader)
    {
        reader.Use("function", "function_type", "module", "output_shape", "output_shape_type", "output_shape_module", "mask", "arguments");
        string name = reader.Required("name", static item => item.ToText());
        object? stored = reader.Config.GetValueOrDefault("function");
        LayerOptions options = new(name, reader.Optional("trainable", true, static item => item.ToBool()), reader.Optional<DType?>("dtype", null, static item => item.ToDType()),
            BatchInputShape: reader.Optional<Shape?>("batch_input_shape", null, static item => item.ToShape()));
        foreach (string? key in (ReadOnlySpan<string?>)[name, ObjectConfig.FunctionName(stored)])
            if (key is not null && reader.Context.CustomObjects is { } custom && custom.TryGetValue(key, out var make))
                return make(reader.Config) switch
                {
                    Func<Tensor, Tensor> function => new Lambda(function, null, options),
                    Func<Tensors, Tensor> function => new Lambda(function, null, options),
                    Func<Tensor, IReadOnlyDictionary<string, object?>, Tensor> function => new Lambda(function, Arguments(reader), null, options),
                    Lambda layer => layer,
                    var other => throw new ValueError($"Lambda '{name}': the custom object '{key}' made a {other.GetType().Name}. Expected: a Func<Tensor, Tensor>, a Func<Tensors, Tensor>, a Func<Tensor, IReadOnlyDictionary<string, object?>, Tensor> or a Lambda."),
                };
        throw new ValueError($"Lambda '{name}': files hold no function that could be read (Python's is byte code, which is never run). Write the function in C# and pass it: "
            + $"custom_objects: new() {{ [\"{name}\"] = _ => (Func<Tensor, Tensor>)(x => …) }}.");
    }

    private static Dictionary<string, object?> Arguments(ConfigReader reader) =>
        reader.Config.GetValueOrDefault("arguments") is IReadOnlyDictionary<string, object?> stored ? new(stored) : [];
}
