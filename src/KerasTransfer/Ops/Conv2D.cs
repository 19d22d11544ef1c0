using KerasTransfer.Engines.Managed;
using KerasTransfer.Engines.Managed.Kernels;
using KerasTransfer.Graph;

namespace KerasTransfer.Ops;

/// <summary>
/// Cross-correlation of images (batch, rows, columns, channels) with a kernel (rows, columns, channels / groups, filters). With groups, each part of the channels
/// gives its own part of the filters.
/// </summary>
internal sealed record Conv2D(Window Down, Window Across, int Groups = 1) : Op, IProduct
{
    public override TensorType Infer(IReadOnlyList<Tensor> inputs)
    {
        (Shape x, Shape kernel) = (inputs[0].shape, inputs[1].shape);
        ImageShape.SameType("conv", inputs);
        ImageShape shape = ImageShape.Of("conv", x, Down, Across);
        if (kernel.Rank != 4 || kernel[0] != Down.Size || kernel[1] != Across.Size || (long)kernel[2] * Groups != x[3] || kernel[3] % Groups != 0)
            throw new ValueError($"conv: the kernel must have the shape ({Down.Size}, {Across.Size}, channels / groups, filters) with the images' channels and filters that the groups divide. "
                + $"Received: images of shape {x}, kernel of shape {kernel}, {Groups} groups.");
        return new(shape.Output(kernel[3]), inputs[0].dtype);
    }

    public override bool IsPerSample(Tensor y, ReadOnlySpan<bool> sampled) => sampled[0] && !sampled[1];
    public override long Work(Tensor y) => y.shape.Size * y.Inputs[1].shape[..3].Size;

    public override Tensor?[] Gradient(Tensor y, Tensor dy)
    {
        (Tensor x, Tensor kernel) = (y.Inputs[0], y.Inputs[1]);
        return [new Conv2DInputGradient(Down, Across, Groups, x.shape[1], x.shape[2]).On(dy, kernel), new Conv2DKernelGradient(Down, Across, Groups).On(x, dy)];
    }

    public override void Run(KernelCall call) => Run(call, default);

    /// <summary>The convolution, and on float32 what follows it element by element.</summary>
    public unsafe void Run(KernelCall call, in Epilogue epilogue)
    {
        ImageShape shape = ImageShape.Of("conv", call.InputShape(0), Down, Across);
        int filters = call.OutputShape[3];
        if (call.OutputType == DType.float64) Convolution<double>.Run(shape, Groups, filters, call.InputPointer<double>(0), call.InputPointer<double>(1), call.OutputPointer<double>(), call.Pool);
        else Convolution<float>.Run(shape, Groups, filters, call.InputPointer<float>(0), call.InputPointer<float>(1), call.OutputPointer<float>(), call.Pool, epilogue);
    }
}

/// <summary>The gradient of <see cref="Conv2D"/> with respect to images of so many rows and columns: of the result's gradient and the kernel.</summary>
internal sealed record Conv2DInputGradient(Window Down, Window Across, int Groups, int Rows, int Columns) : Op
{
    public override TensorType Infer(IReadOnlyList<Tensor> inputs)
    {
        (Shape dy, Shape kernel) = (inputs[0].shape, inputs[1].shape);
        ImageShape.SameType("conv gradient", inputs);
        if (dy.Rank != 4 || kernel.Rank != 4 || kernel[0] != Down.Size || kernel[1] != Across.Size || dy[3] != kernel[3] || kernel[3] % Groups != 0
            || dy[1] != Down.Length(Rows) || dy[2] != Across.Length(Columns))
            throw new ValueError($"conv gradient: a gradient of shape {dy} and a kernel of shape {kernel} do not belong to images of {Rows} × {Columns}.");
        return new((dy[0], Rows, Columns, kernel[2] * Groups), inputs[0].dtype);
    }

    public override bool IsPerSample(Tensor y, ReadOnlySpan<bool> sampled) => sampled[0] && !sampled[1];
    public override long Work(Tensor y) => y.Inputs[0].shape.Size * y.Inputs[1].shape[..3].Size;

    // Linear in both: x̄ of (dy, kernel).
    public override Tensor?[] Gradient(Tensor y, Tensor dy) =>
        [new Conv2D(Down, Across, Groups).On(dy, y.Inputs[1]), new Conv2DKernelGradient(Down, Across, Groups).On(dy, y.Inputs[0])];

    public override unsafe void Run(KernelCall call)
    {
        ImageShape shape = ImageShape.Of("conv", call.OutputShape, Down, Across);
        int filters = call.InputShape(0)[3];
        if (call.OutputType == DType.float64) Convolution<double>.RunInputGradient(shape, Groups, filters, call.InputPointer<double>(0), call.InputPointer<double>(1), call.OutputPointer<double>(), call.Pool);
        else Convolution<float>.RunInputGradient(shape, Groups, filters, call.InputPointer<float>(0), call.InputPointer<float>(1), call.OutputPointer<float>(), call.Pool);
    }
}

/// <summary>The gradient of <see cref="Conv2D"/> with respect to the kernel: of the images and the result's gradient.</summary>
internal sealed record Conv2DKernelGradient(Window Down, Window Across, int Groups) : Op
{
    public override TensorType Infer(IReadOnlyList<Tensor> inputs)
    {
        (Shape x, Shape dy) = (inputs[0].shape, inputs[1].shape);
        ImageShape.SameType("conv gradient", inputs);
        ImageShape shape = ImageShape.Of("conv gradient", x, Down, Across);
        if (dy.Rank != 4 || x[3] % Groups != 0 || dy[3] % Groups != 0 || dy != shape.Output(dy[3]))
            throw new ValueError($"conv gradient: a gradient of shape {dy} does not belong to images of shape {x}.");
        return new((Down.Size, Across.Size, x[3] / Groups, dy[3]), inputs[0].dtype);
    }

    public override Tensor?[] Gradient(Tensor y, Tensor dy)
    {
        (Tensor x, Tensor outer) = (y.Inputs[0], y.Inputs[1]);
        return [new Conv2DInputGradient(Down, Across, Groups, x.shape[1], x.shape[2]).On(outer, dy), new Conv2D(Down, Across, Groups).On(x, dy)];
    }

    public override unsafe void Run(KernelCall call)
    {
        ImageShape shape = ImageShape.Of("conv", call.InputShape(0), Down, Across);
        int filters = call.OutputShape[3];
        if (call.OutputType == DType.float64) Convolution<double>.RunKernelGradient(shape, Groups, filters, call.InputPointer<double>(0), call.InputPointer<double>(1), call.OutputPointer<double>(), call.Pool);
        else Convolution<float>.RunKernelGradient(shape, Groups, filters, call.InputPointer<float>(0), call.InputPointer<float>(1), call.OutputPointer<float>(), call.Pool);
    }
}
