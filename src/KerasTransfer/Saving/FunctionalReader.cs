using KerasTransfer.Models;

namespace KerasTransfer.Saving;

/// <summary>Puts a functional model's layers and calls together from their configurations, in the forms of Keras 1 and 2 (nested lists) and 3 (args and kwargs).</summary>
internal sealed class FunctionalReader
{
    private readonly string model;
    private readonly Dictionary<string, Entry> entries = [];

    /// <summary>A layer (or an operation still to be called) and its calls so far.</summary>
    private sealed record Entry(string Name, Layer? Layer, string Function, IReadOnlyDictionary<string, object?> Config, List<Call> Calls)
    {
        public List<KerasTensor[]> Results { get; } = [];
        /// <summary>What the numbers of this layer's calls begin with: a model nested in Keras 2 counts its own making as a call.</summary>
        public int FirstNumber { get; set; }
    }

    /// <summary>One call: what it takes, in order, and the mode given.</summary>
    private sealed record Call(List<object?> Arguments, bool? Training)
    {
        /// <summary>Whether the mode may be the default of the layer's call, which Keras 3 writes as if it had been given.</summary>
        public bool OfKeras3 { get; init; }
        /// <summary>The mode that somebody gave.</summary>
        public bool? ModeFor(Layer layer) => OfKeras3 && Training == layer.ModeByDefault ? null : Training;
        /// <summary>What an operation takes, as nested as the file has it, and its keywords.</summary>
        public List<object?> Nested { get; init; } = [];
        public IReadOnlyDictionary<string, object?> Keywords { get; init; } = new Dictionary<string, object?>();
    }

    /// <summary>A tensor by the layer that makes it, the number of the call and its place.</summary>
    private sealed record History(string Layer, int Number, int Index);

    /// <param name="model">The model's name.</param>
    /// <param name="layers">Its layers.</param>
    /// <param name="ends">Its inputs and outputs.</param>
    public FunctionalReader(string model, IReadOnlyList<ConfigItem> layers, ConfigItem[] ends)
    {
        this.model = model;
        foreach (ConfigItem item in layers)
        {
            if (item.Value is not IReadOnlyDictionary<string, object?> parts) throw item.Error("a layer's configuration");
            IReadOnlyDictionary<string, object?> config = parts.GetValueOrDefault("config") as IReadOnlyDictionary<string, object?> ?? new Dictionary<string, object?>();
            string name = (parts.GetValueOrDefault("name") ?? config.GetValueOrDefault("name")) as string ?? throw item.Error("a layer with a name");
            string class_name = parts.GetValueOrDefault("class_name") as string ?? "";
            bool isOperation = class_name is "TFOpLambda" or "SlicingOpLambda" || (parts.GetValueOrDefault("module") as string)?.StartsWith("keras.src.ops", StringComparison.Ordinal) == true
                || (!config.ContainsKey("trainable") && !config.ContainsKey("dtype") && !config.ContainsKey("layers") && SymbolicFunctions.IsKnown(AutoName.Snake(class_name)));
            string function = class_name is "TFOpLambda" or "SlicingOpLambda" ? SymbolicFunctions.FromTensorFlow(config.GetValueOrDefault("function") as string ?? "") : AutoName.Snake(class_name);
            List<Call> calls = [.. Nodes(new ConfigItem(parts.GetValueOrDefault("inbound_nodes"), $"{item.Where} '{name}' inbound_nodes", item.Context), isOperation)];
            if (!entries.TryAdd(name, new Entry(name, isOperation ? null : item.ToObject<Layer>(), function, config, calls)))
                throw new ValueError($"The model '{model}' has two layers named '{name}'.");
        }
        NumberCalls([.. ends.SelectMany(Parts).Select(Origin)]);
        Connect();
    }

