using System.Numerics.Tensors;

namespace KerasTransfer;

public sealed partial class NumPyApi
{
    private static NDArray Map(NDArray x, Func<float, float> single, Func<double, double> @double) => Elementwise.Floating(x,
        (a, y) => { for (int i = 0; i < a.Length; i++) y[i] = single(a[i]); },
        (a, y) => { for (int i = 0; i < a.Length; i++) y[i] = @double(a[i]); });

    private static NDArray Map(NDArray x1, NDArray x2, Func<float, float, float> single, Func<double, double, double> @double) => Elementwise.Floating(x1, x2,
        (a, b, y) => { for (int i = 0; i < a.Length; i++) y[i] = single(a[i], b[i]); },
        (a, b, y) => { for (int i = 0; i < a.Length; i++) y[i] = @double(a[i], b[i]); });

    /// <summary>Sum, element by element.</summary>
    public NDArray add(NDArray x1, NDArray x2) => NDArray.Add(x1, x2);
    /// <summary>Difference, element by element.</summary>
    public NDArray subtract(NDArray x1, NDArray x2) => NDArray.Subtract(x1, x2);
    /// <summary>Product, element by element.</summary>
    public NDArray multiply(NDArray x1, NDArray x2) => NDArray.Multiply(x1, x2);
    /// <summary>True division, element by element.</summary>
    public NDArray divide(NDArray x1, NDArray x2) => NDArray.Divide(x1, x2);
    /// <summary>True division, element by element.</summary>
    public NDArray true_divide(NDArray x1, NDArray x2) => NDArray.Divide(x1, x2);
    /// <summary>The quotient rounded down, element by element: Python's <c>//</c>.</summary>
    public NDArray floor_divide(NDArray x1, NDArray x2) => NDArray.FloorDivide(x1, x2);
    /// <summary>The remainder with the divisor's sign, element by element: Python's <c>%</c>.</summary>
    public NDArray mod(NDArray x1, NDArray x2) => NDArray.Mod(x1, x2);
    /// <summary>The remainder with the divisor's sign, element by element.</summary>
    public NDArray remainder(NDArray x1, NDArray x2) => NDArray.Mod(x1, x2);
    /// <summary>Power, element by element: Python's <c>**</c>.</summary>
    /// <exception cref="ValueError">An integer is raised to a negative integer power.</exception>
    public NDArray power(NDArray x1, NDArray x2) => NDArray.Power(x1, x2);
    /// <summary>The negative, element by element.</summary>
    public NDArray negative(NDArray x) => NDArray.Negate(x);
    /// <summary>The larger, element by element; not a number if either is none.</summary>
    public NDArray maximum(NDArray x1, NDArray x2) => Elementwise.Arithmetic<MaximumLoop>(x1, x2, Promotion.Of(x1, x2));
    /// <summary>The smaller, element by element; not a number if either is none.</summary>
    public NDArray minimum(NDArray x1, NDArray x2) => Elementwise.Arithmetic<MinimumLoop>(x1, x2, Promotion.Of(x1, x2));
    /// <summary>Each element held between two bounds; null leaves a side open.</summary>
    public NDArray clip(NDArray a, NDArray? a_min = null, NDArray? a_max = null)
    {
        NDArray result = a_min is null ? a : maximum(a, a_min);
        return a_max is null ? a_min is null ? a.copy() : result : minimum(result, a_max);
    }
    /// <summary>The absolute value, element by element.</summary>
    public NDArray abs(NDArray x) => x.dtype == DType.@bool ? x.copy() : Elementwise.Function<AbsoluteLoop>(x, x.dtype);
    /// <summary>The absolute value, element by element.</summary>
    public NDArray absolute(NDArray x) => abs(x);
    /// <summary>The absolute value, element by element, as floating point.</summary>
    public NDArray fabs(NDArray x) => Elementwise.Floating(x, TensorPrimitives.Abs, TensorPrimitives.Abs);
    /// <summary>−1, 0 or 1 by the sign, element by element.</summary>
    /// <exception cref="ValueError">The elements are bools.</exception>
    public NDArray sign(NDArray x) => x.dtype == DType.@bool ? throw new ValueError("ufunc 'sign' did not contain a loop with signature matching types: bools have no sign.") : Elementwise.Function<SignLoop>(x, x.dtype);
    /// <summary>The square, element by element.</summary>
    public NDArray square(NDArray x) => x.dtype == DType.@bool ? Elementwise.Function<SquareLoop>(x, DType.int8) : Elementwise.Function<SquareLoop>(x, x.dtype);
    /// <summary>The square root, element by element; not a number for negatives.</summary>
    public NDArray sqrt(NDArray x) => Elementwise.Floating(x, TensorPrimitives.Sqrt, TensorPrimitives.Sqrt);
    /// <summary>The cube root, element by element.</summary>
    public NDArray cbrt(NDArray x) => Map(x, MathF.Cbrt, Math.Cbrt);
    /// <summary>One over each element; of integers, rounded towards zero.</summary>
    public NDArray reciprocal(NDArray x) => x.dtype.IsFloating ? NDArray.Divide(1, x) : NDArray.Divide(1, x).astype(x.dtype);
    /// <summary>e to the power of each element.</summary>
    public NDArray exp(NDArray x) => Map(x, MathF.Exp, Math.Exp);
    /// <summary>2 to the power of each element.</summary>
    public NDArray exp2(NDArray x) => Map(x, v => (float)Math.Pow(2, v), v => Math.Pow(2, v));
    /// <summary>e to the power of each element, less one; exact near zero.</summary>
    public NDArray expm1(NDArray x) => Map(x, v => (float)Expm1(v), Expm1);
    /// <summary>The natural logarithm, element by element.</summary>
    public NDArray log(NDArray x) => Map(x, MathF.Log, Math.Log);
    /// <summary>The logarithm to base 2, element by element.</summary>
    public NDArray log2(NDArray x) => Map(x, MathF.Log2, Math.Log2);
    /// <summary>The logarithm to base 10, element by element.</summary>
    public NDArray log10(NDArray x) => Map(x, MathF.Log10, Math.Log10);
    /// <summary>The natural logarithm of one plus each element; exact near zero.</summary>
    public NDArray log1p(NDArray x) => Map(x, v => (float)Log1p(v), Log1p);
    /// <summary>log(exp(x1) + exp(x2)), element by element, without overflow.</summary>
    public NDArray logaddexp(NDArray x1, NDArray x2) => Map(x1, x2, (a, b) => (float)LogAddExp(a, b), LogAddExp);

