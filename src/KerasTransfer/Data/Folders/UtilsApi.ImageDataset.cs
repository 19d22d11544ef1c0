using System.Runtime.CompilerServices;
using KerasTransfer.Data;

namespace KerasTransfer;

public sealed partial class UtilsApi
{
    private static readonly string[] imageFormats = [".bmp", ".gif", ".jpeg", ".jpg", ".png"], interpolations = ["bilinear", "nearest", "bicubic", "area", "lanczos3", "lanczos5", "gaussian", "mitchellcubic"];

    /// <summary>Pictures in folders as a dataset of batches: each sub-folder is a class. With the same seed the same files come in the same order as in Python.</summary>
    /// <param name="directory">The folder.</param>
    /// <param name="labels"><c>inferred</c> (from the sub-folders), or null for pictures alone; a list of numbers goes with the files in the order of their paths.</param>
    /// <param name="label_mode"><c>int</c>: int32 (batch,). <c>categorical</c>: float32 (batch, classes), a 1 at the class. <c>binary</c>: float32 (batch, 1), for two classes. null: pictures alone.</param>
    /// <param name="class_names">The sub-folders used, in the order of their labels; all in alphabetical order unless given.</param>
    /// <param name="color_mode"><c>rgb</c>, <c>rgba</c> or <c>grayscale</c>: 3, 4 or 1 channels.</param>
    /// <param name="batch_size">Pictures in a batch; null for single pictures.</param>
    /// <param name="image_size">Height and width that all are resized to; (256, 256) unless given.</param>
    /// <param name="shuffle">Whether the files come in another order, in each pass; else sorted by path.</param>
    /// <param name="seed">The seed of that order.</param>
    /// <param name="validation_split">The share of files kept for validation, the last after shuffling.</param>
    /// <param name="subset">Which part: <c>training</c>, <c>validation</c>, or <c>both</c>: <c>var (train_ds, val_ds) = …</c>.</param>
    /// <param name="interpolation"><c>bilinear</c>, <c>nearest</c> (bytes as they are), <c>bicubic</c>, <c>area</c>, <c>lanczos3</c>, <c>lanczos5</c>, <c>gaussian</c>, <c>mitchellcubic</c>.</param>
    /// <param name="follow_links">Whether links to folders are followed.</param>
    /// <param name="crop_to_aspect_ratio">Whether pictures are cut at the centre to the shape of <paramref name="image_size"/> instead of distorted.</param>
    /// <param name="pad_to_aspect_ratio">Whether they are filled up with black instead.</param>
    /// <param name="data_format"><c>channels_last</c> or <c>channels_first</c>; null: the global setting.</param>
    /// <param name="format">Only <c>tf</c>.</param>
    /// <param name="verbose">Whether it is printed how many files were found.</param>
    /// <param name="on_bad_image">Ours: <c>raise</c>, or <c>skip</c> to leave out files that cannot be read, with a warning; the number of batches is then unknown until the end.</param>
    /// <returns>
    /// Batches <c>(images, labels)</c>, images float32 (batch, height, width, channels) from 0 to 255; with <c>class_names</c> and <c>file_paths</c>. Two batches are made ahead by threads of their own.
    /// </returns>
    /// <exception cref="ValueError">An argument is none of those that Keras knows, or no file is found; while going through, a file is no image or damaged.</exception>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    [OverloadResolutionPriority(1)]
    public Dataset image_dataset_from_directory(string directory, string? labels = "inferred", string? label_mode = "int", string[]? class_names = null, string color_mode = "rgb", int? batch_size = 32,
        Shape? image_size = null, bool shuffle = true, long? seed = null, double? validation_split = null, string? subset = null, string interpolation = "bilinear", bool follow_links = false,
        bool crop_to_aspect_ratio = false, bool pad_to_aspect_ratio = false, string? data_format = null, string format = "tf", bool verbose = true, string on_bad_image = "raise")
    {
        if (labels is not (null or "inferred"))
            throw new ValueError($"`labels` argument should be a list/tuple of integer labels, of the same size as the number of image files in the target directory. If you wish to infer the labels from the subdirectory names in the target directory, pass `labels=\"inferred\"`. If you wish to get a dataset that only contains images (no labels), pass `labels=None`. Received: labels={labels}");
        return ImagesFrom(directory, labels is not null, null, label_mode, class_names, color_mode, batch_size, image_size, shuffle, seed, validation_split, subset, interpolation, follow_links, crop_to_aspect_ratio,
            pad_to_aspect_ratio, data_format, format, verbose, on_bad_image);
    }

