using KerasTransfer.Engines.Managed.Kernels;
using KerasTransfer.Graph;

namespace KerasTransfer.Ops;

/// <summary>What lies outside a picture, as TensorFlow has it.</summary>
internal enum PictureEdge { Constant, Nearest, Reflect, Wrap }

/// <summary>
/// Images (batch, rows, columns, channels) of which pixel (x, y) is read at ((t0·x + t1·y + t2) / k, (t3·x + t4·y + t5) / k) with k = t6·x + t7·y + 1; eight numbers for each image, or for all.
/// </summary>
/// <remarks>TensorFlow's ImageProjectiveTransformV3, which keras.ops.image.affine_transform calls.</remarks>
internal sealed record ProjectiveTransform(bool Bilinear, PictureEdge Edge, float Fill) : Op
{
    public override TensorType Infer(IReadOnlyList<Tensor> inputs)
    {
        Check("affine_transform", inputs);
        return new(inputs[0].shape, inputs[0].dtype);
    }

    public override bool IsPerSample(Tensor y, ReadOnlySpan<bool> sampled) => sampled[0] && (sampled[1] || y.Inputs[1].shape[0] == 1);

    internal static void Check(string name, IReadOnlyList<Tensor> inputs)
    {
        (Tensor images, Tensor transform) = (inputs[0], inputs[1]);
        if (images.ndim != 4 || !images.dtype.IsFloating) throw new ValueError($"{name}: expected floating-point images (batch, rows, columns, channels). Received: {images.dtype} of shape {images.shape}.");
        if (transform.ndim != 2 || transform.shape[1] != 8 || transform.dtype != DType.float32 || transform.shape[0] != 1 && transform.shape[0] != images.shape[0])
            throw new ValueError($"{name}: expected eight float32 numbers for each of the {images.shape[0]} images, or for all. Received: {transform.dtype} of shape {transform.shape}.");
    }

    // What is read from a place flows back to it. The transform itself has no gradient, as in TensorFlow.
    public override Tensor?[] Gradient(Tensor y, Tensor dy) => [new ProjectiveTransformGradient(Bilinear, Edge).On(dy, y.Inputs[1]), null];

    public override unsafe void Run(KernelCall call)
    {
        Shape shape = call.InputShape(0);
        bool each = call.InputShape(1)[0] > 1;
        if (call.OutputType == DType.float64) Projection<double>.Read(shape, call.InputPointer<double>(0), call.InputPointer<float>(1), each, call.OutputPointer<double>(), Bilinear, Edge, Fill, call.Pool);
        else Projection<float>.Read(shape, call.InputPointer<float>(0), call.InputPointer<float>(1), each, call.OutputPointer<float>(), Bilinear, Edge, Fill, call.Pool);
    }
}

/// <summary>The gradient of <see cref="ProjectiveTransform"/> with respect to the images.</summary>
internal sealed record ProjectiveTransformGradient(bool Bilinear, PictureEdge Edge) : Op
{
    public override TensorType Infer(IReadOnlyList<Tensor> inputs)
    {
        ProjectiveTransform.Check("affine_transform gradient", inputs);
        return new(inputs[0].shape, inputs[0].dtype);
    }

    public override bool IsPerSample(Tensor y, ReadOnlySpan<bool> sampled) => sampled[0] && (sampled[1] || y.Inputs[1].shape[0] == 1);

    public override Tensor?[] Gradient(Tensor y, Tensor dy) => [new ProjectiveTransform(Bilinear, Edge, 0).On(dy, y.Inputs[1]), null];

    public override unsafe void Run(KernelCall call)
    {
        Shape shape = call.InputShape(0);
        bool each = call.InputShape(1)[0] > 1;
        if (call.OutputType == DType.float64) Projection<double>.Scatter(shape, call.InputPointer<double>(0), call.InputPointer<float>(1), each, call.OutputPointer<double>(), Bilinear, Edge, call.Pool);
        else Projection<float>.Scatter(shape, call.InputPointer<float>(0), call.InputPointer<float>(1), each, call.OutputPointer<float>(), Bilinear, Edge, call.Pool);
    }
}
