using KerasTransfer.Ops;

namespace KerasTransfer.Metrics;

/// <summary>
/// Counts of true and false positives and negatives at some thresholds: a prediction above a threshold is positive. Thresholds that lie evenly from 0 to 1 are not
/// compared with each prediction: predictions are counted in the buckets between thresholds, and the counts added up from the top.
/// </summary>
internal sealed class ConfusionCounts
{
    /// <summary>Below any prediction; what Keras puts in the place of predictions that are not among the k highest.</summary>
    public const double Lowest = -1e10;

    private readonly double[] thresholds;
    private readonly bool isEven;

    public ConfusionCounts(double[] thresholds, bool? isEven = null) => (this.thresholds, this.isEven) = (thresholds, isEven ?? AreEven(thresholds));

    public Variable? TruePositives { get; init; }
    public Variable? FalsePositives { get; init; }
    public Variable? TrueNegatives { get; init; }
    public Variable? FalseNegatives { get; init; }

    /// <summary>Counts only the predictions among the k highest of a row.</summary>
    public int? TopK { get; init; }
    /// <summary>Counts only this column.</summary>
    public int? Class { get; init; }
    /// <summary>Counts each column apart: the variables are of shape (thresholds, columns).</summary>
    public bool PerColumn { get; init; }
    /// <summary>A weight for each column, where they are not counted apart.</summary>
    public double[]? ColumnWeights { get; init; }

    /// <summary>Whether thresholds are 0, 1/(n − 1), …, 1 to within rounding and ε at the ends.</summary>
    public static bool AreEven(IReadOnlyList<double> thresholds)
    {
        if (thresholds.Count < 3) return false;
        for (int i = 0; i < thresholds.Count; i++)
        {
            double even = (float)i / (thresholds.Count - 1);
            if (!(Math.Abs(thresholds[i] - even) <= Epsilon.Value + 1e-5 * even)) return false;
        }
        return true;
    }

    /// <summary>n thresholds from 0 to 1, the first and last shifted by <paramref name="margin"/> to the outside.</summary>
    public static double[] Evenly(int n, double margin = 0) => [-margin, .. Enumerable.Range(1, n - 2).Select(i => i * 1.0 / (n - 1)), 1 + margin];

    /// <summary>Takes a batch into account.</summary>
    public void Update(Tensor y_true, Tensor y_pred, Tensor? sample_weight)
    {
        DType dtype = (TruePositives ?? FalsePositives ?? TrueNegatives ?? FalseNegatives)!.dtype;
        (y_pred, y_true) = LossReduction.Align(y_pred.Cast(dtype), y_true.Cast(dtype));
        if (y_true.shape != y_pred.shape) throw new ValueError($"Shapes {y_pred.shape} and {y_true.shape} are incompatible: predictions and targets must have the same shape. For one class of several, give class_id; for class numbers, use keras.utils.to_categorical first.");
        if (sample_weight is not null)
        {
            (_, sample_weight) = LossReduction.Align(y_true, ops.expand_dims(sample_weight.Cast(dtype), -1), expandsVectors: false);
            sample_weight = ops.broadcast_to(sample_weight, y_pred.shape);
        }
        if (TopK is { } k) y_pred = Highest(y_pred, k);
        if (Class is { } id)
        {
            if (y_pred.ndim == 1) throw new ValueError($"When class_id is provided, y_pred must be a 2D array with shape (num_samples, num_classes), found shape: {y_pred.shape}");
            if (id < 0 || id >= y_pred.shape[^1]) throw new ValueError($"class_id={id} is none of the {y_pred.shape[^1]} classes of predictions of shape {y_pred.shape}.");
            (y_true, y_pred) = (ops.slice(y_true, -1, id, 1), ops.slice(y_pred, -1, id, 1));
            if (sample_weight is not null) sample_weight = ops.slice(sample_weight, -1, id, 1);
        }
        if (ColumnWeights is not null)
        {
            Tensor columns = ops.broadcast_to(((Tensor)(NDArray)ColumnWeights).Cast(dtype), y_pred.shape);
            sample_weight = sample_weight is null ? columns : sample_weight * columns;
        }
        if (!PerColumn)
        {
            (y_true, y_pred) = (y_true.Reshape(-1), y_pred.Reshape(-1));
            sample_weight = sample_weight?.Reshape(-1);
        }
        Tensor isTrue = y_true.Cast(DType.@bool);
        if (isEven) Buckets(isTrue, y_pred, sample_weight, dtype);
        else Compare(isTrue, y_pred, sample_weight, dtype);
    }

    private void Buckets(Tensor isTrue, Tensor y_pred, Tensor? weight, DType dtype)
    {
        Tensor trues = weight is null ? isTrue.Cast(dtype) : ops.where(isTrue, weight, 0), falses = weight is null ? (!isTrue).Cast(dtype) : ops.where(isTrue, 0, weight);
        int n = thresholds.Length;
        // Bucket i holds what is above threshold i and not above the next.
        Tensor bucket = ops.ceil(ops.clip(y_pred, 0, 1) * (n - 1.0)) - 1;
        if (thresholds[0] < 0 || thresholds[^1] > 1) bucket = ops.maximum(bucket, 0);    // a first threshold below 0 has even 0 above it
        bucket = bucket.Cast(DType.int64);
        Tensor above(Tensor counted)
        {
            if (!PerColumn) return new CumulativeSum(0, Reverse: true).On(ops.segment_sum(counted, bucket, n));
            int columns = y_pred.shape[^1];
            // A negative bucket must stay outside, not fall into another column's.
            Tensor place = ops.where(bucket < 0, -1, bucket * columns + ops.arange(columns, DType.int64)).Reshape(-1);
            return new CumulativeSum(0, Reverse: true).On(ops.segment_sum(counted.Reshape(-1), place, n * columns).Reshape((n, columns)));
        }
        Tensor? positive = TruePositives is not null || FalseNegatives is not null ? above(trues) : null;
        Tensor? negative = FalsePositives is not null || TrueNegatives is not null ? above(falses) : null;
        Axes? axis = PerColumn ? 0 : null;
        TruePositives?.assign_add(positive!);
        FalsePositives?.assign_add(negative!);
        TrueNegatives?.assign_add(ops.sum(falses, axis) - negative!);
        FalseNegatives?.assign_add(ops.sum(trues, axis) - positive!);
    }

    private void Compare(Tensor isTrue, Tensor y_pred, Tensor? weight, DType dtype)
    {
        // (thresholds, predictions), or (thresholds, rows, columns)
        Tensor threshold = ((Tensor)NDArray.FromArray(thresholds, thresholds.Length)).Cast(dtype).Reshape(PerColumn ? (thresholds.Length, 1, 1) : (thresholds.Length, 1));
        Tensor isPositive = ops.expand_dims(y_pred, 0) > threshold;
        isTrue = ops.expand_dims(isTrue, 0);
        weight = weight is null ? null : ops.expand_dims(weight, 0);
        void add(Variable? variable, Tensor counted) => variable?.assign_add(ops.sum(weight is null ? counted.Cast(dtype) : ops.where(counted, weight, 0), 1));
        add(TruePositives, isTrue & isPositive);
        add(FalsePositives, !isTrue & isPositive);
        add(TrueNegatives, !isTrue & !isPositive);
        add(FalseNegatives, isTrue & !isPositive);
    }

    private static Tensor Highest(Tensor y_pred, int k)
    {
        Tensor among = ops.sum(ops.one_hot(new TopK(k).On(y_pred), y_pred.shape[^1], dtype: y_pred.dtype), -2);
        return ops.where(among > 0, y_pred, Lowest);
    }
}
