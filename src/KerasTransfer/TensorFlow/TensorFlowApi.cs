namespace KerasTransfer;

public static partial class KerasApi
{
    /// <summary>TensorFlow: what scripts that write <c>tf.keras</c> take from it.</summary>
    public static readonly TensorFlowApi tf = new();
}

/// <summary><c>tf</c>: Keras under its other path, and TensorFlow's functions on tensors and, at once, on arrays.</summary>
[AtOnce]
public sealed partial class TensorFlowApi
{
    internal TensorFlowApi() { }

    /// <summary>The same object as <see cref="KerasApi.keras"/>.</summary>
    public Keras keras => KerasApi.keras;
    /// <summary>The same object as <c>keras.losses</c>.</summary>
    public LossesApi losses => KerasApi.keras.losses;
    /// <summary>The same object as <c>keras.metrics</c>.</summary>
    public MetricsApi metrics => KerasApi.keras.metrics;
    /// <summary>The same object as <c>keras.optimizers</c>.</summary>
    public OptimizersApi optimizers => KerasApi.keras.optimizers;

    /// <summary>The same object as <c>keras.initializers</c>.</summary>
    public InitializersApi initializers => KerasApi.keras.initializers;

    /// <summary><c>tf.nn</c>.</summary>
    public TfNnApi nn { get; } = new();
    /// <summary><c>tf.math</c>.</summary>
    public TfMathApi math { get; } = new();
    /// <summary><c>tf.random</c>.</summary>
    public TfRandomApi random { get; } = new();
    /// <summary><c>tf.config</c>.</summary>
    public TfConfigApi config { get; } = new();
    /// <summary><c>tf.test</c>.</summary>
    public TfTestApi test { get; } = new();
    /// <summary><c>tf.version</c>.</summary>
    public TfVersionApi version { get; } = new();
    /// <summary><c>tf.linalg</c>.</summary>
    public TfLinalgApi linalg { get; } = new();
    /// <summary>The version of TensorFlow whose numbers are followed.</summary>
    public string __version__ => version.VERSION;

    /// <summary>32-bit floating point.</summary>
    public DType float32 => DType.float32;
    /// <summary>64-bit floating point.</summary>
    public DType float64 => DType.float64;
    /// <summary>Signed 8-bit integer.</summary>
    public DType int8 => DType.int8;
    /// <summary>Signed 16-bit integer.</summary>
    public DType int16 => DType.int16;
    /// <summary>Signed 32-bit integer.</summary>
    public DType int32 => DType.int32;
    /// <summary>Signed 64-bit integer.</summary>
    public DType int64 => DType.int64;
    /// <summary>Unsigned 8-bit integer.</summary>
    public DType uint8 => DType.uint8;
    /// <summary>Unsigned 32-bit integer.</summary>
    public DType uint32 => DType.uint32;
    /// <summary>True or false.</summary>
    public DType @bool => DType.@bool;

    // ---- making tensors

    // Names of tensors (name:) have no effect.

    /// <summary>A number as float32, unless another type is asked for.</summary>
    public Tensor constant(double value, DType? dtype = null, Shape? shape = null, string? name = null) => Constant(value, dtype ?? DType.float32, shape);
    /// <summary>A whole number as int32, unless another type is asked for.</summary>
    public Tensor constant(int value, DType? dtype = null, Shape? shape = null, string? name = null) => Constant(value, dtype ?? DType.int32, shape);
    /// <summary>A list of numbers as float32, unless another type is asked for.</summary>
    public Tensor constant(double[] value, DType? dtype = null, Shape? shape = null, string? name = null) => Constant(value, dtype ?? DType.float32, shape);
    /// <summary>A list of whole numbers as int32, unless another type is asked for.</summary>
    public Tensor constant(int[] value, DType? dtype = null, Shape? shape = null, string? name = null) => Constant(value, dtype ?? DType.int32, shape);
    /// <summary>A table of numbers as float32, unless another type is asked for.</summary>
    public Tensor constant(double[][] value, DType? dtype = null, Shape? shape = null, string? name = null) => Constant(value, dtype ?? DType.float32, shape);
    /// <summary>A table of whole numbers as int32, unless another type is asked for.</summary>
    public Tensor constant(int[][] value, DType? dtype = null, Shape? shape = null, string? name = null) => Constant(value, dtype ?? DType.int32, shape);
    /// <summary>An array in its own type, unless another is asked for.</summary>
    public Tensor constant(NDArray value, DType? dtype = null, Shape? shape = null, string? name = null) => Constant(value, dtype ?? value.dtype, shape);

