using System.Numerics.Tensors;
using KerasTransfer.Engines.Managed.Kernels;

namespace KerasTransfer.Ops;

/// <summary>The natural logarithm.</summary>
internal sealed record Log : RealOp
{
    protected override Tensor? Gradient(Tensor x, Tensor y, Tensor dy) => dy / x;
    protected override void Run<T>(ReadOnlySpan<T> x, Span<T> y) => TensorPrimitives.Log(x, y);
    protected override void Run(ReadOnlySpan<float> x, Span<float> y) => ActivationKernels.Log(x, y);
}
