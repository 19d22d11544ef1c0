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
    public Tensor arange(int stop, DType? dtype = null) => new Iota(stop, dtype ?? DType.int32).On();
    /// <summary>start, start + step, … below <paramref name="stop"/>.</summary>
    public Tensor arange(int start, int stop, int step = 1, DType? dtype = null) =>
        arange(Math.Max(0, (int)Math.Ceiling((stop - start) / (double)step)), dtype) * step + start;
    /// <summary>The identity matrix.</summary>
    public Tensor eye(int n, int? m = null, DType? dtype = null) => one_hot(arange(n, DType.int64), m ?? n, dtype: dtype);

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
    public Tensor floor_divide(Tensor x1, Tensor x2) => floor(x1 / x2);
    /// <summary>The remainder with the sign of the divisor.</summary>
    public Tensor mod(Tensor x1, Tensor x2) => x1 % x2;
    /// <summary>a to the power of b.</summary>
    public Tensor power(Tensor x1, Tensor x2) => x2.Op is Full { Value: 2 } ? square(x1) : x2.Op is Full { Value: 0.5 } ? sqrt(x1) : BinaryOp.Apply(new Power(), FloatOf(x1), x2);
    /// <summary>The larger.</summary>
    public Tensor maximum(Tensor x1, Tensor x2) => BinaryOp.Apply(new Maximum(), x1, x2);
    /// <summary>The smaller.</summary>
    public Tensor minimum(Tensor x1, Tensor x2) => BinaryOp.Apply(new Minimum(), x1, x2);
    /// <summary>−x.</summary>
    public Tensor negative(Tensor x) => -x;
    /// <summary>|x|.</summary>
    public Tensor abs(Tensor x) => new Abs().On(x);
    /// <summary>|x|.</summary>
    public Tensor absolute(Tensor x) => abs(x);
    /// <summary>−1, 0 or 1.</summary>
    public Tensor sign(Tensor x) => new Sign().On(x);
    /// <summary>x².</summary>
    public Tensor square(Tensor x) => new Square().On(x);
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
    public Tensor cosh(Tensor x) => (exp(x) + exp(-x)) * 0.5;
    /// <summary>sinh x.</summary>
    public Tensor sinh(Tensor x) => (expm1(x) - expm1(-x)) * 0.5;
    /// <summary>tanh x.</summary>
    public Tensor tanh(Tensor x) => new Tanh().On(FloatOf(x));
    /// <summary>Rounded down.</summary>
    public Tensor floor(Tensor x) => x.dtype.IsFloating ? new Floor().On(x) : x;
    /// <summary>Rounded up.</summary>
    public Tensor ceil(Tensor x) => x.dtype.IsFloating ? new Ceil().On(x) : x;
    /// <summary>Rounded to the nearest, halves to even.</summary>
    public Tensor round(Tensor x, int decimals = 0) => !x.dtype.IsFloating ? x : decimals == 0 ? new Round().On(x) : new Round().On(x * Math.Pow(10, decimals)) / Math.Pow(10, decimals);
    /// <summary>Kept between two bounds.</summary>
    public Tensor clip(Tensor x, Tensor x_min, Tensor x_max) => minimum(maximum(x, x_min), x_max);
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
    public Tensor isnan(Tensor x) => not_equal(x, x);
    /// <summary>Whether x is infinite.</summary>
    public Tensor isinf(Tensor x) => equal(abs(x), double.PositiveInfinity);
    /// <summary>Whether x is a finite number.</summary>
    public Tensor isfinite(Tensor x) => abs(x) < double.PositiveInfinity;

    // ---- over axes (null: all of them)

    /// <summary>The sum.</summary>
    public Tensor sum(Tensor x, Axes? axis = null, bool keepdims = false) => Sum.Over(x.dtype == DType.@bool ? x.Cast(DType.int32) : x, axis, keepdims);
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
    public Tensor prod(Tensor x, Axes? axis = null, bool keepdims = false) => Product.Over(x, axis, keepdims);
    /// <summary>The largest.</summary>
    public Tensor max(Tensor x, Axes? axis = null, bool keepdims = false) => Max.Over(x, axis, keepdims);
    /// <summary>The smallest.</summary>
    public Tensor min(Tensor x, Axes? axis = null, bool keepdims = false) => -Max.Over(-x, axis, keepdims);
    /// <summary>Whether any holds.</summary>
    public Tensor any(Tensor x, Axes? axis = null, bool keepdims = false) => Max.Over(x.Cast(DType.@bool), axis, keepdims);
    /// <summary>Whether all hold.</summary>
    public Tensor all(Tensor x, Axes? axis = null, bool keepdims = false) => !Max.Over(!x.Cast(DType.@bool), axis, keepdims);
    /// <summary>The place of the first largest; without an axis, in the flattened tensor.</summary>
    public Tensor argmax(Tensor x, int? axis = null, bool keepdims = false)
    {
        if (axis is null) return new ArgMax(0).On(FloatOf(x).Reshape(-1));
        int a = x.shape.Axis(axis.Value);
        Tensor place = new ArgMax(a).On(FloatOf(x));
        return keepdims ? expand_dims(place, a) : place;
    }
    /// <summary>The place of the first smallest.</summary>
    public Tensor argmin(Tensor x, int? axis = null, bool keepdims = false) => argmax(-FloatOf(x), axis, keepdims);
    /// <summary>ln Σ eˣ, without overflow.</summary>
    public Tensor logsumexp(Tensor x, Axes? axis = null, bool keepdims = false)
    {
        Tensor largest = stop_gradient(max(x, axis, keepdims: true));
        largest = where(isfinite(largest), largest, 0);
        Tensor sum = log(this.sum(exp(x - largest), axis, keepdims: true)) + largest;
        return keepdims ? sum : squeeze(sum, axis ?? new Axes([.. Enumerable.Range(0, x.ndim)]));
    }

    // ---- shapes

    /// <summary>The same elements under another shape; one length may be −1.</summary>
    public Tensor reshape(Tensor x, Shape newshape) => x.Reshape(newshape);
    /// <summary>One axis.</summary>
    public Tensor ravel(Tensor x) => x.Reshape(-1);
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
    public Tensor concatenate(Tensors xs, int axis = -1)
    {
        DType common = xs.Select(x => x.dtype).Aggregate(Ops.Promotion.Of);
        return xs.Count == 1 ? xs[0] : new Concat(xs[0].shape.Axis(axis)).On([.. xs.Select(x => x.Cast(common))]);
    }
    /// <summary>Joined along a new axis.</summary>
    public Tensor stack(Tensors xs, int axis = 0) => concatenate(new Tensors([.. xs.Select(x => expand_dims(x, axis))]), axis < 0 ? axis : axis);
    /// <summary>Rows (or along another axis, slices) by their numbers.</summary>
    public Tensor take(Tensor x, Tensor indices, int? axis = null)
    {
        indices = indices.Cast(DType.int64);
        if (axis is null) return new Gather().On(x.Reshape(-1), indices);
        int a = x.shape.Axis(axis.Value);
        if (a == 0) return new Gather().On(x, indices);
        Tensor taken = new Gather().On(moveaxis(x, a, 0), indices);             // (…indices, before, after) → (before, …indices, after)
        int[] order = [.. Enumerable.Range(indices.ndim, a), .. Enumerable.Range(0, indices.ndim), .. Enumerable.Range(indices.ndim + a, x.ndim - a - 1)];
        return new Transpose(order).On(taken);
    }
    /// <summary>A new axis with 1 at the class number and 0 elsewhere.</summary>
    public Tensor one_hot(Tensor x, int num_classes, int axis = -1, DType? dtype = null)
    {
        Tensor hot = new OneHot(num_classes, DType.float32).On(x.Cast(DType.int64)).Cast(dtype ?? FloatX.Value);
        return axis == -1 || axis == hot.ndim - 1 ? hot : moveaxis(hot, -1, axis);
    }
    /// <summary>A stretch of an axis.</summary>
    internal Tensor slice(Tensor x, int axis, int begin, int size) => Ops.Slice.Along(x, x.shape.Axis(axis), begin, size);
    /// <summary>Elements added up by segment number; numbers outside are dropped.</summary>
    public Tensor segment_sum(Tensor data, Tensor segment_ids, int num_segments) => new ScatterAdd(num_segments).On(data, segment_ids.Cast(DType.int64));

    // ---- linear algebra

    /// <summary>The matrix product over the last two axes.</summary>
    public Tensor matmul(Tensor x1, Tensor x2)
    {
        DType common = Ops.Promotion.Of(x1, x2);
        (x1, x2) = (x1.Cast(common), x2.Cast(common));
        if (x1.ndim == 1) return squeeze(matmul(expand_dims(x1, 0), x2), x2.ndim == 1 ? -1 : -2);
        if (x2.ndim == 1) return squeeze(matmul(x1, expand_dims(x2, -1)), -1);
        if (x2.ndim > 2 && x1.shape[..^2] != x2.shape[..^2])
        {
            Shape batch = Broadcast.Shapes("matmul", x1.shape[..^2], x2.shape[..^2]);
            (x1, x2) = (broadcast_to(x1, batch.Concat(x1.shape[^2..])), broadcast_to(x2, batch.Concat(x2.shape[^2..])));
        }
        return new MatMul().On(x1, x2);
    }
    /// <summary>The product over the last axis of one and the last but one of the other.</summary>
    public Tensor dot(Tensor x1, Tensor x2) => x1.ndim == 0 || x2.ndim == 0 ? x1 * x2 : x2.ndim <= 2 ? matmul(x1, x2)
        : throw new NotSupportedException($"dot of tensors of shapes {x1.shape} and {x2.shape} is not supported: write it with matmul.");

    // ---- activations

    /// <summary>eˣ / Σ eˣ along an axis.</summary>
    public Tensor softmax(Tensor x, int axis = -1)
    {
        int a = x.shape.Axis(axis);
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
