namespace KerasTransfer.Sklearn;

/// <summary><c>sklearn.metrics</c>: how good predictions are. Classes may be numbers or words; for the outputs of a model write <c>np.argmax(predictions, axis: -1)</c> first.</summary>
public sealed partial class SklearnMetricsApi
{
    internal SklearnMetricsApi() { }

    /// <summary><c>sklearn.metrics.pairwise</c>.</summary>
    public PairwiseApi pairwise { get; } = new();

    /// <summary>How often class i (rows) was taken for class j (columns).</summary>
    /// <param name="y_true">The true classes.</param>
    /// <param name="y_pred">The predicted classes.</param>
    /// <param name="labels">The classes to count, in this order; null for all that occur, sorted.</param>
    /// <param name="sample_weight">The weight of each sample.</param>
    /// <param name="normalize"><c>true</c> (each row adds up to 1), <c>pred</c> (each column), <c>all</c>, or null.</param>
    /// <returns>(classes, classes), int64, or float64 with weights or normalized.</returns>
    /// <exception cref="ValueError">The lengths differ, or values are not classes.</exception>
    public NDArray confusion_matrix(Labels y_true, Labels y_pred, Labels? labels = null, NDArray? sample_weight = null, string? normalize = null)
    {
        if (normalize is not (null or "true" or "pred" or "all")) throw new ValueError($"normalize must be one of {{'true', 'pred', 'all', None}}. Received: '{normalize}'");
        (y_true, y_pred) = (ClassCounts.Checked("confusion_matrix", "y_true", y_true), ClassCounts.Checked("confusion_matrix", "y_pred", y_pred));
        double[]? weights = sample_weight?.ToArray<double>();
        ClassCounts.CheckLengths("confusion_matrix", y_true.Length, y_pred.Length, weights);
        Labels classes = labels ?? Labels.Encode(y_true, y_pred).Classes;
        (int[] rows, int[] columns) = (y_true.PlacesIn(classes), y_pred.PlacesIn(classes));
        if (labels is not null && rows.All(r => r < 0)) throw new ValueError("At least one label specified must be in y_true");
        int n = classes.Length;
        double[] counts = new double[n * n];
        for (int i = 0; i < rows.Length; i++)
            if (rows[i] >= 0 && columns[i] >= 0) counts[rows[i] * n + columns[i]] += weights?[i] ?? 1;
        NDArray matrix = NDArray.FromArray(counts, (n, n));
        if (normalize is null) return sample_weight is { dtype.IsFloating: true } ? matrix : matrix.astype(DType.int64);
        NDArray whole = normalize switch { "true" => matrix.sum(axis: 1, keepdims: true), "pred" => matrix.sum(axis: 0, keepdims: true), _ => matrix.sum() };
        return KerasApi.np.nan_to_num(matrix / whole);
    }

    /// <summary>The share of samples predicted rightly; of tables, of rows that agree whole.</summary>
    /// <param name="y_true">The true classes.</param>
    /// <param name="y_pred">The predicted classes.</param>
    /// <param name="normalize">Whether it is a share; otherwise the number (or weight) of them.</param>
    /// <param name="sample_weight">The weight of each sample.</param>
    /// <exception cref="ValueError">The lengths differ, or values are not classes.</exception>
    public double accuracy_score(Labels y_true, Labels y_pred, bool normalize = true, NDArray? sample_weight = null)
    {
        bool[] right;
        if (y_true.IsTable && y_pred.IsTable)
        {
            (NDArray t, NDArray p) = (y_true.ToArray(), y_pred.ToArray());
            if (t.shape != p.shape) throw new ValueError($"accuracy_score: y_true has shape {t.shape} and y_pred {p.shape}. Expected the same.");
            right = KerasApi.np.all(t == p, axis: 1).ToArray<bool>();
        }
        else
        {
            (y_true, y_pred) = (ClassCounts.Checked("accuracy_score", "y_true", y_true), ClassCounts.Checked("accuracy_score", "y_pred", y_pred));
            ClassCounts.CheckLengths("accuracy_score", y_true.Length, y_pred.Length, null);
            int[][] places = Labels.Encode(y_true, y_pred).Places;
            right = [.. places[0].Zip(places[1], (a, b) => a == b)];
        }
        double[]? weights = sample_weight?.ToArray<double>();
        ClassCounts.CheckLengths("accuracy_score", right.Length, right.Length, weights);
        double sum = right.Select((r, i) => r ? weights?[i] ?? 1 : 0).Sum();
        return normalize ? sum / (weights?.Sum() ?? right.Length) : sum;
    }

