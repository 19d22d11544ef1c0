using KerasTransfer.Engines.Managed.Kernels;
using KerasTransfer.Graph;

namespace KerasTransfer.Ops;

/// <summary>The largest number in each window of volumes (batch, planes, rows, columns, channels), NaN where there is one; padding does not count.</summary>
internal sealed record MaxPool3D(Window Deep, Window Down, Window Across) : Op
{
    public override TensorType Infer(IReadOnlyList<Tensor> inputs)
    {
        ImageShape.SameType("max_pool", inputs);
        return new(Output("max_pool", inputs[0].shape), inputs[0].dtype);
    }

    private Shape Output(string what, Shape x) => x.Rank == 5 ? new(x[0], Deep.Length(x[1]), Down.Length(x[2]), Across.Length(x[3]), x[4])
        : throw new ValueError($"{what}: expected volumes of shape (batch, planes, rows, columns, channels), got shape {x}.");

    public override bool IsPerSample(Tensor y, ReadOnlySpan<bool> sampled) => true;

    public override Tensor?[] Gradient(Tensor y, Tensor dy) => [new MaxPool3DGradient(Deep, Down, Across).On(y.Inputs[0], y, dy)];

    public override unsafe void Run(KernelCall call)
    {
        if (call.OutputType == DType.float64) VolumePooling<double>.Max(this, call.InputShape(0), call.InputPointer<double>(0), call.OutputPointer<double>(), call.Pool);
        else VolumePooling<float>.Max(this, call.InputShape(0), call.InputPointer<float>(0), call.OutputPointer<float>(), call.Pool);
    }
}

/// <summary>
/// The gradient of <see cref="MaxPool3D"/>: of its input, its result and the result's gradient. Unlike that of images, all of equal largest ones get it, as in TensorFlow.
/// </summary>
internal sealed record MaxPool3DGradient(Window Deep, Window Down, Window Across) : Op
{
    public override TensorType Infer(IReadOnlyList<Tensor> inputs)
    {
        ImageShape.SameType("max_pool gradient", inputs);
        (Shape x, Shape y, Shape dy) = (inputs[0].shape, inputs[1].shape, inputs[2].shape);
        if (x.Rank != 5 || y != dy || y != new Shape(x[0], Deep.Length(x[1]), Down.Length(x[2]), Across.Length(x[3]), x[4]))
            throw new ValueError($"max_pool gradient: results of shape {y} and gradients of shape {dy} do not belong to volumes of shape {x}.");
        return new(x, inputs[0].dtype);
    }

    // Linear in the last: each window's sum over the places that gave to it.
    public override Tensor?[] Gradient(Tensor result, Tensor d)
    {
        (Tensor x, Tensor y) = (result.Inputs[0], result.Inputs[1]);
        (int, int)[] around = [(0, 0), (Deep.Before, Deep.After), (Down.Before, Down.After), (Across.Before, Across.After), (0, 0)];
        (Tensor cells, Tensor given) = (ops.pad(x, around), ops.pad(d, around));
        Tensor sum = ops.zeros_like(y);
        for (int z = 0; z < Deep.Size; z++)
            for (int r = 0; r < Down.Size; r++)
                for (int c = 0; c < Across.Size; c++)
                {
                    Slice place = new([0, z, r, c, 0], y.shape.ToArray(), [1, Deep.Stride, Down.Stride, Across.Stride, 1]);
                    sum += Select.Of(ops.equal(place.On(cells), y), place.On(given), 0);
                }
        return [null, null, sum];
    }

    public override unsafe void Run(KernelCall call)
    {
        MaxPool3D windows = new(Deep, Down, Across);
        if (call.OutputType == DType.float64)
            VolumePooling<double>.MaxGradient(windows, call.OutputShape, call.InputPointer<double>(0), call.InputPointer<double>(1), call.InputPointer<double>(2), call.OutputPointer<double>(), call.Pool);
        else VolumePooling<float>.MaxGradient(windows, call.OutputShape, call.InputPointer<float>(0), call.InputPointer<float>(1), call.InputPointer<float>(2), call.OutputPointer<float>(), call.Pool);
    }
}
