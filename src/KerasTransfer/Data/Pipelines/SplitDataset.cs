using System.Runtime.CompilerServices;
using KerasTransfer.Data;

namespace KerasTransfer;

public sealed partial class UtilsApi
{
    /// <summary>Cuts data into two datasets. All of it is held in memory.</summary>
    /// <param name="dataset">A dataset (of samples, or what <c>batch</c> gave).</param>
    /// <param name="left_size">Samples in the left part: a number, or below 1 a share; what <paramref name="right_size"/> leaves unless given.</param>
    /// <param name="right_size">Samples in the right part, likewise.</param>
    /// <param name="shuffle">Whether samples are put in another order first.</param>
    /// <param name="seed">The seed of that order.</param>
    /// <exception cref="ValueError">The sizes do not fit the data.</exception>
    public (Dataset left, Dataset right) split_dataset(Dataset dataset, double? left_size = null, double? right_size = null, bool shuffle = false, long? seed = null)
    {
        BatchDataset? batched = dataset as BatchDataset;
        List<Element> samples = [.. batched is not null ? batched.unbatch() : dataset];
        var (left, right) = Split(samples, left_size, right_size, shuffle, seed);
        if (batched is not null) (left, right) = (left.batch(batched.Size), right.batch(batched.Size));
        return (left.prefetch(Dataset.AUTOTUNE), right.prefetch(Dataset.AUTOTUNE));
    }

    /// <summary>Cuts arrays into two datasets.</summary>
    /// <param name="dataset">An array, or several of the same length: <c>(x, y)</c>.</param>
    /// <inheritdoc cref="split_dataset(Dataset, double?, double?, bool, long?)"/>
    [OverloadResolutionPriority(-1)]
    public (Dataset left, Dataset right) split_dataset(Element dataset, double? left_size = null, double? right_size = null, bool shuffle = false, long? seed = null)
    {
        var (left, right) = Split([.. Dataset.from_tensor_slices(dataset)], left_size, right_size, shuffle, seed);
        return (left.prefetch(Dataset.AUTOTUNE), right.prefetch(Dataset.AUTOTUNE));
    }

    private static (Dataset, Dataset) Split(List<Element> samples, double? left_size, double? right_size, bool shuffle, long? seed)
    {
        if (left_size is null && right_size is null) throw new ValueError("At least one of the `left_size` or `right_size` must be specified. Received: left_size=None and right_size=None");
        if (samples.Count == 0) throw new ValueError("Received an empty dataset. There is nothing to split.");
        if (shuffle)
        {
            GlobalSeed.PythonRandom.seed(seed ?? GlobalSeed.PythonRandom.randint(0, 1_000_000));
            GlobalSeed.PythonRandom.shuffle(samples);
        }
        int total = samples.Count;
        int? left = Count(left_size, "left_size"), right = Count(right_size, "right_size");
        if (left_size < 1 && right_size < 1 && left_size + right_size > 1) throw new ValueError("The sum of `left_size` and `right_size` is greater than 1. It must be less than or equal to 1.");
        left ??= total - right!.Value;
        right ??= total - left.Value;
        if (left + right > total) throw new ValueError($"The sum of `left_size` and `right_size` should be smaller than the {total}. Received: left_size + right_size = {left + right} and total_length = {total}");
        if (left == 0 || right == 0)
            throw new ValueError($"With `dataset` of length={total}, `left_size`={left} and `right_size`={right}. Resulting {(left == 0 ? "left" : "right")} side dataset split will be empty. Adjust any of the aforementioned parameters");
        return (Dataset.from_tensor_slices(BatchDataset.Stack(samples[..left.Value])), Dataset.from_tensor_slices(BatchDataset.Stack(samples[^right.Value..])));

        int? Count(double? size, string name) => size switch
        {
            null => null,
            > 0 and < 1 => (int)Math.Round(size.Value * total, MidpointRounding.ToEven),
            >= 1 when size < total && size == Math.Floor(size.Value) => (int)size,
            _ => throw new ValueError($"`{name}` should be either a positive integer smaller than {total}, or a float within the range `[0, 1]`. Received: {name}={Saving.ConfigJson.Number(size.Value)}"),
        };
    }
}
