namespace KerasTransfer.Sklearn;

/// <summary>Per class, how much weight of samples was predicted rightly, was predicted, and truly is of it; and what follows: precision, recall, F. One label per sample, or a column of 0 and 1 per label.</summary>
internal sealed class ClassCounts
{
    public Labels Classes { get; }
    public double[] TruePositives { get; }
    public double[] Predicted { get; }
    public double[] True { get; }
    /// <summary>Whether the labels are one-hot columns, several of which may hold.</summary>
    public bool IsMultilabel { get; }
    /// <summary>Whether there are two classes at most.</summary>
    public bool IsBinary { get; }
    /// <summary>Whether every class that occurs is counted, so that the micro average is the accuracy.</summary>
    public bool CountsAll { get; }
    private readonly (double Right, double Predicted, double True, double Weight)[] samples;

    public ClassCounts(Labels y_true, Labels y_pred, Labels? labels, NDArray? sample_weight, string what)
    {
        double[]? weights = sample_weight?.ToArray<double>();
        IsMultilabel = y_true.IsTable && y_pred.IsTable;
        if (IsMultilabel)
        {
            (NDArray t, NDArray p) = (y_true.ToArray(), y_pred.ToArray());
            if (t.shape != p.shape) throw new ValueError($"{what}: y_true has shape {t.shape} and y_pred {p.shape}. Expected the same.");
            CheckIndicators(what, t, p);
            int n = t.shape[0], k = t.shape[1];
            CheckLengths(what, n, n, weights);
            Classes = labels ?? KerasApi.np.arange(k);
            int[] columns = Classes.ToArray().ToArray<int>();
            if (columns.Any(c => c < 0 || c >= k)) throw new ValueError($"All labels must be in [0, n labels) for multilabel targets. Got {string.Join(", ", columns)} for {k} labels.");
            (bool[] truth, bool[] guess) = (t.ToArray<bool>(), p.ToArray<bool>());
            (TruePositives, Predicted, True) = (new double[columns.Length], new double[columns.Length], new double[columns.Length]);
            samples = new (double, double, double, double)[n];
            for (int i = 0; i < n; i++)
            {
                double weight = weights?[i] ?? 1, right = 0, predicted = 0, holds = 0;
                for (int c = 0; c < columns.Length; c++)
                {
                    bool a = truth[i * k + columns[c]], b = guess[i * k + columns[c]];
                    if (a && b) { TruePositives[c] += weight; right++; }
                    if (b) { Predicted[c] += weight; predicted++; }
                    if (a) { True[c] += weight; holds++; }
                }
                samples[i] = (right, predicted, holds, weight);
            }
            CountsAll = false;
            return;
        }
        (y_true, y_pred) = (Checked(what, "y_true", y_true), Checked(what, "y_pred", y_pred));
        CheckLengths(what, y_true.Length, y_pred.Length, weights);
        (Labels present, _) = Labels.Encode(y_true, y_pred);
        IsBinary = present.Length <= 2;
        Classes = labels ?? present;
        CountsAll = labels is null || present.PlacesIn(labels).All(place => place >= 0);
        (int[] actual, int[] guessed) = (y_true.PlacesIn(Classes), y_pred.PlacesIn(Classes));
        (TruePositives, Predicted, True) = (new double[Classes.Length], new double[Classes.Length], new double[Classes.Length]);
        for (int i = 0; i < actual.Length; i++)
        {
            double weight = weights?[i] ?? 1;
            if (actual[i] >= 0) True[actual[i]] += weight;
            if (guessed[i] >= 0) Predicted[guessed[i]] += weight;
            if (actual[i] >= 0 && actual[i] == guessed[i]) TruePositives[actual[i]] += weight;
        }
        samples = [];
    }

    /// <summary>One class per sample, or a complaint that says what was given instead.</summary>
    public static Labels Checked(string what, string argument, Labels labels)
    {
        labels = labels.Flat($"{what}: {argument}");
        if (labels.IsContinuous)
            throw new ValueError($"{what}: {argument} holds continuous values, not classes. Classification metrics take classes: np.argmax(predictions, axis: -1), or predictions > 0.5 for one output.");
        return labels;
    }

    private static void CheckIndicators(string what, params NDArray[] tables)
    {
        foreach (NDArray table in tables)
            if (table.ToArray<double>().Any(v => v is not (0 or 1)))
                throw new ValueError($"{what}: a table of shape {table.shape} with other values than 0 and 1 was given. For the outputs of a model with one class per sample write np.argmax(y, axis: -1).");
    }

    public static void CheckLengths(string what, int y_true, int y_pred, double[]? weights)
    {
        if (y_true != y_pred || weights is not null && weights.Length != y_true)
            throw new ValueError($"{what}: found input variables with inconsistent numbers of samples: [{y_true}, {y_pred}{(weights is null ? "" : $", {weights.Length}")}]");
    }

    /// <summary>a / b, and what stands in for 0 / 0.</summary>
    private static double Divide(double a, double b, double? zero_division)
    {
        if (b != 0) return a / b;
        if (zero_division is null)
            Warning.Write("Precision, recall or F-score is ill-defined and being set to 0.0: a label has no predicted or no true samples. Use `zero_division` parameter to control this behavior.");
        return zero_division ?? 0;
    }

    private static (double, double, double) Scores(double right, double predicted, double holds, double beta, double? zero)
    {
        double square = beta * beta;
        return (Divide(right, predicted, zero), Divide(right, holds, zero), Divide((1 + square) * right, square * holds + predicted, zero));
    }

    /// <summary>Precision, recall and F of each class.</summary>
    public (double Precision, double Recall, double F)[] PerClass(double beta, double? zero_division) =>
        [.. Enumerable.Range(0, Classes.Length).Select(c => Scores(TruePositives[c], Predicted[c], True[c], beta, zero_division))];

    /// <summary>Precision, recall and F over the classes.</summary>
    /// <exception cref="ValueError">There is no such average, or it does not fit the labels.</exception>
    public (double Precision, double Recall, double F) Average(string average, double beta, double? zero_division)
    {
        switch (average)
        {
            case "micro": return Scores(TruePositives.Sum(), Predicted.Sum(), True.Sum(), beta, zero_division);
            case "macro": return Mean(PerClass(beta, zero_division), null, zero_division);
            case "weighted": return Mean(PerClass(beta, zero_division), True, zero_division);
            case "samples" when IsMultilabel:
                return Mean([.. samples.Select(s => Scores(s.Right, s.Predicted, s.True, beta, zero_division))], [.. samples.Select(s => s.Weight)], zero_division);
            case "samples": throw new ValueError("Samplewise metrics are not available outside of multilabel classification.");
            default: throw new ValueError($"average has to be one of (null, 'micro', 'macro', 'weighted', 'samples', 'binary'). Received: '{average}'");
        }
    }

    private static (double, double, double) Mean((double P, double R, double F)[] scores, double[]? weights, double? zero)
    {
        double sum = weights?.Sum() ?? scores.Length;
        if (sum == 0) return (zero ?? 0, zero ?? 0, zero ?? 0);
        double Weighted(Func<(double P, double R, double F), double> score) => scores.Select((s, i) => score(s) * (weights?[i] ?? 1)).Sum() / sum;
        return (Weighted(s => s.P), Weighted(s => s.R), Weighted(s => s.F));
    }
}