    /// <summary>Of what was predicted to be of a class, the share that is.</summary>
    /// <param name="y_true">The true classes.</param>
    /// <param name="y_pred">The predicted classes.</param>
    /// <param name="labels">The classes to count; null for all that occur.</param>
    /// <param name="pos_label">With <c>average: "binary"</c>, the class asked about.</param>
    /// <param name="average"><c>binary</c>, or over classes: <c>micro</c> (all samples alike), <c>macro</c> (all classes alike), <c>weighted</c> (classes by their samples), <c>samples</c> (for tables).
    /// For the values class by class see <see cref="precision_recall_fscore_support"/>.</param>
    /// <param name="sample_weight">The weight of each sample.</param>
    /// <param name="zero_division">What stands in for 0 / 0; null: 0, with a warning.</param>
    /// <exception cref="ValueError">The lengths differ, values are not classes, or the average does not fit them.</exception>
    public double precision_score(Labels y_true, Labels y_pred, Labels? labels = null, object? pos_label = null, string average = "binary", NDArray? sample_weight = null, double? zero_division = null) =>
        Scores("precision_score", y_true, y_pred, labels, pos_label, average, 1, sample_weight, zero_division).Precision;

    /// <summary>Of what is of a class, the share that was predicted to be.</summary>
    /// <inheritdoc cref="precision_score"/>
    public double recall_score(Labels y_true, Labels y_pred, Labels? labels = null, object? pos_label = null, string average = "binary", NDArray? sample_weight = null, double? zero_division = null) =>
        Scores("recall_score", y_true, y_pred, labels, pos_label, average, 1, sample_weight, zero_division).Recall;

    /// <summary>The harmonic mean of precision and recall.</summary>
    /// <inheritdoc cref="precision_score"/>
    public double f1_score(Labels y_true, Labels y_pred, Labels? labels = null, object? pos_label = null, string average = "binary", NDArray? sample_weight = null, double? zero_division = null) =>
        Scores("f1_score", y_true, y_pred, labels, pos_label, average, 1, sample_weight, zero_division).F;

    /// <summary>The harmonic mean of precision and recall, recall counting <paramref name="beta"/> times as much.</summary>
    /// <inheritdoc cref="precision_score"/>
    public double fbeta_score(Labels y_true, Labels y_pred, double beta, Labels? labels = null, object? pos_label = null, string average = "binary", NDArray? sample_weight = null, double? zero_division = null) =>
        Scores("fbeta_score", y_true, y_pred, labels, pos_label, average, beta, sample_weight, zero_division).F;

    /// <summary>Precision, recall, F and the number of true samples, class by class.</summary>
    public (NDArray precision, NDArray recall, NDArray fscore, NDArray support) precision_recall_fscore_support(Labels y_true, Labels y_pred, double beta = 1.0, Labels? labels = null, NDArray? sample_weight = null, double? zero_division = null)
    {
        ClassCounts counts = new(y_true, y_pred, labels, sample_weight, "precision_recall_fscore_support");
        var scores = counts.PerClass(beta, zero_division);
        NDArray support = counts.True;
        return (scores.Select(s => s.Precision).ToArray(), scores.Select(s => s.Recall).ToArray(), scores.Select(s => s.F).ToArray(), sample_weight is null ? support.astype(DType.int64) : support);
    }

