namespace KerasTransfer;

public sealed partial class UtilsApi
{
    /// <summary>Class numbers as rows with 1 at the number and 0 elsewhere.</summary>
    /// <param name="x">Class numbers of any shape; a last axis of length 1 is dropped. Fractions are cut off; a negative number counts from the last class.</param>
    /// <param name="num_classes">The length of the rows; null: the largest number + 1.</param>
    /// <param name="dtype">The type of the result; null for float64.</param>
    /// <returns>The shape of <paramref name="x"/> with one more axis.</returns>
    /// <exception cref="ValueError">A number is not below <paramref name="num_classes"/>.</exception>
    public NDArray to_categorical(NDArray x, int? num_classes = null, DType? dtype = null)
    {
        Shape shape = x.ndim > 1 && x.shape[^1] == 1 ? x.shape[..^1] : x.shape;
        ReadOnlySpan<long> numbers = x.astype(DType.int64).AsSpan<long>();
        long largest = -1;
        foreach (long n in numbers) largest = Math.Max(largest, n);
        int classes = num_classes is { } given and not 0 ? given
            : numbers.Length > 0 ? checked((int)Math.Max(0, largest + 1)) : throw new ValueError("to_categorical: the number of classes of an empty array is not known. Give num_classes.");
        if (classes < 0) throw new ValueError($"to_categorical: num_classes must be positive. Received: num_classes={classes}");
        NDArray result = NDArray.Zeros(shape.Concat(classes), DType.float64);
        Span<double> rows = result.AsSpan<double>();
        for (int i = 0; i < numbers.Length; i++)
        {
            long at = numbers[i] < 0 ? numbers[i] + classes : numbers[i];
            if (at < 0 || at >= classes)
                throw new ValueError($"to_categorical: the class number {numbers[i]} is out of bounds for {classes} classes (0 to {classes - 1}). Give num_classes={largest + 1} or more, or number the classes from 0.");
            rows[(int)((long)i * classes + at)] = 1;
        }
        return result.As(dtype ?? DType.float64);
    }

    /// <inheritdoc cref="to_categorical(NDArray, int?, DType?)"/>
    /// <param name="y">Class numbers.</param>
    /// <param name="nb_classes">The number of classes.</param>
    [Obsolete("Write num_classes: instead of nb_classes:.")]
    [System.Runtime.CompilerServices.OverloadResolutionPriority(-1)]
    public NDArray to_categorical(NDArray y, int? nb_classes) => to_categorical(y, num_classes: nb_classes);

    /// <summary>The same for a traced tensor, as part of the computation.</summary>
    /// <param name="x">Class numbers; those out of range give rows of zeros.</param>
    /// <param name="num_classes">The length of the rows.</param>
    /// <returns>float32, the shape of <paramref name="x"/> with one more axis; a last axis of length 1 is dropped.</returns>
    /// <exception cref="ValueError">The number of classes is not given.</exception>
    public Tensor to_categorical(Tensor x, int? num_classes = null) => ops.one_hot(x.ndim > 1 && x.shape[^1] == 1 ? ops.squeeze(x, -1) : x,
        num_classes ?? throw new ValueError("to_categorical of a tensor needs num_classes: its numbers are not known yet."));

    /// <summary>The array divided by its norm along an axis; where that is 0, by 1.</summary>
    /// <param name="x">The array; integers count as float64.</param>
    /// <param name="axis">The axis.</param>
    /// <param name="order">2: the square root of the sum of squares; 1: the sum of the absolute values; …</param>
    /// <exception cref="ValueError">The order is below 1.</exception>
    public NDArray normalize(NDArray x, int axis = -1, int order = 2)
    {
        if (order < 1) throw new ValueError($"Argument `order` must be int >= 1. Received: order={order}");
        NDArray norm = KerasApi.np.linalg.norm(x, order, axis, keepdims: true);
        return x / KerasApi.np.where(norm == 0, 1, norm);
    }
}
