using KerasTransfer.Losses;
using KerasTransfer.Saving;

namespace KerasTransfer.Metrics;

/// <summary>Metrics by name or function, as <c>compile(metrics: …)</c> takes them.</summary>
internal static class MetricNames
{
    /// <summary>The metric of that name, reported under it. <c>accuracy</c> and <c>acc</c> give one that is settled by the shapes it meets.</summary>
    /// <exception cref="ValueError">There is none of that name.</exception>
    public static Metric Get(string name)
    {
        if (IsAccuracy(name)) return new OpenAccuracy(name);
        Metric metric = Named(name);
        metric.name = name;
        return metric;
    }

    /// <summary>As <c>keras.metrics.get</c>: a class's name, the same in snake case or an alias.</summary>
    /// <exception cref="ValueError">There is none of that name, or the class needs arguments.</exception>
    public static Metric Named(string name)
    {
        if (ClassTable.Find<Metric>(name) is not { } entry)
        {
            switch (CustomObjectTable.Make(name))
            {
                case Metric own: return own;
                case LossFunction own: return new MeanMetricWrapper(own, name);
            }
            string[] known = [.. ClassTable.All.Where(e => e.Module == "keras.metrics").SelectMany(e => e.Names), "acc"];
            throw new ValueError($"Could not interpret metric identifier: {name}. {NearestNames.Of(name, known)}");
        }
        try { return (Metric)ObjectConfig.Create(entry, new Dictionary<string, object?>()); }
        catch (ValueError e)
        {
            throw new ValueError($"The metric '{name}' needs arguments: write keras.metrics.{entry.Name}(…) in place of its name. {e.Message}");
        }
    }

    /// <summary>A function as a metric: the mean of its values, reported under its name.</summary>
    public static Metric Get(LossFunction function) => new MeanMetricWrapper(function, LossNames.NameOf(function));

    /// <summary>The metric of that name for these shapes.</summary>
    /// <exception cref="ValueError">There is none of that name.</exception>
    public static Metric Resolve(string name, Shape y_true, Shape y_pred) => IsAccuracy(name) ? Accuracy(name, y_true, y_pred) : Get(name);

    /// <summary>What a metric is for these shapes: itself, or the accuracy that is meant.</summary>
    public static Metric Resolve(Metric metric, Shape y_true, Shape y_pred) => metric is OpenAccuracy open ? open.For(y_true, y_pred) : metric;

    /// <summary>The accuracy that is meant for these shapes, under this name.</summary>
    public static Metric Accuracy(string name, Shape y_true, Shape y_pred) => Crossentropy.Kind(y_true, y_pred) switch
    {
        TargetKind.Binary => new BinaryAccuracy(name),
        TargetKind.Sparse => new SparseCategoricalAccuracy(name),
        _ => new CategoricalAccuracy(name),
    };

    private static bool IsAccuracy(string name) => name.ToLowerInvariant() is "accuracy" or "acc";
}
