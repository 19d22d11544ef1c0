using System.Runtime.CompilerServices;

namespace KerasTransfer.Engines.Managed.Kernels;

/// <summary>Activation functions of float32 and their gradients, element by element. The result may lie where an argument lies.</summary>
internal static unsafe class ActivationKernels
{
    private const float SeluScale = 1.05070098f, SeluScaleAlpha = 1.75809934f, SqrtHalf = 0.707106781f, SqrtTwoOverPi = 0.797884561f, OneOverSqrtTwoPi = 0.398942280f;

    /// <summary>max(x, 0); NaN stays.</summary>
    public static void Relu(ReadOnlySpan<float> x, Span<float> y) => Map.Run(x, y, new ReluOf());
    /// <summary>min(max(x, 0), 6).</summary>
    public static void Relu6(ReadOnlySpan<float> x, Span<float> y) => Map.Run(x, y, new Relu6Of());
    /// <summary>x, or slope · x where x is negative.</summary>
    public static void LeakyRelu(ReadOnlySpan<float> x, Span<float> y, float slope) => Map.Run(x, y, new LeakyReluOf(slope));
    /// <summary>x, or alpha · (eˣ - 1) where x is negative.</summary>
    public static void Elu(ReadOnlySpan<float> x, Span<float> y, float alpha) => Map.Run(x, y, new EluOf(alpha));
    /// <summary>1.0507 · x, or 1.0507 · 1.67326 · (eˣ - 1) where x is negative (Klambauer et al. 2017, https://arxiv.org/abs/1706.02515).</summary>
    public static void Selu(ReadOnlySpan<float> x, Span<float> y) => Map.Run(x, y, new SeluOf());
    /// <summary>1 / (1 + e⁻ˣ).</summary>
    public static void Sigmoid(ReadOnlySpan<float> x, Span<float> y) => Map.Run(x, y, new SigmoidOf());
    /// <summary>ln(1 + eˣ).</summary>
    public static void Softplus(ReadOnlySpan<float> x, Span<float> y) => Map.Run(x, y, new SoftplusOf());
    /// <summary>x / (1 + |x|).</summary>
    public static void Softsign(ReadOnlySpan<float> x, Span<float> y) => Map.Run(x, y, new SoftsignOf());
    /// <summary>x · sigmoid x.</summary>
    public static void Silu(ReadOnlySpan<float> x, Span<float> y) => Map.Run(x, y, new SiluOf());
    /// <summary>tanh x.</summary>
    public static void Tanh(ReadOnlySpan<float> x, Span<float> y) => Map.Run(x, y, new TanhOf());
    /// <summary>eˣ.</summary>
    public static void Exp(ReadOnlySpan<float> x, Span<float> y) => Map.Run(x, y, new ExpOf());
    /// <summary>ln x.</summary>
    public static void Log(ReadOnlySpan<float> x, Span<float> y) => Map.Run(x, y, new LogOf());
    /// <summary>erf x.</summary>
    public static void Erf(ReadOnlySpan<float> x, Span<float> y) => Map.Run(x, y, new ErfOf());
    /// <summary>x · Φ(x) = x / 2 · (1 + erf(x / √2)).</summary>
    public static void Gelu(ReadOnlySpan<float> x, Span<float> y) => Map.Run(x, y, new GeluOf());
    /// <summary>x / 2 · (1 + tanh(√(2/π) · (x + 0.044715 x³))), an approximation of <see cref="Gelu"/>.</summary>
    public static void GeluTanh(ReadOnlySpan<float> x, Span<float> y) => Map.Run(x, y, new GeluTanhOf());

