using KerasTransfer.Graph;
using KerasTransfer.Ops;

namespace KerasTransfer;

/// <summary>
/// <c>keras.ops</c>: the operations of Keras 3 on tensors, which layers, losses and metrics are written with. Axes may be negative; shapes broadcast as in
/// NumPy.
/// </summary>
[AtOnce]
public sealed partial class OpsApi
{
    /// <summary>The same values as another type.</summary>
    public Tensor cast(Tensor x, DType dtype) => x.Cast(dtype);
    /// <summary>The number of elements along each axis.</summary>
    public Shape shape(Tensor x) => x.shape;
    /// <summary>The input, which differentiation takes for a constant.</summary>
    public Tensor stop_gradient(Tensor x) => new StopGradient().On(x);

    // ---- making tensors

    /// <summary>Zeros.</summary>
    public Tensor zeros(Shape shape, DType? dtype = null) => full(shape, 0, dtype);
    /// <summary>Ones.</summary>
    public Tensor ones(Shape shape, DType? dtype = null) => full(shape, 1, dtype);
    /// <summary>One number everywhere.</summary>
    public Tensor full(Shape shape, double fill_value, DType? dtype = null) => new Full(fill_value, shape, dtype ?? FloatX.Value).On();
    /// <summary>Zeros in the shape and type of <paramref name="x"/>.</summary>
    public Tensor zeros_like(Tensor x, DType? dtype = null) => full(x.shape, 0, dtype ?? x.dtype);
    /// <summary>Ones in the shape and type of <paramref name="x"/>.</summary>
    public Tensor ones_like(Tensor x, DType? dtype = null) => full(x.shape, 1, dtype ?? x.dtype);
    /// <summary>0, 1, … <paramref name="stop"/> − 1.</summary>
    public Tensor arange(int stop, DType? dtype = null) => new Iota(Math.Max(0, stop), dtype ?? DType.int32).On();
    /// <summary>start, start + step, … below <paramref name="stop"/>.</summary>
    public Tensor arange(int start, int stop, int step = 1, DType? dtype = null) =>
        arange(step != 0 ? Math.Max(0, (int)Math.Ceiling((stop - (double)start) / step)) : throw new ValueError("arange: `step` must not be 0."), dtype) * step + start;
    /// <summary>start, start + step, … below <paramref name="stop"/>, as floating-point numbers.</summary>
    public Tensor arange(double start, double stop, double step = 1, DType? dtype = null) =>
        (new Iota(step != 0 ? Math.Max(0, (int)Math.Ceiling((stop - start) / step)) : throw new ValueError("arange: `step` must not be 0."), DType.float64).On() * step + start).Cast(dtype ?? FloatX.Value);
    /// <summary>Ones on a diagonal, <paramref name="k"/> places above the main one, and zeros elsewhere.</summary>
    public Tensor eye(int N, int? M = null, int k = 0, DType? dtype = null) => one_hot(arange(N, DType.int64) + k, M ?? N, dtype: dtype);

    // ---- element by element