    private static IEnumerable<Call> Nodes(ConfigItem nodes, bool isOperation)
    {
        if (nodes.IsNull) yield break;
        foreach (ConfigItem node in nodes.ToItems())
            if (node.Value is IReadOnlyDictionary<string, object?> call)
            {
                IReadOnlyDictionary<string, object?> kwargs = call.GetValueOrDefault("kwargs") as IReadOnlyDictionary<string, object?> ?? new Dictionary<string, object?>();
                ConfigItem[] args = new ConfigItem(call.GetValueOrDefault("args"), node.Where, node.Context).ToItems();
                yield return isOperation ? new Call([.. args.SelectMany(Flatten), .. kwargs.Values.OfType<IReadOnlyDictionary<string, object?>>().SelectMany(v => Flatten(new ConfigItem(v, node.Where, node.Context)))], null)
                        { Nested = [.. args.Select(Nest)], Keywords = kwargs.ToDictionary(p => p.Key, p => Nest(new ConfigItem(p.Value, node.Where, node.Context))) }
                    : new Call([.. args.SelectMany(Flatten)], Training(kwargs, node.Where)) { OfKeras3 = true };
            }
            else                                                                // [["source", call, place, {keywords}], …]
            {
                List<object?> arguments = [];
                bool? training = null;
                Dictionary<string, object?> keywords = [];
                List<object?>? single = node.Value is List<object?> { Count: > 0 } list && list[0] is string ? list : null;
                foreach (ConfigItem input in single is not null ? [node] : node.ToItems())
                {
                    ConfigItem[] parts = input.ToItems();
                    arguments.Add(parts[0].ToText() == "_CONSTANT_VALUE" ? parts[2].Value : new History(parts[0].ToText(), parts[1].ToInt(), parts[2].ToInt()));
                    if (parts.Length > 3 && parts[3].Value is IReadOnlyDictionary<string, object?> kwargs)
                    {
                        if (!isOperation) training ??= Training(kwargs, input.Where);
                        foreach ((string key, object? value) in kwargs)
                            keywords[key] = value is List<object?> { Count: 3 } origin && origin[0] is string from && origin[1] is long number && origin[2] is long output ? new History(from, (int)number, (int)output) : value;
                        foreach ((string key, object? value) in kwargs)
                            if (key is "y" or "x2") arguments.Add(value is List<object?> { Count: 3 } t && t[0] is string source && t[1] is long number && t[2] is long place ? new History(source, (int)number, (int)place) : value);
                    }
                }
                if (isOperation) foreach (History history in keywords.Where(p => p.Key is not ("y" or "x2")).Select(p => p.Value).OfType<History>()) arguments.Add(history);
                yield return new Call(arguments, training) { Nested = [.. arguments.Take(single is null ? node.ToItems().Length : 1)], Keywords = keywords };
            }
    }

    private static bool? Training(IReadOnlyDictionary<string, object?> kwargs, string where)
    {
        foreach ((string key, object? value) in kwargs)
            if (key is not ("training" or "mask" or "y" or "x2" or "name") && value is not null)
                throw new NotSupportedException($"{where}: a call with the keyword '{key}' is not supported. Build this part of the model in code and load the weights by name.");
        return kwargs.GetValueOrDefault("training") as bool?;
    }

    private static IEnumerable<object?> Flatten(ConfigItem argument) => argument.Value switch
    {
        IReadOnlyDictionary<string, object?> t when t.GetValueOrDefault("class_name") is "__keras_tensor__" && t.GetValueOrDefault("config") is IReadOnlyDictionary<string, object?> config
            => [Origin(new ConfigItem(config.GetValueOrDefault("keras_history"), argument.Where, argument.Context))],
        List<object?> => argument.ToItems().SelectMany(Flatten),
        _ => [argument.Value],
    };

    private static History Origin(ConfigItem history)
    {
        ConfigItem[] parts = history.ToItems();
        return parts.Length >= 3 ? new(parts[0].ToText(), parts[1].ToInt(), parts[2].ToInt()) : throw history.Error("[layer, call, place]");
    }

    private void NumberCalls(History[] ends)
    {
        foreach (IGrouping<string, History> used in entries.Values.SelectMany(e => e.Calls).SelectMany(c => c.Arguments).OfType<History>().Concat(ends).GroupBy(h => h.Layer))
            if (entries.TryGetValue(used.Key, out Entry? entry) && entry.Calls.Count > 0) entry.FirstNumber = Math.Max(0, used.Max(h => h.Number) + 1 - entry.Calls.Count);
    }

