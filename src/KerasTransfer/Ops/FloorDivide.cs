using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace KerasTransfer.Ops;

/// <summary>a / b rounded down; an integer divided by zero is an error.</summary>
internal sealed record FloorDivide : ArithmeticOp
{
    protected override (Tensor? da, Tensor? db) Gradient(Tensor a, Tensor b, Tensor y, Tensor dy) => (null, null);

    protected override void Run<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> y)
    {
        if (typeof(T) == typeof(float) || typeof(T) == typeof(double))
        {
            TensorPrimitives.Divide(a, b, y);
            if (typeof(T) == typeof(float)) TensorPrimitives.Floor(MemoryMarshal.Cast<T, float>(y), MemoryMarshal.Cast<T, float>(y));
            else TensorPrimitives.Floor(MemoryMarshal.Cast<T, double>(y), MemoryMarshal.Cast<T, double>(y));
        }
        else
            for (int i = 0; i < y.Length; i++)
            {
                if (T.IsZero(b[i])) throw new ValueError("floor_divide: integer division by zero.");
                if (T.IsNegative(b[i]) && b[i] == -T.One) { y[i] = unchecked(-a[i]); continue; }     // the processor traps at the smallest integer / −1
                T q = a[i] / b[i];
                y[i] = q * b[i] != a[i] && T.IsNegative(a[i]) != T.IsNegative(b[i]) ? q - T.One : q;
            }
    }
}
