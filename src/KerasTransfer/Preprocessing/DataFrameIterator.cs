namespace KerasTransfer.Preprocessing;

/// <summary>Batches of the pictures that a table names; see <see cref="ImageDataGenerator.flow_from_dataframe"/>.</summary>
public sealed class DataFrameIterator : FileIterator
{
    private readonly int[][] labelOf;
    private readonly NDArray[]? targets;

    /// <summary>Batches of the pictures that a table names; the arguments are those of <see cref="ImageDataGenerator.flow_from_dataframe"/>.</summary>
    /// <exception cref="ValueError">A column is missing or holds something else, or an argument is none of those that Keras knows.</exception>
    public DataFrameIterator(Table dataframe, string? directory, ImageDataGenerator image_data_generator, string x_col = "filename", ColumnNames? y_col = null, string? weight_col = null,
        (int height, int width)? target_size = null, string color_mode = "rgb", IEnumerable<string>? classes = null, string? class_mode = "categorical", int batch_size = 32, bool shuffle = true,
        long? seed = null, string? save_to_dir = null, string save_prefix = "", string save_format = "png", string? subset = null, string interpolation = "nearest", bool keep_aspect_ratio = false,
        bool validate_filenames = true)
        : this(Listing.Of(dataframe, directory ?? "", x_col, y_col ?? "class", weight_col, classes, validate_filenames, new FileIteratorOptions(image_data_generator, target_size ?? (256, 256), color_mode,
            class_mode, batch_size, shuffle, seed, SavedPictures.Of(save_to_dir, save_prefix, save_format, 10_000_000), subset, interpolation, keep_aspect_ratio)
            .Checked("categorical", "binary", "sparse", "input", "raw", "multi_output"))) { }

    private DataFrameIterator(Listing listing) : base(listing.Options, listing.Files) =>
        (labelOf, targets, Indices, sample_weight) = (listing.Labels, listing.Targets, listing.Indices, listing.Weights);

    private Dictionary<string, int>? Indices { get; }

    /// <summary>The number of each class, in the order of the numbers.</summary>
    /// <exception cref="ValueError">The class mode has no classes.</exception>
    public Dictionary<string, int> class_indices => Indices ?? throw new ValueError($"With class_mode={class_mode ?? "null"} there are no classes.");
    /// <summary>The class number of each file, int64; several labels of a file are in <see cref="class_indices"/> order by the batches only.</summary>
    /// <exception cref="ValueError">There are no classes, or files with several.</exception>
    public NDArray classes => Indices is not null && labelOf.All(l => l.Length == 1) ? NDArray.FromArray([.. labelOf.Select(l => (long)l[0])], labelOf.Length)
        : throw new ValueError("There is not one class for each file.");
    /// <summary>The class numbers, or with class_mode "raw" the targets themselves.</summary>
    public NDArray labels => targets is [var one] ? one : classes;
    /// <summary>The weight of each sample; null: there are none.</summary>
    public NDArray? sample_weight { get; }

    private protected override ImageBatch Batch(NDArray x, int[] indices) => new([x], class_mode switch
    {
        null => null,
        "input" => [x.copy()],
        "raw" or "multi_output" => [.. targets!.Select(t => t[indices])],
        _ => [Targets(labelOf, indices, class_indices.Count)],
    }, class_mode is null ? null : sample_weight?[indices]);

    private sealed record Listing(FileIteratorOptions Options, ImageFiles Files, int[][] Labels, NDArray[]? Targets, Dictionary<string, int>? Indices, NDArray? Weights)
    {
        public static Listing Of(Table table, string directory, string x_col, ColumnNames y_col, string? weight_col, IEnumerable<string>? classes, bool validate, FileIteratorOptions options)
        {
            string? mode = options.ClassMode;
            bool labelled = mode is "categorical" or "binary" or "sparse";
            string[] names = table[x_col].Texts ?? throw new ValueError($"All values in column x_col={x_col} must be strings.");
            if (mode == "multi_output" && !y_col.IsList) throw new ValueError($"If class_mode=\"multi_output\", y_col must be a list. Received \"{y_col.First}\".");
            if (labelled && y_col.IsList) throw new ValueError($"If class_mode=\"{mode}\", y_col must be the name of one column.");
            NDArray? weights = weight_col is null ? null : table[weight_col].Numbers(weight_col);
            string[]? order = classes is null ? null : [.. classes.Distinct()];
            if (order is { Length: 0 }) order = null;
            if (order is not null && !labelled) Warning.Write($"`classes` will be ignored given the class_mode=\"{mode ?? "None"}\"");

            string[][]? labels = null;
            if (labelled)
            {
                TableColumn column = table[y_col.First];
                labels = mode == "categorical" ? column.Lists ?? throw new ValueError($"If class_mode=\"{mode}\", y_col=\"{y_col.First}\" column values must be type string, list or tuple.")
                    : column.Texts is { } texts ? [.. texts.Select(t => (string[])[t])] : throw new ValueError($"If class_mode=\"{mode}\", y_col=\"{y_col.First}\" column values must be strings.");
                int count = order?.Length ?? labels.SelectMany(l => l).Distinct().Count();
                if (mode == "binary" && count != 2) throw new ValueError($"If class_mode=\"binary\" there must be 2 classes. {(order is null ? $"Found {count} classes." : $"{count} class/es were given.")}");
            }

            List<int> rows = [.. Enumerable.Range(0, table.Length)];
            if (validate)
            {
                int invalid = rows.RemoveAll(r => !ImageFiles.IsPicture(names[r]) || !File.Exists(Path.Combine(directory, names[r])));
                if (invalid > 0) Warning.Write($"Found {invalid} invalid image filename(s) in x_col=\"{x_col}\". These filename(s) will be ignored.");
            }
            if (labels is not null)
            {
                if (order is null)
                {
                    order = [.. rows.SelectMany(r => labels[r]).Distinct()];
                    Array.Sort(order, PythonPath.Compare);
                }
                else
                {
                    HashSet<string> known = [.. order];
                    foreach (int r in rows) labels[r] = [.. labels[r].Where(known.Contains)];
                    rows.RemoveAll(r => labels[r].Length == 0);
                }
            }
            rows = [.. rows.ToArray()[options.Part(rows.Count)]];
            int[] kept = [.. rows];
            Dictionary<string, int>? indices = labels is null ? null : order!.Select((name, i) => (name, i)).ToDictionary(p => p.name, p => p.i);
            int[][] numbers = labels is null ? [] : [.. kept.Select(r => labels[r].Select(l => indices![l]).ToArray())];
            NDArray[]? targets = mode switch
            {
                "multi_output" => [.. y_col.Select(c => table[c].Numbers(c)[kept])],
                "raw" when y_col.IsList => [KerasApi.np.stack([.. y_col.Select(c => table[c].Numbers(c)[kept])], axis: 1)],
                "raw" => [table[y_col.First].Numbers(y_col.First)[kept]],
                _ => null,
            };
            Console.WriteLine($"Found {kept.Length} {(validate ? "validated" : "non-validated")} image filenames{(labels is null ? "" : $" belonging to {indices!.Count} classes")}.");
            string[] files = [.. kept.Select(r => names[r])];
            return new(options, new(files, [.. files.Select(f => Path.Combine(directory, f))]), numbers, targets, indices, weights?[kept]);
        }
    }
}
