namespace KerasTransfer.Layers;

/// <summary>Convolution of each channel of images (batch, rows, columns, channels) by itself, then of all channels at each place. Bias and activation come after both.</summary>
/// <param name="filters">Channels of the output, above 0.</param>
/// <param name="kernel_size">The size of the depthwise kernel.</param>
/// <param name="strides">From one position to the next, in cells; null for 1.</param>
/// <param name="padding"><c>valid</c>: the kernel stays inside; <c>same</c>: zeros around, so that the output has ⌈length / stride⌉ places.</param>
/// <param name="data_format"><c>channels_last</c> or <c>channels_first</c>; null for the global setting.</param>
/// <param name="dilation_rate">From one place of the kernel to the next, in cells; null for 1.</param>
/// <param name="depth_multiplier">Channels between the two steps for each input channel, above 0.</param>
/// <param name="activation">Applied to the output; null for none.</param>
/// <param name="use_bias">Whether a bias is added.</param>
/// <param name="depthwise_initializer">The first kernel's first values, of shape (size…, channels, depth_multiplier); null for glorot_uniform.</param>
/// <param name="pointwise_initializer">The second kernel's first values, of shape (1…, channels · depth_multiplier, filters); null for glorot_uniform.</param>
/// <param name="bias_initializer">The bias's first values; null for zeros.</param>
/// <param name="depthwise_regularizer">Penalty on the first kernel.</param>
/// <param name="pointwise_regularizer">Penalty on the second kernel.</param>
/// <param name="bias_regularizer">Penalty on the bias.</param>
/// <param name="activity_regularizer">Penalty on the output.</param>
/// <param name="depthwise_constraint">Bounds of the first kernel.</param>
/// <param name="pointwise_constraint">Bounds of the second kernel.</param>
/// <param name="bias_constraint">Bounds of the bias.</param>
/// <param name="options">The keywords of every layer.</param>
/// <exception cref="ValueError">A number is not above 0.</exception>
[KerasName("SeparableConvolution2D"), OldName("nb_filter", "filters"), OldName("init", "depthwise_initializer")]
public sealed partial class SeparableConv2D(int filters, Size2D kernel_size, Size2D? strides = null, string padding = "valid", string? data_format = null, Size2D? dilation_rate = null, int depth_multiplier = 1,
    Activation? activation = null, bool use_bias = true, Initializer? depthwise_initializer = null, Initializer? pointwise_initializer = null, Initializer? bias_initializer = null,
    Regularizer? depthwise_regularizer = null, Regularizer? pointwise_regularizer = null, Regularizer? bias_regularizer = null, [NotSaved] Regularizer? activity_regularizer = null,
    Constraint? depthwise_constraint = null, Constraint? pointwise_constraint = null, Constraint? bias_constraint = null, LayerOptions? options = null)
    : BaseConv((kernel_size).Least(1, "kernel_size").Lengths, (strides ?? 1).Least(1, "strides").Lengths, padding, data_format, (dilation_rate ?? 1).Least(1, "dilation_rate").Lengths, activation, use_bias, bias_initializer, bias_regularizer, bias_constraint, activity_regularizer, options)
{
    private Variable? depthwise, pointwise;

    /// <summary>Channels of the output.</summary>
    public int filters { get; } = Positive("filters", filters);
    /// <summary>Channels between the two steps for each input channel.</summary>
    public int depth_multiplier { get; } = Positive("depth_multiplier", depth_multiplier);
    /// <summary>The size of the kernel.</summary>
    public Size2D kernel_size { get; } = kernel_size;
    /// <summary>From one position to the next.</summary>
    public Size2D strides { get; } = strides ?? 1;
    /// <summary>From one place of the kernel to the next.</summary>
    public Size2D dilation_rate { get; } = dilation_rate ?? 1;
    /// <summary>The first kernel's first values.</summary>
    public Initializer depthwise_initializer { get; } = depthwise_initializer ?? "glorot_uniform";
    /// <summary>The second kernel's first values.</summary>
    public Initializer pointwise_initializer { get; } = pointwise_initializer ?? "glorot_uniform";
    /// <summary>The weights of shape (size…, channels, depth_multiplier).</summary>
    /// <exception cref="ValueError">The layer is not built.</exception>
    public Variable depthwise_kernel => depthwise ?? throw NotBuilt("depthwise_kernel");
    /// <summary>The weights of shape (1…, channels · depth_multiplier, filters).</summary>
    /// <exception cref="ValueError">The layer is not built.</exception>
    public Variable pointwise_kernel => pointwise ?? throw NotBuilt("pointwise_kernel");

    /// <inheritdoc/>
    public override void build(Shape input_shape)
    {
        int channels = Channels(input_shape, _ => filters);
        depthwise = add_weight("depthwise_kernel", (kernel_size.Rows, kernel_size.Columns, channels, depth_multiplier), depthwise_initializer, regularizer: depthwise_regularizer, constraint: depthwise_constraint);
        pointwise = add_weight("pointwise_kernel", (1, 1, channels * depth_multiplier, filters), pointwise_initializer, regularizer: pointwise_regularizer, constraint: pointwise_constraint);
        AddBias(filters);
    }

    /// <inheritdoc/>
    public override Tensor call(Tensor inputs) => Finish(ops.separable_conv(inputs, depthwise_kernel, pointwise_kernel, Strides, padding, data_format, Dilations));
}
