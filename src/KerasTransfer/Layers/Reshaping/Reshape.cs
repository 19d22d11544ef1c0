namespace KerasTransfer.Layers;

/// <summary>The same elements under another shape. Output: (batch, …target_shape).</summary>
/// <param name="target_shape">The shape of one sample; one length may be −1 and follows from the others.</param>
/// <param name="options">The keywords of every layer.</param>
/// <exception cref="ValueError">More than one length is −1.</exception>
public sealed partial class Reshape(Shape target_shape, LayerOptions? options = null) : Layer(options)
{
    /// <summary>The shape of one sample; one length may be −1.</summary>
    public Shape target_shape { get; } = target_shape.Dims.Count(Shape.Unknown) <= 1 ? target_shape
        : throw new ValueError($"There must be at most one unknown dimension (-1) in `target_shape`. Received: target_shape={Text(target_shape)}.");

    /// <inheritdoc/>
    public override Tensor call(Tensor inputs)
    {
        Shape sample = inputs.shape[1..];
        int[] target = target_shape.ToArray();
        int free = Array.IndexOf(target, Shape.Unknown);
        long size = sample.Size, known = target.Where(d => d != Shape.Unknown).Aggregate(1L, (n, d) => n * d);
        if (free >= 0)
        {
            if (known == 0 || size % known != 0)
                throw new ValueError("The total size of the tensor must be unchanged, however, the input size cannot by divided by the specified dimensions in target_shape. "
                    + $"Received: input_shape={sample}, target_shape={Text(target_shape)}");
            target[free] = checked((int)(size / known));
        }
        else if (size != known) throw new ValueError($"The total size of the tensor must be unchanged. Received: input_shape={sample}, target_shape={target_shape}");
        return ops.reshape(inputs, new Shape(inputs.shape[0]).Concat(target));
    }

    /// <inheritdoc/>
    public override Dictionary<string, object?> get_config()
    {
        Dictionary<string, object?> config = base.get_config();
        config["target_shape"] = Saving.ConfigValue.Of(target_shape.ToArray());
        return config;
    }

    private static string Text(Shape shape) => shape.ToString().Replace("None", "-1");
}
