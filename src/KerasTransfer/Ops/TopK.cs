using System.Numerics;
using KerasTransfer.Graph;

namespace KerasTransfer.Ops;

/// <summary>The places of the k largest along the last axis, largest first, of equal ones the first first: (…, n) → (…, k), int64.</summary>
internal sealed record TopK(int K) : Op
{
    public override string Name => $"TopK[{K}]";
    public override TensorType Infer(IReadOnlyList<Tensor> inputs) => inputs[0].ndim > 0 && K >= 0 && K <= inputs[0].shape[^1]
        ? new(inputs[0].shape[..^1].Concat(K), DType.int64) : throw new ValueError($"top_k: input must have at least k={K} columns. Received: shape={inputs[0].shape}");
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
        if (K == 0) return;
        for (int row = 0; row * K < y.Length; row++)
        {
            ReadOnlySpan<T> values = x.Slice(row * n, n);
            Span<long> best = y.Slice(row * K, K);
            int found = 0;
            for (int i = 0; i < n; i++)                                         // insertion into the sorted best: k is small, and most values fail the first test
            {
                if (found == K && !(values[i] > values[(int)best[K - 1]])) continue;
                int at = found < K ? found++ : K - 1;
                for (; at > 0 && values[i] > values[(int)best[at - 1]]; at--) best[at] = best[at - 1];
                best[at] = i;
            }
        }
    }
}

/// <summary>
/// Whether a row's class is among its k highest: classes int64 (rows), scores (rows, classes) → bool (rows). Classes that score the same as the k-th all are.
/// A class out of range is not, nor is any where the row holds a score that is not finite.
/// </summary>
internal sealed record InTopK(int K) : Op
{
    public override TensorType Infer(IReadOnlyList<Tensor> inputs) => inputs[0].ndim == 1 && inputs[1].ndim == 2 && inputs[0].shape[0] == inputs[1].shape[0]
        ? new(inputs[0].shape, DType.@bool)
        : throw new ValueError($"in_top_k: expected targets of shape (rows) and predictions of shape (rows, classes). Received: targets.shape={inputs[0].shape}, predictions.shape={inputs[1].shape}");
    public override Tensor?[] Gradient(Tensor y, Tensor dy) => [null, null];

    public override void Run(KernelCall call)
    {
        ReadOnlySpan<long> classes = call.Input<long>(0);
        ReadOnlySpan<float> scores = call.Input<float>(1);
        Span<byte> y = call.Output<byte>();
        int n = call.InputShape(1)[^1];
        for (int row = 0; row < y.Length; row++) y[row] = Holds(classes[row], scores.Slice(row * n, n)) ? (byte)1 : (byte)0;
    }

    private bool Holds(long target, ReadOnlySpan<float> scores)
    {
        if (target < 0 || target >= scores.Length || !float.IsFinite(scores[(int)target])) return false;
        float own = scores[(int)target];
        int higher = 0;
        foreach (float score in scores)
        {
            if (!float.IsFinite(score)) return false;
            if (score > own && ++higher > K) return false;
        }
        return higher < K;
    }
}
