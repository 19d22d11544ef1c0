using System.Numerics.Tensors;
using KerasTransfer.Engines.Managed.Kernels;

namespace KerasTransfer.Ops;

/// <summary>tanh x.</summary>
internal sealed record Tanh : RealOp
{
    protected override Tensor? Gradient(Tensor x, Tensor y, Tensor dy) => dy * (1 - y * y);
    protected override void Run<T>(ReadOnlySpan<T> x, Span<T> y) => TensorPrimitives.Tanh(x, y);
    protected override void Run(ReadOnlySpan<float> x, Span<float> y) => ActivationKernels.Tanh(x, y);
}
