namespace KerasTransfer.Applications;

/// <summary>What is done to images before a network of <c>keras.applications</c> sees them.</summary>
internal static class ImageNetPreprocessing
{
    /// <summary>The ways that there are; <see cref="Inside"/>: the network does it itself.</summary>
    public enum Mode { Caffe, Tf, Torch, Inside }

    private static readonly double[] caffeMeans = [103.939, 116.779, 123.68];                         // of blue, green, red
    private static readonly double[] torchMeans = [0.485, 0.456, 0.406], torchDeviations = [0.229, 0.224, 0.225];

    /// <summary>The way of that name.</summary>
    /// <exception cref="ValueError">There is none.</exception>
    public static Mode Named(string mode) => mode switch
    {
        "caffe" => Mode.Caffe,
        "tf" => Mode.Tf,
        "torch" => Mode.Torch,
        _ => throw new ValueError($"Expected mode to be one of `caffe`, `tf` or `torch`. Received: mode={mode}"),
    };

    private static bool ChannelsFirst(string? data_format) => (data_format ?? ImageDataFormat.Value) switch
    {
        "channels_first" => true,
        "channels_last" => false,
        _ => throw new ValueError($"Expected data_format to be one of `channels_first` or `channels_last`. Received: data_format={data_format}"),
    };

    private static int ChannelAxis(Shape shape, bool channels_first)
    {
        if (shape.Rank is not (3 or 4)) throw new ValueError($"preprocess_input expects one image (rows, columns, 3) or a batch of them (batch, rows, columns, 3). Received the shape {shape}.");
        int axis = channels_first ? shape.Rank - 3 : shape.Rank - 1;
        return shape[axis] == 3 ? axis : throw new ValueError($"preprocess_input expects 3 channels (red, green, blue) on axis {axis}. Received the shape {shape}. For grey images repeat the channel: np.repeat(x, 3, axis: {axis}).");
    }

    /// <summary>An array: in place where it holds floating-point numbers, else in a float32 copy.</summary>
    public static NDArray Run(NDArray x, string? data_format, Mode mode)
    {
        if (mode == Mode.Inside) return x;
        bool first = ChannelsFirst(data_format);
        if (!x.dtype.IsFloating) x = x.astype(FloatX.Value);
        if (mode == Mode.Tf)
        {
            if (x.dtype == DType.float32) foreach (ref float v in x.AsSpan<float>()) v = v / 127.5f - 1f;
            else foreach (ref double v in x.AsSpan<double>()) v = v / 127.5 - 1.0;
            return x;
        }
        int axis = ChannelAxis(x.shape, first);
        int plane = first ? x.shape[axis + 1] * x.shape[axis + 2] : 1;
        if (x.dtype == DType.float32) Planes(x.AsSpan<float>(), plane, mode);
        else Planes(x.AsSpan<double>(), plane, mode);
        return mode == Mode.Torch ? x : KerasApi.np.flip(x, axis);
    }

    // Channel by channel, each in runs of one plane.
    private static void Planes<T>(Span<T> x, int plane, Mode mode) where T : unmanaged, System.Numerics.IFloatingPoint<T>
    {
        for (int start = 0, channel = 0; start < x.Length; start += plane, channel = (channel + 1) % 3)
            foreach (ref T v in x.Slice(start, plane))
                v = mode == Mode.Torch
                    ? (v / T.CreateChecked(255) - T.CreateChecked(torchMeans[channel])) / T.CreateChecked(torchDeviations[channel])
                    : v - T.CreateChecked(caffeMeans[2 - channel]);             // the channels are turned round afterwards
    }

    /// <summary>A tensor inside a computation.</summary>
    public static Tensor Run(Tensor x, string? data_format, Mode mode)
    {
        if (mode == Mode.Inside) return x;
        bool first = ChannelsFirst(data_format);
        CheckFloating(x.dtype);
        OpsApi ops = KerasApi.keras.ops;
        if (mode == Mode.Tf) return x / 127.5 - 1;
        int axis = ChannelAxis(x.shape, first);
        int[] lengths = [.. Enumerable.Repeat(1, x.ndim)];
        lengths[axis] = 3;
        if (mode == Mode.Torch) return (x / 255 + Channels(torchMeans, -1)) / Channels(torchDeviations, 1);
        return ops.flip(x, axis) + Channels(caffeMeans, -1);

        Tensor Channels(double[] values, int sign) => NDArray.FromArray(values.Select(v => sign * v).ToArray(), new Shape(lengths)).astype(x.dtype);
    }

    /// <summary>A symbolic tensor, in a functional model: the operations are Keras's.</summary>
    public static KerasTensor Run(KerasTensor x, string? data_format, Mode mode)
    {
        if (mode == Mode.Inside) return x;
        bool first = ChannelsFirst(data_format);
        CheckFloating(x.dtype);
        if (mode == Mode.Tf) return x / 127.5 - 1.0;
        int rank = x.shape.Rank, axis = ChannelAxis(x.shape, first);
        if (mode == Mode.Torch) return (x / 255.0 + Channels(torchMeans, -1)) / Channels(torchDeviations, 1);
        KerasTensor[] channels = [.. ((int[])[2, 1, 0]).Select(i => !first ? x[Slice.Ellipsis, i] : rank == 3 ? x[i, Slice.Ellipsis] : x[Slice.All, i, Slice.All])];
        return KerasApi.keras.ops.stack(channels, axis: first ? axis : -1) + Channels(caffeMeans, -1);

        NDArray Channels(double[] values, int sign)
        {
            int[] lengths = [.. Enumerable.Repeat(1, rank)];
            lengths[axis] = 3;
            return NDArray.FromArray(values.Select(v => sign * v).ToArray(), new Shape(lengths)).astype(x.dtype);
        }
    }

    private static void CheckFloating(DType dtype)
    {
        if (!dtype.IsFloating) throw new ValueError($"preprocess_input expects floating-point numbers, the tensor is of type {dtype}. Cast it first: keras.ops.cast(x, \"float32\").");
    }
}
