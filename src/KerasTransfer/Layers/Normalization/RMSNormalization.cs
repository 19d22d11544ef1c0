namespace KerasTransfer.Layers;

/// <summary>Divides each sample by the root of its mean square over some axes, then scales: x / √(mean(x²) + epsilon) · scale. Output: the input's shape.</summary>
/// <param name="axis">The axes; null for the last.</param>
/// <param name="epsilon">Added to the mean square.</param>
/// <param name="options">The keywords of every layer.</param>
/// <remarks>Zhang and Sennrich 2019.</remarks>
public sealed partial class RMSNormalization(Axes? axis = null, double epsilon = 1e-6, LayerOptions? options = null) : Layer(options)
{
    private Variable? scale_;

    /// <summary>The axes.</summary>
    public Axes axis { get; private set; } = axis ?? -1;
    /// <summary>The factors, in the shape of the axes.</summary>
    /// <exception cref="ValueError">The layer is not built.</exception>
    public Variable scale => scale_ ?? throw new ValueError("You must build the layer before accessing `scale`.");

    /// <inheritdoc/>
    public override void build(Shape input_shape)
    {
        axis = new Axes([.. axis.Order()]);
        scale_ = add_weight("scale", new Shape([.. axis.Select(a => input_shape[input_shape.Axis(a)])]), "ones");
    }

    /// <inheritdoc/>
    public override Tensor call(Tensor inputs)
    {
        inputs = OpsApi.FloatOf(inputs);
        int[] lengths = [.. Enumerable.Repeat(1, inputs.ndim)];
        foreach (int a in axis.Select(inputs.shape.Axis)) lengths[a] = inputs.shape[a];
        return inputs * ops.rsqrt(ops.mean(ops.square(inputs), axis, keepdims: true) + epsilon) * ops.reshape(scale, lengths);
    }
}
