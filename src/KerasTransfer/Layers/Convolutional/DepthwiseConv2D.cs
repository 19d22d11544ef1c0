namespace KerasTransfer.Layers;

/// <summary>Convolution of each channel of images (batch, rows, columns, channels) by itself. Output: <c>depth_multiplier</c> channels for each, one after the other.</summary>
/// <param name="kernel_size">The size of the kernel.</param>
/// <param name="strides">From one position to the next, in cells; null for 1.</param>
/// <param name="padding"><c>valid</c>: the kernel stays inside; <c>same</c>: zeros around, so that the output has ⌈length / stride⌉ places.</param>
/// <param name="depth_multiplier">Output channels for each input channel, above 0.</param>
/// <param name="data_format"><c>channels_last</c> or <c>channels_first</c>; null for the global setting.</param>
/// <param name="dilation_rate">From one place of the kernel to the next, in cells; null for 1.</param>
/// <param name="activation">Applied to the output; null for none.</param>
/// <param name="use_bias">Whether a bias is added.</param>
/// <param name="depthwise_initializer">The kernel's first values, of shape (size…, channels, depth_multiplier); null for glorot_uniform.</param>
/// <param name="bias_initializer">The bias's first values; null for zeros.</param>
/// <param name="depthwise_regularizer">Penalty on the kernel.</param>
/// <param name="bias_regularizer">Penalty on the bias.</param>
/// <param name="activity_regularizer">Penalty on the output.</param>
/// <param name="depthwise_constraint">Bounds of the kernel.</param>
/// <param name="bias_constraint">Bounds of the bias.</param>
/// <param name="options">The keywords of every layer.</param>
/// <exception cref="ValueError">A number is not above 0.</exception>
[OldName("init", "depthwise_initializer")]
public sealed partial class DepthwiseConv2D(Size2D kernel_size, Size2D? strides = null, string padding = "valid", int depth_multiplier = 1, string? data_format = null, Size2D? dilation_rate = null, Activation? activation = null,
    bool use_bias = true, Initializer? depthwise_initializer = null, Initializer? bias_initializer = null, Regularizer? depthwise_regularizer = null, Regularizer? bias_regularizer = null,
    [NotSaved] Regularizer? activity_regularizer = null, Constraint? depthwise_constraint = null, Constraint? bias_constraint = null, LayerOptions? options = null)
    : BaseConv((kernel_size).Least(1, "kernel_size").Lengths, (strides ?? 1).Least(1, "strides").Lengths, padding, data_format, (dilation_rate ?? 1).Least(1, "dilation_rate").Lengths, activation, use_bias, bias_initializer, bias_regularizer, bias_constraint, activity_regularizer, options)
{
    private Variable? kernel_;

    /// <summary>Output channels for each input channel.</summary>
    public int depth_multiplier { get; } = Positive("depth_multiplier", depth_multiplier);
    /// <summary>The size of the kernel.</summary>
    public Size2D kernel_size { get; } = kernel_size;
    /// <summary>From one position to the next.</summary>
    public Size2D strides { get; } = strides ?? 1;
    /// <summary>From one place of the kernel to the next.</summary>
    public Size2D dilation_rate { get; } = dilation_rate ?? 1;
    /// <summary>The kernel's first values.</summary>
    public Initializer depthwise_initializer { get; } = depthwise_initializer ?? "glorot_uniform";
    /// <summary>The weights of shape (size…, channels, depth_multiplier).</summary>
    /// <exception cref="ValueError">The layer is not built.</exception>
    public Variable kernel => kernel_ ?? throw NotBuilt("kernel");

    /// <inheritdoc/>
    public override void build(Shape input_shape)
    {
        int channels = Channels(input_shape, c => c * depth_multiplier);
        kernel_ = add_weight("kernel", (kernel_size.Rows, kernel_size.Columns, channels, depth_multiplier), depthwise_initializer, regularizer: depthwise_regularizer, constraint: depthwise_constraint);
        AddBias(channels * depth_multiplier);
    }

    /// <inheritdoc/>
    public override Tensor call(Tensor inputs) => Finish(ops.depthwise_conv(inputs, kernel, Strides, padding, data_format, Dilations));
}