    /// <summary>a + b.</summary>
    public Tensor add(Tensor x1, Tensor x2) => x1 + x2;
    /// <summary>a − b.</summary>
    public Tensor subtract(Tensor x1, Tensor x2) => x1 - x2;
    /// <summary>a · b.</summary>
    public Tensor multiply(Tensor x1, Tensor x2) => x1 * x2;
    /// <summary>a / b.</summary>
    public Tensor divide(Tensor x1, Tensor x2) => x1 / x2;
    /// <summary>a / b.</summary>
    public Tensor true_divide(Tensor x1, Tensor x2) => x1 / x2;
    /// <summary>a / b, and 0 where b is 0, in the value and in the gradient.</summary>
    public Tensor divide_no_nan(Tensor x1, Tensor x2)
    {
        Tensor zero = equal(x2, 0);
        return where(zero, 0, x1 / where(zero, 1, x2));
    }
    /// <summary>The whole part of a / b, rounded down.</summary>
    public Tensor floor_divide(Tensor x1, Tensor x2) => BinaryOp.Apply(new FloorDivide(), x1, x2);
    /// <summary>The remainder with the sign of the divisor.</summary>
    public Tensor mod(Tensor x1, Tensor x2) => x1 % x2;
    /// <summary>a to the power of b.</summary>
    public Tensor power(Tensor x1, Tensor x2) => (x2.Op, x1.dtype.IsFloating || x2.dtype.IsFloating) switch
    {
        (Full { Value: 2, Weak: true }, _) => square(x1),
        (Full { Value: 1, Weak: true }, true) => FloatOf(x1),
        (Full { Value: 0.5, Weak: true }, true) => sqrt(x1),
        (Full { Value: -1, Weak: true }, true) when x1.dtype.IsFloating => reciprocal(x1),
        _ => BinaryOp.Apply(new Power(), x1, x2),
    };
    /// <summary>The larger.</summary>
    public Tensor maximum(Tensor x1, Tensor x2) => BinaryOp.Apply(new Maximum(), x1, x2);
    /// <summary>The smaller.</summary>
    public Tensor minimum(Tensor x1, Tensor x2) => BinaryOp.Apply(new Minimum(), x1, x2);
    /// <summary>−x.</summary>
    public Tensor negative(Tensor x) => -x;
    /// <summary>|x|.</summary>
    public Tensor abs(Tensor x) => x.dtype == DType.@bool ? x : new Abs().On(x);
    /// <summary>|x|.</summary>
    public Tensor absolute(Tensor x) => abs(x);
    /// <summary>−1, 0 or 1.</summary>
    public Tensor sign(Tensor x) => new Sign().On(x);
    /// <summary>x².</summary>
    public Tensor square(Tensor x) => new Square().On(x.dtype == DType.@bool ? x.Cast(DType.int32) : x);
    /// <summary>√x.</summary>
    public Tensor sqrt(Tensor x) => new Sqrt().On(FloatOf(x));
    /// <summary>1 / √x.</summary>
    public Tensor rsqrt(Tensor x) => 1 / sqrt(x);
    /// <summary>1 / x.</summary>
    public Tensor reciprocal(Tensor x) => new Reciprocal().On(FloatOf(x));
    /// <summary>eˣ.</summary>
    public Tensor exp(Tensor x) => new Exp().On(FloatOf(x));
    /// <summary>eˣ − 1.</summary>
    public Tensor expm1(Tensor x) => new Expm1().On(FloatOf(x));
    /// <summary>ln x.</summary>
    public Tensor log(Tensor x) => new Log().On(FloatOf(x));
    /// <summary>ln(1 + x).</summary>
    public Tensor log1p(Tensor x) => new Log1p().On(FloatOf(x));
    /// <summary>log₂ x.</summary>
    public Tensor log2(Tensor x) => log(x) / Math.Log(2);
    /// <summary>log₁₀ x.</summary>
    public Tensor log10(Tensor x) => log(x) / Math.Log(10);
    /// <summary>sin x.</summary>
    public Tensor sin(Tensor x) => new Sin().On(FloatOf(x));
    /// <summary>cos x.</summary>
    public Tensor cos(Tensor x) => new Cos().On(FloatOf(x));
    /// <summary>tan x.</summary>
    public Tensor tan(Tensor x) => new Tan().On(FloatOf(x));
    /// <summary>cosh x.</summary>
    public Tensor cosh(Tensor x) => new Cosh().On(FloatOf(x));
    /// <summary>sinh x.</summary>
    public Tensor sinh(Tensor x) => new Sinh().On(FloatOf(x));
    /// <summary>tanh x.</summary>
    public Tensor tanh(Tensor x) => new Tanh().On(FloatOf(x));
    /// <summary>Rounded down.</summary>
    public Tensor floor(Tensor x) => x.dtype.IsFloating ? new Floor().On(x) : FloatOf(x);
    /// <summary>Rounded up.</summary>
    public Tensor ceil(Tensor x) => x.dtype.IsFloating ? new Ceil().On(x) : FloatOf(x);
    /// <summary>Rounded to the nearest, halves to even, at that many decimals; negative ones round before the point.</summary>
    public Tensor round(Tensor x, int decimals = 0)
    {
        if (!x.dtype.IsFloating) return decimals >= 0 ? x : round(x.Cast(DType.float64), decimals).Cast(x.dtype);
        return decimals == 0 ? new Round().On(x) : new Round().On(x * Math.Pow(10, decimals)) / Math.Pow(10, decimals);
    }
    /// <summary>Kept between two bounds, which take the type of x.</summary>
    public Tensor clip(Tensor x, Tensor x_min, Tensor x_max)
    {
        if (x.dtype == DType.@bool) x = x.Cast(DType.int32);
        return minimum(maximum(x, x_min.Cast(x.dtype)), x_max.Cast(x.dtype));
    }
    /// <summary><paramref name="x1"/> where the condition holds, else <paramref name="x2"/>.</summary>
    public Tensor where(Tensor condition, Tensor x1, Tensor x2) => Select.Of(condition, x1, x2);

