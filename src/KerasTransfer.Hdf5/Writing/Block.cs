using System.Buffers.Binary;

namespace KerasTransfer.Hdf5.Writing;

/// <summary>The bytes of one structure, filled field by field.</summary>
internal sealed class Block(int size)
{
    public const long Undefined = -1;

    private readonly byte[] bytes = new byte[size];

    public int Position { get; private set; }

    public byte[] Bytes => bytes;

    public void Byte(int value) => bytes[Position++] = (byte)value;

    public void UInt16(int value)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(Position), (ushort)value);
        Position += 2;
    }

    public void UInt32(uint value)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(Position), value);
        Position += 4;
    }

    public void Int64(long value)
    {
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(Position), value);
        Position += 8;
    }

    public void Write(ReadOnlySpan<byte> value)
    {
        value.CopyTo(bytes.AsSpan(Position));
        Position += value.Length;
    }

    public void Signature(string value)
    {
        foreach (char letter in value) Byte(letter);
    }

    public void Skip(int count) => Position += count;

    public void Align8() => Position = Align(Position);

    /// <summary>The checksum of everything so far.</summary>
    public void Checksum() => UInt32(Format.Lookup3.Hash(bytes.AsSpan(0, Position)));

    public static int Align(int size) => size + 7 & ~7;
}