    /// <summary>dx = dy where x > 0, else 0.</summary>
    public static void ReluGradient(ReadOnlySpan<float> x, ReadOnlySpan<float> dy, Span<float> dx) => Map.Run(x, dy, dx, new ReluGradientOf());
    /// <summary>dx = dy where 0 &lt; x &lt; 6, else 0.</summary>
    public static void Relu6Gradient(ReadOnlySpan<float> x, ReadOnlySpan<float> dy, Span<float> dx) => Map.Run(x, dy, dx, new Relu6GradientOf());
    /// <summary>dx = dy where x > 0, else slope · dy.</summary>
    public static void LeakyReluGradient(ReadOnlySpan<float> x, ReadOnlySpan<float> dy, Span<float> dx, float slope) => Map.Run(x, dy, dx, new LeakyReluGradientOf(slope));
    /// <summary>dx = dy, or dy · (y + alpha) where y is not above 0; y is the result of <see cref="Elu"/>.</summary>
    public static void EluGradient(ReadOnlySpan<float> y, ReadOnlySpan<float> dy, Span<float> dx, float alpha) => Map.Run(y, dy, dx, new EluGradientOf(alpha));
    /// <summary>dx = 1.0507 · dy, or dy · (y + 1.0507 · 1.67326) where y is negative; y is the result of <see cref="Selu"/>.</summary>
    public static void SeluGradient(ReadOnlySpan<float> y, ReadOnlySpan<float> dy, Span<float> dx) => Map.Run(y, dy, dx, new SeluGradientOf());
    /// <summary>dx = dy · y · (1 - y); y is the result of <see cref="Sigmoid"/>.</summary>
    public static void SigmoidGradient(ReadOnlySpan<float> y, ReadOnlySpan<float> dy, Span<float> dx) => Map.Run(y, dy, dx, new SigmoidGradientOf());
    /// <summary>dx = dy · sigmoid x.</summary>
    public static void SoftplusGradient(ReadOnlySpan<float> x, ReadOnlySpan<float> dy, Span<float> dx) => Map.Run(x, dy, dx, new SoftplusGradientOf());
    /// <summary>dx = dy / (1 + |x|)².</summary>
    public static void SoftsignGradient(ReadOnlySpan<float> x, ReadOnlySpan<float> dy, Span<float> dx) => Map.Run(x, dy, dx, new SoftsignGradientOf());
    /// <summary>dx = dy · s · (1 + x · (1 - s)) with s = sigmoid x.</summary>
    public static void SiluGradient(ReadOnlySpan<float> x, ReadOnlySpan<float> dy, Span<float> dx) => Map.Run(x, dy, dx, new SiluGradientOf());
    /// <summary>dx = dy · (1 - y²); y is the result of <see cref="Tanh"/>.</summary>
    public static void TanhGradient(ReadOnlySpan<float> y, ReadOnlySpan<float> dy, Span<float> dx) => Map.Run(y, dy, dx, new TanhGradientOf());
    /// <summary>dx = dy · (Φ(x) + x · φ(x)).</summary>
    public static void GeluGradient(ReadOnlySpan<float> x, ReadOnlySpan<float> dy, Span<float> dx) => Map.Run(x, dy, dx, new GeluGradientOf());
    /// <summary>dx = dy times the derivative of <see cref="GeluTanh"/>.</summary>
    public static void GeluTanhGradient(ReadOnlySpan<float> x, ReadOnlySpan<float> dy, Span<float> dx) => Map.Run(x, dy, dx, new GeluTanhGradientOf());

    /// <summary>The activation of an epilogue. Bounds: count elements of both.</summary>
    public static void Apply(Activation activation, float slope, float* x, float* y, int count)
    {
        switch (activation)
        {
            case Activation.Relu: Map.Run(x, y, count, new ReluOf()); break;
            case Activation.Relu6: Map.Run(x, y, count, new Relu6Of()); break;
            case Activation.LeakyRelu: Map.Run(x, y, count, new LeakyReluOf(slope)); break;
            case Activation.Sigmoid: Map.Run(x, y, count, new SigmoidOf()); break;
            case Activation.Tanh: Map.Run(x, y, count, new TanhOf()); break;
            case Activation.Silu: Map.Run(x, y, count, new SiluOf()); break;
            case Activation.Elu: Map.Run(x, y, count, new EluOf(slope)); break;
            case Activation.None: Map.Run(x, y, count, new Identity()); break;
            default: throw new ArgumentOutOfRangeException(nameof(activation));
        }
    }