    private static (double Precision, double Recall, double F) Scores(string what, Labels y_true, Labels y_pred, Labels? labels, object? pos_label, string? average, double beta, NDArray? sample_weight, double? zero_division)
    {
        if (average is null) throw new NotSupportedException($"{what}(average: null) would give an array. Write sklearn.metrics.precision_recall_fscore_support(y_true, y_pred), which gives one of each score.");
        ClassCounts counts = new(y_true, y_pred, labels, sample_weight, what);
        if (average != "binary") return counts.Average(average, beta, zero_division);
        if (counts.IsMultilabel || !counts.IsBinary)
            throw new ValueError($"Target is {(counts.IsMultilabel ? "multilabel-indicator" : "multiclass")} but average='binary'. Please choose another average setting, one of ['micro', 'macro', 'weighted'{(counts.IsMultilabel ? ", 'samples'" : "")}].");
        (Labels present, _) = Labels.Encode(y_true.Flat(what), y_pred.Flat(what));
        Labels positive = Labels.Create([pos_label ?? 1]);
        if (positive.PlacesIn(present)[0] < 0)
            if (present.Length >= 2 || present.AreWords) throw new ValueError($"pos_label={pos_label ?? 1} is not a valid label: It should be one of {present}");
        return new ClassCounts(y_true, y_pred, positive, sample_weight, what).PerClass(beta, zero_division)[0];
    }

    /// <summary>The mean squared error, over all outputs; with <paramref name="squared"/> false its root.</summary>
    public double mean_squared_error(NDArray y_true, NDArray y_pred, NDArray? sample_weight = null, bool squared = true)
    {
        double[] outputs = PerOutput("mean_squared_error", y_true, y_pred, sample_weight, d => d * d);
        return (squared ? outputs : outputs.Select(Math.Sqrt)).Average();
    }

    /// <summary>The mean absolute error, over all outputs.</summary>
    public double mean_absolute_error(NDArray y_true, NDArray y_pred, NDArray? sample_weight = null) => PerOutput("mean_absolute_error", y_true, y_pred, sample_weight, Math.Abs).Average();

    /// <summary>How much of the variance is explained: 1 − Σ(y − ŷ)² / Σ(y − ȳ)², the mean over the outputs. Of a constant output 1 if it is met, else 0.</summary>
    public double r2_score(NDArray y_true, NDArray y_pred, NDArray? sample_weight = null)
    {
        double[] residual = PerOutput("r2_score", y_true, y_pred, sample_weight, d => d * d);
        NDArray y = Columns(y_true);
        if (y.shape[0] < 2) { Warning.Write("R^2 score is not well-defined with less than two samples."); return double.NaN; }
        NDArray mean = KerasApi.np.average(y, axis: 0, weights: sample_weight);
        double[] total = PerOutput("r2_score", y, KerasApi.np.broadcast_to(mean, y.shape), sample_weight, d => d * d);
        return residual.Zip(total, (r, t) => t == 0 ? r == 0 ? 1.0 : 0.0 : 1 - r / t).Average();
    }

    private static NDArray Columns(NDArray y) => y.ndim == 1 ? y.As(DType.float64).reshape(-1, 1) : y.As(DType.float64);

    private static double[] PerOutput(string what, NDArray y_true, NDArray y_pred, NDArray? sample_weight, Func<double, double> error)
    {
        (NDArray t, NDArray p) = (Columns(y_true), Columns(y_pred));
        if (t.shape != p.shape) throw new ValueError($"{what}: y_true has shape {y_true.shape} and y_pred {y_pred.shape}. Expected the same.");
        if (t.size == 0) throw new ValueError($"{what}: there are no samples.");
        double[] difference = (t - p).ToArray<double>(), weights = sample_weight?.ToArray<double>() ?? [.. Enumerable.Repeat(1.0, t.shape[0])];
        ClassCounts.CheckLengths(what, t.shape[0], t.shape[0], weights);
        double[] sums = new double[t.shape[1]];
        for (int i = 0; i < difference.Length; i++) sums[i % sums.Length] += weights[i / sums.Length] * error(difference[i]);
        return Array.ConvertAll(sums, s => s / weights.Sum());
    }

