using KerasTransfer.Sklearn;

namespace KerasTransfer;

public static partial class KerasApi
{
    /// <summary>scikit-learn: the few functions that Keras scripts take from it. <c>from sklearn.metrics import confusion_matrix</c> becomes <c>sklearn.metrics.confusion_matrix(…)</c>.</summary>
    public static readonly SklearnApi sklearn = new();
}

/// <summary><c>sklearn</c>: splitting data, judging predictions, encoding labels, scaling features. With the same seeds it gives scikit-learn's own splits.</summary>
public sealed class SklearnApi
{
    internal SklearnApi() { }

    /// <summary>The version of scikit-learn whose rules are followed.</summary>
    public string __version__ => "1.7.2";
    /// <summary><c>sklearn.model_selection</c>.</summary>
    public ModelSelectionApi model_selection { get; } = new();
    /// <summary><c>sklearn.metrics</c>.</summary>
    public SklearnMetricsApi metrics { get; } = new();
    /// <summary><c>sklearn.preprocessing</c>.</summary>
    public SklearnPreprocessingApi preprocessing { get; } = new();
    /// <summary><c>sklearn.utils</c>.</summary>
    public SklearnUtilsApi utils { get; } = new();
    /// <summary>The old name of <see cref="model_selection"/>.</summary>
    [Obsolete("Write sklearn.model_selection.")]
    public ModelSelectionApi cross_validation => model_selection;
}

/// <summary><c>sklearn.preprocessing</c>.</summary>
public sealed class SklearnPreprocessingApi
{
    internal SklearnPreprocessingApi() { }

    /// <inheritdoc cref="Sklearn.LabelEncoder"/>
    public LabelEncoder LabelEncoder() => new();
    /// <inheritdoc cref="Sklearn.LabelBinarizer"/>
    public LabelBinarizer LabelBinarizer(long neg_label = 0, long pos_label = 1) => new(neg_label, pos_label);
    /// <inheritdoc cref="Sklearn.OneHotEncoder"/>
    /// <param name="handle_unknown">What to do with a value that was not fitted: <c>error</c>, or <c>ignore</c>, which gives a row without a mark.</param>
    /// <param name="sparse_output">Has no effect: the table is never sparse, and <c>toarray()</c> is left out.</param>
    /// <param name="sparse">Old spelling of <paramref name="sparse_output"/>.</param>
    public OneHotEncoder OneHotEncoder(string handle_unknown = "error", bool sparse_output = false, bool sparse = false) => new(handle_unknown);
    /// <inheritdoc cref="Sklearn.StandardScaler"/>
    public StandardScaler StandardScaler(bool copy = true, bool with_mean = true, bool with_std = true) => new(copy, with_mean, with_std);
    /// <inheritdoc cref="Sklearn.MinMaxScaler"/>
    public MinMaxScaler MinMaxScaler((double, double)? feature_range = null, bool copy = true, bool clip = false) => new(feature_range, copy, clip);
}
