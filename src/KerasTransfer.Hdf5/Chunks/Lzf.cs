namespace KerasTransfer.Hdf5.Chunks;

/// <summary>Decompresses h5py's lzf filter: runs of literal bytes and copies of earlier output (M. Lehmann's LZF format).</summary>
internal static class Lzf
{
    /// <summary>Number of bytes written, or -1 if the input is damaged or holds more than there is room for.</summary>
    public static int Decompress(ReadOnlySpan<byte> input, Span<byte> output)
    {
        int from = 0, to = 0;
        while (from < input.Length)
        {
            int control = input[from++];
            if (control < 32)
            {
                int literals = control + 1;
                if (literals > input.Length - from || literals > output.Length - to) return -1;
                input.Slice(from, literals).CopyTo(output[to..]);
                (from, to) = (from + literals, to + literals);
                continue;
            }
            int length = control >> 5;
            if (length == 7)
            {
                if (from == input.Length) return -1;
                length += input[from++];
            }
            if (from == input.Length) return -1;
            int start = to - ((control & 31) << 8 | input[from++]) - 1;
            length += 2;
            if (start < 0 || length > output.Length - to) return -1;
            // Byte by byte: the copy may run into its own output.
            for (int i = 0; i < length; i++) output[to++] = output[start + i];
        }
        return to;
    }
}