    // William Kahan's forms: the rounding of 1 + x is divided out again.
    private static double Log1p(double x)
    {
        double u = 1 + x;
        return u == 1 || double.IsPositiveInfinity(u) ? x : Math.Log(u) * (x / (u - 1));
    }
    private static double Expm1(double x)
    {
        if (Math.Abs(x) < 1e-5) return x + x * x / 2 + x * x * x / 6;
        double u = Math.Exp(x);
        return double.IsInfinity(u) || u - 1 == -1 ? u - 1 : Math.Abs(x) > 1 ? u - 1 : (u - 1) * (x / Math.Log(u));
    }
    private static double LogAddExp(double a, double b) => a == b ? a + Math.Log(2) : double.IsNaN(a - b) ? double.NaN : Math.Max(a, b) + Log1p(Math.Exp(-Math.Abs(a - b)));

    /// <summary>The sine, element by element, of radians.</summary>
    public NDArray sin(NDArray x) => Map(x, MathF.Sin, Math.Sin);
    /// <summary>The cosine, element by element, of radians.</summary>
    public NDArray cos(NDArray x) => Map(x, MathF.Cos, Math.Cos);
    /// <summary>The tangent, element by element, of radians.</summary>
    public NDArray tan(NDArray x) => Map(x, MathF.Tan, Math.Tan);
    /// <summary>The angle with that sine, in radians.</summary>
    public NDArray arcsin(NDArray x) => Map(x, MathF.Asin, Math.Asin);
    /// <summary>The angle with that cosine, in radians.</summary>
    public NDArray arccos(NDArray x) => Map(x, MathF.Acos, Math.Acos);
    /// <summary>The angle with that tangent, in radians.</summary>
    public NDArray arctan(NDArray x) => Map(x, MathF.Atan, Math.Atan);
    /// <summary>The angle of the point (x2, x1), in radians, in the right quadrant.</summary>
    public NDArray arctan2(NDArray x1, NDArray x2) => Map(x1, x2, MathF.Atan2, Math.Atan2);
    /// <summary>The hypotenuse over two legs, element by element.</summary>
    public NDArray hypot(NDArray x1, NDArray x2) => Map(x1, x2, float.Hypot, double.Hypot);
    /// <summary>The hyperbolic sine, element by element.</summary>
    public NDArray sinh(NDArray x) => Map(x, MathF.Sinh, Math.Sinh);
    /// <summary>The hyperbolic cosine, element by element.</summary>
    public NDArray cosh(NDArray x) => Map(x, MathF.Cosh, Math.Cosh);
    /// <summary>The hyperbolic tangent, element by element.</summary>
    public NDArray tanh(NDArray x) => Map(x, MathF.Tanh, Math.Tanh);
    /// <summary>The inverse hyperbolic sine, element by element.</summary>
    public NDArray arcsinh(NDArray x) => Map(x, MathF.Asinh, Math.Asinh);
    /// <summary>The inverse hyperbolic cosine, element by element.</summary>
    public NDArray arccosh(NDArray x) => Map(x, MathF.Acosh, Math.Acosh);
    /// <summary>The inverse hyperbolic tangent, element by element.</summary>
    public NDArray arctanh(NDArray x) => Map(x, MathF.Atanh, Math.Atanh);
    /// <summary>Degrees as radians.</summary>
    public NDArray deg2rad(NDArray x) => Map(x, v => v * (MathF.PI / 180), v => v * (Math.PI / 180));
    /// <summary>Degrees as radians.</summary>
    public NDArray radians(NDArray x) => deg2rad(x);
    /// <summary>Radians as degrees.</summary>
    public NDArray rad2deg(NDArray x) => Map(x, v => v * (180 / MathF.PI), v => v * (180 / Math.PI));
    /// <summary>Radians as degrees.</summary>
    public NDArray degrees(NDArray x) => rad2deg(x);

