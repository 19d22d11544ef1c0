using System.Numerics.Tensors;
using KerasTransfer.Engines.Managed.Kernels;
using KerasTransfer.Graph;

namespace KerasTransfer.Ops;

/// <summary>Mean and variance of each channel, the last axis, over all others: (…, channels) → (2, channels).</summary>
internal sealed record ChannelMoments : Op
{
    public override TensorType Infer(IReadOnlyList<Tensor> inputs) => inputs[0].ndim > 0 && inputs[0].dtype.IsFloating ? new((2, inputs[0].shape[^1]), inputs[0].dtype)
        : throw new ValueError($"moments: expected floating-point numbers with an axis of channels, got {inputs[0].dtype} of shape {inputs[0].shape}.");

    public override Tensor?[] Gradient(Tensor y, Tensor dy)
    {
        Tensor x = y.Inputs[0];
        double rows = Rows(x.shape);
        return [(x - Row(y, 0)) * (Row(dy, 1) * (2 / rows)) + Row(dy, 0) * (1 / rows)];
    }

    public override unsafe void Run(KernelCall call)
    {
        (int rows, int channels) = (Rows(call.InputShape(0)), call.OutputShape[1]);
        if (call.OutputType == DType.float64) ChannelKernels.Moments(call.InputPointer<double>(0), rows, channels, call.OutputPointer<double>(), call.OutputPointer<double>() + channels, call.Pool);
        else ChannelKernels.Moments(call.InputPointer<float>(0), rows, channels, call.OutputPointer<float>(), call.OutputPointer<float>() + channels, call.Pool);
    }

    /// <summary>One of the two rows, as a vector.</summary>
    public static Tensor Row(Tensor pair, int row) => Slice.Along(pair, 0, row, 1).Reshape(pair.shape[1]);

    internal static int Rows(Shape x) => Extent.Of(x.Dims[..^1]);
}

/// <summary>Sums over all axes but the last of a and of a · (x − center): (…, channels), (…, channels), (channels) → (2, channels). The gradients of a normalization's shift and factor.</summary>
internal sealed record ChannelSums : Op
{
    public override TensorType Infer(IReadOnlyList<Tensor> inputs)
    {
        (Shape a, Shape x, Shape center) = (inputs[0].shape, inputs[1].shape, inputs[2].shape);
        if (!inputs[0].dtype.IsFloating || inputs.Any(i => i.dtype != inputs[0].dtype) || a.Rank == 0 || a != x || center != new Shape(a[^1]))
            throw new ValueError($"channel sums: expected two tensors of one shape and one number per channel, got shapes {a}, {x} and {center}.");
        return new((2, a[^1]), inputs[0].dtype);
    }

    public override Tensor?[] Gradient(Tensor y, Tensor dy)
    {
        (Tensor a, Tensor x, Tensor center) = (y.Inputs[0], y.Inputs[1], y.Inputs[2]);
        (Tensor first, Tensor second) = (ChannelMoments.Row(dy, 0), ChannelMoments.Row(dy, 1));
        return [(x - center) * second + first, a * second, -(second * ChannelMoments.Row(y, 0))];
    }

    public override unsafe void Run(KernelCall call)
    {
        (int rows, int channels) = (ChannelMoments.Rows(call.InputShape(0)), call.OutputShape[1]);
        if (call.OutputType == DType.float64)
            ChannelKernels.Sums(call.InputPointer<double>(0), call.InputPointer<double>(1), call.InputPointer<double>(2), rows, channels, call.OutputPointer<double>(), call.OutputPointer<double>() + channels, call.Pool);
        else ChannelKernels.Sums(call.InputPointer<float>(0), call.InputPointer<float>(1), call.InputPointer<float>(2), rows, channels, call.OutputPointer<float>(), call.OutputPointer<float>() + channels, call.Pool);
    }
}

/// <summary>(x − center) · factor + shift with one number per channel, the last axis: (…, channels) and three times (channels).</summary>
internal sealed record Standardize : ElementwiseOp
{
    public override TensorType Infer(IReadOnlyList<Tensor> inputs)
    {
        Shape x = inputs[0].shape;
        if (!inputs[0].dtype.IsFloating || inputs.Any(i => i.dtype != inputs[0].dtype) || x.Rank == 0 || inputs.Skip(1).Any(i => i.shape != new Shape(x[^1])))
            throw new ValueError($"standardize: expected numbers of one type with one center, factor and shift per channel, got shapes {string.Join(", ", inputs.Select(i => i.shape))}.");
        return new(x, inputs[0].dtype);
    }

    public override Tensor?[] Gradient(Tensor y, Tensor dy)
    {
        (Tensor x, Tensor center, Tensor factor) = (y.Inputs[0], y.Inputs[1], y.Inputs[2]);
        Tensor sums = new ChannelSums().On(dy, x, center), shift = ChannelMoments.Row(sums, 0);
        return [dy * factor, -(factor * shift), ChannelMoments.Row(sums, 1), shift];
    }

    public override void Run(KernelCall call)
    {
        if (call.OutputType == DType.float64)
        {
            Span<double> wide = call.Output<double>();
            TensorPrimitives.Subtract(call.Input<double>(0), call.Input<double>(1), wide);
            TensorPrimitives.Multiply(wide, call.Input<double>(2), wide);
            TensorPrimitives.Add(wide, call.Input<double>(3), wide);
            return;
        }
        Span<float> y = call.Output<float>();
        TensorPrimitives.Subtract(call.Input<float>(0), call.Input<float>(1), y);
        TensorPrimitives.MultiplyAdd(y, call.Input<float>(2), call.Input<float>(3), y);
    }
}
