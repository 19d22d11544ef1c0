namespace KerasTransfer.Sklearn;

public sealed partial class SklearnMetricsApi
{
    /// <summary>The receiver operating characteristic: for each threshold on the score, how many of the others (x) and how many of the class (y) lie above it.</summary>
    /// <param name="y_true">True classes, two of them.</param>
    /// <param name="y_score">Scores: the higher, the likelier the class.</param>
    /// <param name="pos_label">The class asked about; null for 1.</param>
    /// <param name="sample_weight">The weight of each sample.</param>
    /// <param name="drop_intermediate">Whether thresholds that are not needed for the curve are left out.</param>
    /// <exception cref="ValueError">The lengths differ, or the classes are not two.</exception>
    public (NDArray fpr, NDArray tpr, NDArray thresholds) roc_curve(Labels y_true, NDArray y_score, object? pos_label = null, NDArray? sample_weight = null, bool drop_intermediate = true)
    {
        var curve = Curve(Positive(y_true, pos_label), y_score, sample_weight, drop_intermediate);
        return (curve.Fpr, curve.Tpr, curve.Thresholds);
    }

    /// <summary>The area under a curve, by trapezoids.</summary>
    /// <param name="x">Rising or falling.</param>
    /// <param name="y">The height at each <paramref name="x"/>.</param>
    /// <exception cref="ValueError">There are fewer than two points, or <paramref name="x"/> goes up and down.</exception>
    public double auc(NDArray x, NDArray y) => Area(x.ToArray<double>(), y.ToArray<double>());

    /// <summary>The area under the receiver operating characteristic: how likely a sample of the class scores higher than one of the others.</summary>
    /// <param name="y_true">True classes, or a table of 0 and 1 with a column per label.</param>
    /// <param name="y_score">Scores; for more than two classes (samples, classes), rows adding up to 1.</param>
    /// <param name="average">Over labels or classes: <c>macro</c>, <c>weighted</c>, <c>micro</c>, for tables <c>samples</c>.</param>
    /// <param name="sample_weight">The weight of each sample.</param>
    /// <param name="max_fpr">Only the part of the curve up to this false positive rate, scaled to 0.5 … 1 (McClish).</param>
    /// <param name="multi_class">For more than two classes: <c>ovr</c>, each against the rest, or <c>ovo</c>, each against each (Hand and Till 2001).</param>
    /// <param name="labels">The classes, where <paramref name="y_true"/> does not hold all of them.</param>
    /// <exception cref="ValueError">The shapes or classes do not fit.</exception>
    public double roc_auc_score(Labels y_true, NDArray y_score, string average = "macro", NDArray? sample_weight = null, double? max_fpr = null, string multi_class = "raise", Labels? labels = null)
    {
        double[]? weights = sample_weight?.ToArray<double>();
        if (y_true.IsTable) return Columns(y_true.ToArray(), y_score, average, weights, max_fpr);
        y_true = y_true.Flat("roc_auc_score");
        (Labels classes, int[][] places) = Labels.Encode(y_true);
        bool several = classes.Length > 2 || y_score.ndim == 2 && y_score.shape[1] > 2;
        if (!several)
        {
            if (classes.Length != 2) throw new ValueError($"Only one class is present in y_true ({classes}). ROC AUC score is not defined in that case.");
            if (y_score.ndim == 2 && y_score.shape[1] == 2) throw new ValueError("roc_auc_score: two columns of scores were given for two classes. Expected the scores of the second class: y_score[.., 1].");
            return Binary([.. places[0].Select(p => p == 1)], y_score.reshape(-1).ToArray<double>(), weights, max_fpr);
        }
        if (multi_class is not ("ovr" or "ovo")) throw new ValueError("multi_class must be in ('ovo', 'ovr')");
        if (max_fpr is not null and not 1.0) throw new ValueError($"Partial AUC computation not available in multiclass setting, 'max_fpr' must be set to `None`, received `max_fpr={max_fpr}` instead");
        if (y_score.ndim != 2) throw new ValueError($"roc_auc_score: expected scores (samples, classes), got shape {y_score.shape}.");
        if (KerasApi.np.any(KerasApi.np.abs(y_score.astype(DType.float64).sum(axis: 1) - 1) > 1e-5) is var off && (bool)off) throw new ValueError("Target scores need to be probabilities for multiclass roc_auc, i.e. they should sum up to 1.0 over classes");
        if (labels is not null) (classes, _) = Labels.Encode(labels);
        if (classes.Length != y_score.shape[1])
            throw new ValueError($"Number of classes in y_true not equal to the number of columns in 'y_score': {classes.Length} and {y_score.shape[1]}. Name all classes: labels: ….");
        int[] of = y_true.PlacesIn(classes);
        if (of.Contains(-1)) throw new ValueError("'y_true' contains labels not in parameter 'labels'");
        return multi_class == "ovr"
            ? Columns(KerasApi.np.eye(classes.Length)[of], y_score, average, weights, null)
            : weights is null ? OneAgainstOne(of, y_score, average, classes.Length) : throw new ValueError("sample_weight is not supported for multiclass one-vs-one ROC AUC, 'sample_weight' must be None in this case.");
    }

