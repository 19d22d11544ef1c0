namespace KerasTransfer;

/// <summary><c>tf.math</c>.</summary>
[AtOnce]
public sealed partial class TfMathApi
{
    internal TfMathApi() { }

    /// <summary>a + b.</summary>
    public Tensor add(Tensor x, Tensor y) => x + y;
    /// <summary>a − b.</summary>
    public Tensor subtract(Tensor x, Tensor y) => x - y;
    /// <summary>a · b.</summary>
    public Tensor multiply(Tensor x, Tensor y) => x * y;
    /// <summary>a / b.</summary>
    public Tensor divide(Tensor x, Tensor y) => x / y;
    /// <summary>a / b, and 0 where b is 0.</summary>
    public Tensor divide_no_nan(Tensor x, Tensor y) => ops.divide_no_nan(x, y);
    /// <summary>a to the power of b.</summary>
    public Tensor pow(Tensor x, Tensor y) => ops.power(x, y);
    /// <summary>|x|.</summary>
    public Tensor abs(Tensor x) => ops.abs(x);
    /// <summary>−1, 0 or 1.</summary>
    public Tensor sign(Tensor x) => ops.sign(x);
    /// <summary>x².</summary>
    public Tensor square(Tensor x) => ops.square(x);
    /// <summary>√x.</summary>
    public Tensor sqrt(Tensor x) => ops.sqrt(x);
    /// <summary>1 / √x.</summary>
    public Tensor rsqrt(Tensor x) => ops.rsqrt(x);
    /// <summary>eˣ.</summary>
    public Tensor exp(Tensor x) => ops.exp(x);
    /// <summary>ln x.</summary>
    public Tensor log(Tensor x) => ops.log(x);
    /// <summary>ln(1 + x).</summary>
    public Tensor log1p(Tensor x) => ops.log1p(x);
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
    /// <summary>Rounded up.</summary>
    public Tensor ceil(Tensor x) => ops.ceil(x);
    /// <summary>The larger.</summary>
    public Tensor maximum(Tensor x, Tensor y) => ops.maximum(x, y);
    /// <summary>The smaller.</summary>
    public Tensor minimum(Tensor x, Tensor y) => ops.minimum(x, y);
    /// <summary>Where they are equal.</summary>
    public Tensor equal(Tensor x, Tensor y) => ops.equal(x, y);
    /// <summary>Where they differ.</summary>
    public Tensor not_equal(Tensor x, Tensor y) => ops.not_equal(x, y);
    /// <summary>Where x is greater.</summary>
    public Tensor greater(Tensor x, Tensor y) => x > y;
    /// <summary>Where x is smaller.</summary>
    public Tensor less(Tensor x, Tensor y) => x < y;
    /// <summary>Whether x is not a number.</summary>
    public Tensor is_nan(Tensor x) => ops.isnan(x);
    /// <summary>Running sums.</summary>
    public Tensor cumsum(Tensor x, int axis = 0) => ops.cumsum(x, axis);
    /// <summary>Scaled to a length of 1 along an axis.</summary>
    public Tensor l2_normalize(Tensor x, Axes? axis = null, double epsilon = 1e-12) => x * ops.rsqrt(ops.maximum(ops.sum(ops.square(x), axis, keepdims: true), epsilon));
    /// <summary>The largest along the last axis, in order, and their places.</summary>
    public (Tensor values, Tensor indices) top_k(Tensor input, int k = 1) => ops.top_k(input, k);

    /// <summary>The sum.</summary>
    public Tensor reduce_sum(Tensor input_tensor, Axes? axis = null, bool keepdims = false) => ops.sum(input_tensor, axis, keepdims);
    /// <summary>The mean; of integers rounded towards zero, as in TensorFlow.</summary>
    public Tensor reduce_mean(Tensor input_tensor, Axes? axis = null, bool keepdims = false)
    {
        Tensor mean = ops.mean(input_tensor.dtype.IsFloating ? input_tensor : input_tensor.Cast(DType.float64), axis, keepdims);
        return mean.Cast(input_tensor.dtype);
    }
    /// <summary>The largest.</summary>
    public Tensor reduce_max(Tensor input_tensor, Axes? axis = null, bool keepdims = false) => ops.max(input_tensor, axis, keepdims);
    /// <summary>The smallest.</summary>
    public Tensor reduce_min(Tensor input_tensor, Axes? axis = null, bool keepdims = false) => ops.min(input_tensor, axis, keepdims);
    /// <summary>The product.</summary>
    public Tensor reduce_prod(Tensor input_tensor, Axes? axis = null, bool keepdims = false) => ops.prod(input_tensor, axis, keepdims);
    /// <summary>Whether any holds.</summary>
    public Tensor reduce_any(Tensor input_tensor, Axes? axis = null, bool keepdims = false) => ops.any(input_tensor, axis, keepdims);
    /// <summary>Whether all hold.</summary>
    public Tensor reduce_all(Tensor input_tensor, Axes? axis = null, bool keepdims = false) => ops.all(input_tensor, axis, keepdims);
    /// <summary>The standard deviation.</summary>
    public Tensor reduce_std(Tensor input_tensor, Axes? axis = null, bool keepdims = false) => ops.std(input_tensor, axis, keepdims);
    /// <summary>The variance.</summary>
    public Tensor reduce_variance(Tensor input_tensor, Axes? axis = null, bool keepdims = false) => ops.var(input_tensor, axis, keepdims);
    /// <summary>ln Σ eˣ.</summary>
    public Tensor reduce_logsumexp(Tensor input_tensor, Axes? axis = null, bool keepdims = false) => ops.logsumexp(input_tensor, axis, keepdims);
    /// <summary>The place of the largest along an axis, the first one unless told otherwise.</summary>
    public Tensor argmax(Tensor input, int? axis = null, DType? output_type = null) => ops.argmax(input, axis ?? 0).Cast(output_type ?? DType.int64);
    /// <summary>The place of the smallest along an axis, the first one unless told otherwise.</summary>
    public Tensor argmin(Tensor input, int? axis = null, DType? output_type = null) => ops.argmin(input, axis ?? 0).Cast(output_type ?? DType.int64);

    /// <summary>How often each class was taken for each.</summary>
    /// <param name="labels">The true classes: the rows of the result.</param>
    /// <param name="predictions">The predicted ones: the columns.</param>
    /// <param name="num_classes">The number of classes; null: as many as occur.</param>
    /// <returns>int32 (classes, classes).</returns>
    /// <exception cref="ValueError">The lists differ in length, or a class is out of range.</exception>
    public NDArray confusion_matrix(NDArray labels, NDArray predictions, int? num_classes = null)
    {
        long[] rows = labels.astype(DType.int64).AsSpan<long>().ToArray(), columns = predictions.astype(DType.int64).AsSpan<long>().ToArray();
        if (rows.Length != columns.Length) throw new ValueError($"confusion_matrix: there are {rows.Length} labels and {columns.Length} predictions. Expected as many of both.");
        long most = rows.Concat(columns).DefaultIfEmpty(-1).Max(), least = rows.Concat(columns).DefaultIfEmpty(0).Min();
        int n = num_classes ?? checked((int)(most + 1));
        if (least < 0 || most >= n) throw new ValueError($"confusion_matrix: the class {(least < 0 ? least : most)} is out of range for {n} classes.");
        int[] counts = new int[n * n];
        for (int i = 0; i < rows.Length; i++) counts[rows[i] * n + columns[i]]++;
        return NDArray.FromArray(counts, (n, n));
    }
}
