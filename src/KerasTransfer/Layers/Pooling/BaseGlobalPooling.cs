namespace KerasTransfer.Layers;

/// <summary>What the poolings over whole samples have in common.</summary>
public abstract class BaseGlobalPooling : BasePooling
{
    private protected BaseGlobalPooling(int rank, string? data_format, LayerOptions? options) : base(rank, data_format, options) =>
        Spatial = new Axes([.. Enumerable.Range(this.data_format == "channels_first" ? 2 : 1, rank)]);

    /// <summary>The axes between batch and channels.</summary>
    private protected Axes Spatial { get; }
}
