using System.Numerics.Tensors;
using KerasTransfer.Graph;

namespace KerasTransfer.Ops;

/// <summary>Logic on bools, element by element; other types count as true where they are not zero.</summary>
internal abstract record Logical : BinaryOp
{
    protected override DType Common(Tensor a, Tensor b) => DType.@bool;
    public override TensorType Infer(IReadOnlyList<Tensor> inputs) => base.Infer(inputs) is { DType: var type } found && type == DType.@bool ? found
        : throw new ValueError($"{Name} needs tensors of type bool, got {inputs[0].dtype}. Cast first.");
    protected override (Tensor? da, Tensor? db) Gradient(Tensor a, Tensor b, Tensor y, Tensor dy) => (null, null);
    protected abstract void Run(ReadOnlySpan<byte> a, ReadOnlySpan<byte> b, Span<byte> y);
    public sealed override void Run(KernelCall call) => Run(call.Input<byte>(0), call.Input<byte>(1), call.Output<byte>());
}

/// <summary>Both.</summary>
internal sealed record LogicalAnd : Logical
{
    protected override void Run(ReadOnlySpan<byte> a, ReadOnlySpan<byte> b, Span<byte> y) => TensorPrimitives.BitwiseAnd(a, b, y);
}

/// <summary>One or both.</summary>
internal sealed record LogicalOr : Logical
{
    protected override void Run(ReadOnlySpan<byte> a, ReadOnlySpan<byte> b, Span<byte> y) => TensorPrimitives.BitwiseOr(a, b, y);
}

/// <summary>One, not both.</summary>
internal sealed record LogicalXor : Logical
{
    protected override void Run(ReadOnlySpan<byte> a, ReadOnlySpan<byte> b, Span<byte> y) => TensorPrimitives.Xor(a, b, y);
}

/// <summary>Not.</summary>
internal sealed record LogicalNot : ElementwiseOp
{
    public override TensorType Infer(IReadOnlyList<Tensor> inputs) => inputs[0].dtype == DType.@bool ? new(inputs[0].shape, DType.@bool)
        : throw new ValueError($"! needs a tensor of type bool, got {inputs[0].dtype}. Compare with 0 first.");
    public override Tensor?[] Gradient(Tensor y, Tensor dy) => [null];
    public override void Run(KernelCall call) => TensorPrimitives.Xor(call.Input<byte>(0), (byte)1, call.Output<byte>());
}
