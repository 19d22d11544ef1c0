namespace KerasTransfer.Ops;

/// <summary>The remainder of a / b with the sign of b, as Python's <c>%</c>; zero for a zero integer divisor.</summary>
internal sealed record Mod : BinaryOp
{
    protected override (Tensor? da, Tensor? db) Gradient(Tensor a, Tensor b, Tensor y, Tensor dy) => (dy, -(dy * new Floor().On(a / b)));

    protected override void Run(ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<float> y)
    {
        for (int i = 0; i < y.Length; i++)
        {
            float r = a[i] % b[i];
            y[i] = r != 0 && (r < 0) != (b[i] < 0) ? r + b[i] : r;
        }
    }

    protected override void Run(ReadOnlySpan<double> a, ReadOnlySpan<double> b, Span<double> y)
    {
        for (int i = 0; i < y.Length; i++)
        {
            double r = a[i] % b[i];
            y[i] = r != 0 && (r < 0) != (b[i] < 0) ? r + b[i] : r;
        }
    }

    protected override void Run(ReadOnlySpan<int> a, ReadOnlySpan<int> b, Span<int> y)
    {
        for (int i = 0; i < y.Length; i++)
        {
            int r = b[i] is 0 or -1 ? 0 : a[i] % b[i];
            y[i] = r != 0 && (r < 0) != (b[i] < 0) ? r + b[i] : r;
        }
    }

    protected override void Run(ReadOnlySpan<long> a, ReadOnlySpan<long> b, Span<long> y)
    {
        for (int i = 0; i < y.Length; i++)
        {
            long r = b[i] is 0 or -1 ? 0 : a[i] % b[i];
            y[i] = r != 0 && (r < 0) != (b[i] < 0) ? r + b[i] : r;
        }
    }
}
