namespace KerasTransfer.Layers;

/// <summary>
/// Transposed convolution of volumes (batch, planes, rows, columns, channels): each place of the input adds the kernel, times its value, to the output; then bias and activation. It is the gradient of
/// <see cref="Conv3D"/> with respect to its input, and makes inputs larger by its strides.
/// </summary>
/// <param name="filters">Channels of the output, above 0.</param>
/// <param name="kernel_size">The size of the kernel.</param>
/// <param name="strides">From one place of the input to the next, in cells of the output; null for 1.</param>
/// <param name="padding"><c>valid</c>: the whole output, at least length · stride cells; <c>same</c>: length · stride cells of its middle.</param>
/// <param name="data_format"><c>channels_last</c> or <c>channels_first</c>; null for the global setting.</param>
/// <param name="output_padding">Cells added at the end of the output, below the strides; null for the lengths that <paramref name="padding"/> says.</param>
/// <param name="dilation_rate">From one place of the kernel to the next, in cells of the output; null for 1.</param>
/// <param name="activation">Applied to the output; null for none.</param>
/// <param name="use_bias">Whether a bias is added.</param>
/// <param name="kernel_initializer">The kernel's first values, of shape (size…, filters, channels); null for glorot_uniform.</param>
/// <param name="bias_initializer">The bias's first values; null for zeros.</param>
/// <param name="kernel_regularizer">Penalty on the kernel.</param>
/// <param name="bias_regularizer">Penalty on the bias.</param>
/// <param name="activity_regularizer">Penalty on the output.</param>
/// <param name="kernel_constraint">Bounds of the kernel.</param>
/// <param name="bias_constraint">Bounds of the bias.</param>
/// <param name="options">The keywords of every layer.</param>
/// <exception cref="ValueError">A number is not above 0, both strides and dilation are above 1, or the output padding is not below the strides.</exception>
[KerasName("Convolution3DTranspose", "Deconvolution3D"), OldName("nb_filter", "filters"), OldName("init", "kernel_initializer"), OldName("W_regularizer", "kernel_regularizer"), OldName("b_regularizer", "bias_regularizer"),
 OldName("W_constraint", "kernel_constraint"), OldName("b_constraint", "bias_constraint")]
public sealed partial class Conv3DTranspose(int filters, Size3D kernel_size, Size3D? strides = null, string padding = "valid", string? data_format = null, Size3D? output_padding = null, Size3D? dilation_rate = null, Activation? activation = null,
    bool use_bias = true, Initializer? kernel_initializer = null, Initializer? bias_initializer = null, Regularizer? kernel_regularizer = null, Regularizer? bias_regularizer = null,
    [NotSaved] Regularizer? activity_regularizer = null, Constraint? kernel_constraint = null, Constraint? bias_constraint = null, LayerOptions? options = null)
    : BaseConv((kernel_size).Least(1, "kernel_size").Lengths, (strides ?? 1).Least(1, "strides").Lengths, padding, data_format, (dilation_rate ?? 1).Least(1, "dilation_rate").Lengths, activation, use_bias, bias_initializer, bias_regularizer, bias_constraint, activity_regularizer, options)
{
    private Variable? kernel_;

    /// <summary>Channels of the output.</summary>
    public int filters { get; } = Positive("filters", filters);
    /// <summary>Cells added at the end of the output; null for the lengths that the padding says.</summary>
    public Size3D? output_padding { get; } = Below(output_padding?.Least(0, "output_padding"), strides ?? 1);
    /// <summary>The size of the kernel.</summary>
    public Size3D kernel_size { get; } = kernel_size;
    /// <summary>From one position to the next.</summary>
    public Size3D strides { get; } = strides ?? 1;
    /// <summary>From one place of the kernel to the next.</summary>
    public Size3D dilation_rate { get; } = strides is null or { Planes: 1, Rows: 1, Columns: 1 } || dilation_rate is null or { Planes: 1, Rows: 1, Columns: 1 } ? dilation_rate ?? 1
        : throw new ValueError($"`strides > 1` not supported in conjunction with `dilation_rate > 1`. Received: strides={strides} and dilation_rate={dilation_rate}");
    /// <summary>The kernel's first values.</summary>
    public Initializer kernel_initializer { get; } = kernel_initializer ?? "glorot_uniform";
    /// <summary>The weights of shape (size…, filters, channels).</summary>
    /// <exception cref="ValueError">The layer is not built.</exception>
    public Variable kernel => kernel_ ?? throw NotBuilt("kernel");

    /// <inheritdoc/>
    public override void build(Shape input_shape)
    {
        int channels = Channels(input_shape, _ => filters, transposed: true);
        kernel_ = add_weight("kernel", (kernel_size.Planes, kernel_size.Rows, kernel_size.Columns, filters, channels), kernel_initializer, regularizer: kernel_regularizer, constraint: kernel_constraint);
        AddBias(filters);
    }

    /// <inheritdoc/>
    public override Tensor call(Tensor inputs) => Finish(ops.conv_transpose(inputs, kernel, Strides, padding, output_padding is null ? null : new Axes(output_padding.Lengths), data_format, Dilations));

    private static Size3D? Below(Size3D? size, Size3D strides)
    {
        if (size is not null) OpsApi.CheckOutputPadding(size.Lengths, strides.Lengths);
        return size;
    }
}
