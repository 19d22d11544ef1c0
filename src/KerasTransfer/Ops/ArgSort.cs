using System.Buffers;
using System.Numerics;
using KerasTransfer.Graph;

namespace KerasTransfer.Ops;

/// <summary>The places (int64) of the elements of each row of the last axis in order; equal ones stay in order, NaN counts as the largest.</summary>
internal sealed record ArgSort(bool Descending = false) : Op
{
    public override string Name => $"ArgSort{(Descending ? "[descending]" : "")}";
    public override TensorType Infer(IReadOnlyList<Tensor> inputs) => inputs[0].ndim > 0 ? new(inputs[0].shape, DType.int64) : throw new ValueError("sort: a single number has no axis to sort along.");
    public override bool IsPerSample(Tensor y, ReadOnlySpan<bool> sampled) => y.ndim > 1;
    public override Tensor?[] Gradient(Tensor y, Tensor dy) => [null];

    public override void Run(KernelCall call)
    {
        switch (call.InputType(0).Code)
        {
            case DTypeCode.Float32: Run<float>(call); break;
            case DTypeCode.Float64: Run<double>(call); break;
            case DTypeCode.Int8: Run<sbyte>(call); break;
            case DTypeCode.Int16: Run<short>(call); break;
            case DTypeCode.Int32: Run<int>(call); break;
            case DTypeCode.Int64: Run<long>(call); break;
            case DTypeCode.UInt32: Run<uint>(call); break;
            default: Run<byte>(call); break;                                    // uint8 and bool
        }
    }

    private void Run<T>(KernelCall call) where T : unmanaged, INumber<T>
    {
        ReadOnlySpan<T> x = call.Input<T>(0);
        Span<long> y = call.Output<long>();
        int n = call.InputShape(0)[^1];
        if (y.IsEmpty) return;
        (T Value, int Place)[] rented = ArrayPool<(T, int)>.Shared.Rent(n);
        Span<(T Value, int Place)> row = rented.AsSpan(0, n);
        for (int start = 0; start < y.Length; start += n)
        {
            for (int i = 0; i < n; i++) row[i] = (x[start + i], i);
            row.Sort(new ByValueThenPlace<T>(Descending));
            for (int i = 0; i < n; i++) y[start + i] = row[i].Place;
        }
        ArrayPool<(T, int)>.Shared.Return(rented);
    }

    private readonly struct ByValueThenPlace<T>(bool descending) : IComparer<(T Value, int Place)> where T : unmanaged, INumber<T>
    {
        public int Compare((T Value, int Place) a, (T Value, int Place) b)
        {
            // Complete comparison: .NET's has NaN as the smallest.
            int order = T.IsNaN(a.Value) ? (T.IsNaN(b.Value) ? 0 : 1) : T.IsNaN(b.Value) ? -1 : a.Value.CompareTo(b.Value);
            return order != 0 ? (descending ? -order : order) : a.Place.CompareTo(b.Place);
        }
    }
}
