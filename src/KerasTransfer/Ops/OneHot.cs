using System.Numerics;
using KerasTransfer.Graph;

namespace KerasTransfer.Ops;

/// <summary>A new last axis with 1 at the class number and 0 elsewhere; all 0 for a number that is no class.</summary>
internal sealed record OneHot(int Classes, DType DType) : Op
{
    public override string Name => $"OneHot[{Classes}]";
    public override TensorType Infer(IReadOnlyList<Tensor> inputs) =>
        inputs[0].dtype == DType.int64 ? new(inputs[0].shape.Concat(Classes), DType) : throw new ValueError($"one_hot needs class numbers of type int64, got {inputs[0].dtype}.");
    public override bool IsPerSample(Tensor y, ReadOnlySpan<bool> sampled) => y.ndim > 1;
    public override Tensor?[] Gradient(Tensor y, Tensor dy) => [null];

    public override void Run(KernelCall call)
    {
        call.OutputBytes().Clear();                                             // zero has no bits set in any of the types
        switch (call.OutputType.Code)
        {
            case DTypeCode.Float32: Run<float>(call); break;
            case DTypeCode.Float64: Run<double>(call); break;
            case DTypeCode.Int16: Run<short>(call); break;
            case DTypeCode.Int32 or DTypeCode.UInt32: Run<int>(call); break;
            case DTypeCode.Int64: Run<long>(call); break;
            default: Run<byte>(call); break;                                    // int8, uint8 and bool
        }
    }

    private void Run<T>(KernelCall call) where T : unmanaged, INumber<T>
    {
        ReadOnlySpan<long> labels = call.Input<long>(0);
        Span<T> y = call.Output<T>();
        for (int i = 0; i < labels.Length; i++)
            if (labels[i] >= 0 && labels[i] < Classes) y[i * Classes + (int)labels[i]] = T.One;
    }
}
