using KerasTransfer.Engines.Managed;
using KerasTransfer.Engines.Managed.Kernels;
using KerasTransfer.Graph;

namespace KerasTransfer.Ops;

/// <summary>Cross-correlation of each channel of images (batch, rows, columns, channels) with its own kernel, of (rows, columns, channels).</summary>
internal sealed record DepthwiseConv2D(Window Down, Window Across) : Op, IProduct
{
    public override TensorType Infer(IReadOnlyList<Tensor> inputs)
    {
        (Shape x, Shape kernel) = (inputs[0].shape, inputs[1].shape);
        ImageShape.SameType("depthwise_conv", inputs);
        ImageShape shape = ImageShape.Of("depthwise_conv", x, Down, Across);
        if (kernel != new Shape(Down.Size, Across.Size, x[3])) throw new ValueError($"depthwise_conv: a kernel of shape {kernel} does not fit images of shape {x}.");
        return new(shape.Output(x[3]), inputs[0].dtype);
    }

    public override bool IsPerSample(Tensor y, ReadOnlySpan<bool> sampled) => sampled[0] && !sampled[1];
    public override long Work(Tensor y) => y.shape.Size * y.Inputs[1].shape[..2].Size;

    public override Tensor?[] Gradient(Tensor y, Tensor dy)
    {
        (Tensor x, Tensor kernel) = (y.Inputs[0], y.Inputs[1]);
        return [new DepthwiseConv2DInputGradient(Down, Across, x.shape[1], x.shape[2]).On(dy, kernel), new DepthwiseConv2DKernelGradient(Down, Across).On(x, dy)];
    }

    public override void Run(KernelCall call) => Run(call, default);

    /// <summary>The convolution, and on float32 what follows it element by element.</summary>
    public unsafe void Run(KernelCall call, in Epilogue epilogue)
    {
        ImageShape shape = ImageShape.Of("depthwise_conv", call.InputShape(0), Down, Across);
        if (call.OutputType == DType.float64) Depthwise<double>.Run(shape, call.InputPointer<double>(0), call.InputPointer<double>(1), call.OutputPointer<double>(), call.Pool);
        else Depthwise<float>.Run(shape, call.InputPointer<float>(0), call.InputPointer<float>(1), call.OutputPointer<float>(), call.Pool, epilogue);
    }
}

/// <summary>The gradient of <see cref="DepthwiseConv2D"/> with respect to images of so many rows and columns: of the result's gradient and the kernel.</summary>
internal sealed record DepthwiseConv2DInputGradient(Window Down, Window Across, int Rows, int Columns) : Op
{
    public override TensorType Infer(IReadOnlyList<Tensor> inputs)
    {
        (Shape dy, Shape kernel) = (inputs[0].shape, inputs[1].shape);
        ImageShape.SameType("depthwise_conv gradient", inputs);
        if (dy.Rank != 4 || dy[1] != Down.Length(Rows) || dy[2] != Across.Length(Columns) || kernel != new Shape(Down.Size, Across.Size, dy[3]))
            throw new ValueError($"depthwise_conv gradient: a gradient of shape {dy} and a kernel of shape {kernel} do not belong to images of {Rows} × {Columns}.");
        return new((dy[0], Rows, Columns, dy[3]), inputs[0].dtype);
    }

    public override bool IsPerSample(Tensor y, ReadOnlySpan<bool> sampled) => sampled[0] && !sampled[1];
    public override long Work(Tensor y) => y.Inputs[0].shape.Size * y.Inputs[1].shape[..2].Size;

    public override Tensor?[] Gradient(Tensor y, Tensor dy) => [new DepthwiseConv2D(Down, Across).On(dy, y.Inputs[1]), new DepthwiseConv2DKernelGradient(Down, Across).On(dy, y.Inputs[0])];

    public override unsafe void Run(KernelCall call)
    {
        ImageShape shape = ImageShape.Of("depthwise_conv", call.OutputShape, Down, Across);
        if (call.OutputType == DType.float64) Depthwise<double>.RunInputGradient(shape, call.InputPointer<double>(0), call.InputPointer<double>(1), call.OutputPointer<double>(), call.Pool);
        else Depthwise<float>.RunInputGradient(shape, call.InputPointer<float>(0), call.InputPointer<float>(1), call.OutputPointer<float>(), call.Pool);
    }
}

/// <summary>The gradient of <see cref="DepthwiseConv2D"/> with respect to the kernel: of the images and the result's gradient.</summary>
internal sealed record DepthwiseConv2DKernelGradient(Window Down, Window Across) : Op
{
    public override TensorType Infer(IReadOnlyList<Tensor> inputs)
    {
        (Shape x, Shape dy) = (inputs[0].shape, inputs[1].shape);
        ImageShape.SameType("depthwise_conv gradient", inputs);
        ImageShape shape = ImageShape.Of("depthwise_conv gradient", x, Down, Across);
        if (dy != shape.Output(x[3])) throw new ValueError($"depthwise_conv gradient: a gradient of shape {dy} does not belong to images of shape {x}.");
        return new((Down.Size, Across.Size, x[3]), inputs[0].dtype);
    }

    public override Tensor?[] Gradient(Tensor y, Tensor dy)
    {
        (Tensor x, Tensor outer) = (y.Inputs[0], y.Inputs[1]);
        return [new DepthwiseConv2DInputGradient(Down, Across, x.shape[1], x.shape[2]).On(outer, dy), new DepthwiseConv2D(Down, Across).On(x, dy)];
    }

    public override unsafe void Run(KernelCall call)
    {
        ImageShape shape = ImageShape.Of("depthwise_conv", call.InputShape(0), Down, Across);
        if (call.OutputType == DType.float64) Depthwise<double>.RunKernelGradient(shape, call.InputPointer<double>(0), call.InputPointer<double>(1), call.OutputPointer<double>(), call.Pool);
        else Depthwise<float>.RunKernelGradient(shape, call.InputPointer<float>(0), call.InputPointer<float>(1), call.OutputPointer<float>(), call.Pool);
    }
}
