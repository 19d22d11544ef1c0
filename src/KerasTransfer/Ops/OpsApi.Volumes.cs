using KerasTransfer.Ops;

namespace KerasTransfer;

// Volumes (batch, planes, rows, columns, channels), and transposed convolutions of sequences, images and volumes.
public sealed partial class OpsApi
{
    /// <summary>The gradient of <see cref="conv(Tensor, Tensor, Axes?, string, string?, Axes?)"/> with respect to its input, as an operation of its own: each place of the input adds the kernel, times its value, to the output.</summary>
    /// <param name="inputs">Sequences, images or volumes.</param>
    /// <param name="kernel">The weights, (…, filters, channels).</param>
    /// <param name="strides">From one place of the input to the next, in cells of the output: a number, or one for each axis.</param>
    /// <param name="padding"><c>valid</c>: the whole output, at least length · stride cells; <c>same</c>: length · stride cells of its middle.</param>
    /// <param name="output_padding">Cells added at the end of the output, below the strides; null for the lengths that <paramref name="padding"/> says.</param>
    /// <param name="data_format"><c>channels_last</c> or <c>channels_first</c>; null for the global setting.</param>
    /// <param name="dilation_rate">From one place of the kernel to the next, in cells of the output.</param>
    /// <exception cref="ValueError">The shapes do not fit, or the output padding is not below the strides.</exception>
    /// <remarks>Dumoulin and Visin, "A guide to convolution arithmetic for deep learning", 2016.</remarks>
    public Tensor conv_transpose(Tensor inputs, Tensor kernel, Axes? strides = null, string padding = "valid", Axes? output_padding = null, string? data_format = null, Axes? dilation_rate = null)
    {
        bool first = ImageDataFormat.Of(data_format) == "channels_first";
        int rank = inputs.ndim - 2;
        if (rank is < 1 or > 3) throw new ValueError($"conv_transpose: expected sequences of 3 axes, images of 4 or volumes of 5, got shape {inputs.shape}.");
        Tensor x = ChannelsLast(inputs, first);
        if (kernel.ndim != rank + 2 || kernel.shape[^1] != x.shape[^1])
            throw new ValueError($"conv_transpose: a kernel of shape {kernel.shape} does not fit inputs of shape {inputs.shape}. Expected ({(rank == 1 ? "size" : "sizes")}, filters, {x.shape[^1]}).");
        if (padding is not ("valid" or "same")) throw new ValueError($"`padding` must be either `'valid'` or `'same'`. Received {padding}.");
        (int[] step, int[] apart) = (Each("conv_transpose", "strides", strides, rank), Each("conv_transpose", "dilation_rate", dilation_rate, rank));
        int[]? more = output_padding is null ? null : output_padding.Count == rank ? [.. output_padding] : [.. Enumerable.Repeat(output_padding[0], rank)];
        CheckOutputPadding(more, step);
        (Window Window, int Cells)[] axes = [.. Enumerable.Range(0, rank).Select(i => Transposed(new Window(kernel.shape[i], step[i], apart[i]), padding, more?[i], x.shape[i + 1]))];
        if (axes.Any(a => a.Cells <= 0)) throw new ValueError($"conv_transpose: the output would have no cells. Received: inputs of shape {inputs.shape}, kernel of shape {kernel.shape}, strides={Tuple(step)}, padding={padding}.");
        Tensor y;
        if (rank == 3) y = TransposedVolumes(x, kernel, axes);
        else
        {
            ((Window down, int rows), (Window across, int columns)) = (rank == 1 ? (new Window(1), 1) : axes[0], axes[^1]);
            if (rank == 1) (x, kernel) = (x.Reshape((x.shape[0], 1, x.shape[1], x.shape[2])), kernel.Reshape(new Shape(1).Concat(kernel.shape)));
            y = new Conv2DInputGradient(down, across, 1, rows, columns).On(x, kernel);
            if (rank == 1) y = y.Reshape((y.shape[0], y.shape[2], y.shape[3]));
        }
        return first ? moveaxis(y, -1, 1) : y;
    }

