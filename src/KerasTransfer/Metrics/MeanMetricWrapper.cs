using KerasTransfer.Losses;
using KerasTransfer.Saving;

namespace KerasTransfer.Metrics;

/// <summary>The mean over samples of the values of a function.</summary>
/// <param name="fn">The function: (y_true, y_pred) → one value per sample.</param>
/// <param name="name">The name it is reported under; null for a numbered one.</param>
/// <param name="dtype">The type of the computation; null for <c>keras.config.floatx()</c>.</param>
[NoFactory]
public sealed class MeanMetricWrapper(LossFunction fn, string? name = null, DType? dtype = null) : MeanMetric(name, dtype)
{
    private protected override Tensor Values(Tensor y_true, Tensor y_pred) => fn(y_true, y_pred);

    /// <inheritdoc/>
    public override Dictionary<string, object?> get_config()
    {
        Dictionary<string, object?> config = base.get_config();
        config["fn"] = ObjectConfig.SerializeFunction(LossNames.NameOf(fn));
        return config;
    }

    /// <summary>The metric that a configuration describes; its function must be one of Keras's.</summary>
    internal static MeanMetricWrapper FromConfig(ConfigReader reader)
    {
        LossFunction function = reader.Required("fn", static item => ObjectConfig.FunctionName(item.Value) is { } name && FunctionTable.Metrics.TryGetValue(name, out NamedFunction<LossFunction>? known)
            ? known.Function : throw item.Error("the name of a loss or metric function of Keras (an own function cannot be read from a file)"));
        return new(function, reader.Optional<string?>("name", null, static item => item.ToText()), reader.Optional<DType?>("dtype", null, static item => item.ToDType()));
    }
}
