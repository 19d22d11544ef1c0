namespace KerasTransfer.Sklearn;

/// <summary>Numbers for labels: each different label, sorted, gets its place. After sklearn.preprocessing.LabelEncoder.</summary>
public sealed class LabelEncoder
{
    private Labels? classes;

    /// <summary>The different labels, sorted.</summary>
    /// <exception cref="ValueError">Nothing was fitted.</exception>
    public Labels classes_ => classes ?? throw new ValueError("This LabelEncoder instance is not fitted yet. Call 'fit' with appropriate arguments before using this estimator.");

    /// <summary>Learns the labels.</summary>
    public LabelEncoder fit(Labels y) { (classes, _) = Labels.Encode(y.Flat("LabelEncoder.fit")); return this; }

    /// <summary>The number of each label, int64.</summary>
    /// <exception cref="ValueError">A label was not among those fitted.</exception>
    public NDArray transform(Labels y)
    {
        y = y.Flat("LabelEncoder.transform");
        int[] places = y.PlacesIn(classes_);
        if (places.Contains(-1))
            throw new ValueError($"y contains previously unseen labels: [{string.Join(", ", places.Select((p, i) => (p, i)).Where(p => p.p < 0).Select(p => PythonText.Repr(y[p.i])).Distinct())}]");
        return places;
    }

    /// <summary><see cref="fit"/>, then <see cref="transform"/>.</summary>
    public NDArray fit_transform(Labels y) => fit(y).transform(y);

    /// <summary>The labels of numbers.</summary>
    /// <exception cref="ValueError">A number is none of a label.</exception>
    public Labels inverse_transform(NDArray y)
    {
        int[] places = y.ToArray<int>();
        return Array.FindIndex(places, p => p < 0 || p >= classes_.Length) is var bad and >= 0
            ? throw new ValueError($"y contains previously unseen labels: [{places[bad]}]")
            : classes_.Take(places);
    }
}
