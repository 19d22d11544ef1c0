using System.Numerics;
using KerasTransfer.Graph;

namespace KerasTransfer.Ops;

/// <summary>Along one axis, the sums (or products) of the elements so far, each place included; from the end with <see cref="Reverse"/>.</summary>
internal abstract record Cumulative(int Axis, bool Reverse) : Op
{
    public override string Name => $"{GetType().Name}[{Axis}{(Reverse ? ", from the end" : "")}]";
    public override TensorType Infer(IReadOnlyList<Tensor> inputs) => new(inputs[0].shape, inputs[0].dtype);
    public override bool IsPerSample(Tensor y, ReadOnlySpan<bool> sampled) => Axis > 0;

    public override void Run(KernelCall call)
    {
        switch (call.OutputType.Code)
        {
            case DTypeCode.Float32: Run<float>(call); break;
            case DTypeCode.Float64: Run<double>(call); break;
            case DTypeCode.Int8: Run<sbyte>(call); break;
            case DTypeCode.Int16: Run<short>(call); break;
            case DTypeCode.Int32: Run<int>(call); break;
            case DTypeCode.Int64: Run<long>(call); break;
            case DTypeCode.UInt32: Run<uint>(call); break;
            case DTypeCode.UInt8: Run<byte>(call); break;
            default: throw new NotSupportedException($"{Name} is not supported for tensors of {call.OutputType}. Cast first.");
        }
    }

    private void Run<T>(KernelCall call) where T : unmanaged, INumber<T>
    {
        ReadOnlySpan<T> x = call.Input<T>(0);
        Span<T> y = call.Output<T>();
        (int outer, int axis, int inner) = Extent.Split(call.InputShape(0), Axis, Axis + 1);
        for (int o = 0; o < outer; o++)
            for (int step = 0; step < axis; step++)
            {
                int row = (o * axis + (Reverse ? axis - 1 - step : step)) * inner, before = row + (Reverse ? inner : -inner);
                if (step == 0) x.Slice(row, inner).CopyTo(y[row..]);
                else if (this is CumulativeProduct) for (int i = 0; i < inner; i++) y[row + i] = unchecked(y[before + i] * x[row + i]);
                else for (int i = 0; i < inner; i++) y[row + i] = unchecked(y[before + i] + x[row + i]);
            }
    }
}

/// <summary>Each element is the sum of those up to it along an axis; from the end if <see cref="Cumulative.Reverse"/>.</summary>
internal sealed record CumulativeSum(int Axis, bool Reverse = false) : Cumulative(Axis, Reverse)
{
    public override Tensor?[] Gradient(Tensor y, Tensor dy) => [new CumulativeSum(Axis, !Reverse).On(dy)];      // an element counts in all the sums after it
}

/// <summary>Each element is the product of those up to it along an axis; from the end if <see cref="Cumulative.Reverse"/>.</summary>
internal sealed record CumulativeProduct(int Axis, bool Reverse = false) : Cumulative(Axis, Reverse)
{
    // The derivative of ln y with respect to ln x is that of a sum: Σ dy · y / x over the products after; at x = 0 it is taken as 0, as in TensorFlow.
    public override Tensor?[] Gradient(Tensor y, Tensor dy)
    {
        Tensor x = y.Inputs[0], zero = new Equal().On(x, new Full(0, Shape.Scalar, x.dtype).On());
        return [Select.Of(zero, 0, new CumulativeSum(Axis, !Reverse).On(dy * y) / Select.Of(zero, 1, x))];
    }
}
