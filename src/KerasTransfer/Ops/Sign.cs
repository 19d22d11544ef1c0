namespace KerasTransfer.Ops;

/// <summary>−1, 0 or 1; NaN stays NaN.</summary>
internal sealed record Sign : UnaryOp
{
    protected override Tensor? Gradient(Tensor x, Tensor y, Tensor dy) => null;
    protected override void Run(ReadOnlySpan<float> x, Span<float> y) { for (int i = 0; i < y.Length; i++) y[i] = x[i] > 0 ? 1 : x[i] < 0 ? -1 : x[i]; }
    protected override void Run(ReadOnlySpan<double> x, Span<double> y) { for (int i = 0; i < y.Length; i++) y[i] = x[i] > 0 ? 1 : x[i] < 0 ? -1 : x[i]; }
    protected override void Run(ReadOnlySpan<int> x, Span<int> y) { for (int i = 0; i < y.Length; i++) y[i] = int.Sign(x[i]); }
    protected override void Run(ReadOnlySpan<long> x, Span<long> y) { for (int i = 0; i < y.Length; i++) y[i] = long.Sign(x[i]); }
}