    /// <summary>The same with labels of one's own.</summary>
    /// <inheritdoc cref="image_dataset_from_directory(string, string, string, string[], string, int?, Shape, bool, long?, double?, string, string, bool, bool, bool, string, string, bool, string)"/>
    public Dataset image_dataset_from_directory(string directory, IReadOnlyList<int> labels, string? label_mode = "int", string[]? class_names = null, string color_mode = "rgb", int? batch_size = 32,
        Shape? image_size = null, bool shuffle = true, long? seed = null, double? validation_split = null, string? subset = null, string interpolation = "bilinear", bool follow_links = false,
        bool crop_to_aspect_ratio = false, bool pad_to_aspect_ratio = false, string? data_format = null, string format = "tf", bool verbose = true, string on_bad_image = "raise")
    {
        if (class_names is { Length: > 0 }) throw new ValueError($"You can only pass `class_names` if `labels=\"inferred\"`. Received: labels={PythonText.Repr(labels.ToArray())}, and class_names={PythonText.Repr(class_names)}");
        return ImagesFrom(directory, false, labels, label_mode, class_names, color_mode, batch_size, image_size, shuffle, seed, validation_split, subset, interpolation, follow_links, crop_to_aspect_ratio,
            pad_to_aspect_ratio, data_format, format, verbose, on_bad_image);
    }

    private static Dataset ImagesFrom(string directory, bool inferred, IReadOnlyList<int>? given, string? label_mode, string[]? class_names, string color_mode, int? batch_size, Shape? image_size, bool shuffle, long? seed,
        double? validation_split, string? subset, string interpolation, bool follow_links, bool crop, bool pad, string? data_format, string format, bool verbose, string on_bad_image)
    {
        if (label_mode is not ("int" or "categorical" or "binary" or null)) throw new ValueError($"`label_mode` argument must be one of \"int\", \"categorical\", \"binary\", or None. Received: label_mode={label_mode}");
        if (label_mode is null) (inferred, given) = (false, null);
        if (!inferred && given is null) label_mode = null;
        int channels = color_mode switch { "rgb" => 3, "rgba" => 4, "grayscale" => 1, _ => throw new ValueError($"`color_mode` must be one of {{\"rgb\", \"rgba\", \"grayscale\"}}. Received: color_mode={color_mode}") };
        (int height, int width) = image_size switch
        {
            null => (256, 256),
            { Rank: 1 } s when s[0] > 0 => (s[0], s[0]),
            { Rank: 2 } s when s[0] > 0 && s[1] > 0 => (s[0], s[1]),
            _ => throw new ValueError($"Invalid `image_size` value. Expected a tuple of 2 integers. Received: image_size={image_size}"),
        };
        interpolation = interpolation.ToLowerInvariant();
        if (!interpolations.Contains(interpolation)) throw new ValueError($"Argument `interpolation` should be one of ({string.Join(", ", interpolations.Select(PythonText.Repr))}). Received: interpolation={interpolation}");
        if (format == "grain") throw new NotSupportedException("format: \"grain\" is not supported: there is no Grain here. Leave it out.");
        if (format != "tf") throw new ValueError($"`format` should be either \"tf\" or \"grain\". Received: format={format}");
        if (crop && pad) throw new ValueError("Only one of `pad_to_aspect_ratio`, `crop_to_aspect_ratio` can be set to `True`.");
        if (on_bad_image is not ("raise" or "skip")) throw new ValueError($"`on_bad_image` must be \"raise\" or \"skip\". Received: on_bad_image={on_bad_image}");
        if (batch_size < 1) throw new ValueError($"batch_size must be at least 1, or null for single pictures. Received: batch_size={batch_size}");
        CheckSplit(validation_split, subset, shuffle, seed);
        bool channelsFirst = (data_format ?? ImageDataFormat.Value) switch
        {
            "channels_last" => false,
            "channels_first" => true,
            var other => throw new ValueError($"The `data_format` argument must be one of \"channels_first\", \"channels_last\". Received: {other}"),
        };

        long order = seed ?? GlobalSeed.NumPy.randint(1_000_000);
        FolderIndex index = FolderIndex.Of(directory, inferred, given, imageFormats, class_names, follow_links);
        if (verbose) Print(index.Labels is null ? $"Found {index.Files.Length} files." : $"Found {index.Files.Length} files belonging to {index.ClassNames!.Length} classes.");
        if (label_mode == "binary" && index.ClassNames!.Length != 2) throw new ValueError($"When passing `label_mode=\"binary\"`, there must be exactly 2 class_names. Received: class_names={PythonText.Repr(index.ClassNames)}");
        if (shuffle) index = index.Shuffled(order);

        ImageReader reader = new(height, width, channels, interpolation, crop, pad, channelsFirst);
        int held = validation_split is > 0 and { } split ? index.ValidationCount(split) : 0;
        FolderIndex training = index[..^held], validation = index[^held..];
        if (subset is "training" or "both") Print($"Using {training.Files.Length} files for training.");
        if (subset is "validation" or "both") Print($"Using {held} files for validation.");
        if (subset == "both") return new SplitPair(Pictures(training, "training ", shuffle), Pictures(validation, "validation ", false));
        return Pictures(subset == "validation" ? validation : training, "", shuffle);

        Dataset Pictures(FolderIndex part, string which, bool reshuffles)
        {
            if (part.Files.Length == 0)
                throw new ValueError($"No {which}images found in directory {directory}. Allowed formats: ({string.Join(", ", imageFormats.Select(PythonText.Repr))}). "
                    + (index.Files.Length > 0 ? $"Of {index.Files.Length} files {held} are for validation: choose another validation_split." : inferred ? "Pictures must lie in sub-folders, one per class; for pictures in the folder itself pass labels: null." : "Look at the path."));
            Dataset numbers = new RangeDataset(0, part.Files.Length, 1, DType.int32);
            if (reshuffles) numbers = numbers.shuffle(batch_size * 8L ?? 1024, order);
            NDArray? numbered = label_mode switch
            {
                null => null,
                "int" => part.Labels!,
                "binary" => ((NDArray)part.Labels!).astype(DType.float32).reshape(new Shape(-1, 1)),
                _ => OneHot(part.Labels!, part.ClassNames!.Length),
            };
            if (label_mode == "int") numbered = numbered!.As(DType.int32);
            ImageBatchesDataset batches = new(numbers, part.Files, numbered, reader, batch_size, on_bad_image == "skip");
            return new PrefetchDataset(batches, 2) { class_names = part.ClassNames, file_paths = part.Files };
        }
    }