    internal static void CheckOutputPadding(int[]? output_padding, int[] strides)
    {
        for (int i = 0; output_padding is not null && i < strides.Length; i++)
            if (output_padding[i] < 0 || output_padding[i] >= strides[i])
                throw new ValueError($"`output_padding` must be strictly less than `strides` for all dimensions. At dimension {i}, `output_padding` is {output_padding[i]} but `strides` is {strides[i]}. "
                    + $"Received: output_padding={Tuple(output_padding)}, strides={Tuple(strides)}");
    }

    /// <summary>The window whose convolution of so many cells gives <paramref name="length"/> positions, and the cells.</summary>
    private static (Window, int) Transposed(Window window, string padding, int? more, int length)
    {
        long whole = (length - 1L) * window.Stride + window.Extent;                         // from the first cell that is written to the last
        long cells = padding == "valid" ? whole + (more ?? Math.Max(0, window.Stride - window.Extent))
            : more is null ? (long)length * window.Stride : whole - 2 * (window.Extent / 2) + more.Value;
        int cut = checked((int)Math.Max(0, whole - cells)), before = padding == "valid" ? 0 : cut / 2;
        return (window with { Before = before, After = cut - before }, checked((int)cells));
    }

    private Tensor ChannelsLast(Tensor inputs, bool first)
    {
        if (!inputs.dtype.IsFloating) inputs = inputs.Cast(FloatX.Value);
        return first ? moveaxis(inputs, 1, -1) : inputs;
    }

    // ---- volumes

    // A convolution of volumes is one of images whose channels are those of all the planes that the window sees: so it costs kernel planes times the input's memory,
    // and its gradients are those of the parts.
    private Tensor ConvVolumes(Tensor inputs, Tensor kernel, Axes? strides, string padding, bool first, Axes? dilation_rate)
    {
        Tensor x = ChannelsLast(inputs, first);
        if (kernel.ndim != 5) throw new ValueError($"Kernel shape must have the same length as input, but received kernel of shape {kernel.shape} and input of shape {inputs.shape}.");
        (int planes, int rows, int columns, int channels, int filters) = (kernel.shape[0], kernel.shape[1], kernel.shape[2], kernel.shape[3], kernel.shape[4]);
        if (channels == 0 || x.shape[4] % channels != 0)
            throw new ValueError($"The number of input channels must be evenly divisible by kernel's in_channels. Received input channels {x.shape[4]} and kernel in_channels {channels}. ");
        int groups = x.shape[4] / channels;
        (Window deep, Window down, Window across) = VolumeWindows("conv", x, [planes, rows, columns], strides, padding, dilation_rate);
        int outPlanes = deep.Length(x.shape[1]);
        Tensor seen = PlanesSeen(x, deep, groups).Reshape((x.shape[0] * outPlanes, x.shape[2], x.shape[3], planes * x.shape[4]));
        Tensor image = new Transpose([1, 2, 0, 3, 4]).On(kernel).Reshape((rows, columns, planes * channels, filters));
        Tensor y = new Conv2D(down, across, groups).On(seen, image);
        y = y.Reshape((x.shape[0], outPlanes, y.shape[1], y.shape[2], filters));
        return first ? moveaxis(y, -1, 1) : y;
    }

    private static (Window Deep, Window Down, Window Across) VolumeWindows(string what, Tensor volumes, int[] size, Axes? strides, string padding, Axes? dilation)
    {
        (int[] step, int[] apart) = (Each(what, "strides", strides, 3), Each(what, "dilation_rate", dilation, 3));
        if (padding == "causal") throw new ValueError($"`padding` must be either `'valid'` or `'same'`. Received {padding}.");
        Window Of(int i) => new Window(size[i], step[i], apart[i]).Padded(padding, volumes.shape[i + 1]);
        return (Of(0), Of(1), Of(2));
    }

