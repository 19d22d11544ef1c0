using KerasTransfer.Models;

namespace KerasTransfer.Saving;

/// <summary>Whole models as configurations, in the form of .keras files and in the barer one of .h5 files; read in the forms of Keras 1, 2 and 3.</summary>
internal static class ModelConfig
{
    /// <summary>The name of a layer's class in files.</summary>
    public static string ClassName(Layer layer) => layer switch
    {
        Sequential => "Sequential",
        Operation operation => string.Concat(operation.Function.Split('_').Select(w => char.ToUpperInvariant(w[0]) + w[1..])),
        Model { Graph: not null } => "Functional",
        _ => ClassTable.Find(layer.GetType())?.Name ?? layer.GetType().Name,
    };

    /// <summary>A model's own configuration.</summary>
    /// <param name="model">A sequential or functional model.</param>
    /// <param name="bare">The form of .h5 files: layers without their modules.</param>
    /// <exception cref="NotSupportedException">The model is of a class of the user's own.</exception>
    public static Dictionary<string, object?> Of(Model model, bool bare) => model switch
    {
        Sequential sequential => OfSequential(sequential, bare),
        { Graph: { } graph } => OfGraph(model, graph, bare),
        _ => throw new NotSupportedException($"The model '{model.name}' is of the class {model.GetType().Name}, whose layers are called by code, so there is no configuration to save. Save its weights (save_weights), or build it with keras.Sequential or keras.Model(inputs, outputs)."),
    };

    private static Dictionary<string, object?> OfSequential(Sequential model, bool bare)
    {
        Dictionary<string, object?> config = new()
        {
            ["name"] = model.name,
            ["trainable"] = model.trainable,
            ["dtype"] = ConfigValue.Policy(model.dtype),
            ["layers"] = model.AllLayers.Select(l => (object?)OfLayer(l, bare)).ToList(),
        };
        if (model.AllLayers is [InputLayer input, ..]) config["build_input_shape"] = ConfigValue.Of(input.batch_shape);
        return config;
    }

    private static Dictionary<string, object?> OfLayer(Layer layer, bool bare)
    {
        Dictionary<string, object?> config = layer is Model model ? Of(model, bare) : layer is Operation ? new() { ["name"] = layer.name } : ConfigValue.Of(layer.get_config());
        if (bare) return new() { ["class_name"] = ClassName(layer), ["config"] = config };
        string? module = layer switch
        {
            Sequential => "keras",
            Model => "keras.src.models.functional",
            Operation => "keras.src.ops.numpy",
            _ => ClassTable.Find(layer.GetType())?.Module,
        };
        Dictionary<string, object?> whole = new()
        {
            ["module"] = module,
            ["class_name"] = ClassName(layer),
            ["config"] = config,
            ["registered_name"] = layer is Model and not Sequential ? "Functional" : layer is Operation || module is null ? ClassName(layer) : null,
        };
        if (layer is not InputLayer && layer.BuildShapes is { } shapes && layer is not Model and not Operation)
            whole["build_config"] = new Dictionary<string, object?> { ["input_shape"] = shapes.Count == 1 ? ConfigValue.Of(shapes[0]) : ConfigValue.Of(shapes) };
        return whole;
    }

    private static Dictionary<string, object?> OfGraph(Model model, LayerGraph graph, bool bare)
    {
        // Calls are numbered inside this model.
        Dictionary<Node, int> numbers = [];
        foreach (Layer layer in graph.Operations)
        {
            int next = 0;
            foreach (Node node in layer.InboundNodes.Where(graph.Nodes.Contains)) numbers[node] = next++;
        }
        List<object?> History(KerasTensor t) => [t.Node.Layer.name, (long)numbers[t.Node], (long)t.Index];
        object? Tensor(KerasTensor t) => new Dictionary<string, object?>
        {
            ["class_name"] = "__keras_tensor__",
            ["config"] = new Dictionary<string, object?> { ["shape"] = ConfigValue.Of(t.shape), ["dtype"] = t.dtype.name, ["keras_history"] = History(t) },
        };
        HashSet<Node> entries = [.. graph.Inputs.Select(i => i.Node)];
        List<object?> layers = [];
        foreach (Layer layer in graph.Operations)
        {
            Dictionary<string, object?> one = OfLayer(layer, bare);
            one["name"] = layer.name;
            one["inbound_nodes"] = layer.InboundNodes.Where(n => numbers.ContainsKey(n) && !entries.Contains(n)).Select(node =>
            {
                List<object?> args = layer is Operation operation
                    ? [.. operation.Arguments.Select(a => a is KerasTensor t ? Tensor(node.Inputs[operation.TensorPlace(t)]) : ConfigValue.Of(a))]
                    : node.Inputs.Count == 1 && !layer.TakesTensorList ? [Tensor(node.Inputs[0])] : [node.Inputs.Select(Tensor).ToList()];
                Dictionary<string, object?> kwargs = node.Training is { } training ? new() { ["training"] = training } : [];
                return (object?)new Dictionary<string, object?> { ["args"] = args, ["kwargs"] = kwargs };
            }).ToList();
            layers.Add(one);
        }
        object? Ends(IReadOnlyList<KerasTensor> ends) => ends.Count == 1 ? History(ends[0]) : ends.Select(e => (object?)History(e)).ToList();
        return new() { ["name"] = model.name, ["trainable"] = model.trainable, ["layers"] = layers, ["input_layers"] = Ends(graph.Inputs), ["output_layers"] = Ends(graph.Outputs) };
    }

    /// <summary>The class and configuration of a model, as the root of a file or of <c>to_json</c> has them.</summary>
    public static Dictionary<string, object?> Root(Model model, bool bare) => OfLayer(model, bare);

    /// <summary>Builds the model that a root configuration describes.</summary>
    /// <exception cref="ValueError">The configuration is not acceptable.</exception>
    public static Model Build(object? root, ConfigContext context) => ObjectConfig.Deserialize<Model>(new ConfigItem(root, "model", context));

    /// <summary>Builds a sequential model.</summary>
    public static Sequential ReadSequential(ConfigReader reader)
    {
        reader.Use("build_input_shape", "dtype");
        string? name = reader.Optional<string?>("name", null, i => i.IsNull ? null : i.ToText());
        bool trainable = reader.Optional("trainable", true, i => i.IsNull || i.ToBool());
        List<Layer> layers = [.. reader.Required("layers", i => i.ToItems()).Select(i => i.ToObject<Layer>())];
        Shape? build = reader.Config.GetValueOrDefault("build_input_shape") is { } shape ? new ConfigItem(shape, "build_input_shape", reader.Context).ToShape() : null;
        Sequential model = new(layers, name: name);
        if (model.Graph is null && build is not null && layers.Count > 0) model.build([build]);
        model.SetOwnTrainable(trainable);
        return model;
    }

    /// <summary>Builds a functional model: all layers, then their calls as soon as the tensors that they take are there.</summary>
    public static Model ReadFunctional(ConfigReader reader)
    {
        reader.Use("dtype");
        string? name = reader.Optional<string?>("name", null, i => i.IsNull ? null : i.ToText());
        bool trainable = reader.Optional("trainable", true, i => i.IsNull || i.ToBool());
        FunctionalReader graph = new(name ?? "functional", reader.Required("layers", i => i.ToItems()));
        Model model = new(new KerasTensors(graph.Ends(reader.Required("input_layers", i => i))), new KerasTensors(graph.Ends(reader.Required("output_layers", i => i))), name);
        model.SetOwnTrainable(trainable);
        return model;
    }
}
