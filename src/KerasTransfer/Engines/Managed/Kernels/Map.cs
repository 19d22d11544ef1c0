using System.Runtime.CompilerServices;

namespace KerasTransfer.Engines.Managed.Kernels;

/// <summary>A function of one number, for vectors of any width.</summary>
internal interface IUnary
{
    T Invoke<T>(T x) where T : struct, IFloats<T>;
}

/// <summary>A function of two numbers, for vectors of any width.</summary>
internal interface IBinary
{
    T Invoke<T>(T a, T b) where T : struct, IFloats<T>;
}

/// <summary>Applies a function to every element, with the widest vectors there are. The result may lie where an argument lies.</summary>
internal static unsafe class Map
{
    /// <summary>y[i] = f(x[i]).</summary>
    public static void Run<TOp>(ReadOnlySpan<float> x, Span<float> y, TOp op) where TOp : struct, IUnary
    {
        if (x.Length != y.Length) throw new ArgumentException($"{x.Length} arguments, room for {y.Length} results.", nameof(y));
        fixed (float* px = x, py = y) Run(px, py, x.Length, op);
    }

    /// <summary>y[i] = f(a[i], b[i]).</summary>
    public static void Run<TOp>(ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<float> y, TOp op) where TOp : struct, IBinary
    {
        if (a.Length != y.Length || b.Length != y.Length) throw new ArgumentException($"{a.Length} and {b.Length} arguments, room for {y.Length} results.", nameof(y));
        fixed (float* pa = a, pb = b, py = y)
        {
            if (VectorBits.Current >= 512) Loop<F512, TOp>(pa, pb, py, y.Length, op);
            else if (VectorBits.Current >= 256) Loop<F256, TOp>(pa, pb, py, y.Length, op);
            else Loop<F128, TOp>(pa, pb, py, y.Length, op);
        }
    }

    /// <summary>y[i] = f(x[i]) for <paramref name="count"/> elements.</summary>
    public static void Run<TOp>(float* x, float* y, nint count, TOp op) where TOp : struct, IUnary
    {
        if (VectorBits.Current >= 512) Loop<F512, TOp>(x, y, count, op);
        else if (VectorBits.Current >= 256) Loop<F256, TOp>(x, y, count, op);
        else Loop<F128, TOp>(x, y, count, op);
    }

    // Bounds of both: whole vectors below count, then the rest of them as a partial vector.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Loop<V, TOp>(float* x, float* y, nint count, TOp op) where V : struct, IFloats<V> where TOp : struct, IUnary
    {
        nint i = 0;
        for (; i <= count - V.Count; i += V.Count) op.Invoke(V.Load(x + i)).Store(y + i);
        if (i < count) op.Invoke(V.Load(x + i, (int)(count - i))).Store(y + i, (int)(count - i));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Loop<V, TOp>(float* a, float* b, float* y, nint count, TOp op) where V : struct, IFloats<V> where TOp : struct, IBinary
    {
        nint i = 0;
        for (; i <= count - V.Count; i += V.Count) op.Invoke(V.Load(a + i), V.Load(b + i)).Store(y + i);
        if (i < count) op.Invoke(V.Load(a + i, (int)(count - i)), V.Load(b + i, (int)(count - i))).Store(y + i, (int)(count - i));
    }
}
