namespace KerasTransfer.Sklearn;

/// <summary>A column per class with 1 where a sample is of it; of two classes one column, for the second. After sklearn.preprocessing.LabelBinarizer.</summary>
/// <param name="neg_label">What stands where a sample is not of the class.</param>
/// <param name="pos_label">What stands where it is.</param>
/// <exception cref="ValueError">The first is not less than the second.</exception>
public sealed class LabelBinarizer(long neg_label = 0, long pos_label = 1)
{
    private readonly (long No, long Yes) marks = neg_label < pos_label ? (neg_label, pos_label) : throw new ValueError($"neg_label={neg_label} must be strictly less than pos_label={pos_label}.");
    private Labels? classes;

    /// <summary>The different labels, sorted.</summary>
    /// <exception cref="ValueError">Nothing was fitted.</exception>
    public Labels classes_ => classes ?? throw new ValueError("This LabelBinarizer instance is not fitted yet. Call 'fit' with appropriate arguments before using this estimator.");

    /// <summary>Learns the labels.</summary>
    public LabelBinarizer fit(Labels y) { (classes, _) = Labels.Encode(y.Flat("LabelBinarizer.fit")); return this; }

    /// <summary>(samples, classes), int64; for two classes (samples, 1). A label that was not fitted gives a row without a mark.</summary>
    public NDArray transform(Labels y)
    {
        int[] places = y.Flat("LabelBinarizer.transform").PlacesIn(classes_);
        int n = classes_.Length;
        if (n <= 2) return NDArray.FromArray([.. places.Select(p => n == 2 && p == 1 ? marks.Yes : marks.No)], (places.Length, 1));
        long[] table = new long[places.Length * n];
        Array.Fill(table, marks.No);
        for (int i = 0; i < places.Length; i++)
            if (places[i] >= 0) table[i * n + places[i]] = marks.Yes;
        return NDArray.FromArray(table, (places.Length, n));
    }

    /// <summary><see cref="fit"/>, then <see cref="transform"/>.</summary>
    public NDArray fit_transform(Labels y) => fit(y).transform(y);

    /// <summary>The labels of rows: the largest column's, or of one column whether it lies above the threshold.</summary>
    /// <param name="Y">A table as <see cref="transform"/> gives it, or probabilities.</param>
    /// <param name="threshold">For two classes; null for the middle between the marks.</param>
    public Labels inverse_transform(NDArray Y, double? threshold = null)
    {
        int n = classes_.Length;
        if (n > 2) return classes_.Take(KerasApi.np.argmax(Y, axis: 1).ToArray<int>());
        if (Y.ndim == 2 && Y.shape[1] > 1)
            throw new ValueError($"The binarizer was fitted to {n} classes, which make one column, but the table has {Y.shape[1]} columns. Take the second one: Y[.., 1].");
        double limit = threshold ?? (marks.No + marks.Yes) / 2.0;
        return classes_.Take([.. Y.ToArray<double>().Select(v => n == 2 && v > limit ? 1 : 0)]);
    }
}
