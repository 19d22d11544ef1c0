using KerasTransfer.Data;
using KerasTransfer.RandomNumbers;

namespace KerasTransfer;

public sealed partial class UtilsApi
{
    /// <summary>Windows of a series as a dataset: stretches of neighbouring time steps, each with the target at its start.</summary>
    /// <param name="data">The series; its first axis is time.</param>
    /// <param name="targets">The target of the window that starts at the same index; null for windows alone.</param>
    /// <param name="sequence_length">Time steps in a window.</param>
    /// <param name="sequence_stride">How far the next window starts.</param>
    /// <param name="sampling_rate">How far time steps of a window are apart.</param>
    /// <param name="batch_size">Windows in a batch; null for single windows.</param>
    /// <param name="shuffle">Whether windows come in another order in each pass.</param>
    /// <param name="seed">The seed of that order.</param>
    /// <param name="start_index">Data before it are left out.</param>
    /// <param name="end_index">Data from it on are left out.</param>
    /// <returns>Windows of shape (batch, sequence_length, …), or pairs of windows and targets.</returns>
    /// <exception cref="ValueError">An index or stride does not fit the data.</exception>
    public Dataset timeseries_dataset_from_array(NDArray data, NDArray? targets, int sequence_length, int sequence_stride = 1, int sampling_rate = 1, int? batch_size = 128, bool shuffle = false, long? seed = null,
        int? start_index = null, int? end_index = null)
    {
        int length = data.shape[0];
        if (start_index < 0) throw new ValueError($"`start_index` must be 0 or greater. Received: start_index={start_index}");
        if (start_index >= length && start_index > 0) throw new ValueError($"`start_index` must be lower than the length of the data. Received: start_index={start_index}, for data of length {length}");
        if (end_index is { } last and not 0)
        {
            if (start_index > 0 && last <= start_index) throw new ValueError($"`end_index` must be higher than `start_index`. Received: start_index={start_index}, and end_index={end_index} ");
            if (last >= length) throw new ValueError($"`end_index` must be lower than the length of the data. Received: end_index={end_index}, for data of length {length}");
            if (last <= 0) throw new ValueError($"`end_index` must be higher than 0. Received: end_index={end_index}");
        }
        if (sampling_rate <= 0) throw new ValueError($"`sampling_rate` must be higher than 0. Received: sampling_rate={sampling_rate}");
        if (sampling_rate >= length) throw new ValueError($"`sampling_rate` must be lower than the length of the data. Received: sampling_rate={sampling_rate}, for data of length {length}");
        if (sequence_stride <= 0) throw new ValueError($"`sequence_stride` must be higher than 0. Received: sequence_stride={sequence_stride}");
        if (sequence_stride >= length) throw new ValueError($"`sequence_stride` must be lower than the length of the data. Received: sequence_stride={sequence_stride}, for data of length {length}");
        if (sequence_length < 1) throw new ValueError($"`sequence_length` must be at least 1. Received: sequence_length={sequence_length}");

        int start = start_index ?? 0, end = end_index ?? length, count = end - start - (sequence_length - 1) * sampling_rate;
        if (targets is { } t) count = Math.Min(count, t.shape[0]);
        List<int> positions = [];
        for (int i = 0; i < count; i += sequence_stride) positions.Add(i);
        if (shuffle) new RandomState(seed ??= GlobalSeed.NumPy.randint(1_000_000)).shuffle(positions);

        Dataset dataset = new TimeseriesDataset(data[start..end], targets?[start..Math.Min(end, targets.shape[0])], [.. positions], sequence_length, sampling_rate);
        dataset = dataset.prefetch(Dataset.AUTOTUNE);
        if (shuffle) dataset = dataset.shuffle(batch_size * 8 ?? 1024, seed);
        return batch_size is { } size ? dataset.batch(size) : dataset;
    }

    /// <summary>Not supported: models here take no texts.</summary>
    /// <exception cref="NotSupportedException">Always.</exception>
    public Dataset text_dataset_from_directory(string directory, string labels = "inferred", string? label_mode = "int", string[]? class_names = null, int? batch_size = 32, int? max_length = null, bool shuffle = true,
        long? seed = null, double? validation_split = null, string? subset = null, bool follow_links = false, bool verbose = true) =>
        throw new NotSupportedException("text_dataset_from_directory is not supported: there are no arrays of texts and no layers that take them. Read the files, make numbers of the words, and use Dataset.from_tensor_slices((numbers, labels)).");

    /// <summary>Not supported: sounds cannot be read here.</summary>
    /// <exception cref="NotSupportedException">Always.</exception>
    public Dataset audio_dataset_from_directory(string directory, string labels = "inferred", string? label_mode = "int", string[]? class_names = null, int? batch_size = 32, int? sampling_rate = null,
        int? output_sequence_length = null, bool ragged = false, bool shuffle = true, long? seed = null, double? validation_split = null, string? subset = null, bool follow_links = false, bool verbose = true) =>
        throw new NotSupportedException("audio_dataset_from_directory is not supported: WAV files cannot be read here yet. Read the samples into arrays and use Dataset.from_tensor_slices((sounds, labels)).");
}

internal sealed class TimeseriesDataset(NDArray data, NDArray? targets, int[] positions, int length, int rate) : Dataset
{
    internal override Pass NewPass() => new SequencePass(positions.Select(At));
    public override long cardinality() => positions.Length;
    internal override Element Sample() => At(positions.Length > 0 ? positions[0] : throw new ValueError($"The series is too short for a window of {length} time steps."));

    private Element At(int position)
    {
        NDArray window = KerasApi.np.take(data, Enumerable.Range(0, length).Select(i => position + i * rate).ToArray(), axis: 0);
        return targets is null ? window : (window, targets[position]);
    }
}