    private static Tensor Constant(NDArray value, DType dtype, Shape? shape)
    {
        value = value.As(dtype);
        return shape is null ? value : value.size == 1 ? ops.broadcast_to((Tensor)value.reshape(Shape.Scalar), shape) : value.reshape(shape);
    }

    /// <summary>A tensor; a plain number or an array becomes one.</summary>
    public Tensor convert_to_tensor(Tensor value, DType? dtype = null) => dtype is null ? value : value.Cast(dtype);
    /// <summary>A variable: state that a computation can change.</summary>
    public Variable Variable(NDArray initial_value, bool trainable = true, string name = "Variable", DType? dtype = null) => new(initial_value.As(dtype ?? initial_value.dtype), name, trainable);
    /// <summary>Zeros.</summary>
    public Tensor zeros(Shape shape, DType? dtype = null) => ops.zeros(shape, dtype ?? DType.float32);
    /// <summary>Ones.</summary>
    public Tensor ones(Shape shape, DType? dtype = null) => ops.ones(shape, dtype ?? DType.float32);
    /// <summary>One number everywhere.</summary>
    public Tensor fill(Shape dims, Tensor value) => ops.broadcast_to(value, dims);
    /// <summary>Zeros in the shape and type of another tensor.</summary>
    public Tensor zeros_like(Tensor input, DType? dtype = null) => ops.zeros_like(input, dtype);
    /// <summary>Ones in the shape and type of another tensor.</summary>
    public Tensor ones_like(Tensor input, DType? dtype = null) => ops.ones_like(input, dtype);
    /// <summary>0, 1, … limit − 1.</summary>
    public Tensor range(int limit, DType? dtype = null) => ops.arange(limit, dtype ?? DType.int32);
    /// <summary>start, start + delta, … below limit.</summary>
    public Tensor range(int start, int limit, int delta = 1, DType? dtype = null) => ops.arange(start, limit, delta, dtype ?? DType.int32);
    /// <summary>The identity matrix.</summary>
    public Tensor eye(int num_rows, int? num_columns = null, DType? dtype = null) => ops.eye(num_rows, num_columns, dtype: dtype ?? DType.float32);
    /// <summary>An axis with one value at the class number and another elsewhere.</summary>
    public Tensor one_hot(Tensor indices, int depth, double on_value = 1, double off_value = 0, int axis = -1, DType? dtype = null)
    {
        Tensor hot = ops.one_hot(indices, depth, axis, dtype ?? DType.float32);
        return (on_value, off_value) == (1, 0) ? hot : ops.cast(hot * (on_value - off_value) + off_value, hot.dtype);
    }

    // ---- shapes and types