    private static double Columns(NDArray y_true, NDArray y_score, string average, double[]? weights, double? max_fpr)
    {
        if (y_true.shape != y_score.shape) throw new ValueError($"roc_auc_score: y_true has shape {y_true.shape} and y_score {y_score.shape}. Expected the same.");
        (int n, int k) = (y_true.shape[0], y_true.shape[1]);
        bool[] truth = (y_true > 0).ToArray<bool>();
        double[] scores = y_score.ToArray<double>();
        double Column(int c) => Binary([.. Enumerable.Range(0, n).Select(i => truth[i * k + c])], [.. Enumerable.Range(0, n).Select(i => scores[i * k + c])], weights, max_fpr);
        switch (average)
        {
            case "macro": return Enumerable.Range(0, k).Average(Column);
            case "micro": return Binary(truth, scores, weights is null ? null : [.. truth.Select((_, i) => weights[i / k])], max_fpr);
            case "weighted":
                double[] share = [.. Enumerable.Range(0, k).Select(c => Enumerable.Range(0, n).Sum(i => truth[i * k + c] ? weights?[i] ?? 1 : 0))];
                return Enumerable.Range(0, k).Sum(c => share[c] * Column(c)) / share.Sum();
            case "samples":
                double[] rows = [.. Enumerable.Range(0, n).Select(i => Binary(truth[(i * k)..((i + 1) * k)], scores[(i * k)..((i + 1) * k)], null, max_fpr))];
                return rows.Select((r, i) => r * (weights?[i] ?? 1)).Sum() / (weights?.Sum() ?? n);
            default: throw new ValueError($"average has to be one of ('micro', 'macro', 'weighted', 'samples'). Received: '{average}'");
        }
    }

    // Hand and Till 2001, "A simple generalisation of the area under the ROC curve for multiple class classification problems".
    private static double OneAgainstOne(int[] of, NDArray y_score, string average, int classes)
    {
        if (average is not ("macro" or "weighted")) throw new ValueError($"average must be one of ('macro', 'weighted', None) for multiclass problems. Received: '{average}'");
        double[] scores = y_score.ToArray<double>();
        double sum = 0, total = 0;
        for (int a = 0; a < classes; a++)
            for (int b = a + 1; b < classes; b++)
            {
                int[] both = [.. Enumerable.Range(0, of.Length).Where(i => of[i] == a || of[i] == b)];
                double One(int c) => Binary([.. both.Select(i => of[i] == c)], [.. both.Select(i => scores[i * classes + c])], null, null);
                double weight = average == "weighted" ? both.Length : 1;
                sum += weight * (One(a) + One(b)) / 2;
                total += weight;
            }
        return sum / total;
    }

    private static bool[] Positive(Labels y_true, object? pos_label)
    {
        y_true = y_true.Flat("roc_curve");
        (Labels classes, int[][] places) = Labels.Encode(y_true);
        if (classes.Length > 2) throw new ValueError($"multiclass format is not supported: y_true holds the classes {classes}. Ask about one of them: roc_curve(y_true == label, scores).");
        if (pos_label is null && (classes.AreWords || classes.ToArray().ToArray<double>().Any(c => c is not (0 or 1 or -1))))
            throw new ValueError($"y_true takes value in {classes} and pos_label is not specified: either make y_true take value in {{0, 1}} or {{-1, 1}} or pass pos_label explicitly.");
        int at = Labels.Create([pos_label ?? 1]).PlacesIn(classes)[0];
        return Array.ConvertAll(places[0], p => p == at);
    }