    private void Connect()
    {
        foreach (Entry entry in entries.Values)
            if (entry.Layer is InputLayer input) entry.Results.Add([input.output]);
        bool progress = true;
        while (progress)
        {
            progress = false;
            foreach (Entry entry in entries.Values)
                while (entry.Layer is not InputLayer && entry.Results.Count < entry.Calls.Count && Arguments(entry.Calls[entry.Results.Count]) is { } arguments)
                {
                    entry.Results.Add(entry.Layer is { } layer
                        ? layer.ApplyOutputs(new KerasTensors([.. arguments.OfType<KerasTensor>()]), entry.Calls[entry.Results.Count].ModeFor(layer))
                        : OperationOf(entry, entry.Calls[entry.Results.Count]));
                    progress = true;
                }
        }
        if (entries.Values.FirstOrDefault(e => e.Layer is not InputLayer && e.Results.Count < e.Calls.Count) is { } stuck)
            throw new ValueError($"Invalid Functional model configuration. The graph of the model '{model}' either has loops or disconnected nodes: the layer '{stuck.Name}' never gets its inputs.");
    }

    private KerasTensor[] OperationOf(Entry entry, Call call)
    {
        Dictionary<string, object?> settings = new(entry.Config.Where(p => p.Key is not ("name" or "function")));
        foreach ((string key, object? value) in call.Keywords) settings[key] = Resolve(value);
        SymbolicCall symbolic = new(entry.Function, [.. call.Nested.Select(Resolve)], settings, $"'{model}', operation '{entry.Name}'");
        return Operation.Named(entry.Name, () => SymbolicFunctions.Call(symbolic));

        object? Resolve(object? value) => value switch { History h => Tensor(h), List<object?> list => list.Select(Resolve).ToList(), _ => value };
    }

    // An argument with its lists; arrays as such.
    private static object? Nest(ConfigItem argument) => argument.Value switch
    {
        IReadOnlyDictionary<string, object?> t when t.GetValueOrDefault("class_name") is "__keras_tensor__" => Flatten(argument).First(),
        IReadOnlyDictionary<string, object?> t when t.GetValueOrDefault("class_name") is "__numpy__" && t.GetValueOrDefault("config") is IReadOnlyDictionary<string, object?> config
            => Array(new ConfigItem(config.GetValueOrDefault("value"), argument.Where, argument.Context)).astype(config.GetValueOrDefault("dtype") as string ?? "float32"),
        List<object?> => argument.ToItems().Select(Nest).ToList(),
        _ => argument.Value,
    };

    private static NDArray Array(ConfigItem value) => value.Value is List<object?> { Count: > 0 } ? KerasApi.np.stack([.. value.ToItems().Select(Array)]) : value.Value is bool truth ? truth : value.ToDouble();

    private List<object>? Arguments(Call call)
    {
        List<object> found = [];
        foreach (object? argument in call.Arguments)
            if (argument is not History h) { if (argument is not null) found.Add(argument); }
            else if (Tensor(h) is { } tensor) found.Add(tensor);
            else return null;
        return found;
    }

    private KerasTensor? Tensor(History h)
    {
        if (!entries.TryGetValue(h.Layer, out Entry? entry)) throw new ValueError($"The model '{model}' takes an output of a layer '{h.Layer}', which it does not have.");
        int number = h.Number - entry.FirstNumber;
        if (number < 0) number = 0;
        if (number >= entry.Results.Count) return null;
        return h.Index >= 0 && h.Index < entry.Results[number].Length ? entry.Results[number][h.Index]
            : throw new ValueError($"The layer '{h.Layer}' has {entry.Results[number].Length} output(s); output {h.Index} was asked for.");
    }

    /// <summary>Inputs or outputs of the model.</summary>
    public KerasTensor[] Ends(ConfigItem ends) => [.. Parts(ends).Select(end => Tensor(Origin(end)) ?? throw end.Error("an output of a layer of the model"))];

    // One triple, a list of them, or a dictionary.
    private static ConfigItem[] Parts(ConfigItem ends)
    {
        if (ends.Value is IReadOnlyDictionary<string, object?> named && !named.ContainsKey("items"))
            return [.. named.Values.Select(v => new ConfigItem(v, ends.Where, ends.Context))];
        ConfigItem[] items = ends.ToItems();
        return items is [{ Value: string }, ..] ? [ends] : items;
    }
}
