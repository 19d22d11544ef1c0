namespace KerasTransfer.Preprocessing;

public sealed partial class ImageDataGenerator
{
    /// <summary>Batches of an array's pictures, changed at random and standardized, without end.</summary>
    /// <param name="x">Pictures, four axes; or a list whose first array they are and whose others go with them unchanged.</param>
    /// <param name="y">Targets; null: the batches are pictures alone.</param>
    /// <param name="batch_size">Pictures in a batch.</param>
    /// <param name="shuffle">Whether each epoch has its own order.</param>
    /// <param name="sample_weight">The weight of each picture.</param>
    /// <param name="seed">Makes the numbers those of Keras with this seed; null: <c>np.random</c> goes on from where it is.</param>
    /// <param name="save_to_dir">A folder into which the changed pictures are written too.</param>
    /// <param name="save_prefix">What the names of these files begin with.</param>
    /// <param name="save_format">Their format: <c>png</c>, <c>jpeg</c>, <c>bmp</c>, …</param>
    /// <param name="ignore_class_split">Whether the two subsets may have different labels.</param>
    /// <param name="subset"><c>validation</c>: the first <c>validation_split</c> of the pictures; <c>training</c>: the rest; null: all.</param>
    /// <exception cref="ValueError">The arrays do not fit each other, or the pictures have not four axes.</exception>
    public NumpyArrayIterator flow(DataArgument x, NDArray? y = null, int batch_size = 32, bool shuffle = true, NDArray? sample_weight = null, long? seed = null, string? save_to_dir = null,
        string save_prefix = "", string save_format = "png", bool ignore_class_split = false, string? subset = null) =>
        new(x, y, this, batch_size, shuffle, sample_weight, seed, save_to_dir, save_prefix, save_format, subset, ignore_class_split);

    /// <summary>Batches of the pictures in a folder that has a folder for each class, changed at random and standardized, without end.</summary>
    /// <param name="directory">The folder. Folders inside a class's belong to the class; files are taken by their endings: png, jpg, jpeg, bmp, ppm, tif, tiff.</param>
    /// <param name="target_size">Height and width that pictures are brought to; null for (256, 256).</param>
    /// <param name="color_mode"><c>rgb</c>, <c>rgba</c> or <c>grayscale</c>.</param>
    /// <param name="classes">The names of the classes, in the order of their numbers; null: all folders, sorted.</param>
    /// <param name="class_mode">What the targets are: <c>categorical</c> one-hot rows, <c>binary</c> and <c>sparse</c> class numbers, <c>input</c> the pictures; null: there are none.</param>
    /// <param name="batch_size">Pictures in a batch.</param>
    /// <param name="shuffle">Whether each epoch has its own order; false: class by class, files sorted.</param>
    /// <param name="seed">Makes the numbers those of Keras with this seed; null: <c>np.random</c> goes on from where it is.</param>
    /// <param name="save_to_dir">A folder into which the changed pictures are written too.</param>
    /// <param name="save_prefix">What the names of these files begin with.</param>
    /// <param name="save_format">Their format: <c>png</c>, <c>jpeg</c>, <c>bmp</c>, …</param>
    /// <param name="follow_links">Whether links to folders are followed.</param>
    /// <param name="subset"><c>validation</c>: the first <c>validation_split</c> of each class's files; <c>training</c>: the rest; null: all.</param>
    /// <param name="interpolation">How sizes are changed: <c>nearest</c>, <c>bilinear</c>, <c>bicubic</c>, <c>hamming</c>, <c>box</c> or <c>lanczos</c>.</param>
    /// <param name="keep_aspect_ratio">Cuts pictures at their centres to the shape of <paramref name="target_size"/> instead of distorting them.</param>
    /// <exception cref="ValueError">There is no such folder, or an argument is none of those that Keras knows.</exception>
    public DirectoryIterator flow_from_directory(string directory, (int height, int width)? target_size = null, string color_mode = "rgb", IEnumerable<string>? classes = null, string? class_mode = "categorical",
        int batch_size = 32, bool shuffle = true, long? seed = null, string? save_to_dir = null, string save_prefix = "", string save_format = "png", bool follow_links = false, string? subset = null,
        string interpolation = "nearest", bool keep_aspect_ratio = false) =>
        new(directory, this, target_size, color_mode, classes, class_mode, batch_size, shuffle, seed, save_to_dir, save_prefix, save_format, follow_links, subset, interpolation, keep_aspect_ratio);

    /// <summary>Batches of the pictures that a table names, changed at random and standardized, without end.</summary>
    /// <param name="dataframe">The table: <c>Table.read_csv("train.csv")</c>, or <c>new Table { ["filename"] = files, ["class"] = labels }</c>.</param>
    /// <param name="directory">The folder that the names are below; null: they are whole paths.</param>
    /// <param name="x_col">The column of the files' names.</param>
    /// <param name="y_col">The column of the targets, or a list of columns; null for <c>class</c>.</param>
    /// <param name="weight_col">The column of the samples' weights.</param>
    /// <param name="target_size">Height and width that pictures are brought to; null for (256, 256).</param>
    /// <param name="color_mode"><c>rgb</c>, <c>rgba</c> or <c>grayscale</c>.</param>
    /// <param name="classes">The classes that are used, in the order of their numbers; null: all there are, sorted.</param>
    /// <param name="class_mode"><c>categorical</c> one-hot rows, <c>binary</c> and <c>sparse</c> class numbers, <c>raw</c> the column's numbers (of several columns side by side),
    /// <c>multi_output</c> an array for each column, <c>input</c> the pictures; null: no targets.</param>
    /// <param name="batch_size">Pictures in a batch.</param>
    /// <param name="shuffle">Whether each epoch has its own order.</param>
    /// <param name="seed">Makes the numbers those of Keras with this seed; null: <c>np.random</c> goes on from where it is.</param>
    /// <param name="save_to_dir">A folder into which the changed pictures are written too.</param>
    /// <param name="save_prefix">What the names of these files begin with.</param>
    /// <param name="save_format">Their format: <c>png</c>, <c>jpeg</c>, <c>bmp</c>, …</param>
    /// <param name="subset"><c>validation</c>: the first <c>validation_split</c> of the rows; <c>training</c>: the rest; null: all.</param>
    /// <param name="interpolation">How sizes are changed: <c>nearest</c>, <c>bilinear</c>, <c>bicubic</c>, <c>hamming</c>, <c>box</c> or <c>lanczos</c>.</param>
    /// <param name="validate_filenames">Whether rows are left out whose file is not there or is no picture by its ending.</param>
    /// <exception cref="ValueError">A column is missing or holds something else, or an argument is none of those that Keras knows.</exception>
    public DataFrameIterator flow_from_dataframe(Table dataframe, string? directory = null, string x_col = "filename", ColumnNames? y_col = null, string? weight_col = null, (int height, int width)? target_size = null,
        string color_mode = "rgb", IEnumerable<string>? classes = null, string? class_mode = "categorical", int batch_size = 32, bool shuffle = true, long? seed = null, string? save_to_dir = null,
        string save_prefix = "", string save_format = "png", string? subset = null, string interpolation = "nearest", bool validate_filenames = true) =>
        new(dataframe, directory, this, x_col, y_col, weight_col, target_size, color_mode, classes, class_mode == "other" ? "raw" : class_mode, batch_size, shuffle, seed, save_to_dir, save_prefix, save_format, subset,
            interpolation, false, validate_filenames);
}
