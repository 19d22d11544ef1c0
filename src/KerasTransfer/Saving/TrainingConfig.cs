using KerasTransfer.Losses;
using KerasTransfer.Metrics;
using KerasTransfer.Models;

namespace KerasTransfer.Saving;

/// <summary>What a model was compiled with, as .h5 files hold it: optimizer, losses, metrics.</summary>
internal static class TrainingConfig
{
    /// <summary>What a model was compiled with.</summary>
    /// <param name="compiled">The optimizer, losses and metrics.</param>
    /// <param name="bare">The form of .h5 files, which Keras 2 reads too.</param>
    public static Dictionary<string, object?> Of(Compilation compiled, bool bare)
    {
        Dictionary<string, object?> whole = [];
        if (!bare) whole["optimizer"] = ObjectConfig.Serialize(compiled.Optimizer);
        whole["loss"] = Structure(compiled.Loss, loss => OfLoss(loss, bare));
        whole["loss_weights"] = Structure(compiled.LossWeights, w => w);
        whole["metrics"] = OfMetrics(compiled.Metrics, bare);
        whole["weighted_metrics"] = OfMetrics(compiled.WeightedMetrics, bare);
        whole["run_eagerly"] = false;
        whole["steps_per_execution"] = 1;
        whole["jit_compile"] = false;
        if (bare) whole["optimizer_config"] = LegacyOptimizer.Config(compiled.Optimizer);
        return whole;
    }

    private static object? Structure<T>(PerOutput<T>? argument, Func<T, object?> of) => argument switch
    {
        null => null,
        { IsNamed: true } => argument.Names.ToDictionary(n => n, n => argument[n] is { } item ? of(item) : null),
        { IsSingle: true } => argument[0] is { } item ? of(item) : null,
        _ => argument.Select(item => item is null ? null : of(item)).ToList(),
    };

    private static object? OfMetrics(MetricsArgument? metrics, bool bare) => metrics switch
    {
        null => null,
        { IsNamed: true } => metrics.Names.ToDictionary(n => n, n => (object?)metrics[n].Select(m => OfMetric(m, bare)).ToList()),
        _ => metrics.Select(list => list.IsSingle ? OfMetric(list[0], bare) : list.Select(m => OfMetric(m, bare)).ToList()).ToList(),
    };

    // A loss or metric that was given by name is kept by name, as Keras does. But Keras 3 does not find "mse" and its like in an .h5 file.
    private static object? OfLoss(Loss? loss, bool bare) => loss switch
    {
        null => null,
        { GivenName: { } name } when !bare => name,
        { GivenName: { } name } when FunctionTable.Losses.TryGetValue(name, out NamedFunction<LossFunction>? function) => function.Name,
        { GivenName: { } name } when ClassTable.Find(loss.GetType()) is null => name,
        LossFunctionWrapper => loss.name,
        _ => Whole(loss, bare),
    };

    private static object? OfMetric(Metric metric, bool bare) => metric.GivenName is { } name ? name : Whole(metric, bare);

    private static Dictionary<string, object?> Whole(object value, bool bare) => bare ? Bare(ObjectConfig.Serialize(value)) : ObjectConfig.Serialize(value);

    private static Dictionary<string, object?> Bare(Dictionary<string, object?> whole) => new()
    {
        ["class_name"] = whole["class_name"], ["config"] = LegacyConfig.Of((string)whole["class_name"]!, (Dictionary<string, object?>)whole["config"]!),
    };

    /// <summary>Compiles a model as its root configuration in the form of Keras 3 says, if it was compiled.</summary>
    public static void CompileAsSaved(Model model, object? root, ConfigContext context)
    {
        if (root is IReadOnlyDictionary<string, object?> r && r.GetValueOrDefault("compile_config") is IReadOnlyDictionary<string, object?> { Count: > 0 } config)
            Compile(model, config, context);
    }

    /// <summary>Compiles a model as a file says.</summary>
    public static void Compile(Model model, object? config, ConfigContext context)
    {
        ConfigItem whole = new(config, "training_config", context);
        if (whole.Value is not IReadOnlyDictionary<string, object?> parts) throw whole.Error("a training configuration");
        ConfigItem Item(string key) => new(parts.GetValueOrDefault(key), $"training_config '{key}'", context);
        // With several outputs, Keras 2 puts their names in front of the metrics' own.
        string[] outputs = context.KerasMajor < 3 && model.output_names.Length > 1 ? model.output_names : [];
        object? optimizer = parts.GetValueOrDefault("optimizer_config") ?? parts.GetValueOrDefault("optimizer");
        // Keras 3 loses the optimizer of a .keras file where an .h5 was saved before.
        Optimizer? made = optimizer is null ? null : new ConfigItem(optimizer, "training_config 'optimizer_config'", context).ToObject<Optimizer>();
        if (made is null) Warning.Write($"The file does not say with which optimizer the model '{model.name}' was compiled: it gets a fresh RMSprop. Compile it again with the one you want.");
        model.compile(made, Losses(Item("loss")), Weights(Item("loss_weights")),
            Metrics(Item("metrics"), outputs), Metrics(Item("weighted_metrics"), outputs));
    }

