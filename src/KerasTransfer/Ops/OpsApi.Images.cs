using KerasTransfer.Ops;

namespace KerasTransfer;

public sealed partial class OpsApi
{
    /// <summary>Cross-correlation of images (batch, rows, columns, channels), sequences (batch, length, channels) or volumes (batch, planes, rows, columns, channels) with a kernel (…, channels / groups, filters).</summary>
    /// <param name="inputs">Images, sequences or volumes; the number of groups is what their channels are to the kernel's.</param>
    /// <param name="kernel">The weights.</param>
    /// <param name="strides">From one position to the next: a number, or one for each axis.</param>
    /// <param name="padding"><c>valid</c>, or <c>same</c>: zeros around, so that there are ⌈length / stride⌉ positions. For sequences also <c>causal</c>.</param>
    /// <param name="data_format"><c>channels_last</c> or <c>channels_first</c>; null for the global setting.</param>
    /// <param name="dilation_rate">From one place of the kernel to the next.</param>
    /// <exception cref="ValueError">The shapes do not fit.</exception>
    public Tensor conv(Tensor inputs, Tensor kernel, Axes? strides = null, string padding = "valid", string? data_format = null, Axes? dilation_rate = null)
    {
        bool first = ImageDataFormat.Of(data_format) == "channels_first";
        if (inputs.ndim == 5) return ConvVolumes(inputs, kernel, strides, padding, first, dilation_rate);
        (Tensor x, int rank) = AsImages("conv", inputs, first);
        if (kernel.ndim != rank + 2) throw new ValueError($"Kernel shape must have the same length as input, but received kernel of shape {kernel.shape} and input of shape {inputs.shape}.");
        int channels = kernel.shape[^2];
        if (channels == 0 || x.shape[3] % channels != 0)
            throw new ValueError($"The number of input channels must be evenly divisible by kernel's in_channels. Received input channels {x.shape[3]} and kernel in_channels {channels}. ");
        (Window down, Window across) = Windows("conv", x, rank, kernel.shape[..rank].ToArray(), strides, padding, dilation_rate);
        Tensor image = rank == 1 ? kernel.Reshape(new Shape(1).Concat(kernel.shape)) : kernel;
        return FromImages(new Conv2D(down, across, x.shape[3] / channels).On(x, image), rank, first);
    }

    /// <summary>Cross-correlation of each channel by itself; the kernel is (…, channels, depth multiplier), and the results of a channel follow each other.</summary>
    /// <exception cref="ValueError">The shapes do not fit.</exception>
    public Tensor depthwise_conv(Tensor inputs, Tensor kernel, Axes? strides = null, string padding = "valid", string? data_format = null, Axes? dilation_rate = null)
    {
        bool first = ImageDataFormat.Of(data_format) == "channels_first";
        (Tensor x, int rank) = AsImages("depthwise_conv", inputs, first);
        if (kernel.ndim != rank + 2 || kernel.shape[^2] != x.shape[3]) throw new ValueError($"depthwise_conv: a kernel of shape {kernel.shape} does not fit inputs of shape {inputs.shape}. Expected (…, channels, depth multiplier).");
        (Window down, Window across) = Windows("depthwise_conv", x, rank, kernel.shape[..rank].ToArray(), strides, padding, dilation_rate);
        if (kernel.shape[^1] != 1) x = repeat(x, kernel.shape[^1], 3);          // a channel for each result
        return FromImages(new DepthwiseConv2D(down, across).On(x, kernel.Reshape((down.Size, across.Size, x.shape[3]))), rank, first);
    }

    /// <summary><see cref="depthwise_conv(Tensor, Tensor, Axes?, string, string?, Axes?)"/>, then a convolution with a kernel of one place.</summary>
    /// <exception cref="ValueError">The shapes do not fit.</exception>
    public Tensor separable_conv(Tensor inputs, Tensor depthwise_kernel, Tensor pointwise_kernel, Axes? strides = null, string padding = "valid", string? data_format = null, Axes? dilation_rate = null) =>
        conv(depthwise_conv(inputs, depthwise_kernel, strides, padding, data_format, dilation_rate), pointwise_kernel, data_format: data_format);

    /// <summary>The largest number of each window of images, sequences or volumes; padding does not count.</summary>
    /// <param name="inputs">Images (batch, rows, columns, channels), sequences (batch, length, channels) or volumes (batch, planes, rows, columns, channels).</param>
    /// <param name="pool_size">The window: a number, or one for each axis.</param>
    /// <param name="strides">From one position to the next; null for <paramref name="pool_size"/>.</param>
    /// <param name="padding"><c>valid</c> or <c>same</c>.</param>
    /// <param name="data_format"><c>channels_last</c> or <c>channels_first</c>; null for the global setting.</param>
    public Tensor max_pool(Tensor inputs, Axes pool_size, Axes? strides = null, string padding = "valid", string? data_format = null) =>
        inputs.ndim == 5 ? PoolVolumes("max_pool", inputs, pool_size, strides, padding, data_format) : Pool("max_pool", inputs, pool_size, strides, padding, data_format, static (down, across) => new MaxPool2D(down, across));

