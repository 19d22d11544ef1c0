using KerasTransfer.Engines.Managed.Kernels;
using KerasTransfer.Graph;

namespace KerasTransfer.Ops;

/// <summary>float32 images (batch, rows, columns, channels) at another size, as tf.image.resize makes them; <c>nearest</c> is two <see cref="Gather"/>s instead.</summary>
internal sealed record Resize(string Method, bool Antialias, int Rows, int Columns) : Op
{
    public override TensorType Infer(IReadOnlyList<Tensor> inputs)
    {
        Tensor x = inputs[0];
        if (x.ndim != 4 || x.dtype != DType.float32) throw new ValueError($"resize: expected float32 images (batch, rows, columns, channels), got {x.dtype} of shape {x.shape}.");
        if (x.shape[1] < 1 || x.shape[2] < 1 || Rows < 1 || Columns < 1) throw new ValueError($"resize: images and sizes must not be empty. Received images of shape {x.shape} and size ({Rows}, {Columns}).");
        return new((x.shape[0], Rows, Columns, x.shape[3]), DType.float32);
    }

    public override bool IsPerSample(Tensor y, ReadOnlySpan<bool> sampled) => true;

    public override Tensor?[] Gradient(Tensor y, Tensor dy) => [new ResizeGradient(Method, Antialias, y.Inputs[0].shape[1], y.Inputs[0].shape[2]).On(dy)];

    public override unsafe void Run(KernelCall call)
    {
        Shape shape = call.InputShape(0);
        if (Method == "bilinear" && !Antialias) Resizing.Bilinear(shape, Rows, Columns, call.InputPointer<float>(0), call.OutputPointer<float>(), call.Pool);
        else Resizing.Weighted(shape, ResizeAxis.Of(Method, Antialias, shape[1], Rows), ResizeAxis.Of(Method, Antialias, shape[2], Columns), call.InputPointer<float>(0), call.OutputPointer<float>(), call.Pool);
    }
}

/// <summary>The gradient of <see cref="Resize"/> with respect to images of so many rows and columns.</summary>
internal sealed record ResizeGradient(string Method, bool Antialias, int Rows, int Columns) : Op
{
    public override TensorType Infer(IReadOnlyList<Tensor> inputs)
    {
        Tensor dy = inputs[0];
        if (dy.ndim != 4 || dy.dtype != DType.float32) throw new ValueError($"resize gradient: expected float32 images (batch, rows, columns, channels), got {dy.dtype} of shape {dy.shape}.");
        return new((dy.shape[0], Rows, Columns, dy.shape[3]), DType.float32);
    }

    public override bool IsPerSample(Tensor y, ReadOnlySpan<bool> sampled) => true;

    public override Tensor?[] Gradient(Tensor y, Tensor dy) => [new Resize(Method, Antialias, y.Inputs[0].shape[1], y.Inputs[0].shape[2]).On(dy)];

    public override unsafe void Run(KernelCall call)
    {
        Shape shape = call.InputShape(0);
        Resizing.Weighted(shape, ResizeAxis.Of(Method, Antialias, Rows, shape[1]).Transposed(Rows), ResizeAxis.Of(Method, Antialias, Columns, shape[2]).Transposed(Columns),
            call.InputPointer<float>(0), call.OutputPointer<float>(), call.Pool);
    }
}
