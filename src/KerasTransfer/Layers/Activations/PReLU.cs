namespace KerasTransfer.Layers;

/// <summary>Rectifier whose slope below 0 is learned, one slope per element of a sample. Output: the input's shape.</summary>
/// <param name="alpha_initializer">The slopes' first values; null for zeros.</param>
/// <param name="alpha_regularizer">Penalty on the slopes.</param>
/// <param name="alpha_constraint">Bounds of the slopes.</param>
/// <param name="shared_axes">Axes along which the slope is the same, counted from 1 (0 is the batch): <c>[1, 2]</c> gives one per channel.</param>
/// <param name="options">The keywords of every layer.</param>
public sealed partial class PReLU(Initializer? alpha_initializer = null, Regularizer? alpha_regularizer = null, Constraint? alpha_constraint = null, Axes? shared_axes = null,
    LayerOptions? options = null) : Layer(options)
{
    private Variable? alpha_;

    /// <summary>The slopes' first values.</summary>
    public Initializer alpha_initializer { get; } = alpha_initializer ?? "zeros";
    /// <summary>Axes along which the slope is the same, counted from 1.</summary>
    public Axes? shared_axes { get; } = shared_axes is null ? null : new Axes([.. shared_axes]);
    /// <summary>The slopes.</summary>
    /// <exception cref="ValueError">The layer is not built.</exception>
    public Variable alpha => alpha_ ?? throw new ValueError("You must build the layer before accessing `alpha`.");

    /// <inheritdoc/>
    public override void build(Shape input_shape)
    {
        int[] lengths = input_shape[1..].ToArray();
        foreach (int axis in shared_axes ?? [])
            lengths[axis >= 1 && axis <= lengths.Length ? axis - 1 : throw new ValueError($"PReLU '{name}': shared axis {axis} is not among 1 … {lengths.Length} of an input of shape {input_shape}.")] = 1;
        alpha_ = add_weight("alpha", new Shape(lengths), alpha_initializer, regularizer: alpha_regularizer, constraint: alpha_constraint);
        input_spec = new InputSpec(ndim: input_shape.Rank, axes: shared_axes is null ? null
            : Enumerable.Range(1, lengths.Length).Except(shared_axes).Where(axis => input_shape[axis] != Shape.Unknown).ToDictionary(axis => axis, axis => input_shape[axis]));
    }

    /// <inheritdoc/>
    public override Tensor call(Tensor inputs) => ops.relu(inputs) - alpha * ops.relu(-inputs);
}
