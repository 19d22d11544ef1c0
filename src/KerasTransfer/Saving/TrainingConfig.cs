using KerasTransfer.Losses;
using KerasTransfer.Metrics;
using KerasTransfer.Models;

namespace KerasTransfer.Saving;

/// <summary>What a model was compiled with, as .h5 files hold it: optimizer, losses, metrics.</summary>
internal static class TrainingConfig
{
    public static Dictionary<string, object?> Of(Compilation compiled) => new()
    {
        ["loss"] = Structure(compiled.Loss, OfLoss),
        ["loss_weights"] = Structure(compiled.LossWeights, w => w),
        ["metrics"] = OfMetrics(compiled.Metrics),
        ["weighted_metrics"] = OfMetrics(compiled.WeightedMetrics),
        ["run_eagerly"] = false,
        ["steps_per_execution"] = 1,
        ["jit_compile"] = false,
        ["optimizer_config"] = new Dictionary<string, object?> { ["class_name"] = ObjectConfig.Serialize(compiled.Optimizer)["class_name"], ["config"] = ConfigValue.Of(compiled.Optimizer.get_config()) },
    };

    private static object? Structure<T>(PerOutput<T>? argument, Func<T, object?> of) => argument switch
    {
        null => null,
        { IsNamed: true } => argument.Names.ToDictionary(n => n, n => argument[n] is { } item ? of(item) : null),
        { IsSingle: true } => argument[0] is { } item ? of(item) : null,
        _ => argument.Select(item => item is null ? null : of(item)).ToList(),
    };

    private static object? OfMetrics(MetricsArgument? metrics) => metrics switch
    {
        null => null,
        { IsNamed: true } => metrics.Names.ToDictionary(n => n, n => (object?)metrics[n].Select(OfMetric).ToList()),
        _ => metrics.Select(list => list.IsSingle ? OfMetric(list[0]) : list.Select(OfMetric).ToList()).ToList(),
    };

    // A loss or metric that was given by name is kept by name, as Keras does.
    private static object? OfLoss(Loss? loss) => loss switch
    {
        null => null,
        { GivenName: { } name } => name,
        LossFunctionWrapper => loss.name,
        _ => Bare(ObjectConfig.Serialize(loss)),
    };

    private static object? OfMetric(Metric metric) => metric.GivenName is { } name ? name : Bare(ObjectConfig.Serialize(metric));

    private static Dictionary<string, object?> Bare(Dictionary<string, object?> whole) => new() { ["class_name"] = whole["class_name"], ["config"] = whole["config"] };

    /// <summary>Compiles a model as a file says.</summary>
    public static void Compile(Model model, object? config, ConfigContext context)
    {
        ConfigItem whole = new(config, "training_config", context);
        if (whole.Value is not IReadOnlyDictionary<string, object?> parts) throw whole.Error("a training configuration");
        ConfigItem Item(string key) => new(parts.GetValueOrDefault(key), $"training_config '{key}'", context);
        object? optimizer = parts.GetValueOrDefault("optimizer_config") ?? parts.GetValueOrDefault("optimizer");
        // Keras 3 loses the optimizer of a .keras file where an .h5 was saved before.
        Optimizer? made = optimizer is null ? null : new ConfigItem(optimizer, "training_config 'optimizer_config'", context).ToObject<Optimizer>();
        if (made is null) Warning.Write($"The file does not say with which optimizer the model '{model.name}' was compiled: it gets a fresh RMSprop. Compile it again with the one you want.");
        model.compile(made, Losses(Item("loss")), Weights(Item("loss_weights")),
            Metrics(Item("metrics")), Metrics(Item("weighted_metrics")));
    }

    private static Loss Loss(ConfigItem item)
    {
        if (ObjectConfig.FunctionName(item.Value) is not { } name || Custom(item, name)) return item.ToObject<Loss>();
        return name;
    }

    private static Metric Metric(ConfigItem item)
    {
        if (ObjectConfig.FunctionName(item.Value) is { } name && !Custom(item, name)) return name;
        // Keras 2 wraps functions: {"class_name": "MeanMetricWrapper", "config": {"name", "dtype", "fn"}}.
        if (item.Value is IReadOnlyDictionary<string, object?> d && d.GetValueOrDefault("class_name") is "MeanMetricWrapper" && d.GetValueOrDefault("config") is IReadOnlyDictionary<string, object?> config
            && (ObjectConfig.FunctionName(config.GetValueOrDefault("fn")) ?? config.GetValueOrDefault("name") as string) is { } function)
        {
            string reported = config.GetValueOrDefault("name") as string ?? function;
            return reported is "acc" or "accuracy" ? reported : function;
        }
        return item.ToObject<Metric>();
    }

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

    private static MetricsArgument? Metrics(ConfigItem item)
    {
        if (item.IsNull) return null;
        MetricList List(ConfigItem i) => i.IsNull ? MetricList.Create([]) : i.Value is List<object?> ? MetricList.Create(i.ToArray(Metric)) : Metric(i);
        if (item.Value is List<object?>) return MetricsArgument.Create(item.ToArray(List));
        if (item.Value is IReadOnlyDictionary<string, object?> d && !d.ContainsKey("class_name"))
        {
            MetricsArgument named = new();
            foreach ((string key, object? value) in d) named[key] = List(new ConfigItem(value, $"{item.Where}['{key}']", item.Context));
            return named;
        }
        return MetricsArgument.Create([List(item)]);
    }
}