    // A label beyond the classes, as a list of one's own may have it, has no 1 at all, as in Keras.
    private static NDArray OneHot(int[] labels, int classes)
    {
        float[] values = new float[labels.Length * classes];
        for (int i = 0; i < labels.Length; i++)
            if (labels[i] >= 0 && labels[i] < classes) values[i * classes + labels[i]] = 1;
        return NDArray.FromArray(values, new Shape(labels.Length, classes));
    }

    private static void CheckSplit(double? validation_split, string? subset, bool shuffle, long? seed)
    {
        bool splits = validation_split is not (null or 0);
        if (splits && validation_split is not (> 0 and < 1)) throw new ValueError($"`validation_split` must be between 0 and 1, received: {Saving.ConfigJson.Number(validation_split!.Value)}");
        if (splits != subset is not null) throw new ValueError("If `subset` is set, `validation_split` must be set, and inversely.");
        if (subset is not ("training" or "validation" or "both" or null)) throw new ValueError($"`subset` must be either \"training\", \"validation\" or \"both\", received: {subset}");
        if (splits && shuffle && seed is null)
            throw new ValueError("If using `validation_split` and shuffling the data, you must provide a `seed` argument, to make sure that there is no overlap between the training and validation subset.");
    }

    private static void Print(string text) => Console.WriteLine(text);
}

public sealed partial class PreprocessingApi
{
    /// <inheritdoc cref="UtilsApi.image_dataset_from_directory(string, string, string, string[], string, int?, Shape, bool, long?, double?, string, string, bool, bool, bool, string, string, bool, string)"/>
    [OverloadResolutionPriority(1)]
    public Dataset image_dataset_from_directory(string directory, string? labels = "inferred", string? label_mode = "int", string[]? class_names = null, string color_mode = "rgb", int? batch_size = 32,
        Shape? image_size = null, bool shuffle = true, long? seed = null, double? validation_split = null, string? subset = null, string interpolation = "bilinear", bool follow_links = false,
        bool crop_to_aspect_ratio = false, bool pad_to_aspect_ratio = false, string? data_format = null, string format = "tf", bool verbose = true, string on_bad_image = "raise") =>
        KerasApi.keras.utils.image_dataset_from_directory(directory, labels, label_mode, class_names, color_mode, batch_size, image_size, shuffle, seed, validation_split, subset, interpolation, follow_links,
            crop_to_aspect_ratio, pad_to_aspect_ratio, data_format, format, verbose, on_bad_image);

    /// <inheritdoc cref="UtilsApi.image_dataset_from_directory(string, IReadOnlyList{int}, string, string[], string, int?, Shape, bool, long?, double?, string, string, bool, bool, bool, string, string, bool, string)"/>
    public Dataset image_dataset_from_directory(string directory, IReadOnlyList<int> labels, string? label_mode = "int", string[]? class_names = null, string color_mode = "rgb", int? batch_size = 32,
        Shape? image_size = null, bool shuffle = true, long? seed = null, double? validation_split = null, string? subset = null, string interpolation = "bilinear", bool follow_links = false,
        bool crop_to_aspect_ratio = false, bool pad_to_aspect_ratio = false, string? data_format = null, string format = "tf", bool verbose = true, string on_bad_image = "raise") =>
        KerasApi.keras.utils.image_dataset_from_directory(directory, labels, label_mode, class_names, color_mode, batch_size, image_size, shuffle, seed, validation_split, subset, interpolation, follow_links,
            crop_to_aspect_ratio, pad_to_aspect_ratio, data_format, format, verbose, on_bad_image);

    /// <inheritdoc cref="UtilsApi.timeseries_dataset_from_array"/>
    public Dataset timeseries_dataset_from_array(NDArray data, NDArray? targets, int sequence_length, int sequence_stride = 1, int sampling_rate = 1, int? batch_size = 128, bool shuffle = false, long? seed = null,
        int? start_index = null, int? end_index = null) =>
        KerasApi.keras.utils.timeseries_dataset_from_array(data, targets, sequence_length, sequence_stride, sampling_rate, batch_size, shuffle, seed, start_index, end_index);
}
