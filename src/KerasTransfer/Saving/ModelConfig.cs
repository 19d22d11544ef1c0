using KerasTransfer.Layers;
using KerasTransfer.Models;

namespace KerasTransfer.Saving;

/// <summary>Whole models as configurations, in the form of .keras files and in the barer one of .h5 files; read in the forms of Keras 1, 2 and 3.</summary>
internal static class ModelConfig
{
    /// <summary>The name of a layer's class in files.</summary>
    public static string ClassName(Layer layer) => layer switch
    {
        Sequential => "Sequential",
        Operation operation => SymbolicFunctions.ClassName(operation.Function),
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
            ["dtype"] = bare ? model.dtype.name : ConfigValue.Policy(model.dtype),
            ["layers"] = model.AllLayers.Select(l => (object?)OfLayer(l, bare, compiled: true)).ToList(),
        };
        if (model.AllLayers is [InputLayer input, ..]) config["build_input_shape"] = ConfigValue.Of(input.batch_shape);
        return config;
    }

    // Layers that Keras builds when they are made, so that it notes no shape for them.
    private static bool NotesBuildShape(Layer layer) => layer is not (InputLayer or Operation or Activation or LeakyReLU or ELU or ReLU or Layers.Softmax or Dropout or GaussianNoise or GaussianDropout
        or AlphaDropout or SpatialDropout1D or SpatialDropout2D or SpatialDropout3D or ActivityRegularization or UnitNormalization or Identity or Reshape);

    private static Dictionary<string, object?> OfLayer(Layer layer, bool bare, bool compiled)
    {
        string name = ClassName(layer);
        Dictionary<string, object?> config = layer is Model model ? Of(model, bare) : layer is Operation known ? OfOperation(known) : ConfigValue.Of(layer.get_config());
        // Keras 3 finds a layer of .h5 files by its class alone, but an operation by its module.
        if (bare && layer is not Operation) return new() { ["class_name"] = name, ["config"] = layer is Model ? config : LegacyConfig.Of(name, config) };
        string? module = layer switch
        {
            Sequential => "keras",
            Model => "keras.src.models.functional",
            Operation operation => SymbolicFunctions.Module(operation.Function),
            _ => ClassTable.Find(layer.GetType())?.Module,
        };
        Dictionary<string, object?> whole = new()
        {
            ["module"] = module,
            ["class_name"] = name,
            ["config"] = layer is Model ? config : Keras3Config.Of(name, config),
            ["registered_name"] = layer is Model and not Sequential ? "Functional" : layer is Operation || module is null || module.StartsWith("keras.src.", StringComparison.Ordinal) ? name : null,
        };
        if (layer is Model inner)
        {
            if (inner is Sequential { Graph: { } graph }) whole["build_config"] = new Dictionary<string, object?> { ["input_shape"] = ConfigValue.Of(graph.Inputs[0].shape) };
            else if (inner is not Sequential) whole["build_config"] = new Dictionary<string, object?> { ["input_shape"] = null };
            whole["compile_config"] = compiled && inner.Compiled is { } compilation ? TrainingConfig.Of(compilation, bare: false) : new Dictionary<string, object?>();
        }
        else if (layer.BuildShapes is { } shapes && NotesBuildShape(layer))
            whole["build_config"] = new Dictionary<string, object?> { ["input_shape"] = shapes.Count == 1 && !layer.TakesTensorList ? ConfigValue.Of(shapes[0]) : ConfigValue.Of(shapes) };
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
        HashSet<Node> entries = [.. graph.Inputs.Select(i => i.Node)];
        Node[] Calls(Layer layer) => [.. layer.InboundNodes.Where(n => numbers.ContainsKey(n) && !entries.Contains(n))];

        // Keras 2 has no word for operators, so a model with some is written as Keras 3 does.
        bool inOldForm = bare && !graph.Operations.Any(o => o is Operation);
        // Keras 2 counts the making of a nested model as its first call, Keras 3 does not. Noted twice, its call can go by a number that means the same to both.
        HashSet<Layer> twice = inOldForm ? [.. graph.Operations.Where(l => l is Model && Calls(l).Length == 1)] : [];
        foreach (Layer layer in twice) numbers[Calls(layer)[0]] = 1;

        List<object?> History(KerasTensor t) => [t.Node.Layer.name, (long)numbers[t.Node], (long)t.Index];
        object? Tensor(KerasTensor t) => new Dictionary<string, object?>
        {
            ["class_name"] = "__keras_tensor__",
            ["config"] = new Dictionary<string, object?> { ["shape"] = ConfigValue.Of(t.shape), ["dtype"] = t.dtype.name, ["keras_history"] = History(t) },
        };
        Dictionary<string, object?> Keywords(Node node) => node.Training is { } training ? new() { ["training"] = training } : [];
        object? Argument(Operation operation, Node node, object? value) => value switch
        {
            SymbolicArguments several => several.Select(s => Argument(operation, node, s)).ToList(),
            SymbolicArgument { Value: KerasTensor t } => Tensor(node.Inputs[operation.TensorPlace(t)]),
            _ => Constant(value),
        };
        object? Call(Layer layer, Node node)
        {
            if (inOldForm) return node.Inputs.Select(t => (object?)(List<object?>)[.. History(t), Keywords(node)]).ToList();
            List<object?> args = layer is Operation operation
                ? [.. operation.Arguments.Where(a => !SymbolicFunctions.IsSetting(operation.Function, a.Name, a.Value)).Select(a => Argument(operation, node, a.Value))]
                : node.Inputs.Count == 1 && !layer.TakesTensorList ? [Tensor(node.Inputs[0])] : [node.Inputs.Select(Tensor).ToList()];
            Dictionary<string, object?> keywords = Keywords(node);
            if (layer is BatchNormalization or Model) keywords["mask"] = null;
            return new Dictionary<string, object?> { ["args"] = args, ["kwargs"] = keywords };
        }

        List<object?> layers = [];
        foreach (Layer layer in graph.Operations)
        {
            Dictionary<string, object?> one = OfLayer(layer, bare, compiled: true);
            one["name"] = layer.name;
            List<object?> calls = [.. Calls(layer).Select(node => Call(layer, node))];
            if (twice.Contains(layer)) calls.Add(calls[0]);
            one["inbound_nodes"] = calls;
            layers.Add(one);
        }
        object? Ends(IReadOnlyList<KerasTensor> ends) => ends.Count == 1 ? History(ends[0]) : ends.Select(e => (object?)History(e)).ToList();
        return new() { ["name"] = model.name, ["trainable"] = model.trainable, ["layers"] = layers, ["input_layers"] = Ends(graph.Inputs), ["output_layers"] = Ends(graph.Outputs) };
    }

    // The name, and what Keras gives the operation's constructor.
    private static Dictionary<string, object?> OfOperation(Operation operation)
    {
        if (!SymbolicFunctions.IsKnown(operation.Function))
            throw new NotSupportedException($"The model holds the operation '{operation.Function}' ('{operation.name}'), which files cannot. Save the weights alone (save_weights), or put the function into a layer of your own.");
        Dictionary<string, object?> config = new() { ["name"] = operation.name };
        foreach ((string name, object? value) in operation.Arguments)
            if (SymbolicFunctions.IsSetting(operation.Function, name, value)) config[name] = Constant(value);
        return config;
    }

    private static object? Constant(object? value) => value switch
    {
        SymbolicArgument argument => Constant(argument.Value),
        Slice[] slices => slices.Select(s => s.ToConfig()).ToList(),
        Shape shape => shape.Dims.ToArray().Select(d => (object?)(long)d).ToList(),
        Tensor tensor => Constant(tensor.numpy()),
        NDArray array => new Dictionary<string, object?> { ["class_name"] = "__numpy__", ["config"] = new Dictionary<string, object?> { ["value"] = ConfigValue.Of(Nested(array)), ["dtype"] = array.dtype.name } },
        _ => ConfigValue.Of(value),
    };

    private static object? Nested(NDArray array) => array.ndim > 0 ? Enumerable.Range(0, array.shape[0]).Select(i => Nested(array[i])).ToList()
        : array.dtype.IsFloating ? array.item<double>() : array.dtype == DType.@bool ? array.item<bool>() : array.item<long>();

    /// <summary>The class and configuration of a model, as the root of a file or of <c>to_json</c> has them.</summary>
    /// <param name="model">A sequential or functional model.</param>
    /// <param name="bare">The form of .h5 files: layers without their modules.</param>
    /// <param name="compiled">Whether the form of Keras 3 says how the model was compiled.</param>
    public static Dictionary<string, object?> Root(Model model, bool bare, bool compiled = true) => OfLayer(model, bare, compiled);

    /// <summary>The class and configuration of a layer that another one holds.</summary>
    public static Dictionary<string, object?> OfPart(Layer layer) => OfLayer(layer, bare: false, compiled: false);

    /// <summary>Builds the model that a root configuration describes.</summary>
    /// <exception cref="ValueError">The configuration is not acceptable.</exception>
    public static Model Build(object? root, ConfigContext context) => ObjectConfig.Deserialize<Model>(new ConfigItem(root, "model", context));

    /// <summary>A layer of the same configuration with fresh weights.</summary>
    public static Layer Fresh(Layer layer, CustomObjects? custom_objects) =>
        ObjectConfig.Deserialize<Layer>(new ConfigItem(OfLayer(layer, bare: false, compiled: false), $"the copy of '{layer.name}'", new ConfigContext(custom_objects)));

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
        ConfigItem inputs = reader.Required("input_layers", i => i), outputs = reader.Required("output_layers", i => i);
        FunctionalReader graph = new(name ?? "functional", reader.Required("layers", i => i.ToItems()), [inputs, outputs]);
        Model model = new(new KerasTensors(graph.Ends(inputs)), new KerasTensors(graph.Ends(outputs)), name);
        model.SetOwnTrainable(trainable);
        return model;
    }
}
