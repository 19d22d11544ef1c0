namespace KerasTransfer.Ops;

/// <summary>The remainder of a / b with the sign of b, as Python's <c>%</c>; an integer divided by zero is an error.</summary>
internal sealed record Mod : ArithmeticOp
{
    protected override (Tensor? da, Tensor? db) Gradient(Tensor a, Tensor b, Tensor y, Tensor dy) => (dy, -(dy * new Floor().On(a / b)));

    protected override void Run<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> y)
    {
        bool real = typeof(T) == typeof(float) || typeof(T) == typeof(double);
        for (int i = 0; i < y.Length; i++)
        {
            if (!real && T.IsZero(b[i])) throw new ValueError("mod: integer division by zero.");
            T r = !real && T.IsNegative(b[i]) && b[i] == -T.One ? T.Zero : a[i] % b[i];              // the processor traps at the smallest integer % −1
            y[i] = !T.IsZero(r) && T.IsNegative(r) != T.IsNegative(b[i]) ? r + b[i] : r;
        }
    }
}
