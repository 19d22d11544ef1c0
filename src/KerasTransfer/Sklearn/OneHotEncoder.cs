namespace KerasTransfer.Sklearn;

/// <summary>For each feature a column per value, with 1 where a sample has it: float64. After sklearn.preprocessing.OneHotEncoder; the table is never sparse.</summary>
/// <param name="handle_unknown">What to do with a value that was not fitted: <c>error</c>, or <c>ignore</c>, which gives a row without a mark.</param>
/// <exception cref="ValueError"><paramref name="handle_unknown"/> is neither.</exception>
public sealed class OneHotEncoder(string handle_unknown = "error")
{
    private readonly bool strict = handle_unknown is "error" or "ignore" ? handle_unknown == "error" : throw new ValueError($"handle_unknown should be either 'error' or 'ignore', got {handle_unknown}.");
    private Labels[]? categories;

    /// <summary>The different values of each feature, sorted.</summary>
    /// <exception cref="ValueError">Nothing was fitted.</exception>
    public IReadOnlyList<Labels> categories_ => categories ?? throw new ValueError("This OneHotEncoder instance is not fitted yet. Call 'fit' with appropriate arguments before using this estimator.");

    /// <summary>Learns the values.</summary>
    /// <param name="X">Numbers (samples, features), or a list of words as one feature.</param>
    /// <exception cref="ValueError">The numbers are no table.</exception>
    public OneHotEncoder fit(Labels X)
    {
        categories = [.. Columns(X).Select(column => Labels.Encode(column).Classes)];
        return this;
    }

    /// <summary>(samples, values of all features).</summary>
    /// <exception cref="ValueError">A value was not fitted and <c>handle_unknown</c> is <c>error</c>.</exception>
    public NDArray transform(Labels X)
    {
        Labels[] columns = Columns(X);
        if (columns.Length != categories_.Count) throw new ValueError($"X has {columns.Length} features, but OneHotEncoder is expecting {categories_.Count} features as input.");
        int width = categories_.Sum(c => c.Length), start = 0;
        double[] table = new double[X.Length * width];
        foreach (var (column, values) in columns.Zip(categories_))
        {
            int[] places = column.PlacesIn(values);
            for (int i = 0; i < places.Length; i++)
                if (places[i] >= 0) table[i * width + start + places[i]] = 1;
                else if (strict) throw new ValueError($"Found unknown categories [{column[i]}] in column {Array.IndexOf(columns, column)} during transform");
            start += values.Length;
        }
        return NDArray.FromArray(table, (X.Length, width));
    }

    /// <summary><see cref="fit"/>, then <see cref="transform"/>.</summary>
    public NDArray fit_transform(Labels X) => fit(X).transform(X);

    /// <summary>The values of one feature that rows stand for: those of the largest column.</summary>
    /// <exception cref="NotSupportedException">There are several features.</exception>
    public Labels inverse_transform(NDArray X) => categories_ is [var only] ? only.Take(KerasApi.np.argmax(X, axis: 1).ToArray<int>())
        : throw new NotSupportedException("OneHotEncoder.inverse_transform is supported for one feature. Take the columns of each: np.argmax(X[.., a..b], axis: 1) is the place in categories_.");

    private static Labels[] Columns(Labels X) => X.AreWords ? [X] : X.Numbers is { ndim: 2 } table ? [.. Enumerable.Range(0, table.shape[1]).Select(i => (Labels)table[.., i])]
        : throw new ValueError("Expected 2D array, got 1D array instead. Reshape your data using array.reshape(-1, 1) if your data has a single feature.");
}
