namespace KerasTransfer.Callbacks;

/// <summary>How often TensorBoard gets values: <c>"epoch"</c>, <c>"batch"</c>, or every so many batches.</summary>
public readonly record struct UpdateFrequency
{
    private UpdateFrequency(int batches) => Batches = batches;

    /// <summary>0 for epochs only.</summary>
    internal int Batches { get; }

    /// <summary>Every so many batches, beside epochs.</summary>
    /// <exception cref="ValueError">The number is not positive.</exception>
    public static implicit operator UpdateFrequency(int batches) => batches > 0 ? new(batches) : throw Error(batches.ToString(System.Globalization.CultureInfo.InvariantCulture));
    /// <summary><c>epoch</c> or <c>batch</c>.</summary>
    /// <exception cref="ValueError">The text is another.</exception>
    public static implicit operator UpdateFrequency(string name) => name switch { "epoch" => default, "batch" => new(1), _ => throw Error(name) };

    private static ValueError Error(string given) => new($"TensorBoard: expected update_freq 'epoch', 'batch' or a positive number of batches, received {given}.");
}