    /// <summary>For each position of a window along the planes the planes that it sees, (batch, positions, rows, columns, groups, places, channels of a group).</summary>
    private Tensor PlanesSeen(Tensor x, Window deep, int groups)
    {
        if (deep == new Window(1)) return x;
        if (deep.Before + deep.After > 0) x = pad(x, [(0, 0), (deep.Before, deep.After), (0, 0), (0, 0), (0, 0)]);
        int positions = new Window(deep.Size, deep.Stride, deep.Dilation).Length(x.shape[1]);
        Shape one = new(x.shape[0], positions, x.shape[2], x.shape[3], groups, 1, x.shape[4] / groups);
        return concatenate(new Tensors([.. Enumerable.Range(0, deep.Size).Select(i => Ops.Slice.Along(x, 1, positions == 0 ? 0 : i * deep.Dilation, positions, deep.Stride).Reshape(one))]), 5);
    }

    // The same backwards: the convolution's gradient gives what each plane of the input adds to each of the planes that it reaches.
    private Tensor TransposedVolumes(Tensor x, Tensor kernel, (Window Window, int Cells)[] axes)
    {
        ((Window deep, int planes), (Window down, int rows), (Window across, int columns)) = (axes[0], axes[1], axes[2]);
        (int batch, int given, int filters, int channels) = (x.shape[0], x.shape[1], kernel.shape[3], kernel.shape[4]);
        Tensor image = new Transpose([1, 2, 0, 3, 4]).On(kernel).Reshape((down.Size, across.Size, deep.Size * filters, channels));
        Tensor added = new Conv2DInputGradient(down, across, 1, rows, columns).On(x.Reshape((batch * given, x.shape[2], x.shape[3], channels)), image).Reshape(new Shape(batch, given, rows, columns, deep.Size, filters));
        Shape one = (batch, given, rows, columns, filters);
        Shape whole = (batch, checked((int)Math.Max((given - 1L) * deep.Stride + deep.Extent, (long)deep.Before + planes)), rows, columns, filters);
        Tensor? y = null;
        for (int i = 0; i < deep.Size; i++)
        {
            Tensor part = new Unslice([0, i * deep.Dilation, 0, 0, 0], [1, deep.Stride, 1, 1, 1], whole).On(Ops.Slice.Along(added, 4, i, 1).Reshape(one));
            y = y is null ? part : y + part;
        }
        return deep.Before == 0 && whole[1] == planes ? y! : Ops.Slice.Along(y!, 1, deep.Before, planes);
    }

    private Tensor PoolVolumes(string what, Tensor inputs, Axes pool_size, Axes? strides, string padding, string? data_format)
    {
        bool first = ImageDataFormat.Of(data_format) == "channels_first";
        Tensor x = ChannelsLast(inputs, first);
        (int[] size, int[] step) = PoolSizes(what, inputs, 3, pool_size, strides, padding, first);
        (Window deep, Window down, Window across) = VolumeWindows(what, x, size, new Axes(step), padding, null);
        Tensor y;
        if (what == "max_pool") y = new MaxPool3D(deep, down, across).On(x);
        else
        {
            // The mean of means: all planes of a window see as many cells.
            (int batch, int planes, int channels) = (x.shape[0], x.shape[1], x.shape[4]);
            y = new AvgPool2D(down, across).On(x.Reshape((batch * planes, x.shape[2], x.shape[3], channels)));
            (int rows, int columns) = (y.shape[1], y.shape[2]);
            y = new AvgPool2D(deep, new Window(1)).On(y.Reshape((batch, planes, rows * columns, channels)));
            y = y.Reshape((batch, y.shape[1], rows, columns, channels));
        }
        return first ? moveaxis(y, -1, 1) : y;
    }
}