    /// <summary>a = b.</summary>
    public Tensor equal(Tensor x1, Tensor x2) => BinaryOp.Apply(new Equal(), x1, x2);
    /// <summary>a ≠ b.</summary>
    public Tensor not_equal(Tensor x1, Tensor x2) => BinaryOp.Apply(new NotEqual(), x1, x2);
    /// <summary>a &gt; b.</summary>
    public Tensor greater(Tensor x1, Tensor x2) => x1 > x2;
    /// <summary>a ≥ b.</summary>
    public Tensor greater_equal(Tensor x1, Tensor x2) => x1 >= x2;
    /// <summary>a &lt; b.</summary>
    public Tensor less(Tensor x1, Tensor x2) => x1 < x2;
    /// <summary>a ≤ b.</summary>
    public Tensor less_equal(Tensor x1, Tensor x2) => x1 <= x2;
    /// <summary>Both.</summary>
    public Tensor logical_and(Tensor x1, Tensor x2) => x1 & x2;
    /// <summary>One or both.</summary>
    public Tensor logical_or(Tensor x1, Tensor x2) => x1 | x2;
    /// <summary>One, not both.</summary>
    public Tensor logical_xor(Tensor x1, Tensor x2) => BinaryOp.Apply(new LogicalXor(), x1, x2);
    /// <summary>Not.</summary>
    public Tensor logical_not(Tensor x) => !x.Cast(DType.@bool);
    /// <summary>Whether x is not a number.</summary>
    public Tensor isnan(Tensor x) => new NotEqual().On(x, x);
    /// <summary>Whether x is infinite.</summary>
    public Tensor isinf(Tensor x) => x.dtype.IsFloating ? equal(abs(x), double.PositiveInfinity) : full(x.shape, 0, DType.@bool);
    /// <summary>Whether x is a finite number.</summary>
    public Tensor isfinite(Tensor x) => x.dtype.IsFloating ? abs(x) < double.PositiveInfinity : full(x.shape, 1, DType.@bool);

    // ---- over axes (null: all of them)

    /// <summary>The sum.</summary>
    public Tensor sum(Tensor x, Axes? axis = null, bool keepdims = false) => Sum.Over(Widened(x), axis, keepdims);

    /// <summary>Small integers as those of 32 bits, in which they are added up.</summary>
    private static Tensor Widened(Tensor x) => x.dtype == DType.uint8 ? x.Cast(DType.uint32) : x.dtype.Size < 4 ? x.Cast(DType.int32) : x;

    /// <summary>The mean.</summary>
    public Tensor mean(Tensor x, Axes? axis = null, bool keepdims = false)
    {
        x = FloatOf(x);
        Tensor sum = Sum.Over(x, axis, keepdims);
        double count = x.shape.Size / (double)Math.Max(1, sum.shape.Size);
        return x.shape.Size == 0 ? sum / 0.0 : sum / count;
    }
    /// <summary>The mean square of the distance from the mean.</summary>
    public Tensor var(Tensor x, Axes? axis = null, bool keepdims = false) => mean(square(FloatOf(x) - mean(x, axis, keepdims: true)), axis, keepdims);
    /// <summary>The square root of the variance.</summary>
    public Tensor std(Tensor x, Axes? axis = null, bool keepdims = false) => sqrt(var(x, axis, keepdims));
    /// <summary>The product.</summary>
    public Tensor prod(Tensor x, Axes? axis = null, bool keepdims = false, DType? dtype = null) => Product.Over(dtype is null ? Widened(x) : x.Cast(dtype), axis, keepdims);
    /// <summary>The largest.</summary>
    public Tensor max(Tensor x, Axes? axis = null, bool keepdims = false, Tensor? initial = null) => AtLeastOne(Max.Over(x, axis, keepdims), x, initial, new Maximum());
    /// <summary>The smallest.</summary>
    public Tensor min(Tensor x, Axes? axis = null, bool keepdims = false, Tensor? initial = null) => AtLeastOne(Min.Over(x, axis, keepdims), x, initial, new Minimum());

