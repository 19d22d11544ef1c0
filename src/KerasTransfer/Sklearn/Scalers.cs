namespace KerasTransfer.Sklearn;

/// <summary>Columns with mean 0 and standard deviation 1. After sklearn.preprocessing.StandardScaler.</summary>
/// <param name="copy">Only true: the data given are not changed.</param>
/// <param name="with_mean">Whether the mean is taken away.</param>
/// <param name="with_std">Whether columns are divided by their standard deviation.</param>
public sealed class StandardScaler(bool copy = true, bool with_mean = true, bool with_std = true)
{
    /// <summary>True: the data given are not changed.</summary>
    public bool copy { get; } = Table.Copies(copy, nameof(StandardScaler));
    private NDArray? mean, variance, scale;

    /// <summary>The mean of each column.</summary>
    public NDArray mean_ => mean ?? throw Table.NotFitted(nameof(StandardScaler));
    /// <summary>The variance of each column.</summary>
    public NDArray var_ => variance ?? throw Table.NotFitted(nameof(StandardScaler));
    /// <summary>What each column is divided by: its standard deviation, 1 where that is 0.</summary>
    public NDArray scale_ => scale ?? throw Table.NotFitted(nameof(StandardScaler));

    /// <summary>Learns mean and variance.</summary>
    /// <exception cref="ValueError">The data are no table (samples, features).</exception>
    public StandardScaler fit(NDArray X)
    {
        NDArray x = Table.Of(X, null).As(DType.float64);
        (mean, variance) = (x.mean(axis: 0), x.var(axis: 0));
        // A column of one value has a variance of rounding errors alone.
        NDArray least = x.shape[0] * 2.220446049250313e-16 * variance + KerasApi.np.square(x.shape[0] * mean * 2.220446049250313e-16);
        scale = KerasApi.np.where(variance <= least, 1.0, KerasApi.np.sqrt(variance));
        return this;
    }

    /// <summary>The data, shifted and scaled.</summary>
    public NDArray transform(NDArray X)
    {
        NDArray x = Table.Of(X, mean_.size);
        if (with_mean) x = x - mean_.As(x.dtype);
        return with_std ? x / scale_.As(x.dtype) : x;
    }

    /// <summary><see cref="fit"/>, then <see cref="transform"/>.</summary>
    public NDArray fit_transform(NDArray X) => fit(X).transform(X);

    /// <summary>Back to what was given.</summary>
    public NDArray inverse_transform(NDArray X)
    {
        NDArray x = Table.Of(X, mean_.size);
        if (with_std) x = x * scale_.As(x.dtype);
        return with_mean ? x + mean_.As(x.dtype) : x;
    }
}

/// <summary>Columns stretched to a range, 0 to 1 by default. After sklearn.preprocessing.MinMaxScaler.</summary>
/// <param name="feature_range">The range; null for (0, 1).</param>
/// <param name="copy">Only true: the data given are not changed.</param>
/// <param name="clip">Whether new data are held within the range.</param>
/// <exception cref="ValueError">The range is empty.</exception>
public sealed class MinMaxScaler((double min, double max)? feature_range = null, bool copy = true, bool clip = false)
{
    /// <summary>True: the data given are not changed.</summary>
    public bool copy { get; } = Table.Copies(copy, nameof(MinMaxScaler));
    private readonly (double Min, double Max) range = feature_range is { } r ? r.min < r.max ? r
        : throw new ValueError($"Minimum of desired feature range must be smaller than maximum. Got ({PythonText.Str(r.min)}, {PythonText.Str(r.max)}).") : (0, 1);
    private NDArray? least, most;

    /// <summary>The smallest of each column.</summary>
    public NDArray data_min_ => least ?? throw Table.NotFitted(nameof(MinMaxScaler));
    /// <summary>The largest of each column.</summary>
    public NDArray data_max_ => most ?? throw Table.NotFitted(nameof(MinMaxScaler));
    /// <summary>The largest less the smallest.</summary>
    public NDArray data_range_ => data_max_ - data_min_;
    /// <summary>What each column is multiplied by.</summary>
    public NDArray scale_ => (range.Max - range.Min) / KerasApi.np.where(data_range_ < 10 * KerasApi.np.finfo(data_range_.dtype).eps, 1, data_range_).As(data_range_.dtype);
    /// <summary>What is added then.</summary>
    public NDArray min_ => range.Min - data_min_ * scale_;

    /// <summary>Learns the smallest and the largest.</summary>
    /// <exception cref="ValueError">The data are no table (samples, features).</exception>
    public MinMaxScaler fit(NDArray X)
    {
        NDArray x = Table.Of(X, null);
        (least, most) = (x.min(axis: 0), x.max(axis: 0));
        return this;
    }

    /// <summary>The data in the range.</summary>
    public NDArray transform(NDArray X)
    {
        NDArray x = Table.Of(X, data_min_.size);
        x = x * scale_.As(x.dtype) + min_.As(x.dtype);
        return clip ? KerasApi.np.clip(x, range.Min, range.Max) : x;
    }

    /// <summary><see cref="fit"/>, then <see cref="transform"/>.</summary>
    public NDArray fit_transform(NDArray X) => fit(X).transform(X);

    /// <summary>Back to what was given.</summary>
    public NDArray inverse_transform(NDArray X)
    {
        NDArray x = Table.Of(X, data_min_.size);
        return (x - min_.As(x.dtype)) / scale_.As(x.dtype);
    }
}

/// <summary>What both scalers ask of their data.</summary>
internal static class Table
{
    public static NDArray Of(NDArray X, int? columns)
    {
        if (X.ndim != 2) throw new ValueError($"Expected 2D array, got array of shape {X.shape} instead. Reshape your data either using array.reshape(-1, 1) if your data has a single feature or array.reshape(1, -1) if it contains a single sample.");
        if (columns is { } n && X.shape[1] != n) throw new ValueError($"X has {X.shape[1]} features, but the scaler is expecting {n} features as input.");
        return X.dtype.IsFloating ? X : X.astype(DType.float64);
    }

    public static bool Copies(bool copy, string what) => copy ? true : throw new NotSupportedException($"{what}(copy: false) would change the data given. Leave it out: the result is a new array.");
    public static ValueError NotFitted(string what) => new($"This {what} instance is not fitted yet. Call 'fit' with appropriate arguments before using this estimator.");
}