    /// <summary>−ln of the probability predicted for the true class, the mean over samples.</summary>
    /// <param name="y_true">The true classes.</param>
    /// <param name="y_pred">Probabilities: (samples, classes) in the order of the sorted classes, or of the second class alone.</param>
    /// <param name="normalize">Whether it is the mean; otherwise the sum.</param>
    /// <param name="sample_weight">The weight of each sample.</param>
    /// <param name="labels">The classes, where <paramref name="y_true"/> does not hold all of them.</param>
    /// <exception cref="ValueError">The numbers of samples or of classes differ.</exception>
    public double log_loss(Labels y_true, NDArray y_pred, bool normalize = true, NDArray? sample_weight = null, Labels? labels = null)
    {
        NDArray p = y_pred.dtype.IsFloating ? y_pred : y_pred.astype(DType.float64);
        if (p.ndim == 1) p = p.reshape(-1, 1);
        if (p.shape[1] == 1) p = KerasApi.np.concatenate([1 - p, p], axis: 1);
        y_true = y_true.Flat("log_loss");
        Labels classes = labels is null ? Labels.Encode(y_true).Classes : Labels.Encode(labels).Classes;
        double[]? weights = sample_weight?.ToArray<double>();
        ClassCounts.CheckLengths("log_loss", y_true.Length, p.shape[0], weights);
        if (classes.Length == 1) throw new ValueError($"y_true contains only one label ({classes[0]}). Please provide the true labels explicitly through the labels argument.");
        if (classes.Length != p.shape[1]) throw new ValueError($"y_true and y_pred contain different number of classes: {classes.Length} vs {p.shape[1]}. Please provide the true labels explicitly through the labels argument. Classes found in y_true: {classes}");
        int[] places = y_true.PlacesIn(classes);
        if (places.Contains(-1)) throw new ValueError("y_true contains labels that are not in labels.");
        double eps = p.dtype == DType.float32 ? 1.1920929e-07 : 2.220446049250313e-16;
        double[] given = p.ToArray<double>();
        double sum = 0;
        for (int i = 0; i < places.Length; i++) sum -= (weights?[i] ?? 1) * Math.Log(Math.Clamp(given[i * classes.Length + places[i]], eps, 1 - eps));
        return normalize ? sum / (weights?.Sum() ?? places.Length) : sum;
    }
}

/// <summary><c>sklearn.metrics.pairwise</c>.</summary>
public sealed class PairwiseApi
{
    internal PairwiseApi() { }

    /// <summary>The cosine of the angle between each row of <paramref name="X"/> and each of <paramref name="Y"/> (null: of <paramref name="X"/>); rows of zeros give 0.</summary>
    public NDArray cosine_similarity(NDArray X, NDArray? Y = null)
    {
        NDArray x = Unit(X), y = Y is null ? x : Unit(Y);
        if (x.shape[1] != y.shape[1]) throw new ValueError($"Incompatible dimension for X and Y matrices: X.shape[1] == {x.shape[1]} while Y.shape[1] == {y.shape[1]}");
        return KerasApi.np.dot(x, y.T);
    }

    private static NDArray Unit(NDArray rows)
    {
        if (rows.ndim != 2) throw new ValueError($"Expected a table of rows, got an array of shape {rows.shape}. Of one vector: x.reshape(1, -1).");
        if (!rows.dtype.IsFloating) rows = rows.astype(DType.float64);
        NDArray norm = KerasApi.np.sqrt((rows * rows).sum(axis: 1, keepdims: true));
        return rows / KerasApi.np.where(norm == 0, 1, norm).As(rows.dtype);
    }
}
