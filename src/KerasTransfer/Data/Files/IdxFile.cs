using System.Buffers.Binary;
using System.IO.Compression;

namespace KerasTransfer.Data;

/// <summary>Bytes in the IDX format of the MNIST files, perhaps gzipped: http://yann.lecun.com/exdb/mnist/.</summary>
internal static class IdxFile
{
    /// <summary>The array of bytes in a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="rank">The number of axes that it must have: 1 for labels, 3 for images.</param>
    /// <exception cref="ValueError">It is no such file, or damaged.</exception>
    public static NDArray Read(string path, int rank)
    {
        using FileStream file = File.OpenRead(path);
        Span<byte> two = stackalloc byte[2];
        bool zipped = file.ReadAtLeast(two, 2, throwOnEndOfStream: false) == 2 && two.SequenceEqual((ReadOnlySpan<byte>)[0x1f, 0x8b]);
        file.Position = 0;
        try
        {
            if (!zipped) return Read(file, path, rank, file.Length);
            using GZipStream plain = new(file, CompressionMode.Decompress);
            return Read(plain, path, rank, 1032 * file.Length);                 // deflate packs 1032 bytes into one at best
        }
        catch (Exception e) when (e is EndOfStreamException or InvalidDataException) { throw new ValueError($"'{path}' is damaged: {e.Message} Delete it and fetch it again.", e); }
    }

    private static NDArray Read(Stream stream, string path, int rank, long longest)
    {
        byte[] head = new byte[4 + 4 * rank];
        stream.ReadExactly(head, 0, 4);
        if (!head.AsSpan(0, 4).SequenceEqual((ReadOnlySpan<byte>)[0, 0, 8, (byte)rank]))
            throw new ValueError($"'{path}' is no IDX file of bytes with {rank} axes: it begins with {Convert.ToHexString(head.AsSpan(0, 4))}, expected 000008{rank:X2}.");
        stream.ReadExactly(head, 4, 4 * rank);
        long size = 1;
        int[] lengths = new int[rank];
        for (int i = 0; i < rank; i++)
        {
            lengths[i] = BinaryPrimitives.ReadInt32BigEndian(head.AsSpan(4 + 4 * i));
            if (lengths[i] < 0 || (size *= lengths[i]) > longest) throw new ValueError($"'{path}' is damaged: it claims more elements than it can hold.");
        }
        byte[] elements = new byte[size];
        stream.ReadExactly(elements);
        return NDArray.FromArray(elements, new Shape(lengths));
    }
}
