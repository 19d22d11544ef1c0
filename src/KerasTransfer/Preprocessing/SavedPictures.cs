using KerasTransfer.Images;

namespace KerasTransfer.Preprocessing;

/// <summary>Where the pictures of the batches are written, to look at: <c>save_to_dir</c>, <c>save_prefix</c>, <c>save_format</c>.</summary>
/// <param name="Folder">The folder, which must be there.</param>
/// <param name="Prefix">What the names begin with.</param>
/// <param name="Format">What they end with.</param>
/// <param name="Hashes">How many different numbers the names have.</param>
internal sealed record SavedPictures(string Folder, string Prefix, string Format, int Hashes)
{
    private const int Quality = 75;         // of JPEGs: Pillow's

    /// <returns>null where no folder is named.</returns>
    /// <exception cref="ValueError">The format is none that is written, or there is no such folder.</exception>
    public static SavedPictures? Of(string? save_to_dir, string save_prefix, string save_format, int hashes)
    {
        if (string.IsNullOrEmpty(save_to_dir)) return null;
        if (save_format.ToLowerInvariant() is not ("png" or "jpg" or "jpeg" or "bmp")) throw new ValueError($"save_format \"{save_format}\" is not supported. Pictures are written as png, jpg, jpeg or bmp.");
        if (!Directory.Exists(save_to_dir)) throw new ValueError($"save_to_dir: there is no folder '{save_to_dir}' (looked for as {Path.GetFullPath(save_to_dir)}). Make it first: Directory.CreateDirectory(\"{save_to_dir}\").");
        return new(save_to_dir, save_prefix, save_format, hashes);
    }

    /// <summary>Writes the pictures, each stretched to 0 … 255, under the names PREFIX_INDEX_NUMBER.FORMAT.</summary>
    public void Write(NDArray x, int[] indices, string data_format)
    {
        for (int i = 0; i < indices.Length; i++)
        {
            PixelImage picture = ImageLoading.ToImage(x[i], data_format, scale: true, null).Pixels;
            File.WriteAllBytes(Path.Combine(Folder, $"{Prefix}_{indices[i]}_{GlobalSeed.NumPy.randint(Hashes)}.{Format}"), ImageWriting.Encode(picture, Format, Quality));
        }
    }
}
