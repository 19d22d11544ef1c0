namespace KerasTransfer.Hdf5.Format;

/// <summary>The shape of a dataset or attribute.</summary>
/// <param name="Dims">Length of each axis.</param>
/// <param name="MaxDims">How far each may grow, -1 for without limit.</param>
/// <param name="IsNull">Whether there are no elements at all, not even one.</param>
/// <remarks>File format specification, section IV.A.2.b.</remarks>
internal sealed record Dataspace(long[] Dims, long[] MaxDims, bool IsNull)
{
    private const int MaxRank = 32;

    public static Dataspace Decode(Cursor message)
    {
        int version = message.Byte(), rank = message.Byte(), flags = message.Byte();
        bool isNull = false;
        if (version == 1) message.Skip(5);
        else if (version == 2) isNull = message.Byte() == 2;
        else throw message.Error($"expected a dataspace of version 1 or 2, found {version}");
        if (rank > MaxRank) throw message.Error($"expected a rank of at most {MaxRank}, found {rank}");

        long[] dims = new long[rank];
        for (int i = 0; i < rank; i++) dims[i] = message.Length();
        long[] max = dims;
        if ((flags & 1) != 0)
        {
            max = new long[rank];
            for (int i = 0; i < rank; i++)
            {
                max[i] = message.LengthOrUndefined();
                if (max[i] >= 0 && max[i] < dims[i]) throw message.Error($"axis {i} is {dims[i]} long, more than its limit {max[i]}");
            }
        }
        return new Dataspace(dims, max, isNull);
    }
}
