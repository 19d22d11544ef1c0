namespace KerasTransfer.Layers;

/// <summary>The axes of a sample in another order. Output: (batch, lengths in that order).</summary>
/// <param name="dims">The axes counted from 1 (0 is the batch): <c>(2, 1)</c> exchanges two.</param>
/// <param name="options">The keywords of every layer.</param>
/// <exception cref="ValueError"><paramref name="dims"/> is no order of 1, 2, …</exception>
public sealed partial class Permute(Axes dims, LayerOptions? options = null) : Layer(options)
{
    /// <summary>The axes counted from 1.</summary>
    public Axes dims { get; } = dims.Order().SequenceEqual(Enumerable.Range(1, dims.Count)) ? new Axes([.. dims])
        : throw new ValueError($"Invalid permutation argument `dims` for Permute Layer. The set of indices in `dims` must be consecutive and start from 1. Received dims={dims}");

    /// <inheritdoc/>
    public override void build(Shape input_shape) => input_spec = new InputSpec(ndim: dims.Count + 1);

    /// <inheritdoc/>
    public override Tensor call(Tensor inputs) => ops.transpose(inputs, [0, .. dims]);
}