    private static double Binary(bool[] truth, double[] scores, double[]? weights, double? max_fpr)
    {
        if (truth.Length != scores.Length) throw new ValueError($"Found input variables with inconsistent numbers of samples: [{truth.Length}, {scores.Length}]");
        if (truth.All(t => t) || !truth.Any(t => t)) throw new ValueError("Only one class is present in y_true. ROC AUC score is not defined in that case.");
        var (fpr, tpr, _) = Curve(truth, scores, weights is null ? null : (NDArray)weights, drop_intermediate: true);
        if (max_fpr is null or 1) return Area(fpr, tpr);
        if (max_fpr is <= 0 or > 1) throw new ValueError($"Expected max_fpr in range (0, 1], got: {max_fpr}");
        double limit = max_fpr.Value;
        int stop = Array.FindIndex(fpr, f => f > limit);                        // the first point beyond the limit; one on the line before it takes its place
        double slope = (limit - fpr[stop - 1]) / (fpr[stop] - fpr[stop - 1]);
        double part = Area([.. fpr[..stop], limit], [.. tpr[..stop], tpr[stop - 1] + slope * (tpr[stop] - tpr[stop - 1])]);
        double least = 0.5 * limit * limit;
        return 0.5 * (1 + (part - least) / (limit - least));
    }

    private static (double[] Fpr, double[] Tpr, double[] Thresholds) Curve(bool[] truth, NDArray y_score, NDArray? sample_weight, bool drop_intermediate)
    {
        double[] scores = y_score.ToArray<double>();
        double[]? weights = sample_weight?.ToArray<double>();
        ClassCounts.CheckLengths("roc_curve", truth.Length, scores.Length, weights);
        int[] order = [.. Enumerable.Range(0, truth.Length).OrderByDescending(i => scores[i])];
        List<(double False, double True, double Threshold)> points = [];
        double falses = 0, trues = 0;
        for (int i = 0; i < order.Length; i++)
        {
            double weight = weights?[order[i]] ?? 1;
            if (truth[order[i]]) trues += weight; else falses += weight;
            if (i + 1 == order.Length || scores[order[i + 1]] != scores[order[i]]) points.Add((falses, trues, scores[order[i]]));
        }
        // A point between two others on a line adds nothing to the curve.
        if (drop_intermediate && points.Count > 2)
            points = [.. points.Where((p, i) => i == 0 || i == points.Count - 1
                || p.False - points[i - 1].False != points[i + 1].False - p.False || p.True - points[i - 1].True != points[i + 1].True - p.True)];
        points.Insert(0, (0, 0, double.PositiveInfinity));
        if (falses <= 0) Warning.Write("No negative samples in y_true, false positive value should be meaningless");
        if (trues <= 0) Warning.Write("No positive samples in y_true, true positive value should be meaningless");
        return ([.. points.Select(p => falses <= 0 ? double.NaN : p.False / falses)], [.. points.Select(p => trues <= 0 ? double.NaN : p.True / trues)], [.. points.Select(p => p.Threshold)]);
    }

    private static double Area(double[] x, double[] y)
    {
        if (x.Length != y.Length) throw new ValueError($"Found input variables with inconsistent numbers of samples: [{x.Length}, {y.Length}]");
        if (x.Length < 2) throw new ValueError($"At least 2 points are needed to compute area under curve, but x.shape = ({x.Length},)");
        int steps = x.Length - 1;
        bool falls = Enumerable.Range(0, steps).Any(i => x[i + 1] < x[i]);
        if (falls && Enumerable.Range(0, steps).Any(i => x[i + 1] > x[i])) throw new ValueError("x is neither increasing nor decreasing: it goes up and down.");
        return (falls ? -1 : 1) * Enumerable.Range(0, steps).Sum(i => (x[i + 1] - x[i]) * (y[i + 1] + y[i]) / 2);
    }
}
