namespace KerasTransfer.Layers;

/// <summary>A fully connected layer: activation(x · kernel + bias), over the last axis of an input of any rank from 2. Output: the input's shape with <c>units</c> last.</summary>
/// <param name="units">The length of the output, above 0.</param>
/// <param name="activation">Applied to the output; null for none.</param>
/// <param name="use_bias">Whether a bias is added.</param>
/// <param name="kernel_initializer">The kernel's first values, of shape (input's last length, units); null for glorot_uniform.</param>
/// <param name="bias_initializer">The bias's first values; null for zeros.</param>
/// <param name="kernel_regularizer">Penalty on the kernel.</param>
/// <param name="bias_regularizer">Penalty on the bias.</param>
/// <param name="activity_regularizer">Penalty on the output.</param>
/// <param name="kernel_constraint">Bounds of the kernel.</param>
/// <param name="bias_constraint">Bounds of the bias.</param>
/// <param name="options">The keywords of every layer.</param>
/// <exception cref="ValueError"><paramref name="units"/> is not above 0.</exception>
[OldName("output_dim", "units"), OldName("init", "kernel_initializer"), OldName("W_regularizer", "kernel_regularizer"), OldName("b_regularizer", "bias_regularizer"),
 OldName("W_constraint", "kernel_constraint"), OldName("b_constraint", "bias_constraint"), OldName("bias", "use_bias")]
public sealed partial class Dense(int units, Activation? activation = null, bool use_bias = true, Initializer? kernel_initializer = null, Initializer? bias_initializer = null,
    Regularizer? kernel_regularizer = null, Regularizer? bias_regularizer = null, [NotSaved] Regularizer? activity_regularizer = null, Constraint? kernel_constraint = null, Constraint? bias_constraint = null,
    LayerOptions? options = null) : Layer((options ?? new()) with { ActivityRegularizer = activity_regularizer ?? options?.ActivityRegularizer })
{
    private Variable? kernel_;

    /// <summary>The length of the output.</summary>
    public int units { get; } = units > 0 ? units : throw new ValueError($"Received an invalid value for `units`, expected a positive integer. Received: units={units}");
    /// <summary>Applied to the output.</summary>
    public Activation activation { get; } = activation ?? "linear";
    /// <summary>The kernel's first values.</summary>
    public Initializer kernel_initializer { get; } = kernel_initializer ?? "glorot_uniform";
    /// <summary>The bias's first values.</summary>
    public Initializer bias_initializer { get; } = bias_initializer ?? "zeros";
    /// <summary>The weights of shape (input's last length, units).</summary>
    /// <exception cref="ValueError">The layer is not built.</exception>
    public Variable kernel => kernel_ ?? throw new ValueError("You must build the layer before accessing `kernel`.");
    /// <summary>The weights of shape (units,); null without a bias or before the layer is built.</summary>
    public Variable? bias { get; private set; }

    /// <inheritdoc/>
    public override void build(Shape input_shape)
    {
        if (input_shape.Rank < 2) new InputSpec(min_ndim: 2).Check(this, [input_shape]);
        int inputs = input_shape[^1];
        kernel_ = add_weight("kernel", (inputs, units), kernel_initializer, regularizer: kernel_regularizer, constraint: kernel_constraint);
        if (use_bias) bias = add_weight("bias", units, bias_initializer, regularizer: bias_regularizer, constraint: bias_constraint);
        input_spec = new InputSpec(min_ndim: 2, axes: new Dictionary<int, int> { [-1] = inputs });
    }

    /// <inheritdoc/>
    public override Tensor call(Tensor inputs)
    {
        Tensor x = ops.matmul(inputs, kernel);
        return activation.call(bias is null ? x : x + bias);
    }
}
