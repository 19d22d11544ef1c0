namespace KerasTransfer;

public sealed partial class Keras
{
    /// <summary><c>keras.preprocessing</c>: old paths of functions that <c>keras.utils</c> has.</summary>
    public PreprocessingApi preprocessing { get; } = new();
}

/// <summary><c>keras.preprocessing</c>.</summary>
public sealed partial class PreprocessingApi
{
    internal PreprocessingApi() { }

    /// <summary><c>keras.preprocessing.sequence</c>.</summary>
    public SequencePreprocessingApi sequence { get; } = new();
    /// <summary><c>keras.preprocessing.text</c>.</summary>
    public TextPreprocessingApi text { get; } = new();
}

/// <summary><c>keras.preprocessing.sequence</c>.</summary>
public sealed class SequencePreprocessingApi
{
    internal SequencePreprocessingApi() { }

    /// <inheritdoc cref="UtilsApi.pad_sequences(IEnumerable{IEnumerable{int}}, int?, DType?, string, string, double)"/>
    public NDArray pad_sequences(IEnumerable<IEnumerable<int>> sequences, int? maxlen = null, DType? dtype = null, string padding = "pre", string truncating = "pre", double value = 0.0) =>
        KerasApi.keras.utils.pad_sequences(sequences, maxlen, dtype, padding, truncating, value);

    /// <inheritdoc cref="UtilsApi.pad_sequences(IEnumerable{IEnumerable{int}}, int?, DType?, string, string, double)"/>
    public NDArray pad_sequences(IEnumerable<IEnumerable<double>> sequences, int? maxlen = null, DType? dtype = null, string padding = "pre", string truncating = "pre", double value = 0.0) =>
        KerasApi.keras.utils.pad_sequences(sequences, maxlen, dtype, padding, truncating, value);
}
