namespace KerasTransfer.Preprocessing;

/// <summary>Where the pictures of the batches are written, to look at: <c>save_to_dir</c>, <c>save_prefix</c>, <c>save_format</c>.</summary>
internal sealed record SavedPictures(string Folder, string Prefix, string Format, int Hashes)
{
    /// <param name="hashes">How many different numbers the names have at their end.</param>
    public static SavedPictures? Of(string? save_to_dir, string save_prefix, string save_format, int hashes) => string.IsNullOrEmpty(save_to_dir) ? null : new(save_to_dir, save_prefix, save_format, hashes);

    /// <summary>Writes the pictures, each stretched to 0 … 255, under the names PREFIX_INDEX_NUMBER.FORMAT.</summary>
    public void Write(NDArray x, int[] indices, string data_format)
    {
        throw new NotSupportedException($"save_to_dir is not supported yet ({Folder}, {Prefix}, {Format}, {Hashes}, {x.shape}, {indices.Length}, {data_format}).");
    }
}
