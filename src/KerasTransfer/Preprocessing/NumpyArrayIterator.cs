using KerasTransfer.Graph;

namespace KerasTransfer.Preprocessing;

/// <summary>Batches of pictures from an array; see <see cref="ImageDataGenerator.flow"/>.</summary>
public sealed class NumpyArrayIterator : Iterator
{
    private readonly SavedPictures? saved;

    /// <summary>Batches of an array's pictures; the arguments are those of <see cref="ImageDataGenerator.flow"/>.</summary>
    /// <exception cref="ValueError">The arrays do not fit each other, or the pictures have not four axes.</exception>
    public NumpyArrayIterator(DataArgument x, NDArray? y, ImageDataGenerator image_data_generator, int batch_size = 32, bool shuffle = false, NDArray? sample_weight = null, long? seed = null,
        string? save_to_dir = null, string save_prefix = "", string save_format = "png", string? subset = null, bool ignore_class_split = false)
        : this(Part.Of([.. x], y, sample_weight, image_data_generator, subset, ignore_class_split), image_data_generator, batch_size, shuffle, seed, SavedPictures.Of(save_to_dir, save_prefix, save_format, 10_000)) { }

    private NumpyArrayIterator(Part part, ImageDataGenerator generator, int batch_size, bool shuffle, long? seed, SavedPictures? saved)
        : base(part.X.shape[0], generator, batch_size, shuffle, seed)
    {
        (x, x_misc, y, sample_weight, this.saved) = (part.X, part.Misc, part.Y, part.Weight, saved);
        int channels = x.shape[generator.ChannelAxis];
        if (channels is not (1 or 3 or 4))
            Warning.Write($"NumpyArrayIterator is set to use the data format convention \"{generator.data_format}\" (channels on axis {generator.ChannelAxis}), i.e. expected either 1, 3, or 4 channels on axis {generator.ChannelAxis}. "
                + $"However, it was passed an array with shape {x.shape} ({channels} channels).");
    }

    /// <summary>The pictures.</summary>
    public NDArray x { get; }
    /// <summary>Other inputs, given with the pictures.</summary>
    public IReadOnlyList<NDArray> x_misc { get; }
    /// <summary>The targets; null: there are none.</summary>
    public NDArray? y { get; }
    /// <summary>The weight of each sample; null: there are none.</summary>
    public NDArray? sample_weight { get; }
    /// <inheritdoc/>
    public override Shape image_shape => x.shape[1..];

    private protected override NDArray Load(int index) => x[index].astype(dtype);

    private protected override ImageBatch Batch(NDArray pictures, int[] indices)
    {
        NDArray[] inputs = [pictures, .. x_misc.Select(m => m[indices])];
        return new(inputs, y is null ? null : [y[indices]], y is null ? null : sample_weight?[indices]);
    }

    private protected override void Save(NDArray pictures, int[] indices) => saved?.Write(pictures, indices, image_data_generator.data_format);

    private sealed record Part(NDArray X, NDArray[] Misc, NDArray? Y, NDArray? Weight)
    {
        public static Part Of(NDArray[] inputs, NDArray? y, NDArray? weight, ImageDataGenerator generator, string? subset, bool ignore_class_split)
        {
            if (inputs.Length == 0) throw new ValueError("flow: `x` is empty; it must be an array of pictures.");
            NDArray x = inputs[0];
            NDArray[] misc = inputs[1..];
            if (x.ndim != 4) throw new ValueError($"Input data in `NumpyArrayIterator` should have rank 4. You passed an array with shape {x.shape}");
            int n = x.shape[0];
            if (misc.FirstOrDefault(m => m.Length != n) is { } other)
                throw new ValueError($"All of the arrays in `x` should have the same length. Found a pair with: len(x[0]) = {n}, len(x[?]) = {other.Length}");
            if (y is not null && y.Length != n) throw new ValueError($"`x` (images tensor) and `y` (labels) should have the same length. Found: x.shape = {x.shape}, y.shape = {y.shape}");
            if (weight is not null && weight.Length != n)
                throw new ValueError($"`x` (images tensor) and `sample_weight` should have the same length. Found: x.shape = {x.shape}, sample_weight.shape = {weight.shape}");
            if (subset is null) return new(x, misc, y, weight);

            int split = (int)(n * generator.ValidationSplit);
            if (subset is not ("training" or "validation")) throw new ValueError($"Invalid subset name: {subset}; expected \"training\" or \"validation\".");
            if (y is not null && !ignore_class_split && !KerasApi.np.array_equal(KerasApi.np.unique(y[..split]), KerasApi.np.unique(y[split..])))
                throw new ValueError("Training and validation subsets have different number of classes after the split. If your numpy arrays are sorted by the label, you might want to shuffle them. "
                    + $"Here the first {split} of {n} samples are for validation (validation_split={Saving.ConfigJson.Number(generator.ValidationSplit)}); ignore_class_split: true lets it pass.");
            Range rows = subset == "validation" ? ..split : split..;
            // Keras leaves the weights whole here, so that those of the training part belong to other samples; they are cut like the rest.
            return new(x[rows], [.. misc.Select(m => m[rows])], y?[rows], weight?[rows]);
        }
    }
}