    /// <summary>Rounded down, element by element; integers stay as they are.</summary>
    public NDArray floor(NDArray x) => x.dtype.IsFloating ? Elementwise.Floating(x, TensorPrimitives.Floor, TensorPrimitives.Floor) : x.copy();
    /// <summary>Rounded up, element by element; integers stay as they are.</summary>
    public NDArray ceil(NDArray x) => x.dtype.IsFloating ? Elementwise.Floating(x, TensorPrimitives.Ceiling, TensorPrimitives.Ceiling) : x.copy();
    /// <summary>Rounded towards zero, element by element; integers stay as they are.</summary>
    public NDArray trunc(NDArray x) => x.dtype.IsFloating ? Elementwise.Floating(x, TensorPrimitives.Truncate, TensorPrimitives.Truncate) : x.copy();
    /// <summary>Rounded to the nearest integer, halves to the even one, as floating point.</summary>
    public NDArray rint(NDArray x) => Elementwise.Floating(x, TensorPrimitives.Round, TensorPrimitives.Round);
    /// <summary>Rounded to so many decimals, halves to the even digit; below zero, to tens, hundreds and so on.</summary>
    public NDArray round(NDArray a, int decimals = 0)
    {
        if (!a.dtype.IsFloating) return decimals >= 0 ? a.copy() : multiply(rint(divide(a, Math.Pow(10, -decimals))), Math.Pow(10, -decimals)).astype(a.dtype);
        if (decimals == 0) return rint(a);
        NDArray scale = Math.Pow(10, Math.Abs(decimals));
        return decimals > 0 ? divide(rint(multiply(a, scale)), scale) : multiply(rint(divide(a, scale)), scale);
    }
    /// <summary>Rounded to so many decimals; the same as <c>round</c>.</summary>
    public NDArray around(NDArray a, int decimals = 0) => round(a, decimals);

    /// <summary>Whether elements are not numbers.</summary>
    public NDArray isnan(NDArray x) => Test(x, float.IsNaN, double.IsNaN, integers: false);
    /// <summary>Whether elements are infinite.</summary>
    public NDArray isinf(NDArray x) => Test(x, float.IsInfinity, double.IsInfinity, integers: false);
    /// <summary>Whether elements are neither infinite nor not a number.</summary>
    public NDArray isfinite(NDArray x) => Test(x, float.IsFinite, double.IsFinite, integers: true);
    private NDArray Test(NDArray x, Func<float, bool> single, Func<double, bool> @double, bool integers) => x.dtype.Code switch
    {
        DTypeCode.Float32 => Elementwise.Run<float, bool>(x, x.dtype, DType.@bool, (a, y) => { for (int i = 0; i < a.Length; i++) y[i] = single(a[i]); }),
        DTypeCode.Float64 => Elementwise.Run<double, bool>(x, x.dtype, DType.@bool, (a, y) => { for (int i = 0; i < a.Length; i++) y[i] = @double(a[i]); }),
        _ => full(x.shape, integers),
    };
    /// <summary>Not a number becomes <paramref name="nan"/>, infinities the largest and smallest numbers unless told otherwise.</summary>
    public NDArray nan_to_num(NDArray x, double nan = 0.0, double? posinf = null, double? neginf = null)
    {
        if (!x.dtype.IsFloating) return x.copy();
        FloatInfo info = finfo(x.dtype);
        double high = posinf ?? info.max, low = neginf ?? info.min;
        double Replace(double v) => double.IsNaN(v) ? nan : double.IsPositiveInfinity(v) ? high : double.IsNegativeInfinity(v) ? low : v;
        return Map(x, v => (float)Replace(v), Replace);
    }

