namespace KerasTransfer.Callbacks;

/// <summary>When a callback saves: <c>"epoch"</c>, or after so many batches.</summary>
public readonly record struct SaveFrequency
{
    private readonly int batches;

    private SaveFrequency(int batches) => this.batches = batches;

    internal bool IsEpoch => batches == 0;

    /// <summary>After so many batches.</summary>
    public static implicit operator SaveFrequency(int batches) => batches > 0 ? new(batches) : throw Error(batches.ToString(System.Globalization.CultureInfo.InvariantCulture));
    /// <summary>After each epoch.</summary>
    /// <exception cref="ValueError">The text is not <c>epoch</c>.</exception>
    public static implicit operator SaveFrequency(string epoch) => epoch == "epoch" ? default : throw Error(epoch);

    private static ValueError Error(string given) => new($"Unrecognized save_freq: {given}. Expected save_freq are 'epoch' or integer values");

    /// <summary>Counts batches from one saving to the next.</summary>
    internal sealed class Counter(SaveFrequency frequency)
    {
        private int since;
        private int? last;

        /// <summary>The batch is done; batches start again at 0 in each epoch.</summary>
        public bool IsDue(int batch)
        {
            if (frequency.IsEpoch) return false;
            since += last is { } l && batch > l ? batch - l : batch + 1;
            last = batch;
            if (since < frequency.batches) return false;
            since = 0;
            return true;
        }

        public void Restart() => last = null;
    }
}
