using KerasTransfer.Engines;
using KerasTransfer.Graph;
using KerasTransfer.Rewrites;

namespace KerasTransfer.Models;

/// <summary>A step in two programs: from the samples to the features of the frozen part, and from there on.</summary>
internal sealed class FrozenStep(FrozenSplit split)
{
    private readonly Variable[] reads = [.. split.Reads];
    private IProgram? frozen, rest;                                             // made when they are needed: features may be too large to keep

    /// <summary>From the inputs to the features.</summary>
    public IProgram Frozen => frozen ??= Engine.Current.Compile(split.Frozen);
    /// <summary>From the features, targets and weights on.</summary>
    public IProgram Rest => rest ??= Engine.Current.Compile(split.Rest);
    /// <summary>The features of a batch.</summary>
    public TensorType[] Features { get; } = [.. split.Frozen.Outputs.Select(o => new TensorType(o.shape, o.dtype))];
    /// <summary>Steps of the same layout have the same features, for other numbers of samples.</summary>
    public string Layout => split.Layout;

    /// <summary>A number that changes when a variable is given a value of which the features depend.</summary>
    public long Changes
    {
        get
        {
            long sum = 0;
            foreach (Variable variable in reads) sum += variable.Changes;
            return sum;
        }
    }
}
