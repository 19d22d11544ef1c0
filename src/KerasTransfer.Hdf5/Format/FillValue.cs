namespace KerasTransfer.Hdf5.Format;

/// <summary>What an element is where nothing was written.</summary>
/// <remarks>File format specification, sections IV.A.2.e and f.</remarks>
internal static class FillValue
{
    /// <summary>One element's bytes, or null for zeros.</summary>
    public static byte[]? Decode(ObjectHeader header)
    {
        if (header.Find(MessageType.FillValue) is not { } message)
            return header.Find(MessageType.OldFillValue) is { } old ? Value(old) : null;
        int version = message.Byte();
        if (version is 1 or 2)
        {
            message.Skip(2);
            bool defined = message.Byte() != 0;
            return version == 1 || defined ? Value(message) : null;
        }
        if (version == 3) return (message.Byte() & 0x20) != 0 ? Value(message) : null;
        throw message.Error($"expected a fill value of version 1 to 3, found {version}");
    }

    private static byte[]? Value(Cursor message)
    {
        uint size = message.UInt32();
        return size is 0 or uint.MaxValue ? null : size <= message.Remaining ? message.Take((int)size).ToArray()
            : throw message.Error($"expected a fill value of {size} bytes, found {message.Remaining}");
    }
}
