using System.Text;
using KerasTransfer.Callbacks;

namespace KerasTransfer.Sklearn;

public sealed partial class SklearnMetricsApi
{
    /// <summary>Precision, recall, F1 and the number of samples of each class, and their averages, as a text.</summary>
    /// <param name="y_true">The true classes; or a table of 0 and 1 with a column per label.</param>
    /// <param name="y_pred">The predicted classes.</param>
    /// <param name="labels">The classes to report; null for all that occur, sorted.</param>
    /// <param name="target_names">A name for each class, in the order of the classes.</param>
    /// <param name="sample_weight">The weight of each sample.</param>
    /// <param name="digits">Decimals.</param>
    /// <param name="zero_division">What stands in for 0 / 0; null: 0, with a warning.</param>
    /// <exception cref="ValueError">The lengths differ, values are not classes, or there are too many or too few names.</exception>
    public string classification_report(Labels y_true, Labels y_pred, Labels? labels = null, Labels? target_names = null, NDArray? sample_weight = null, int digits = 2, double? zero_division = null)
    {
        (ClassCounts counts, string[] names) = Report(y_true, y_pred, labels, target_names, sample_weight);
        int width = Math.Max(names.Select(n => n.Length).DefaultIfEmpty(0).Max(), Math.Max("weighted avg".Length, digits));
        string Number(double value) => PythonFormat.Fixed(value, digits).PadLeft(9);
        string Count(double value) => (sample_weight is null ? PythonText.Str((long)value) : PythonText.Str(value)).PadLeft(9);
        StringBuilder text = new();
        text.Append(' ', width + 2).Append("precision    recall  f1-score   support\n\n");
        var scores = counts.PerClass(1, zero_division);
        for (int c = 0; c < names.Length; c++)
            text.Append(names[c].PadLeft(width)).Append("  ").Append(Number(scores[c].Precision)).Append(' ').Append(Number(scores[c].Recall)).Append(' ').Append(Number(scores[c].F)).Append(' ').Append(Count(counts.True[c])).Append('\n');
        text.Append('\n');
        double support = counts.True.Sum();
        foreach ((string heading, (double precision, double recall, double f)) in Averages(counts, zero_division))
        {
            text.Append(heading.PadLeft(width)).Append("  ");
            if (heading == "accuracy") text.Append(' ', 20);
            else text.Append(Number(precision)).Append(' ').Append(Number(recall)).Append(' ');
            text.Append(Number(f)).Append(' ').Append(Count(support)).Append('\n');
        }
        return text.ToString();
    }

    /// <summary>The same as numbers: <c>classification_report(y_true, y_pred, output_dict: true)["macro avg"]["recall"]</c>.</summary>
    /// <inheritdoc cref="classification_report(Labels, Labels, Labels?, Labels?, NDArray?, int, double?)"/>
    public ClassificationReport classification_report(Labels y_true, Labels y_pred, OutputDict output_dict, Labels? labels = null, Labels? target_names = null, NDArray? sample_weight = null, double? zero_division = null)
    {
        (ClassCounts counts, string[] names) = Report(y_true, y_pred, labels, target_names, sample_weight);
        Dictionary<string, IReadOnlyDictionary<string, double>> rows = [];
        static Dictionary<string, double> Row((double P, double R, double F) s, double support) => new() { ["precision"] = s.P, ["recall"] = s.R, ["f1-score"] = s.F, ["support"] = support };
        var scores = counts.PerClass(1, zero_division);
        for (int c = 0; c < names.Length; c++) rows[names[c]] = Row(scores[c], counts.True[c]);
        double? accuracy = null;
        foreach ((string heading, (double, double, double F) s) in Averages(counts, zero_division))
            if (heading == "accuracy") accuracy = s.F;
            else rows[heading] = Row(s, counts.True.Sum());
        return new ClassificationReport(rows, accuracy);
    }

    private static (ClassCounts, string[]) Report(Labels y_true, Labels y_pred, Labels? labels, Labels? target_names, NDArray? sample_weight)
    {
        ClassCounts counts = new(y_true, y_pred, labels, sample_weight, "classification_report");
        string[] names = target_names?.ToStrings() ?? counts.Classes.ToStrings();
        if (names.Length == counts.Classes.Length) return (counts, names);
        if (labels is null)
            throw new ValueError($"Number of classes, {counts.Classes.Length}, does not match size of target_names, {names.Length}. Try specifying the labels parameter");
        Warning.Write($"labels size, {labels.Length}, does not match size of target_names, {names.Length}");
        return (counts, names[..Math.Min(names.Length, counts.Classes.Length)]);
    }

    private static IEnumerable<(string Heading, (double, double, double) Scores)> Averages(ClassCounts counts, double? zero_division)
    {
        yield return (counts.CountsAll ? "accuracy" : "micro avg", counts.Average("micro", 1, zero_division));
        yield return ("macro avg", counts.Average("macro", 1, zero_division));
        yield return ("weighted avg", counts.Average("weighted", 1, zero_division));
        if (counts.IsMultilabel) yield return ("samples avg", counts.Average("samples", 1, zero_division));
    }
}

/// <summary>What <c>classification_report(…, output_dict: true)</c> gives: rows by class and average.</summary>
public sealed class ClassificationReport
{
    private readonly IReadOnlyDictionary<string, IReadOnlyDictionary<string, double>> rows;
    private readonly double? rightly;

    internal ClassificationReport(IReadOnlyDictionary<string, IReadOnlyDictionary<string, double>> rows, double? accuracy) => (this.rows, rightly) = (rows, accuracy);

    /// <summary>The row of a class, or of <c>macro avg</c>, <c>weighted avg</c>: <c>precision</c>, <c>recall</c>, <c>f1-score</c>, <c>support</c>.</summary>
    public IReadOnlyDictionary<string, double> this[string name] => rows.TryGetValue(name, out var row) ? row
        : throw new ValueError($"The report has no row '{name}'. Its rows: {string.Join(", ", rows.Keys)}.{(name == "accuracy" ? " The accuracy is report.accuracy." : "")}");
    /// <summary>The names of the rows.</summary>
    public IEnumerable<string> Keys => rows.Keys;
    /// <summary>Python's <c>report["accuracy"]</c>.</summary>
    /// <exception cref="ValueError">Not all classes were reported, so there is a row <c>micro avg</c> instead.</exception>
    public double accuracy => rightly ?? throw new ValueError("The report has no accuracy, since not all classes were reported: see the row 'micro avg'.");
}

/// <summary>Asks for numbers instead of a text: <c>output_dict: true</c>.</summary>
public readonly struct OutputDict
{
    /// <summary>Only true.</summary>
    /// <exception cref="ValueError">It is false.</exception>
    public static implicit operator OutputDict(bool value) => value ? default : throw new ValueError("output_dict: false is classification_report without the argument; leave it out.");
}
