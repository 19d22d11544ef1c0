namespace KerasTransfer;

/// <summary>How a dataset is run, <c>tf.data.Options()</c>. Accepted so that scripts run; nothing here has an effect: the order of elements always stays, threads are bounded by the machine.</summary>
public sealed class DatasetOptions
{
    /// <summary>Without effect: the order always stays.</summary>
    public bool? deterministic { get; set; }
    /// <summary>Old name of <see cref="deterministic"/>.</summary>
    public bool? experimental_deterministic { get; set; }
    /// <summary>Without effect.</summary>
    public bool? experimental_slack { get; set; }
    /// <summary>Without effect.</summary>
    public bool? experimental_warm_start { get; set; }
    /// <summary>Without effect.</summary>
    public object? autotune { get; set; }
    /// <summary>Without effect.</summary>
    public object? threading { get; set; }
    /// <summary>Without effect.</summary>
    public object? experimental_distribute { get; set; }
    /// <summary>Without effect.</summary>
    public object? experimental_optimization { get; set; }
}

public abstract partial class Dataset
{
    /// <summary>The same dataset: options have no effect on values here.</summary>
    public Dataset with_options(DatasetOptions options) => this;

    /// <summary>The options, all unset.</summary>
    public DatasetOptions options() => new();
}