    /// <summary>The same values as another type.</summary>
    public Tensor cast(Tensor x, DType dtype) => ops.cast(x, dtype);
    /// <summary>The lengths of the axes.</summary>
    public Shape shape(Tensor input) => input.shape;
    /// <summary>The number of elements.</summary>
    public long size(Tensor input) => input.shape.Size;
    /// <summary>The number of axes.</summary>
    public int rank(Tensor input) => input.ndim;
    /// <summary>The same elements under another shape; one length may be −1.</summary>
    public Tensor reshape(Tensor tensor, Shape shape) => ops.reshape(tensor, shape);
    /// <summary>A new axis of length one.</summary>
    public Tensor expand_dims(Tensor input, int axis) => ops.expand_dims(input, axis);
    /// <summary>Axes of length one taken away; null: all of them.</summary>
    public Tensor squeeze(Tensor input, Axes? axis = null) => ops.squeeze(input, axis);
    /// <summary>The axes in another order; null turns it round.</summary>
    public Tensor transpose(Tensor a, int[]? perm = null) => ops.transpose(a, perm);
    /// <summary>Joined along an axis.</summary>
    public Tensor concat(Tensors values, int axis) => ops.concatenate(values, axis);
    /// <summary>Joined along a new axis.</summary>
    public Tensor stack(Tensors values, int axis = 0) => ops.stack(values, axis);
    /// <summary>Parts along an axis by their numbers.</summary>
    public Tensor gather(Tensor @params, Tensor indices, int axis = 0) => ops.take(@params, indices, axis);
    /// <summary>Repeated as a whole along each axis.</summary>
    public Tensor tile(Tensor input, Shape multiples) => ops.tile(input, multiples);
    /// <summary>Each part along an axis several times; without an axis, of the flattened tensor.</summary>
    public Tensor repeat(Tensor input, int repeats, int? axis = null) => ops.repeat(input, repeats, axis);
    /// <summary>Turned round along some axes.</summary>
    public Tensor reverse(Tensor tensor, Axes axis) => ops.flip(tensor, axis);
    /// <summary>Equal parts along an axis.</summary>
    public Tensor[] split(Tensor value, int num_or_size_splits, int axis = 0) => ops.split(value, num_or_size_splits, axis);
    /// <summary>Parts of given lengths along an axis.</summary>
    /// <exception cref="ValueError">The lengths do not add up to the axis's.</exception>
    public Tensor[] split(Tensor value, int[] num_or_size_splits, int axis = 0)
    {
        int length = value.shape[value.shape.Axis(axis)];
        if (num_or_size_splits.Sum() != length) throw new ValueError($"tf.split: the lengths [{string.Join(", ", num_or_size_splits)}] do not add up to {length}, the length of axis {axis} of shape {value.shape}.");
        int end = 0;
        return ops.split(value, [.. num_or_size_splits[..^1].Select(size => end += size)], axis);
    }
    /// <summary>The parts along an axis, which is dropped.</summary>
    public Tensor[] unstack(Tensor value, int? num = null, int axis = 0) => ops.unstack(value, num, axis);
    /// <summary>Values around a tensor, so many before and after each axis.</summary>
    /// <param name="tensor">The tensor.</param>
    /// <param name="paddings">How many, axis by axis.</param>
    /// <param name="mode"><c>CONSTANT</c>, <c>REFLECT</c> or <c>SYMMETRIC</c>.</param>
    /// <param name="constant_values">The value.</param>
    public Tensor pad(Tensor tensor, (int before, int after)[] paddings, string mode = "CONSTANT", double constant_values = 0) =>
        ops.pad(tensor, paddings, mode.ToLowerInvariant(), mode.Equals("constant", StringComparison.OrdinalIgnoreCase) ? constant_values : null);
    /// <summary>A block: from where, and how long along each axis (−1: to the end).</summary>
    public Tensor slice(Tensor input, int[] begin, int[] size) => ops.slice(input, begin, new Shape([.. size.Select((s, i) => s < 0 ? input.shape[i] - begin[i] : s)]));
    /// <summary>Numbers evenly spaced from start to stop, both included.</summary>
    public Tensor linspace(double start, double stop, int num) => ops.linspace(start, stop, num, dtype: DType.float32);
    /// <summary>Stretched to a shape.</summary>
    public Tensor broadcast_to(Tensor input, Shape shape) => ops.broadcast_to(input, shape);
    /// <summary>The one where the condition holds, else the other.</summary>
    public Tensor where(Tensor condition, Tensor x, Tensor y) => ops.where(condition, x, y);
    /// <summary>The input.</summary>
    public Tensor identity(Tensor input) => input;
    /// <summary>The input, which differentiation takes for a constant.</summary>
    public Tensor stop_gradient(Tensor input) => ops.stop_gradient(input);
    /// <summary>The elements where a condition holds, as one axis, or the parts along the axes from <paramref name="axis"/> on.</summary>
    public NDArray boolean_mask(NDArray tensor, NDArray mask, int axis = 0, string? name = null) =>
        tensor[[.. Enumerable.Repeat(Slice.All, axis < 0 ? axis + tensor.ndim : axis), mask.As(DType.@bool)]];

    // ---- arithmetic