    /// <summary>Whether elements are equal, one by one.</summary>
    public NDArray equal(NDArray x1, NDArray x2) => x1 == x2;
    /// <summary>Whether elements differ, one by one.</summary>
    public NDArray not_equal(NDArray x1, NDArray x2) => x1 != x2;
    /// <summary>Whether elements are less, one by one.</summary>
    public NDArray less(NDArray x1, NDArray x2) => x1 < x2;
    /// <summary>Whether elements are less or equal, one by one.</summary>
    public NDArray less_equal(NDArray x1, NDArray x2) => x1 <= x2;
    /// <summary>Whether elements are greater, one by one.</summary>
    public NDArray greater(NDArray x1, NDArray x2) => x1 > x2;
    /// <summary>Whether elements are greater or equal, one by one.</summary>
    public NDArray greater_equal(NDArray x1, NDArray x2) => x1 >= x2;
    /// <summary>Whether both are true (not zero), element by element.</summary>
    public NDArray logical_and(NDArray x1, NDArray x2) => x1.As(DType.@bool) & x2.As(DType.@bool);
    /// <summary>Whether either is true (not zero), element by element.</summary>
    public NDArray logical_or(NDArray x1, NDArray x2) => x1.As(DType.@bool) | x2.As(DType.@bool);
    /// <summary>Whether just one is true (not zero), element by element.</summary>
    public NDArray logical_xor(NDArray x1, NDArray x2) => x1.As(DType.@bool) ^ x2.As(DType.@bool);
    /// <summary>Whether elements are false (zero).</summary>
    public NDArray logical_not(NDArray x) => !x;
    /// <summary>Bitwise and, element by element.</summary>
    public NDArray bitwise_and(NDArray x1, NDArray x2) => x1 & x2;
    /// <summary>Bitwise or, element by element.</summary>
    public NDArray bitwise_or(NDArray x1, NDArray x2) => x1 | x2;
    /// <summary>Bitwise exclusive or, element by element.</summary>
    public NDArray bitwise_xor(NDArray x1, NDArray x2) => x1 ^ x2;
    /// <summary>The complement, element by element.</summary>
    public NDArray invert(NDArray x) => ~x;

    /// <summary>Whether elements are as good as equal: |a − b| ≤ atol + rtol · |b|.</summary>
    public NDArray isclose(ArrayLike a, ArrayLike b, double rtol = 1e-05, double atol = 1e-08, bool equal_nan = false)
    {
        bool Close(double x, double y) => double.IsFinite(y) ? Math.Abs(x - y) <= atol + rtol * Math.Abs(y) : x == y || equal_nan && double.IsNaN(x) && double.IsNaN(y);
        return Elementwise.Run<double, bool>(a.Array, b.Array, DType.float64, DType.@bool, (x, y, z) => { for (int i = 0; i < x.Length; i++) z[i] = Close(x[i], y[i]); });
    }
    /// <summary>Whether all elements are as good as equal: |a − b| ≤ atol + rtol · |b|.</summary>
    public bool allclose(ArrayLike a, ArrayLike b, double rtol = 1e-05, double atol = 1e-08, bool equal_nan = false) => (bool)all(isclose(a, b, rtol, atol, equal_nan));
    /// <summary>Whether shapes and all elements are equal.</summary>
    public bool array_equal(ArrayLike a1, ArrayLike a2, bool equal_nan = false)
    {
        NDArray a = a1.Array, b = a2.Array;
        return a.shape == b.shape && (bool)all(equal_nan ? (a == b) | (isnan(a) & isnan(b)) : a == b);
    }

    /// <summary>A function of one number as a function of arrays, applied element by element.</summary>
    public Func<NDArray, NDArray> vectorize(Func<double, double> pyfunc) =>
        x => Elementwise.Run<double, double>(x, DType.float64, DType.float64, (a, y) => { for (int i = 0; i < a.Length; i++) y[i] = pyfunc(a[i]); });
}
