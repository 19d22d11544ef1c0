namespace KerasTransfer;

public sealed partial class UtilsApi
{
    /// <summary>Lists of numbers, made one length by cutting the long ones and filling up the short.</summary>
    /// <param name="sequences">The lists, of integers or of numbers.</param>
    /// <param name="maxlen">The length; null: that of the longest.</param>
    /// <param name="dtype">The type of the result; null: int32, which cuts off fractions.</param>
    /// <param name="padding">Where to fill up: <c>pre</c> or <c>post</c>.</param>
    /// <param name="truncating">Where to cut: <c>pre</c> or <c>post</c>.</param>
    /// <param name="value">What to fill up with.</param>
    /// <returns>Shape (number of lists, maxlen).</returns>
    /// <exception cref="ValueError">There is no such place to fill up or cut.</exception>
    public NDArray pad_sequences(IEnumerable<IEnumerable<int>> sequences, int? maxlen = null, DType? dtype = null, string padding = "pre", string truncating = "pre", double value = 0.0) =>
        Pad([.. sequences.Select(s => s.Select(v => (double)v).ToArray())], maxlen, dtype, padding, truncating, value);

    /// <inheritdoc cref="pad_sequences(IEnumerable{IEnumerable{int}}, int?, DType?, string, string, double)"/>
    public NDArray pad_sequences(IEnumerable<IEnumerable<double>> sequences, int? maxlen = null, DType? dtype = null, string padding = "pre", string truncating = "pre", double value = 0.0) =>
        Pad([.. sequences.Select(s => s.ToArray())], maxlen, dtype, padding, truncating, value);

    private static NDArray Pad(double[][] sequences, int? maxlen, DType? dtype, string padding, string truncating, double value)
    {
        int length = maxlen ?? (sequences.Length > 0 ? sequences.Max(s => s.Length) : throw new ValueError("pad_sequences: there are no sequences. Give maxlen if that is meant."));
        if (length < 0) throw new ValueError($"pad_sequences: maxlen must not be negative. Received: maxlen={length}");
        double[] rows = new double[sequences.Length * length];
        Array.Fill(rows, value);
        for (int i = 0; i < sequences.Length; i++)
        {
            ReadOnlySpan<double> s = sequences[i];
            if (s.Length == 0) continue;
            int kept = Math.Min(s.Length, length);
            s = truncating switch
            {
                "pre" => s[^kept..],
                "post" => s[..kept],
                _ => throw new ValueError($"Truncating type \"{truncating}\" not understood"),
            };
            Span<double> row = rows.AsSpan(i * length, length);
            s.CopyTo(padding switch
            {
                "post" => row,
                "pre" => row[^kept..],
                _ => throw new ValueError($"Padding type \"{padding}\" not understood"),
            });
        }
        return NDArray.FromArray(rows, (sequences.Length, length)).astype(dtype ?? DType.int32);
    }
}
