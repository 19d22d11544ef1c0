using KerasTransfer.Ops;

namespace KerasTransfer;

public sealed partial class OpsApi
{
    /// <summary>The angle in [−π/2, π/2] whose sine is x.</summary>
    public Tensor arcsin(Tensor x) => new Arcsin().On(FloatOf(x));
    /// <summary>The angle in [0, π] whose cosine is x.</summary>
    public Tensor arccos(Tensor x) => new Arccos().On(FloatOf(x));
    /// <summary>The angle in [−π/2, π/2] whose tangent is x.</summary>
    public Tensor arctan(Tensor x) => new Arctan().On(FloatOf(x));
    /// <summary>The angle in (−π, π] whose tangent is x1 / x2, in the quadrant of the point (x2, x1).</summary>
    public Tensor arctan2(Tensor x1, Tensor x2) => BinaryOp.Apply(new Arctan2(), x1, x2);
    /// <summary>The number whose hyperbolic sine is x.</summary>
    public Tensor arcsinh(Tensor x) => new Arcsinh().On(FloatOf(x));
    /// <summary>The number ≥ 0 whose hyperbolic cosine is x.</summary>
    public Tensor arccosh(Tensor x) => new Arccosh().On(FloatOf(x));
    /// <summary>The number whose hyperbolic tangent is x.</summary>
    public Tensor arctanh(Tensor x) => new Arctanh().On(FloatOf(x));
    /// <summary>1 − erf x.</summary>
    public Tensor erfc(Tensor x) => 1 - new Erf().On(FloatOf(x));
    /// <summary>The number whose error function is x.</summary>
    public Tensor erfinv(Tensor x) => new Erfinv().On(FloatOf(x));
    /// <summary>2ˣ.</summary>
    public Tensor exp2(Tensor x) => exp(FloatOf(x) * Math.Log(2));
    /// <summary>The cube root.</summary>
    public Tensor cbrt(Tensor x) => sign(FloatOf(x)) * power(abs(FloatOf(x)), 1.0 / 3);
    /// <summary>The whole part.</summary>
    public Tensor trunc(Tensor x) => x.dtype.IsFloating ? new Trunc().On(x) : x;
    /// <summary>√(a² + b²).</summary>
    public Tensor hypot(Tensor x1, Tensor x2) => sqrt(square(FloatOf(x1)) + square(FloatOf(x2)));
    /// <summary>Degrees as radians.</summary>
    public Tensor deg2rad(Tensor x) => FloatOf(x) * (Math.PI / 180);
    /// <summary>Radians as degrees.</summary>
    public Tensor rad2deg(Tensor x) => FloatOf(x) * (180 / Math.PI);
    /// <summary>sin(πx) / (πx), 1 at 0.</summary>
    public Tensor sinc(Tensor x)
    {
        Tensor angle = FloatOf(x) * Math.PI, zero = equal(angle, 0);
        return where(zero, 1, sin(angle) / where(zero, 1, angle));
    }
    /// <summary>ln(eᵃ + eᵇ), without overflow.</summary>
    public Tensor logaddexp(Tensor x1, Tensor x2)
    {
        (x1, x2) = (FloatOf(x1), FloatOf(x2));
        Tensor delta = x1 - x2;
        return where(isnan(delta), x1 + x2, maximum(x1, x2) + log1p(exp(-abs(delta))));
    }
    /// <summary>0 below 0, 1 above, <paramref name="x2"/> at 0.</summary>
    public Tensor heaviside(Tensor x1, Tensor x2) => where(equal(x1, 0), x2, (x1 > 0).Cast(x1.dtype));
    /// <summary>Whether x is +∞.</summary>
    public Tensor isposinf(Tensor x) => isinf(x) & (x > 0);
    /// <summary>Whether x is −∞.</summary>
    public Tensor isneginf(Tensor x) => isinf(x) & (x < 0);
    /// <summary>Whether |a − b| ≤ atol + rtol · |b|; integers must be equal.</summary>
    public Tensor isclose(Tensor x1, Tensor x2, double rtol = 1e-5, double atol = 1e-8, bool equal_nan = false)
    {
        DType common = Ops.Promotion.Of(x1, x2);
        if (!common.IsFloating) return equal(x1, x2);
        (x1, x2) = (x1.Cast(common), x2.Cast(common));
        Tensor close = abs(x1 - x2) <= atol + rtol * abs(x2);
        return equal_nan ? close | (isnan(x1) & isnan(x2)) : close;
    }
    /// <summary>Whether all elements are close; see <c>isclose</c>.</summary>
    public Tensor allclose(Tensor x1, Tensor x2, double rtol = 1e-5, double atol = 1e-8, bool equal_nan = false) => all(isclose(x1, x2, rtol, atol, equal_nan));
    /// <summary>NaN replaced by a number, infinities by numbers or, if null, by the largest there are.</summary>
    public Tensor nan_to_num(Tensor x, double nan = 0.0, double? posinf = null, double? neginf = null)
    {
        if (!x.dtype.IsFloating) return x;
        double largest = x.dtype == DType.float64 ? double.MaxValue : float.MaxValue;
        x = where(isnan(x), nan, x);
        x = where(equal(x, double.PositiveInfinity), posinf ?? largest, x);
        return where(equal(x, double.NegativeInfinity), neginf ?? -largest, x);
    }
    /// <summary>The conversion that stays at the ends of the target's range instead of wrapping.</summary>
    public Tensor saturate_cast(Tensor x, DType dtype)
    {
        if (dtype.IsFloating || dtype == DType.@bool || x.dtype == DType.@bool) return x.Cast(dtype);
        int bits = 8 * dtype.Size;
        bool unsigned = dtype == DType.uint8 || dtype == DType.uint32;
        double lowest = unsigned ? 0 : -Math.Pow(2, bits - 1), highest = unsigned ? Math.Pow(2, bits) - 1 : Math.Pow(2, bits - 1) - 1;
        // In float64 the ends of all but the 64-bit types are exact.
        Tensor wide = x.Cast(DType.float64);
        return where(wide <= lowest, full(x.shape, lowest, dtype), where(wide >= highest, full(x.shape, highest, dtype), clip(wide, lowest, highest).Cast(dtype)));
    }

