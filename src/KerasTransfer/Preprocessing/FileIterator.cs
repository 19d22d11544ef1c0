using KerasTransfer.Images;

namespace KerasTransfer.Preprocessing;

/// <summary>Batches of pictures that are read from files.</summary>
public abstract class FileIterator : Iterator
{
    private readonly SavedPictures? saved;
    private readonly string interpolation;

    private protected FileIterator(FileIteratorOptions options, ImageFiles files) : base(files.Paths.Length, options.Generator, options.BatchSize, options.Shuffle, options.Seed)
    {
        (target_size, color_mode, interpolation, KeepAspectRatio, saved, Files) = (options.TargetSize, options.ColorMode, options.Interpolation, options.KeepAspectRatio, options.Saved, files);
        (class_mode, subset) = (options.ClassMode, options.Subset);
        int channels = color_mode switch { "rgb" => 3, "rgba" => 4, _ => 1 };
        (int height, int width) = target_size;
        image_shape = image_data_generator.data_format == "channels_first" ? (channels, height, width) : (height, width, channels);
    }

    private protected ImageFiles Files { get; }
    private bool KeepAspectRatio { get; }

    /// <summary>Height and width of the pictures of the batches.</summary>
    public (int height, int width) target_size { get; }
    /// <summary><c>rgb</c>, <c>rgba</c> or <c>grayscale</c>.</summary>
    public string color_mode { get; }
    /// <summary>What the targets are.</summary>
    public string? class_mode { get; }
    /// <summary>Which part of the files it is; null: all.</summary>
    public string? subset { get; }
    /// <summary>The number of files.</summary>
    public int samples => n;
    /// <summary>The files, as paths below the folder.</summary>
    public IReadOnlyList<string> filenames => Files.Names;
    /// <summary>The files, as whole paths.</summary>
    public IReadOnlyList<string> filepaths => Files.Paths;
    /// <inheritdoc/>
    public override Shape image_shape { get; }

    private protected override NDArray Load(int index)
    {
        string path = Files.Paths[index];
        try
        {
            return ImageLoading.ToArray(ImageLoading.Prepare(Image.open(path), color_mode, target_size, interpolation, KeepAspectRatio).ToArray(), image_data_generator.data_format, dtype);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new ValueError($"The picture '{path}' was there when the iterator was made, but is no more.", e);
        }
    }

    internal override string Nothing => "No picture was found: there is nothing to go through. Pictures are files that end in png, jpg, jpeg, bmp, ppm, tif or tiff.";

    private protected override void Save(NDArray x, int[] indices) => saved?.Write(x, indices, image_data_generator.data_format);

    /// <summary>Class numbers, one per file, as targets of the class mode.</summary>
    private protected NDArray Targets(int[][] classes, int[] indices, int count)
    {
        NDArray y = NDArray.Zeros(class_mode == "categorical" ? new Shape(indices.Length, count) : new Shape(indices.Length), dtype);
        for (int i = 0; i < indices.Length; i++)
            foreach (int label in classes[indices[i]])
                if (class_mode == "categorical") y[i, label] = 1;
                else y[i] = label;
        return y;
    }
}

/// <summary>What both iterators over files are told.</summary>
internal sealed record FileIteratorOptions(ImageDataGenerator Generator, (int Height, int Width) TargetSize, string ColorMode, string? ClassMode, int BatchSize, bool Shuffle, long? Seed, SavedPictures? Saved,
    string? Subset, string Interpolation, bool KeepAspectRatio)
{
    /// <summary>The same once it is checked, before any file is looked for.</summary>
    /// <param name="modes">The class modes that there are.</param>
    /// <exception cref="ValueError">An argument is none of those that Keras knows.</exception>
    public FileIteratorOptions Checked(params ReadOnlySpan<string> modes)
    {
        if (ColorMode is not ("rgb" or "rgba" or "grayscale")) throw new ValueError($"Invalid color mode: {ColorMode}; expected \"rgb\", \"rgba\", or \"grayscale\".");
        if (ClassMode is { } mode && !modes.Contains(mode)) throw new ValueError($"Invalid class_mode: {mode}; expected one of: {string.Join(", ", modes.ToArray().Select(m => $"\"{m}\""))}, null");
        if (TargetSize.Height < 1 || TargetSize.Width < 1) throw new ValueError($"target_size must be a height and a width of at least 1. Received: {TargetSize}");
        if (Subset is not (null or "training" or "validation")) throw new ValueError($"Invalid subset name: {Subset};expected \"training\" or \"validation\"");
        if (Subset is not null && Generator.ValidationSplit == 0)
            throw new ValueError($"subset=\"{Subset}\" needs a share to split off: give the generator one, ImageDataGenerator(validation_split: 0.2).");
        _ = ImageLoading.Filter(Interpolation);
        return this;
    }

    /// <summary>The part of a list that belongs to the subset: validation has the first share of it.</summary>
    public Range Part(int count)
    {
        if (Subset is null) return Range.All;
        int split = (int)(Generator.ValidationSplit * count);
        return Subset == "validation" ? ..split : split..;
    }
}

/// <summary>Files of pictures.</summary>
/// <param name="Names">Below the folder.</param>
/// <param name="Paths">Whole.</param>
internal sealed record ImageFiles(string[] Names, string[] Paths)
{
    private static readonly string[] endings = ["png", "jpg", "jpeg", "bmp", "ppm", "tif", "tiff"];

    /// <summary>Whether a name ends like a picture's, in either case.</summary>
    public static bool IsPicture(string name) => endings.Any(e => name.EndsWith(e, StringComparison.OrdinalIgnoreCase));

    /// <summary>The pictures in a folder and those below it, folders by their paths and files by their names.</summary>
    public static List<string> In(string folder, bool follow_links)
    {
        List<string> folders = [], found = [];
        Walk(folder);
        folders.Sort(PythonPath.Compare);
        foreach (string each in folders)
        {
            string[] names = [.. Directory.EnumerateFiles(each).Select(f => Path.GetFileName(f)).Where(IsPicture)];
            Array.Sort(names, PythonPath.Compare);
            foreach (string name in names)
            {
                if (name.EndsWith(".tiff", StringComparison.OrdinalIgnoreCase)) Warning.Write("Using \".tiff\" files with multiple bands will cause distortion. Please verify your output.");
                found.Add(Path.Combine(each, name));
            }
        }
        return found;

        void Walk(string at)
        {
            folders.Add(at);
            foreach (DirectoryInfo sub in new DirectoryInfo(at).EnumerateDirectories())
                if (follow_links || sub.LinkTarget is null) Walk(sub.FullName.StartsWith(at, StringComparison.Ordinal) ? sub.FullName : Path.Combine(at, sub.Name));
        }
    }
}

/// <summary>The order in which Python sorts names: by the numbers of their characters.</summary>
internal static class PythonPath
{
    // Code points, not UTF-16 units: surrogates come after all others.
    public static int Compare(string a, string b)
    {
        for (int i = 0; i < Math.Min(a.Length, b.Length); i++)
            if (a[i] != b[i])
            {
                bool high = char.IsSurrogate(a[i]);
                return high == char.IsSurrogate(b[i]) ? a[i].CompareTo(b[i]) : high ? 1 : -1;
            }
        return a.Length.CompareTo(b.Length);
    }
}
