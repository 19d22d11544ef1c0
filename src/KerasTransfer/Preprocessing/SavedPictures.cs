using System.Buffers.Binary;
using System.IO.Compression;
using KerasTransfer.Images;
using KerasTransfer.Saving;

namespace KerasTransfer.Preprocessing;

/// <summary>Where the pictures of the batches are written, to look at: <c>save_to_dir</c>, <c>save_prefix</c>, <c>save_format</c>. As PNG.</summary>
/// <param name="Folder">The folder, which must be there.</param>
/// <param name="Prefix">What the names begin with.</param>
/// <param name="Format">What they end with.</param>
/// <param name="Hashes">How many different numbers the names have.</param>
internal sealed record SavedPictures(string Folder, string Prefix, string Format, int Hashes)
{
    private static readonly byte[] signature = [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    /// <returns>null where no folder is named.</returns>
    /// <exception cref="NotSupportedException">The format is none that is written.</exception>
    public static SavedPictures? Of(string? save_to_dir, string save_prefix, string save_format, int hashes)
    {
        if (string.IsNullOrEmpty(save_to_dir)) return null;
        if (!save_format.Equals("png", StringComparison.OrdinalIgnoreCase)) throw new NotSupportedException($"save_format \"{save_format}\" is not supported: pictures are written as PNG. Write save_format: \"png\", which also loses nothing.");
        if (!Directory.Exists(save_to_dir)) throw new ValueError($"save_to_dir: there is no folder '{save_to_dir}' (looked for as {Path.GetFullPath(save_to_dir)}). Make it first: Directory.CreateDirectory(\"{save_to_dir}\").");
        return new(save_to_dir, save_prefix, save_format, hashes);
    }

    /// <summary>Writes the pictures, each stretched to 0 … 255, under the names PREFIX_INDEX_NUMBER.FORMAT.</summary>
    public void Write(NDArray x, int[] indices, string data_format)
    {
        for (int i = 0; i < indices.Length; i++)
        {
            PixelImage picture = ImageLoading.ToImage(x[i], data_format, scale: true, null).Pixels;
            File.WriteAllBytes(Path.Combine(Folder, $"{Prefix}_{indices[i]}_{GlobalSeed.NumPy.randint(Hashes)}.{Format}"), Png(picture));
        }
    }

    // PNG specification (W3C 2003), sections 5 and 9 to 11: signature, header, rows without filter in one compressed chunk, end.
    private static byte[] Png(PixelImage picture)
    {
        int row = picture.Width * picture.Channels;
        using MemoryStream rows = new();
        using (ZLibStream compressed = new(rows, CompressionLevel.Fastest, leaveOpen: true))
            for (int y = 0; y < picture.Height; y++)
            {
                compressed.WriteByte(0);
                compressed.Write(picture.Pixels, y * row, row);
            }
        byte[] header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, picture.Width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), picture.Height);
        (header[8], header[9]) = (8, picture.Channels switch { 1 => 0, 3 => 2, _ => 6 });
        return [.. signature, .. Chunk("IHDR"u8, header), .. Chunk("IDAT"u8, rows.ToArray()), .. Chunk("IEND"u8, [])];
    }

    private static byte[] Chunk(ReadOnlySpan<byte> name, byte[] data)
    {
        byte[] chunk = new byte[12 + data.Length];
        BinaryPrimitives.WriteInt32BigEndian(chunk, data.Length);
        name.CopyTo(chunk.AsSpan(4));
        data.CopyTo(chunk, 8);
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(8 + data.Length), Crc32.Of(chunk.AsSpan(4, 4 + data.Length)));
        return chunk;
    }
}