    // With an initial value there is always something to compare.
    private static Tensor AtLeastOne(Tensor y, Tensor x, Tensor? initial, BinaryOp op) =>
        initial is not null ? BinaryOp.Apply(op, y, initial.Cast(y.dtype)) : x.shape.Size > 0 || y.shape.Size == 0 ? y : throw new ValueError($"Cannot compute the max or min of an empty tensor (shape {x.shape}). Give an `initial` value.");
    /// <summary>Whether any holds.</summary>
    public Tensor any(Tensor x, Axes? axis = null, bool keepdims = false) => Max.Over(x.Cast(DType.@bool), axis, keepdims);
    /// <summary>Whether all hold.</summary>
    public Tensor all(Tensor x, Axes? axis = null, bool keepdims = false) => !Max.Over(!x.Cast(DType.@bool), axis, keepdims);
    /// <summary>The place (int32) of the first largest; without an axis, in the flattened tensor.</summary>
    public Tensor argmax(Tensor x, int? axis = null, bool keepdims = false)
    {
        int a = axis is null ? 0 : x.shape.Axis(axis.Value);
        Tensor place = new ArgMax(a).On(axis is null ? ravel(x) : x).Cast(DType.int32);
        return !keepdims ? place : axis is null ? place.Reshape(new Shape([.. Enumerable.Repeat(1, x.ndim)])) : expand_dims(place, a);
    }
    /// <summary>The place (int32) of the first smallest; without an axis, in the flattened tensor.</summary>
    public Tensor argmin(Tensor x, int? axis = null, bool keepdims = false)
    {
        // Least becomes largest without loss: integers by flipping all their bits, −1 − x, as unsigned ones have no opposite.
        Tensor opposite = x.dtype.IsFloating ? -x : x.dtype == DType.@bool ? !x : -1 - x;
        return argmax(opposite, axis, keepdims);
    }
    /// <summary>ln Σ eˣ, without overflow.</summary>
    public Tensor logsumexp(Tensor x, Axes? axis = null, bool keepdims = false)
    {
        x = FloatOf(x);
        Tensor largest = stop_gradient(Max.Over(x, axis, keepdims: true));
        largest = where(isfinite(largest), largest, 0);
        Tensor sum = log(this.sum(exp(x - largest), axis, keepdims: true)) + largest;
        return keepdims ? sum : squeeze(sum, axis ?? new Axes([.. Enumerable.Range(0, x.ndim)]));
    }

    // ---- shapes

    /// <summary>The same elements under another shape; one length may be −1.</summary>
    public Tensor reshape(Tensor x, Shape newshape) => x.Reshape(newshape);
    /// <summary>One axis.</summary>
    public Tensor ravel(Tensor x) => x.Reshape(checked((int)x.shape.Size));
    /// <summary>The axes in another order; null turns it round.</summary>
    public Tensor transpose(Tensor x, int[]? axes = null) => new Transpose(axes is null ? [.. Enumerable.Range(0, x.ndim).Reverse()] : [.. axes.Select(x.shape.Axis)]).On(x);
    /// <summary>Two axes exchanged.</summary>
    public Tensor swapaxes(Tensor x, int axis1, int axis2)
    {
        int[] order = [.. Enumerable.Range(0, x.ndim)];
        (axis1, axis2) = (x.shape.Axis(axis1), x.shape.Axis(axis2));
        (order[axis1], order[axis2]) = (axis2, axis1);
        return new Transpose(order).On(x);
    }
    /// <summary>An axis put elsewhere.</summary>
    public Tensor moveaxis(Tensor x, int source, int destination)
    {
        (source, destination) = (x.shape.Axis(source), x.shape.Axis(destination));
        List<int> order = [.. Enumerable.Range(0, x.ndim).Where(i => i != source)];
        order.Insert(destination, source);
        return new Transpose([.. order]).On(x);
    }
    /// <summary>A new axis of length one.</summary>
    public Tensor expand_dims(Tensor x, int axis)
    {
        int at = axis < 0 ? axis + x.ndim + 1 : axis;
        if (at < 0 || at > x.ndim) throw new ValueError($"expand_dims: axis {axis} is out of range for a tensor of shape {x.shape}.");
        return x.Reshape(x.shape[..at].Concat(1).Concat(x.shape[at..]));
    }
    /// <summary>Axes of length one taken away; null: all of them.</summary>
    public Tensor squeeze(Tensor x, Axes? axis = null)
    {
        HashSet<int> gone = axis is null ? [.. Enumerable.Range(0, x.ndim).Where(i => x.shape[i] == 1)] : [.. axis.Select(x.shape.Axis)];
        foreach (int a in gone)
            if (x.shape[a] != 1) throw new ValueError($"squeeze: axis {a} of shape {x.shape} is not of length 1.");
        return x.Reshape(new Shape([.. Enumerable.Range(0, x.ndim).Where(i => !gone.Contains(i)).Select(i => x.shape[i])]));
    }
    /// <summary>Stretched to a shape.</summary>
    public Tensor broadcast_to(Tensor x, Shape shape) => x.shape == shape ? x : new BroadcastTo(shape).On(x);
    /// <summary>Joined along an axis.</summary>
    /// <exception cref="ValueError">There are none, or their shapes differ along another axis.</exception>
    public Tensor concatenate(Tensors xs, int axis = 0)
    {
        if (xs.Count == 0) throw new ValueError("concatenate: needs at least one tensor.");
        DType common = xs.Select(x => x.dtype).Aggregate(Ops.Promotion.Of);
        return xs.Count == 1 ? xs[0] : new Concat(xs[0].shape.Axis(axis)).On([.. xs.Select(x => x.Cast(common))]);
    }
    /// <summary>Joined along a new axis.</summary>
    public Tensor stack(Tensors xs, int axis = 0) => concatenate(new Tensors([.. xs.Select(x => expand_dims(x, axis))]), axis);
    /// <summary>Slices along an axis by their numbers, −1 the last; without an axis, elements of the flattened tensor.</summary>
    /// <exception cref="ValueError">(When computed) a number is out of range.</exception>
    public Tensor take(Tensor x, Tensor indices, int? axis = null)
    {
        if (axis is null) (x, axis) = (ravel(x), 0);
        int a = x.shape.Axis(axis.Value);
        return new Gather(a).On(x, FromFront(indices, x.shape[a]));
    }
    /// <summary>Numbers that count from the end as such from the front, int64.</summary>
    private static Tensor FromFront(Tensor indices, int length)
    {
        bool unsigned = indices.dtype == DType.uint8 || indices.dtype == DType.uint32 || indices.Op is ArgMax or ArgSort or TopK or Iota;
        indices = indices.Cast(DType.int64);
        return unsigned ? indices : Select.Of(indices < 0, indices + length, indices);
    }
    /// <summary>A new axis with 1 at the class number and 0 elsewhere.</summary>
    public Tensor one_hot(Tensor x, int num_classes, int axis = -1, DType? dtype = null)
    {
        Tensor hot = new OneHot(num_classes, dtype ?? FloatX.Value).On(x.Cast(DType.int64));
        return axis == -1 || axis == hot.ndim - 1 ? hot : moveaxis(hot, -1, axis);
    }
    // ---- linear algebra

