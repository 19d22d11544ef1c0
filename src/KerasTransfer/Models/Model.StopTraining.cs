namespace KerasTransfer;

public partial class Model
{
    /// <summary>Set it in a callback to end training after the running batch.</summary>
    public bool stop_training { get; set; }
    /// <summary>The optimizer given to <c>compile</c>.</summary>
    public Optimizer optimizer { get; internal set; } = null!;
    /// <summary>The metrics, the mean loss first.</summary>
    public IReadOnlyList<Metric> metrics => [];
    internal void save(string filepath) => throw new NotSupportedException();
    internal void save_weights(string filepath) => throw new NotSupportedException();
    internal void load_weights(string filepath) => throw new NotSupportedException();
}
