namespace KerasTransfer.Layers;

/// <summary>Convolution of images (batch, rows, columns, channels), the kernel not flipped: activation(inputs ∗ kernel + bias). Output: as many places as the kernel has positions, <c>filters</c> channels.</summary>
/// <param name="filters">Channels of the output, above 0.</param>
/// <param name="kernel_size">The size of the kernel.</param>
/// <param name="strides">From one position to the next, in cells; null for 1.</param>
/// <param name="padding"><c>valid</c>: the kernel stays inside; <c>same</c>: zeros around, so that the output has ⌈length / stride⌉ places.</param>
/// <param name="data_format"><c>channels_last</c> or <c>channels_first</c>; null for the global setting.</param>
/// <param name="dilation_rate">From one place of the kernel to the next, in cells; null for 1.</param>
/// <param name="groups">Parts of the channels that are convolved by themselves, each giving its part of the filters; divides both.</param>
/// <param name="activation">Applied to the output; null for none.</param>
/// <param name="use_bias">Whether a bias is added.</param>
/// <param name="kernel_initializer">The kernel's first values, of shape (size…, channels / groups, filters); null for glorot_uniform.</param>
/// <param name="bias_initializer">The bias's first values; null for zeros.</param>
/// <param name="kernel_regularizer">Penalty on the kernel.</param>
/// <param name="bias_regularizer">Penalty on the bias.</param>
/// <param name="activity_regularizer">Penalty on the output.</param>
/// <param name="kernel_constraint">Bounds of the kernel.</param>
/// <param name="bias_constraint">Bounds of the bias.</param>
/// <param name="options">The keywords of every layer.</param>
/// <exception cref="ValueError">A number is not above 0, the groups do not divide the filters, or both strides and dilation are above 1.</exception>
[KerasName("Convolution2D", "AtrousConvolution2D"), OldName("atrous_rate", "dilation_rate"), OldName("nb_filter", "filters"), OldName("init", "kernel_initializer"), OldName("W_regularizer", "kernel_regularizer"), OldName("b_regularizer", "bias_regularizer"),
 OldName("W_constraint", "kernel_constraint"), OldName("b_constraint", "bias_constraint")]
public sealed partial class Conv2D(int filters, Size2D kernel_size, Size2D? strides = null, string padding = "valid", string? data_format = null, Size2D? dilation_rate = null, int groups = 1, Activation? activation = null,
    bool use_bias = true, Initializer? kernel_initializer = null, Initializer? bias_initializer = null, Regularizer? kernel_regularizer = null, Regularizer? bias_regularizer = null,
    [NotSaved] Regularizer? activity_regularizer = null, Constraint? kernel_constraint = null, Constraint? bias_constraint = null, LayerOptions? options = null)
    : BaseConv((kernel_size).Least(1, "kernel_size").Lengths, (strides ?? 1).Least(1, "strides").Lengths, padding, data_format, (dilation_rate ?? 1).Least(1, "dilation_rate").Lengths, activation, use_bias, bias_initializer, bias_regularizer, bias_constraint, activity_regularizer, options)
{
    private Variable? kernel_;

    /// <summary>Channels of the output.</summary>
    public int filters { get; } = Positive("filters", filters);
    /// <summary>Parts of the channels that are convolved by themselves.</summary>
    public int groups { get; } = groups <= 0 ? throw new ValueError($"The number of groups must be a positive integer. Received: groups={groups}.")
        : filters % groups != 0 ? throw new ValueError($"The number of filters must be evenly divisible by the number of groups. Received: groups={groups}, filters={filters}.") : groups;
    /// <summary>The size of the kernel.</summary>
    public Size2D kernel_size { get; } = kernel_size;
    /// <summary>From one position to the next.</summary>
    public Size2D strides { get; } = strides ?? 1;
    /// <summary>From one place of the kernel to the next.</summary>
    public Size2D dilation_rate { get; } = strides is null or { Rows: 1, Columns: 1 } || dilation_rate is null or { Rows: 1, Columns: 1 } ? dilation_rate ?? 1
        : throw new ValueError($"`strides > 1` not supported in conjunction with `dilation_rate > 1`. Received: strides={strides} and dilation_rate={dilation_rate}");
    /// <summary>The kernel's first values.</summary>
    public Initializer kernel_initializer { get; } = kernel_initializer ?? "glorot_uniform";
    /// <summary>The weights of shape (size…, channels / groups, filters).</summary>
    /// <exception cref="ValueError">The layer is not built.</exception>
    public Variable kernel => kernel_ ?? throw NotBuilt("kernel");

    /// <inheritdoc/>
    public override void build(Shape input_shape)
    {
        int channels = Channels(input_shape, _ => filters);
        if (channels % groups != 0)
            throw new ValueError($"The number of input channels must be evenly divisible by the number of groups. Received groups={groups}, but the input has {channels} channels (full input shape is {input_shape}).");
        kernel_ = add_weight("kernel", (kernel_size.Rows, kernel_size.Columns, channels / groups, filters), kernel_initializer, regularizer: kernel_regularizer, constraint: kernel_constraint);
        AddBias(filters);
    }

    /// <inheritdoc/>
    public override Tensor call(Tensor inputs) => Finish(ops.conv(inputs, kernel, Strides, padding, data_format, Dilations));
}
