using System.Collections;
using System.Runtime.CompilerServices;

namespace KerasTransfer;

/// <summary>Every how many epochs is validated (a number), or after which epochs, counted from 1 (a list).</summary>
[CollectionBuilder(typeof(ValidationFrequency), nameof(Create))]
public sealed class ValidationFrequency : IEnumerable<int>
{
    private readonly int every;
    private readonly int[] epochs;

    private ValidationFrequency(int every, int[] epochs) => (this.every, this.epochs) = (every, epochs);

    /// <summary>For collection expressions.</summary>
    public static ValidationFrequency Create(ReadOnlySpan<int> epochs) => new(0, epochs.ToArray());
    /// <summary>Every so many epochs.</summary>
    public static implicit operator ValidationFrequency(int every) => every >= 1 ? new(every, []) : throw new ValueError($"validation_freq must be at least 1. Received: {every}");

    internal bool IsDue(int epoch) => every > 0 ? (epoch + 1) % every == 0 : epochs.Contains(epoch + 1);

    /// <inheritdoc/>
    public IEnumerator<int> GetEnumerator() => epochs.AsEnumerable().GetEnumerator();
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