    /// <summary>a + b.</summary>
    public Tensor add(Tensor x, Tensor y) => x + y;
    /// <summary>The sum of several.</summary>
    public Tensor add_n(Tensors inputs) => inputs.Aggregate((a, b) => a + b);
    /// <summary>a − b.</summary>
    public Tensor subtract(Tensor x, Tensor y) => x - y;
    /// <summary>a · b.</summary>
    public Tensor multiply(Tensor x, Tensor y) => x * y;
    /// <summary>a / b.</summary>
    public Tensor divide(Tensor x, Tensor y) => x / y;
    /// <summary>The matrix product over the last two axes.</summary>
    public Tensor matmul(Tensor a, Tensor b, bool transpose_a = false, bool transpose_b = false) =>
        ops.matmul(transpose_a ? ops.swapaxes(a, -1, -2) : a, transpose_b ? ops.swapaxes(b, -1, -2) : b);
    /// <summary>a to the power of b.</summary>
    public Tensor pow(Tensor x, Tensor y) => ops.power(x, y);
    /// <summary>|x|.</summary>
    public Tensor abs(Tensor x) => ops.abs(x);
    /// <summary>−x.</summary>
    public Tensor negative(Tensor x) => -x;
    /// <summary>−1, 0 or 1.</summary>
    public Tensor sign(Tensor x) => ops.sign(x);
    /// <summary>x².</summary>
    public Tensor square(Tensor x) => ops.square(x);
    /// <summary>√x.</summary>
    public Tensor sqrt(Tensor x) => ops.sqrt(x);
    /// <summary>eˣ.</summary>
    public Tensor exp(Tensor x) => ops.exp(x);
    /// <summary>sin x.</summary>
    public Tensor sin(Tensor x) => ops.sin(x);
    /// <summary>cos x.</summary>
    public Tensor cos(Tensor x) => ops.cos(x);
    /// <summary>tanh x.</summary>
    public Tensor tanh(Tensor x) => ops.tanh(x);
    /// <summary>1 / (1 + e⁻ˣ).</summary>
    public Tensor sigmoid(Tensor x) => ops.sigmoid(x);
    /// <summary>Rounded to the nearest, halves to even.</summary>
    public Tensor round(Tensor x) => ops.round(x);
    /// <summary>Rounded down.</summary>
    public Tensor floor(Tensor x) => ops.floor(x);
    /// <summary>The larger.</summary>
    public Tensor maximum(Tensor x, Tensor y) => ops.maximum(x, y);
    /// <summary>The smaller.</summary>
    public Tensor minimum(Tensor x, Tensor y) => ops.minimum(x, y);
    /// <summary>Kept between two bounds.</summary>
    public Tensor clip_by_value(Tensor t, Tensor clip_value_min, Tensor clip_value_max) => ops.clip(t, clip_value_min, clip_value_max);
    /// <summary>Where they are equal.</summary>
    public Tensor equal(Tensor x, Tensor y) => ops.equal(x, y);
    /// <summary>Where they differ.</summary>
    public Tensor not_equal(Tensor x, Tensor y) => ops.not_equal(x, y);
    /// <summary>Where x is greater.</summary>
    public Tensor greater(Tensor x, Tensor y) => x > y;
    /// <summary>Where x is greater or equal.</summary>
    public Tensor greater_equal(Tensor x, Tensor y) => x >= y;
    /// <summary>Where x is smaller.</summary>
    public Tensor less(Tensor x, Tensor y) => x < y;
    /// <summary>Where x is smaller or equal.</summary>
    public Tensor less_equal(Tensor x, Tensor y) => x <= y;
    /// <summary>Where both hold.</summary>
    public Tensor logical_and(Tensor x, Tensor y) => ops.logical_and(x, y);
    /// <summary>Where one or both hold.</summary>
    public Tensor logical_or(Tensor x, Tensor y) => ops.logical_or(x, y);
    /// <summary>Where it does not hold.</summary>
    public Tensor logical_not(Tensor x) => ops.logical_not(x);

    // ---- over axes (null: all of them)

    /// <summary>The sum.</summary>
    public Tensor reduce_sum(Tensor input_tensor, Axes? axis = null, bool keepdims = false) => math.reduce_sum(input_tensor, axis, keepdims);
    /// <summary>The mean; of integers rounded towards zero, as in TensorFlow.</summary>
    public Tensor reduce_mean(Tensor input_tensor, Axes? axis = null, bool keepdims = false) => math.reduce_mean(input_tensor, axis, keepdims);
    /// <summary>The largest.</summary>
    public Tensor reduce_max(Tensor input_tensor, Axes? axis = null, bool keepdims = false) => math.reduce_max(input_tensor, axis, keepdims);
    /// <summary>The smallest.</summary>
    public Tensor reduce_min(Tensor input_tensor, Axes? axis = null, bool keepdims = false) => math.reduce_min(input_tensor, axis, keepdims);
    /// <summary>The product.</summary>
    public Tensor reduce_prod(Tensor input_tensor, Axes? axis = null, bool keepdims = false) => math.reduce_prod(input_tensor, axis, keepdims);
    /// <summary>Whether any holds.</summary>
    public Tensor reduce_any(Tensor input_tensor, Axes? axis = null, bool keepdims = false) => math.reduce_any(input_tensor, axis, keepdims);
    /// <summary>Whether all hold.</summary>
    public Tensor reduce_all(Tensor input_tensor, Axes? axis = null, bool keepdims = false) => math.reduce_all(input_tensor, axis, keepdims);
    /// <summary>The place of the largest along an axis, the first one unless told otherwise.</summary>
    public Tensor argmax(Tensor input, int? axis = null, DType? output_type = null) => math.argmax(input, axis, output_type);
    /// <summary>The place of the smallest along an axis, the first one unless told otherwise.</summary>
    public Tensor argmin(Tensor input, int? axis = null, DType? output_type = null) => math.argmin(input, axis, output_type);
    /// <summary>Running sums.</summary>
    public Tensor cumsum(Tensor x, int axis = 0) => ops.cumsum(x, axis);
    /// <summary>The Euclidean norm.</summary>
    public Tensor norm(Tensor tensor, Axes? axis = null, bool keepdims = false) => linalg.norm(tensor, axis, keepdims);
}