    /// <summary>How many elements are not zero (int32).</summary>
    public Tensor count_nonzero(Tensor x, Axes? axis = null) => sum(x.Cast(DType.@bool).Cast(DType.int32), axis);
    /// <summary>The mean, weighted if weights are given: of the shape of x, or along one axis only.</summary>
    /// <exception cref="ValueError">The weights fit neither the tensor nor the axis.</exception>
    public Tensor average(Tensor x, int? axis = null, Tensor? weights = null)
    {
        if (weights is null) return mean(x, axis);
        (x, weights) = (FloatOf(x), FloatOf(weights));
        if (weights.shape != x.shape)
        {
            if (axis is null || weights.ndim != 1 || weights.shape[0] != x.shape[x.shape.Axis(axis.Value)])
                throw new ValueError($"average: expected weights of the shape of x, {x.shape}, or with an axis, one per place along it. Received: weights.shape={weights.shape}, axis={axis}");
            int a = x.shape.Axis(axis.Value);
            weights = weights.Reshape(new Shape([.. Enumerable.Range(0, x.ndim).Select(i => i == a ? x.shape[i] : 1)]));
        }
        return sum(x * weights, axis) / sum(weights, axis);
    }
    /// <summary>The largest minus the smallest.</summary>
    public Tensor ptp(Tensor x, Axes? axis = null, bool keepdims = false) => max(x, axis, keepdims) - min(x, axis, keepdims);
    /// <summary>The largest.</summary>
    public Tensor amax(Tensor x, Axes? axis = null, bool keepdims = false) => max(x, axis, keepdims);
    /// <summary>The smallest.</summary>
    public Tensor amin(Tensor x, Axes? axis = null, bool keepdims = false) => min(x, axis, keepdims);
    /// <summary>Differences of neighbours along an axis, <paramref name="n"/> times.</summary>
    public Tensor diff(Tensor a, int n = 1, int axis = -1)
    {
        int at = a.shape.Axis(axis);
        for (; n > 0; n--) a = slice(a, at, 1, Math.Max(0, a.shape[at] - 1)) - slice(a, at, 0, Math.Max(0, a.shape[at] - 1));
        return a;
    }
    /// <summary>The mean and the variance over some axes.</summary>
    public (Tensor mean, Tensor variance) moments(Tensor x, Axes axes, bool keepdims = false) => (this.mean(x, axes, keepdims), this.@var(x, axes, keepdims));

