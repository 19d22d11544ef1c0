namespace KerasTransfer.Preprocessing;

/// <summary>Batches of the pictures in a folder that has a folder for each class; see <see cref="ImageDataGenerator.flow_from_directory"/>.</summary>
public sealed class DirectoryIterator : FileIterator
{
    private readonly int[][] labelOf;

    /// <summary>Batches of the pictures in a folder; the arguments are those of <see cref="ImageDataGenerator.flow_from_directory"/>.</summary>
    /// <exception cref="ValueError">There is no such folder, or an argument is none of those that Keras knows.</exception>
    public DirectoryIterator(string directory, ImageDataGenerator image_data_generator, (int height, int width)? target_size = null, string color_mode = "rgb", IEnumerable<string>? classes = null,
        string? class_mode = "categorical", int batch_size = 32, bool shuffle = true, long? seed = null, string? save_to_dir = null, string save_prefix = "", string save_format = "png",
        bool follow_links = false, string? subset = null, string interpolation = "nearest", bool keep_aspect_ratio = false)
        : this(directory, Listing.Of(directory, classes, follow_links, new FileIteratorOptions(image_data_generator, target_size ?? (256, 256), color_mode, class_mode, batch_size, shuffle, seed,
            SavedPictures.Of(save_to_dir, save_prefix, save_format, 10_000_000), subset, interpolation, keep_aspect_ratio).Checked("categorical", "binary", "sparse", "input"))) { }

    private DirectoryIterator(string directory, Listing listing) : base(listing.Options, listing.Files)
    {
        this.directory = directory;
        class_indices = listing.Indices;
        classes = NDArray.FromArray(listing.Labels, listing.Labels.Length);
        labelOf = [.. listing.Labels.Select(l => (int[])[l])];
        Console.WriteLine($"Found {samples} images belonging to {num_classes} classes.");
    }

    /// <summary>The folder.</summary>
    public string directory { get; }
    /// <summary>The number of each class, in the order of the numbers.</summary>
    public Dictionary<string, int> class_indices { get; }
    /// <summary>The class number of each file, int32.</summary>
    public NDArray classes { get; }
    /// <summary>The same as <see cref="classes"/>.</summary>
    public NDArray labels => classes;
    /// <summary>The number of classes.</summary>
    public int num_classes => class_indices.Count;

    internal override string Nothing => $"No picture was found in '{directory}' (looked for as {Path.GetFullPath(directory)}). It must hold a folder for each class, with files in it that end in png, jpg, jpeg, bmp, ppm, tif or tiff. "
        + (num_classes == 0 ? "It holds no folder." : $"The folders: {string.Join(", ", class_indices.Keys.Take(20))}.");

    private protected override ImageBatch Batch(NDArray x, int[] indices) => new([x], class_mode switch
    {
        null => null,
        "input" => [x.copy()],
        _ => [Targets(labelOf, indices, num_classes)],
    }, null);

    private sealed record Listing(FileIteratorOptions Options, ImageFiles Files, int[] Labels, Dictionary<string, int> Indices)
    {
        public static Listing Of(string directory, IEnumerable<string>? classes, bool follow_links, FileIteratorOptions options)
        {
            if (!Directory.Exists(directory)) throw new ValueError($"flow_from_directory: there is no folder '{directory}' (looked for as {Path.GetFullPath(directory)}).");
            string[] names = [.. classes ?? []];
            if (names.Length == 0)
            {
                names = [.. new DirectoryInfo(directory).EnumerateDirectories().Select(d => d.Name)];
                Array.Sort(names, PythonPath.Compare);
            }
            Dictionary<string, int> indices = [];
            List<string> relative = [], paths = [];
            List<int> labels = [];
            foreach (string name in names) indices[name] = indices.Count;
            foreach (string name in names)
            {
                string folder = Path.Combine(directory, name);
                if (!Directory.Exists(folder)) continue;                        // a class without pictures, as in Keras
                List<string> found = ImageFiles.In(folder, follow_links);
                foreach (string path in found.ToArray()[options.Part(found.Count)])
                {
                    labels.Add(indices[name]);
                    relative.Add(Path.Combine(Path.GetFileName(Path.TrimEndingDirectorySeparator(folder)), Path.GetRelativePath(folder, path)));
                    paths.Add(Path.Combine(directory, relative[^1]));
                }
            }
            return new(options, new([.. relative], [.. paths]), [.. labels], indices);
        }
    }
}
