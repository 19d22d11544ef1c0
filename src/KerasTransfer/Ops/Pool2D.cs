using KerasTransfer.Engines.Managed.Kernels;
using KerasTransfer.Graph;

namespace KerasTransfer.Ops;

/// <summary>The largest number in each window of images (batch, rows, columns, channels), NaN where there is one; padding does not count.</summary>
internal sealed record MaxPool2D(Window Down, Window Across) : Op
{
    public override TensorType Infer(IReadOnlyList<Tensor> inputs)
    {
        ImageShape.SameType("max_pool", inputs);
        return new(ImageShape.Of("max_pool", inputs[0].shape, Down, Across).Output(inputs[0].shape[3]), inputs[0].dtype);
    }

    public override bool IsPerSample(Tensor y, ReadOnlySpan<bool> sampled) => true;

    public override Tensor?[] Gradient(Tensor y, Tensor dy) => [new MaxPool2DGradient(Down, Across).On(y.Inputs[0], dy)];

    public override unsafe void Run(KernelCall call)
    {
        ImageShape shape = ImageShape.Of("max_pool", call.InputShape(0), Down, Across);
        if (call.OutputType == DType.float64) Pooling<double>.Max(shape, call.InputPointer<double>(0), call.OutputPointer<double>(), call.Pool);
        else Pooling<float>.Max(shape, call.InputPointer<float>(0), call.OutputPointer<float>(), call.Pool);
    }
}

/// <summary>The gradient of <see cref="MaxPool2D"/>: of the images and the result's gradient. Of equal numbers the first gets it, as in TensorFlow.</summary>
internal sealed record MaxPool2DGradient(Window Down, Window Across) : Op
{
    public override TensorType Infer(IReadOnlyList<Tensor> inputs)
    {
        (Shape x, Shape dy) = (inputs[0].shape, inputs[1].shape);
        ImageShape.SameType("max_pool gradient", inputs);
        if (x.Rank != 4 || dy != ImageShape.Of("max_pool gradient", x, Down, Across).Output(x[3])) throw new ValueError($"max_pool gradient: a gradient of shape {dy} does not belong to images of shape {x}.");
        return new(x, inputs[0].dtype);
    }

    public override bool IsPerSample(Tensor y, ReadOnlySpan<bool> sampled) => !sampled.Contains(false);

    // Linear in dy: each takes its number from the place that it went to.
    public override Tensor?[] Gradient(Tensor y, Tensor dy) =>
        [null, new Gather().On(dy.Reshape(Extent.Of(y.shape.Dims)), new MaxPool2DPlaces(Down, Across).On(y.Inputs[0]))];

    public override unsafe void Run(KernelCall call)
    {
        ImageShape shape = ImageShape.Of("max_pool", call.InputShape(0), Down, Across);
        if (call.OutputType == DType.float64) MaxPoolGradient.Run(shape, call.InputPointer<double>(0), call.InputPointer<double>(1), call.OutputPointer<double>(), call.Pool);
        else MaxPoolGradient.Run(shape, call.InputPointer<float>(0), call.InputPointer<float>(1), call.OutputPointer<float>(), call.Pool);
    }
}

/// <summary>Where in the flattened images the largest number of each window stands (int64): the first of equal ones, the first NaN.</summary>
internal sealed record MaxPool2DPlaces(Window Down, Window Across) : Op
{
    public override TensorType Infer(IReadOnlyList<Tensor> inputs)
    {
        ImageShape.SameType("max_pool", inputs);
        return new(ImageShape.Of("max_pool", inputs[0].shape, Down, Across).Output(inputs[0].shape[3]), DType.int64);
    }

    public override Tensor?[] Gradient(Tensor y, Tensor dy) => [null];

    public override unsafe void Run(KernelCall call)
    {
        ImageShape shape = ImageShape.Of("max_pool", call.InputShape(0), Down, Across);
        if (call.InputType(0) == DType.float64) Pooling<double>.Places(shape, call.InputPointer<double>(0), call.OutputPointer<long>(), call.Pool);
        else Pooling<float>.Places(shape, call.InputPointer<float>(0), call.OutputPointer<long>(), call.Pool);
    }
}

/// <summary>The mean of each window of images (batch, rows, columns, channels); padding does not count.</summary>
internal sealed record AvgPool2D(Window Down, Window Across) : Op
{
    public override TensorType Infer(IReadOnlyList<Tensor> inputs)
    {
        ImageShape.SameType("average_pool", inputs);
        return new(ImageShape.Of("average_pool", inputs[0].shape, Down, Across).Output(inputs[0].shape[3]), inputs[0].dtype);
    }

    public override bool IsPerSample(Tensor y, ReadOnlySpan<bool> sampled) => true;

    public override Tensor?[] Gradient(Tensor y, Tensor dy) => [new AvgPool2DGradient(Down, Across, y.Inputs[0].shape[1], y.Inputs[0].shape[2]).On(dy)];

    public override unsafe void Run(KernelCall call)
    {
        ImageShape shape = ImageShape.Of("average_pool", call.InputShape(0), Down, Across);
        if (call.OutputType == DType.float64) Pooling<double>.Average(shape, call.InputPointer<double>(0), call.OutputPointer<double>(), call.Pool);
        else Pooling<float>.Average(shape, call.InputPointer<float>(0), call.OutputPointer<float>(), call.Pool);
    }
}

/// <summary>The gradient of <see cref="AvgPool2D"/> with respect to images of so many rows and columns.</summary>
internal sealed record AvgPool2DGradient(Window Down, Window Across, int Rows, int Columns) : Op
{
    public override TensorType Infer(IReadOnlyList<Tensor> inputs)
    {
        Shape dy = inputs[0].shape;
        ImageShape.SameType("average_pool gradient", inputs);
        if (dy.Rank != 4 || dy[1] != Down.Length(Rows) || dy[2] != Across.Length(Columns)) throw new ValueError($"average_pool gradient: a gradient of shape {dy} does not belong to images of {Rows} × {Columns}.");
        return new((dy[0], Rows, Columns, dy[3]), inputs[0].dtype);
    }

    public override bool IsPerSample(Tensor y, ReadOnlySpan<bool> sampled) => true;

    public override Tensor?[] Gradient(Tensor y, Tensor dy) => [new AvgPool2D(Down, Across).On(dy)];

    public override unsafe void Run(KernelCall call)
    {
        ImageShape shape = ImageShape.Of("average_pool", call.OutputShape, Down, Across);
        if (call.OutputType == DType.float64) Pooling<double>.AverageGradient(shape, call.InputPointer<double>(0), call.OutputPointer<double>(), call.Pool);
        else Pooling<float>.AverageGradient(shape, call.InputPointer<float>(0), call.OutputPointer<float>(), call.Pool);
    }
}
