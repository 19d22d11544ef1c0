namespace KerasTransfer.Data;

/// <summary>The files of a folder with their labels, in Keras's order. After keras.utils.dataset_utils.</summary>
/// <param name="Files">Their paths.</param>
/// <param name="Labels">A number for each; null where there are none.</param>
/// <param name="ClassNames">The classes' names; null where there are none.</param>
internal sealed record FolderIndex(string[] Files, int[]? Labels, string[]? ClassNames)
{
    /// <summary>Lists the files.</summary>
    /// <param name="directory">The folder.</param>
    /// <param name="inferred">Whether sub-folders are classes.</param>
    /// <param name="given">Labels in the order of the files, if they are given.</param>
    /// <param name="formats">The endings of names that count.</param>
    /// <param name="classNames">The sub-folders that count, in the order of their labels.</param>
    /// <param name="followLinks">Whether links to folders are followed.</param>
    public static FolderIndex Of(string directory, bool inferred, IReadOnlyList<int>? given, string[] formats, string[]? classNames, bool followLinks)
    {
        if (!Directory.Exists(directory))
            throw new DirectoryNotFoundException($"No such folder: '{directory}'. The working folder is '{Directory.GetCurrentDirectory()}'; write the whole path, or the path from there.");
        if (!inferred)
        {
            if (classNames is not null)
                throw new ValueError(given is null ? "When `labels=None` (no labels), argument `class_names` cannot be specified."
                    : "When argument `labels` is specified, argument `class_names` cannot be specified (the `class_names` will be the sorted list of labels).");
            string[] all = [.. FilesIn(directory, formats, followLinks)];
            if (given is not null && given.Count != all.Length)
                throw new ValueError($"Expected the lengths of `labels` to match the number of files in the target directory. len(labels) is {given.Count} while we found {all.Length} files in directory {directory}.");
            return new(all, given is null ? null : [.. given], given is null ? null : [.. given.Distinct().Order().Select(l => l.ToString(System.Globalization.CultureInfo.InvariantCulture))]);
        }
        string[] folders = [.. Directory.EnumerateDirectories(directory).Select(d => Path.GetFileName(d)!).Where(d => !d.StartsWith('.')).Order(StringComparer.Ordinal)];
        if (classNames is not null && classNames.Except(folders).Any())
            throw new ValueError($"The `class_names` passed did not match the names of the subdirectories of the target directory. Expected: {PythonText.Repr(folders)} (or a subset of it), but received: class_names={PythonText.Repr(classNames)}");
        List<string> files = [];
        List<int> labels = [];
        string[] names = classNames ?? folders;
        for (int label = 0; label < names.Length; label++)
        {
            int before = files.Count;
            files.AddRange(FilesIn(Path.Combine(directory, names[label]), formats, followLinks));
            labels.AddRange(Enumerable.Repeat(label, files.Count - before));
        }
        return new([.. files], [.. labels], names);
    }

    // Folders in the order of their paths, sub-folders included; in each, files in the order of their names.
    private static IEnumerable<string> FilesIn(string directory, string[] formats, bool followLinks)
    {
        List<string> folders = [];
        Add(directory);
        return folders.Order(StringComparer.Ordinal).SelectMany(f => Directory.EnumerateFiles(f).Order(StringComparer.Ordinal))
            .Where(f => formats.Any(e => f.EndsWith(e, StringComparison.OrdinalIgnoreCase)));

        void Add(string folder)
        {
            folders.Add(folder);
            foreach (string sub in Directory.EnumerateDirectories(folder))
                if (followLinks || new DirectoryInfo(sub).LinkTarget is null) Add(sub);
        }
    }

    /// <summary>In another order, Keras's for that seed.</summary>
    public FolderIndex Shuffled(long seed)
    {
        string[] files = [.. Files];
        new RandomState(seed).shuffle(files);
        int[]? labels = Labels is null ? null : [.. Labels];
        if (labels is not null) new RandomState(seed).shuffle(labels);
        return this with { Files = files, Labels = labels };
    }

    /// <summary>How many files at the end are for validation.</summary>
    public int ValidationCount(double split) => (int)(split * Files.Length);

    /// <summary>Some of the files.</summary>
    public FolderIndex this[Range range] => this with { Files = Files[range], Labels = Labels?[range] };
}