    /// <summary>The matrix product over the last two axes.</summary>
    public Tensor matmul(Tensor x1, Tensor x2)
    {
        DType common = Ops.Promotion.Of(x1, x2);
        (x1, x2) = (x1.Cast(common), x2.Cast(common));
        if (x1.ndim == 1) return squeeze(matmul(expand_dims(x1, 0), x2), x2.ndim == 1 ? -1 : -2);
        if (x2.ndim == 1) return squeeze(matmul(x1, expand_dims(x2, -1)), -1);
        if (common == DType.@bool) return matmul(x1.Cast(DType.int32), x2.Cast(DType.int32)).Cast(DType.@bool);
        if (x2.ndim > 2 && x1.shape[..^2] != x2.shape[..^2])
        {
            Shape batch = Broadcast.Shapes("matmul", x1.shape[..^2], x2.shape[..^2]);
            (x1, x2) = (broadcast_to(x1, batch.Concat(x1.shape[^2..])), broadcast_to(x2, batch.Concat(x2.shape[^2..])));
        }
        return new MatMul().On(x1, x2);
    }
    // ---- activations

    /// <summary>eˣ / Σ eˣ along an axis.</summary>
    public Tensor softmax(Tensor x, int? axis = -1)
    {
        if (axis is null) return softmax(ravel(x), 0).Reshape(x.shape);
        int a = x.shape.Axis(axis.Value);
        return a == x.ndim - 1 ? new Softmax().On(FloatOf(x)) : moveaxis(new Softmax().On(moveaxis(FloatOf(x), a, -1)), -1, a);
    }
    /// <summary>x − ln Σ eˣ along an axis.</summary>
    public Tensor log_softmax(Tensor x, int axis = -1)
    {
        int a = x.shape.Axis(axis);
        return a == x.ndim - 1 ? new LogSoftmax().On(FloatOf(x)) : moveaxis(new LogSoftmax().On(moveaxis(FloatOf(x), a, -1)), -1, a);
    }
    /// <summary>1 / (1 + e⁻ˣ).</summary>
    public Tensor sigmoid(Tensor x) => new Sigmoid().On(FloatOf(x));

    /// <summary>Integers and bools as float32.</summary>
    internal static Tensor FloatOf(Tensor x) => x.dtype.IsFloating ? x : x.Cast(FloatX.Value);
}
