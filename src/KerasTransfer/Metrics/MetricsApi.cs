using KerasTransfer.Metrics;
using KerasTransfer.Saving;

namespace KerasTransfer;

public sealed partial class MetricsApi
{
    /// <summary>The mean over samples of the values of a function.</summary>
    /// <param name="fn">The function: (y_true, y_pred) → one value per sample.</param>
    /// <param name="name">The name it is reported under; null for a numbered one.</param>
    /// <param name="dtype">The type of the computation; null for <c>keras.config.floatx()</c>.</param>
    public MeanMetricWrapper MeanMetricWrapper(LossFunction fn, string? name = null, DType? dtype = null) => new(fn, name, dtype);

    /// <summary>The metric of that name: a class's (<c>MeanSquaredError</c>), the same in snake case or an alias (<c>mse</c>).</summary>
    /// <exception cref="ValueError">There is none of that name.</exception>
    public Metric get(string identifier) => MetricNames.Named(identifier);
    /// <summary>The metric that a configuration describes.</summary>
    /// <exception cref="ValueError">It describes none.</exception>
    public Metric get(IReadOnlyDictionary<string, object?> identifier) => deserialize(identifier);
    /// <summary>The metric itself.</summary>
    public Metric get(Metric identifier) => identifier;

    /// <summary>The metric with all that is needed to make it again, but its state.</summary>
    public Dictionary<string, object?> serialize(Metric metric) => ObjectConfig.Serialize(metric);
    /// <summary>The metric that <see cref="serialize"/> described.</summary>
    /// <param name="config">The configuration: <c>class_name</c> and <c>config</c>.</param>
    /// <param name="custom_objects">Own classes that it names: each makes the object from its configuration.</param>
    /// <exception cref="ValueError">It describes none.</exception>
    public Metric deserialize(IReadOnlyDictionary<string, object?> config, Dictionary<string, Func<IReadOnlyDictionary<string, object?>, object>>? custom_objects = null) =>
        ObjectConfig.Deserialize<Metric>(config, new ConfigContext(custom_objects));
}
