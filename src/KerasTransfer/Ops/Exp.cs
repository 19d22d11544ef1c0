using System.Numerics.Tensors;
using KerasTransfer.Engines.Managed.Kernels;

namespace KerasTransfer.Ops;

/// <summary>eˣ.</summary>
internal sealed record Exp : RealOp
{
    protected override Tensor? Gradient(Tensor x, Tensor y, Tensor dy) => dy * y;
    protected override void Run<T>(ReadOnlySpan<T> x, Span<T> y) => TensorPrimitives.Exp(x, y);
    protected override void Run(ReadOnlySpan<float> x, Span<float> y) => ActivationKernels.Exp(x, y);
}