    /// <summary>The mean of each window of images, sequences or volumes; padding does not count.</summary>
    /// <param name="inputs">Images (batch, rows, columns, channels), sequences (batch, length, channels) or volumes (batch, planes, rows, columns, channels).</param>
    /// <param name="pool_size">The window: a number, or one for each axis.</param>
    /// <param name="strides">From one position to the next; null for <paramref name="pool_size"/>.</param>
    /// <param name="padding"><c>valid</c> or <c>same</c>.</param>
    /// <param name="data_format"><c>channels_last</c> or <c>channels_first</c>; null for the global setting.</param>
    public Tensor average_pool(Tensor inputs, Axes pool_size, Axes? strides = null, string padding = "valid", string? data_format = null) =>
        inputs.ndim == 5 ? PoolVolumes("average_pool", inputs, pool_size, strides, padding, data_format) : Pool("average_pool", inputs, pool_size, strides, padding, data_format, static (down, across) => new AvgPool2D(down, across));

    private static Tensor Pool(string what, Tensor inputs, Axes pool_size, Axes? strides, string padding, string? data_format, Func<Window, Window, Graph.Op> make)
    {
        bool first = ImageDataFormat.Of(data_format) == "channels_first";
        (Tensor x, int rank) = AsImages(what, inputs, first);
        (int[] size, int[] step) = PoolSizes(what, inputs, rank, pool_size, strides, padding, first);
        (Window down, Window across) = Windows(what, x, rank, size, new Axes(step), padding, null);
        return FromImages(make(down, across).On(x), rank, first);
    }

    private static (int[] Size, int[] Step) PoolSizes(string what, Tensor inputs, int rank, Axes pool_size, Axes? strides, string padding, bool first)
    {
        if (padding is not ("valid" or "same")) throw new ValueError($"Argument `padding` must be either 'valid' or 'same'. Received: padding={padding}");
        (int[] size, int[] step) = (Each(what, "pool_size", pool_size, rank), Each(what, "strides", strides ?? pool_size, rank));
        if (padding == "valid")
            for (int i = 0; i < rank; i++)
                if (inputs.shape[i + (first ? 2 : 1)] < size[i])
                    throw new ValueError($"Computed output size would be zero or negative. Received: `inputs.shape=[{string.Join(' ', Symbolic.Restore(inputs.shape).Select(d => d?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "None"))}]`, "
                        + $"`pool_size=[{string.Join(' ', size)}]`, `strides={Tuple(step)}`, `padding={padding}`.");
        return (size, step);
    }

    internal static string Tuple(int[] numbers) => numbers.Length == 1 ? $"({numbers[0]},)" : $"({string.Join(", ", numbers)})";

    private static (Tensor Images, int Rank) AsImages(string what, Tensor inputs, bool first)
    {
        if (inputs.ndim is not (3 or 4))
            throw inputs.ndim == 5 ? new NotSupportedException($"{what} of volumes (shape {inputs.shape}) is not supported yet. Use images (4 axes) or sequences (3 axes).")
                : new ValueError($"{what}: expected images of 4 axes or sequences of 3, got shape {inputs.shape}.");
        if (!inputs.dtype.IsFloating) inputs = inputs.Cast(FloatX.Value);
        if (first) inputs = new Transpose(inputs.ndim == 4 ? [0, 2, 3, 1] : [0, 2, 1]).On(inputs);
        return inputs.ndim == 4 ? (inputs, 2) : (inputs.Reshape((inputs.shape[0], 1, inputs.shape[1], inputs.shape[2])), 1);
    }

    private static Tensor FromImages(Tensor y, int rank, bool first)
    {
        if (rank == 1) y = y.Reshape((y.shape[0], y.shape[2], y.shape[3]));
        return !first ? y : new Transpose(rank == 2 ? [0, 3, 1, 2] : [0, 2, 1]).On(y);
    }

    private static int[] Each(string what, string argument, Axes? given, int rank) => given is null ? [.. Enumerable.Repeat(1, rank)]
        : given.Any(n => n <= 0) || (given.Count != 1 && given.Count != rank) ? throw new ValueError($"{what}: `{argument}` must be {rank} numbers above 0. Received: {argument}={given}")
        : given.Count == rank ? [.. given] : [.. Enumerable.Repeat(given[0], rank)];

    private static (Window Down, Window Across) Windows(string what, Tensor images, int rank, int[] size, Axes? strides, string padding, Axes? dilation)
    {
        (int[] step, int[] apart) = (Each(what, "strides", strides, rank), Each(what, "dilation_rate", dilation, rank));
        if (padding == "causal" && rank != 1) throw new ValueError($"`padding` must be either `'valid'` or `'same'`. Received {padding}.");
        Window across = new Window(size[^1], step[^1], apart[^1]).Padded(padding, images.shape[2]);
        return (rank == 1 ? new Window(1) : new Window(size[0], step[0], apart[0]).Padded(padding, images.shape[1]), across);
    }
}
