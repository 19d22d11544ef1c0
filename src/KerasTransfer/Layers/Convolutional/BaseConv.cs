namespace KerasTransfer.Layers;

/// <summary>What the convolution layers have in common: arguments, bias, activation, and what Keras checks.</summary>
[OldName("border_mode", "padding"), OldName("dim_ordering", "data_format"), OldName("bias", "use_bias"), OldName("subsample", "strides")]
public abstract class BaseConv : Layer
{
    private readonly int rank;
    private readonly int[] kernelSize, steps, dilations;
    private Initializer? firstBias;

    private protected BaseConv(int[] kernel_size, int[] strides, string padding, string? data_format, int[] dilation_rate, Activation? activation, bool use_bias, Initializer? bias_initializer,
        Regularizer? bias_regularizer, Constraint? bias_constraint, Regularizer? activity_regularizer, LayerOptions? options)
        : base((options ?? new()) with { ActivityRegularizer = activity_regularizer ?? options?.ActivityRegularizer })
    {
        (rank, kernelSize, steps, dilations) = (kernel_size.Length, kernel_size, strides, dilation_rate);
        string lower = padding.ToLowerInvariant();
        this.padding = lower is "valid" or "same" || (lower == "causal" && TakesCausal) ? lower
            : throw new ValueError($"The `padding` argument must be a list/tuple or one of {{'valid', 'same'{(TakesCausal ? ", 'causal'" : "")}}}. Received: {lower}");
        this.data_format = ImageDataFormat.Of(data_format);
        this.activation = activation ?? "linear";
        this.use_bias = use_bias;
        firstBias = bias_initializer;
        this.bias_regularizer = bias_regularizer;
        this.bias_constraint = bias_constraint;
        input_spec = new InputSpec(min_ndim: rank + 2);
    }

    private protected virtual bool TakesCausal => false;

    /// <summary><c>valid</c>: the kernel stays inside; <c>same</c>: zeros around, so that the output has ⌈length / stride⌉ places; <c>causal</c> (sequences): zeros before.</summary>
    public string padding { get; }
    /// <summary>Where the channels are.</summary>
    public string data_format { get; }
    /// <summary>Applied to the output.</summary>
    public Activation activation { get; }
    /// <summary>Whether a bias is added.</summary>
    public bool use_bias { get; }
    /// <summary>The bias's first values.</summary>
    public Initializer bias_initializer => firstBias ??= "zeros";
    /// <summary>Penalty on the bias.</summary>
    public Regularizer? bias_regularizer { get; }
    /// <summary>Bounds of the bias.</summary>
    public Constraint? bias_constraint { get; }
    /// <summary>The weights of shape (filters,); null without a bias or before the layer is built.</summary>
    public Variable? bias { get; private set; }

    private protected Axes Strides => new(steps);
    private protected Axes Dilations => new(dilations);
    private protected bool ChannelsFirst => data_format == "channels_first";

    private protected static ValueError NotBuilt(string weight) => new($"You must build the layer before accessing `{weight}`.");

    private protected static int Positive(string argument, int value) => value > 0 ? value
        : throw new ValueError($"Invalid value for argument `{argument}`. Expected a strictly positive value. Received {argument}={value}.");

    /// <summary>The input's channels; complains where the kernel is larger than the input, unless the convolution is transposed.</summary>
    private protected int Channels(Shape input_shape, Func<int, int> filters, bool transposed = false)
    {
        if (input_shape.Rank < rank + 2) new InputSpec(min_ndim: rank + 2).Check(this, [input_shape]);
        int axis = ChannelsFirst ? 1 : input_shape.Rank - 1, channels = input_shape[axis];
        if (channels == Shape.Unknown) throw new ValueError($"Layer '{name}': the channels (axis {axis}) of the input shape {input_shape} are not known. Give the model an input shape that says them.");
        int[] kernel = [.. kernelSize, channels, filters(channels)];
        if (input_shape.Rank != rank + 2) throw new ValueError($"Kernel shape must have the same length as input, but received kernel of shape {new Shape(kernel)} and input of shape {input_shape}.");
        for (int i = 0; padding == "valid" && !transposed && i < rank; i++)
            if (input_shape[i + (ChannelsFirst ? 2 : 1)] is var length && length != Shape.Unknown && length < (kernelSize[i] - 1L) * dilations[i] + 1)
                throw new ValueError($"Computed output size would be zero or negative. Received `inputs shape={input_shape}`, `kernel shape={new Shape(kernel)}`, `dilation_rate=[{string.Join(' ', dilations)}]`, "
                    + $"`strides={OpsApi.Tuple(steps)}`, `padding={padding}`.");
        input_spec = new InputSpec(min_ndim: rank + 2, axes: new Dictionary<int, int> { [ChannelsFirst ? 1 : -1] = channels });
        return channels;
    }

    private protected void AddBias(int filters)
    {
        if (use_bias) bias = add_weight("bias", filters, bias_initializer, regularizer: bias_regularizer, constraint: bias_constraint);
    }

    /// <summary>activation(x + bias).</summary>
    private protected Tensor Finish(Tensor x) => activation.call(bias is null ? x : x + (ChannelsFirst ? ops.reshape(bias, new Shape([1, bias.shape[0], .. Enumerable.Repeat(1, rank)])) : (Tensor)bias));
}
