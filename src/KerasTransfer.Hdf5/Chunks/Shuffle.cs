namespace KerasTransfer.Hdf5.Chunks;

/// <summary>The shuffle filter: all first bytes of the elements, then all second bytes, and so on; a rest shorter than an element stays last.</summary>
internal static class Shuffle
{
    public static void Do(ReadOnlySpan<byte> bytes, Span<byte> shuffled, int size)
    {
        int count = size > 1 ? bytes.Length / size : 0;
        for (int k = 0; count > 0 && k < size; k++)
            for (int i = 0; i < count; i++) shuffled[k * count + i] = bytes[i * size + k];
        bytes[(count * size)..].CopyTo(shuffled[(count * size)..]);
    }

    public static void Undo(ReadOnlySpan<byte> shuffled, Span<byte> bytes, int size)
    {
        int count = size > 1 ? shuffled.Length / size : 0;
        for (int k = 0; count > 0 && k < size; k++)
            for (int i = 0; i < count; i++) bytes[i * size + k] = shuffled[k * count + i];
        shuffled[(count * size)..].CopyTo(bytes[(count * size)..]);
    }
}