    private readonly struct Identity : IUnary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public T Invoke<T>(T x) where T : struct, IFloats<T> => x;
    }

    internal readonly struct ReluOf : IUnary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public T Invoke<T>(T x) where T : struct, IFloats<T> => T.Max(T.Zero, x);
    }

    internal readonly struct Relu6Of : IUnary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public T Invoke<T>(T x) where T : struct, IFloats<T> => T.Min(T.Create(6f), T.Max(T.Zero, x));
    }

    internal readonly struct LeakyReluOf(float slope) : IUnary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public T Invoke<T>(T x) where T : struct, IFloats<T> => T.Select(T.Less(x, T.Zero), x * T.Create(slope), x);
    }

    internal readonly struct EluOf(float alpha) : IUnary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public T Invoke<T>(T x) where T : struct, IFloats<T> => T.Select(T.Less(x, T.Zero), T.Create(alpha) * FloatMath.ExpMinusOneOfNegative(T.Min(T.Zero, x)), x);
    }

    internal readonly struct SeluOf : IUnary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public T Invoke<T>(T x) where T : struct, IFloats<T> => T.Select(T.Less(x, T.Zero), T.Create(SeluScaleAlpha) * FloatMath.ExpMinusOneOfNegative(T.Min(T.Zero, x)), x * T.Create(SeluScale));
    }

    internal readonly struct SigmoidOf : IUnary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public T Invoke<T>(T x) where T : struct, IFloats<T> => FloatMath.Sigmoid(x);
    }

    internal readonly struct SoftplusOf : IUnary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public T Invoke<T>(T x) where T : struct, IFloats<T> => FloatMath.Softplus(x);
    }

    internal readonly struct SoftsignOf : IUnary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public T Invoke<T>(T x) where T : struct, IFloats<T> => x / (T.Abs(x) + T.Create(1f));
    }

    internal readonly struct SiluOf : IUnary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public T Invoke<T>(T x) where T : struct, IFloats<T> => x * FloatMath.Sigmoid(x);
    }

    internal readonly struct TanhOf : IUnary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public T Invoke<T>(T x) where T : struct, IFloats<T> => FloatMath.Tanh(x);
    }

    internal readonly struct ExpOf : IUnary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public T Invoke<T>(T x) where T : struct, IFloats<T> => FloatMath.Exp(x);
    }

    internal readonly struct LogOf : IUnary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public T Invoke<T>(T x) where T : struct, IFloats<T> => FloatMath.Log(x);
    }

    internal readonly struct ErfOf : IUnary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public T Invoke<T>(T x) where T : struct, IFloats<T> => FloatMath.Erf(x);
    }

    internal readonly struct GeluOf : IUnary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public T Invoke<T>(T x) where T : struct, IFloats<T> => x * T.Create(0.5f) * (FloatMath.Erf(x * T.Create(SqrtHalf)) + T.Create(1f));
    }

    internal readonly struct GeluTanhOf : IUnary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public T Invoke<T>(T x) where T : struct, IFloats<T> => x * T.Create(0.5f) * (FloatMath.Tanh(T.Create(SqrtTwoOverPi) * T.MultiplyAdd(T.Create(0.044715f) * x * x, x, x)) + T.Create(1f));
    }

    internal readonly struct ReluGradientOf : IBinary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public T Invoke<T>(T x, T dy) where T : struct, IFloats<T> => T.Select(T.Less(T.Zero, x), dy, T.Zero);
    }

    internal readonly struct Relu6GradientOf : IBinary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public T Invoke<T>(T x, T dy) where T : struct, IFloats<T> => T.Select(T.Less(T.Zero, x) & T.Less(x, T.Create(6f)), dy, T.Zero);
    }

    internal readonly struct LeakyReluGradientOf(float slope) : IBinary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public T Invoke<T>(T x, T dy) where T : struct, IFloats<T> => T.Select(T.Less(T.Zero, x), dy, dy * T.Create(slope));
    }

    internal readonly struct EluGradientOf(float alpha) : IBinary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public T Invoke<T>(T y, T dy) where T : struct, IFloats<T> => T.Select(T.Less(T.Zero, y), dy, dy * (y + T.Create(alpha)));
    }

    internal readonly struct SeluGradientOf : IBinary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public T Invoke<T>(T y, T dy) where T : struct, IFloats<T> => T.Select(T.Less(y, T.Zero), dy * (y + T.Create(SeluScaleAlpha)), dy * T.Create(SeluScale));
    }

    internal readonly struct SigmoidGradientOf : IBinary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public T Invoke<T>(T y, T dy) where T : struct, IFloats<T> => dy * y * (T.Create(1f) - y);
    }

    internal readonly struct SoftplusGradientOf : IBinary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public T Invoke<T>(T x, T dy) where T : struct, IFloats<T> => dy * FloatMath.Sigmoid(x);
    }

    internal readonly struct SoftsignGradientOf : IBinary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public T Invoke<T>(T x, T dy) where T : struct, IFloats<T>
        {
            T d = T.Abs(x) + T.Create(1f);
            return dy / (d * d);
        }
    }

    internal readonly struct SiluGradientOf : IBinary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public T Invoke<T>(T x, T dy) where T : struct, IFloats<T>
        {
            T s = FloatMath.Sigmoid(x);
            return dy * s * T.MultiplyAdd(x, T.Create(1f) - s, T.Create(1f));
        }
    }

    internal readonly struct TanhGradientOf : IBinary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public T Invoke<T>(T y, T dy) where T : struct, IFloats<T> => dy * (T.Create(1f) - y * y);
    }

    internal readonly struct GeluGradientOf : IBinary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public T Invoke<T>(T x, T dy) where T : struct, IFloats<T>
        {
            T cumulative = T.MultiplyAdd(FloatMath.Erf(x * T.Create(SqrtHalf)), T.Create(0.5f), T.Create(0.5f));
            T density = T.Create(OneOverSqrtTwoPi) * FloatMath.ExpOfNegative(x * x * T.Create(-0.5f));
            return dy * T.MultiplyAdd(x, density, cumulative);
        }
    }

    internal readonly struct GeluTanhGradientOf : IBinary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public T Invoke<T>(T x, T dy) where T : struct, IFloats<T>
        {
            T square = x * x;
            T t = FloatMath.Tanh(T.Create(SqrtTwoOverPi) * T.MultiplyAdd(T.Create(0.044715f) * square, x, x));
            T inner = T.Create(SqrtTwoOverPi) * T.MultiplyAdd(T.Create(3 * 0.044715f), square, T.Create(1f));
            T half = T.Create(0.5f);
            return dy * (half * (t + T.Create(1f)) + half * x * (T.Create(1f) - t * t) * inner);
        }
    }
}
