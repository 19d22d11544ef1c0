namespace KerasTransfer.Hdf5.Writing;

/// <summary>Collects strings of variable length in collections of the global heap.</summary>
/// <remarks>File format specification, section III.E. A collection's place and size are fixed when it is opened; it is filled later.</remarks>
internal sealed class GlobalHeapWriter(FileWriter file)
{
    private const int CollectionSize = 4096, HeadSize = 16, MaxObjects = ushort.MaxValue;

    private Block? current;
    private long address;
    private int count;

    /// <summary>The elements of an array of strings as they are stored: the text itself, or references to it.</summary>
    public byte[] Elements(StringsToWrite strings)
    {
        Block elements = new(checked(strings.Bytes.Length * strings.Type.Size));
        foreach (byte[] text in strings.Bytes)
        {
            if (!strings.Type.IsVariableLength)
            {
                elements.Write(text);
                elements.Skip(strings.Type.Size - text.Length);
            }
            else
            {
                // An empty string has its own empty object: without one it would be C's null, not "".
                uint index = Add(text);
                elements.UInt32((uint)text.Length);
                elements.Int64(address);
                elements.UInt32(index);
            }
        }
        return elements.Bytes;
    }

    private uint Add(byte[] text)
    {
        int size = checked(HeadSize + (text.Length + 7 & ~7));
        if (current is null || size > current.Bytes.Length - current.Position || count == MaxObjects)
        {
            current = new Block(Math.Max(CollectionSize, checked(HeadSize + size)));
            (address, count) = (file.Place(current.Bytes), 0);
            current.Signature("GCOL");
            current.Byte(1);
            current.Skip(3);
            current.Int64(current.Bytes.Length);
        }
        current.UInt16(++count);
        current.Skip(6);
        current.Int64(text.Length);
        current.Write(text);
        current.Align8();
        // What is left is object 0; the next string takes its place.
        int left = current.Bytes.Length - current.Position;
        if (left >= HeadSize) BitConverter.TryWriteBytes(current.Bytes.AsSpan(current.Position + 8), (long)left);
        return (uint)count;
    }
}
