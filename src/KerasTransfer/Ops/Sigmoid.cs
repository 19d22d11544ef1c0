using System.Numerics.Tensors;
using KerasTransfer.Engines.Managed.Kernels;

namespace KerasTransfer.Ops;

/// <summary>1 / (1 + e⁻ˣ).</summary>
internal sealed record Sigmoid : RealOp
{
    protected override Tensor? Gradient(Tensor x, Tensor y, Tensor dy) => dy * y * (1 - y);
    protected override void Run<T>(ReadOnlySpan<T> x, Span<T> y) => TensorPrimitives.Sigmoid(x, y);
    protected override void Run(ReadOnlySpan<float> x, Span<float> y) => ActivationKernels.Sigmoid(x, y);
}
