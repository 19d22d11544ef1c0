namespace KerasTransfer;

/// <summary>What <c>load_weights</c> did.</summary>
/// <param name="Loaded">The paths of the weights that were set.</param>
/// <param name="Skipped">For each layer or weight left out because it does not fit: why.</param>
/// <param name="NotLoaded">The paths of the model's weights that the file did not set.</param>
/// <param name="Unused">The layers in the file that went nowhere.</param>
public sealed record WeightsReport(IReadOnlyList<string> Loaded, IReadOnlyList<string> Skipped, IReadOnlyList<string> NotLoaded, IReadOnlyList<string> Unused)
{
    /// <summary>Whether every weight of the model was set.</summary>
    public bool IsComplete => NotLoaded.Count == 0;

    /// <summary>The report as text.</summary>
    public override string ToString() =>
        $"{Loaded.Count} weights loaded, {NotLoaded.Count} not"
        + (NotLoaded.Count > 0 ? $" ({string.Join(", ", NotLoaded.Take(10))}{(NotLoaded.Count > 10 ? ", …" : "")})" : "")
        + (Unused.Count > 0 ? $"; layers of the file not used: {string.Join(", ", Unused.Take(10))}{(Unused.Count > 10 ? ", …" : "")}" : "")
        + string.Concat(Skipped.Select(s => "\n  " + s));
}