    // ---- about tensors

    /// <summary>A tensor, an array or a number as a tensor, of a type if one is given.</summary>
    public Tensor convert_to_tensor(Tensor x, DType? dtype = null) => dtype is null ? x : x.Cast(dtype);
    /// <summary>The value as an array, computed now.</summary>
    public NDArray convert_to_numpy(Tensor x) => x.numpy();
    /// <summary>The number of elements.</summary>
    public long size(Tensor x) => x.shape.Size;
    /// <summary>The number of axes.</summary>
    public int ndim(Tensor x) => x.ndim;
    /// <summary>The type of the elements.</summary>
    public string dtype(Tensor x) => x.dtype.name;
    /// <summary>Whether a value is a tensor.</summary>
    public bool is_tensor(object? x) => x is Tensor;

    // ---- making tensors

    /// <summary>One number everywhere, in the shape and type of <paramref name="x"/>.</summary>
    public Tensor full_like(Tensor x, double fill_value, DType? dtype = null) => full(x.shape, fill_value, dtype ?? x.dtype);
    /// <summary>A tensor whose elements do not matter: zeros.</summary>
    public Tensor empty(Shape shape, DType? dtype = null) => zeros(shape, dtype);
    /// <summary>The identity matrix.</summary>
    public Tensor identity(int n, DType? dtype = null) => eye(n, dtype: dtype);
    /// <summary>Ones at and below a diagonal, <paramref name="k"/> places above the main one, zeros above.</summary>
    public Tensor tri(int N, int? M = null, int k = 0, DType? dtype = null) => Below(N, M ?? N, k).Cast(dtype ?? FloatX.Value);
    /// <summary>Numbers at even distances from start to stop.</summary>
    public Tensor linspace(double start, double stop, int num = 50, bool endpoint = true, DType? dtype = null)
    {
        if (num < 0) throw new ValueError($"`num` must be a non-negative integer. Received: num={num}");
        DType type = dtype ?? FloatX.Value;
        double step = num > 1 || !endpoint ? (stop - start) / Math.Max(1, endpoint ? num - 1 : num) : 0;
        Tensor points = new Iota(num, DType.float64).On() * step + start;
        if (endpoint && num > 1) points = where(equal(new Iota(num, DType.int32).On(), num - 1), stop, points);   // just that, whatever the step's rounding
        return (type.IsFloating ? points : floor(points)).Cast(type);
    }
    /// <summary>Powers of a base, with exponents at even distances.</summary>
    public Tensor logspace(double start, double stop, int num = 50, bool endpoint = true, double @base = 10, DType? dtype = null) =>
        BinaryOp.Apply(new Power(), new Full(@base, Shape.Scalar, DType.float64).On(), linspace(start, stop, num, endpoint, DType.float64)).Cast(dtype ?? FloatX.Value);
    /// <summary>Coordinates of the points of a grid, from those along each axis: <c>"xy"</c> has the first along columns, <c>"ij"</c> along rows.</summary>
    /// <exception cref="ValueError">The indexing is neither.</exception>
    public Tensor[] meshgrid(Tensors x, string indexing = "xy")
    {
        if (indexing is not ("xy" or "ij")) throw new ValueError($"meshgrid: `indexing` must be \"xy\" or \"ij\". Received: indexing={indexing}");
        int n = x.Count;
        int Axis(int i) => indexing == "xy" && n > 1 && i < 2 ? 1 - i : i;
        int[] dims = new int[n];
        for (int i = 0; i < n; i++) dims[Axis(i)] = (int)x[i].shape.Size;
        return [.. x.Select((t, i) => broadcast_to(t.Reshape(new Shape([.. dims.Select((d, axis) => axis == Axis(i) ? d : 1)])), new Shape(dims)))];
    }
}