    private static Loss Loss(ConfigItem item)
    {
        if (ObjectConfig.FunctionName(item.Value) is not { } name) return item.ToObject<Loss>();
        return !Custom(item, name) ? name : OwnFunction(item, name) is { } function ? new LossFunctionWrapper(function, name) : item.ToObject<Loss>();
    }

    // A function of the caller's under that name; null if it makes an object.
    private static LossFunction? OwnFunction(ConfigItem item, string name) => item.Context.CustomObjects![name](new Dictionary<string, object?>()) as LossFunction;

    private static Metric Metric(ConfigItem item, string? output)
    {
        if (ObjectConfig.FunctionName(item.Value) is { } own && Custom(item, own) && OwnFunction(item, own) is { } given) return new MeanMetricWrapper(given, own);
        if (ObjectConfig.FunctionName(item.Value) is { } name && !Custom(item, name))
            // A class's name stands for its object in Keras 2, which is reported under the object's name.
            return item.Context.KerasMajor < 3 && ClassTable.Find<Metric>(name)?.Name == name ? item.ToObject<Metric>() : name;
        // Keras 2 wraps functions: {"class_name": "MeanMetricWrapper", "config": {"name", "dtype", "fn"}}.
        if (item.Value is IReadOnlyDictionary<string, object?> d && d.GetValueOrDefault("class_name") is "MeanMetricWrapper" && d.GetValueOrDefault("config") is IReadOnlyDictionary<string, object?> config
            && (ObjectConfig.FunctionName(config.GetValueOrDefault("fn")) ?? config.GetValueOrDefault("name") as string) is { } function)
        {
            string reported = Own(config.GetValueOrDefault("name") as string ?? function, output);
            if (reported is "acc" or "accuracy" || FunctionTable.Metrics.ContainsKey(reported)) return reported;
            Metric metric = MetricNames.Get(function);
            metric.name = reported;
            return metric;
        }
        Metric made = item.ToObject<Metric>();
        made.name = Own(made.name, output);
        return made;
    }

    // A metric's own name, without the output's in front.
    private static string Own(string name, string? output) => output is not null && name.StartsWith(output + "_", StringComparison.Ordinal) ? name[(output.Length + 1)..] : name;

    private static bool Custom(ConfigItem item, string name) => item.Context.CustomObjects?.ContainsKey(name) == true;

    private static LossArgument? Losses(ConfigItem item)
    {
        if (item.IsNull) return null;
        if (item.Value is List<object?>) return LossArgument.Create([.. item.ToItems().Select(i => i.IsNull ? null : Loss(i))]);
        if (item.Value is IReadOnlyDictionary<string, object?> d && !d.ContainsKey("class_name"))
        {
            LossArgument named = new();
            foreach ((string key, object? value) in d) named[key] = Loss(new ConfigItem(value, $"{item.Where}['{key}']", item.Context));
            return named;
        }
        return Loss(item);
    }

    private static LossWeights? Weights(ConfigItem item)
    {
        if (item.IsNull) return null;
        if (item.Value is not IReadOnlyDictionary<string, object?> d) return item.Value is List<object?> ? LossWeights.Create(item.ToArray(i => i.ToDouble())) : LossWeights.Create([item.ToDouble()]);
        LossWeights named = new();
        foreach ((string key, object? value) in d) named[key] = new ConfigItem(value, $"{item.Where}['{key}']", item.Context).ToDouble();
        return named;
    }

    private static MetricsArgument? Metrics(ConfigItem item, string[] outputs)
    {
        if (item.IsNull) return null;
        MetricList List(ConfigItem i, string? output) => i.IsNull ? MetricList.Create([]) : i.Value is List<object?> ? MetricList.Create(i.ToArray(m => Metric(m, output))) : Metric(i, output);
        if (item.Value is List<object?>) return MetricsArgument.Create([.. item.ToItems().Select((i, n) => List(i, outputs.ElementAtOrDefault(n)))]);
        if (item.Value is IReadOnlyDictionary<string, object?> d && !d.ContainsKey("class_name"))
        {
            MetricsArgument named = new();
            foreach ((string key, object? value) in d) named[key] = List(new ConfigItem(value, $"{item.Where}['{key}']", item.Context), outputs.Contains(key) ? key : null);
            return named;
        }
        return MetricsArgument.Create([List(item, null)]);
    }
}
