namespace KerasTransfer.Data;

/// <summary>Four IDX files in a folder: images and labels for training and test.</summary>
internal sealed record IdxImages(string TrainImages, string TrainLabels, string TestImages, string TestLabels)
{
    public static readonly string[] Names = ["train-images-idx3-ubyte.gz", "train-labels-idx1-ubyte.gz", "t10k-images-idx3-ubyte.gz", "t10k-labels-idx1-ubyte.gz"];

    /// <summary>The files if all four are there, gzipped or not; some copies have a dot before <c>idx</c>.</summary>
    public static IdxImages? Find(string folder)
    {
        string?[] found = [.. Names.Select(name => name[..^3]).Select(name => new[] { name, name + ".gz", name.Replace("-idx", ".idx"), name.Replace("-idx", ".idx") + ".gz" }
            .Select(n => Path.Combine(folder, n)).FirstOrDefault(File.Exists))];
        return found.All(f => f is not null) ? new(found[0]!, found[1]!, found[2]!, found[3]!) : null;
    }

    public ((NDArray, NDArray), (NDArray, NDArray)) Load() => (Pair(TrainImages, TrainLabels), Pair(TestImages, TestLabels));

    private static (NDArray, NDArray) Pair(string images, string labels)
    {
        (NDArray x, NDArray y) = (IdxFile.Read(images, 3), IdxFile.Read(labels, 1));
        return x.Length == y.Length ? (x, y) : throw new ValueError($"'{images}' has {x.Length} images, '{labels}' {y.Length} labels. They do not belong together.");
    }
}
