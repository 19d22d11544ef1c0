using System.Buffers.Binary;
using System.Text;

namespace KerasTransfer.Hdf5.Format;

/// <summary>Reads the fields of one structure in order and says where it was when something is wrong.</summary>
internal sealed class Cursor
{
    public const long Undefined = -1;

    private readonly FileContext file;
    private readonly string path;
    private readonly byte[] bytes;
    private readonly int start, end;
    private readonly long address;
    private int at;

    /// <summary>Reads the bytes from start to end, the first of which lies at an address in the file.</summary>
    public Cursor(FileContext file, string path, byte[] bytes, int start, int end, long address)
    {
        (this.file, this.path, this.bytes, this.start, this.end, this.address) = (file, path, bytes, start, end, address);
        at = start;
    }

    public FileContext File => file;

    public string Path => path;

    /// <summary>Address in the file of the next byte.</summary>
    public long Address => address + (at - start);

    public int Position => at - start;

    public int Remaining => end - at;

    public byte Byte() => Take(1)[0];

    public int UInt16() => BinaryPrimitives.ReadUInt16LittleEndian(Take(2));

    public uint UInt32() => BinaryPrimitives.ReadUInt32LittleEndian(Take(4));

    /// <summary>A count or size of 4 bytes that has to fit into an int.</summary>
    public int Int32() => UInt32() is <= int.MaxValue and uint value ? (int)value : throw Error("a size is too large");

    public ulong UInt64() => BinaryPrimitives.ReadUInt64LittleEndian(Take(8));

    /// <summary>An unsigned integer of 0 to 8 bytes.</summary>
    public ulong Unsigned(int size)
    {
        ReadOnlySpan<byte> field = Take(size);
        ulong value = 0;
        for (int i = size - 1; i >= 0; i--) value = value << 8 | field[i];
        return value;
    }

    /// <summary>An unsigned integer of 0 to 8 bytes, at most <see cref="long.MaxValue"/>.</summary>
    public long Long(int size) => Unsigned(size) is <= long.MaxValue and ulong value ? (long)value : throw Error("a number is too large");

    /// <summary>An address; all bits set means <see cref="Undefined"/>.</summary>
    public long Offset() => UndefinedOrLong(file.OffsetSize);

    public long Length() => Long(file.LengthSize);

    /// <summary>A length where all bits set means <see cref="Undefined"/> (unlimited).</summary>
    public long LengthOrUndefined() => UndefinedOrLong(file.LengthSize);

    private long UndefinedOrLong(int size)
    {
        ulong value = Unsigned(size);
        return value == ulong.MaxValue >> (64 - 8 * size) ? Undefined : value <= long.MaxValue ? (long)value : throw Error("a number is too large");
    }

    public ReadOnlySpan<byte> Take(int count)
    {
        if (count < 0 || count > end - at) throw Error($"expected {count} more bytes, found {end - at}");
        at += count;
        return bytes.AsSpan(at - count, count);
    }

    public ReadOnlyMemory<byte> TakeMemory(int count)
    {
        Take(count);
        return bytes.AsMemory(at - count, count);
    }

    /// <summary>The next bytes as a structure of their own.</summary>
    public Cursor Slice(int count)
    {
        long from = Address;
        Take(count);
        return new Cursor(file, path, bytes, at - count, at, from);
    }

    /// <summary>The same bytes from their start.</summary>
    public Cursor Fresh() => new(file, path, bytes, start, end, address);

    public void Skip(int count) => Take(count);

    /// <summary>Skips to a multiple of 8 from the structure's start, or to the end if that is nearer.</summary>
    public void Align8() => at = Math.Min(end, start + (Position + 7 & ~7));

    /// <summary>Checks a signature of four letters.</summary>
    public void Expect(string signature)
    {
        ReadOnlySpan<byte> found = Take(4);
        for (int i = 0; i < 4; i++)
            if (found[i] != signature[i])
            {
                at -= 4;
                throw Error($"expected '{signature}', found the bytes {Convert.ToHexString(found)}");
            }
    }

    public void ExpectVersion(int version, string what)
    {
        int found = Byte();
        if (found != version) throw Error($"expected {what} of version {version}, found {found}");
    }

    /// <summary>Checks the four bytes that follow: the checksum of everything from a position up to here.</summary>
    public void Checksum(int from)
    {
        uint computed = Lookup3.Hash(bytes.AsSpan(start + from, at - start - from));
        uint stored = UInt32();
        if (computed != stored && file.VerifiesChecksums) throw Error($"the checksum does not fit: expected {stored:x8}, the bytes give {computed:x8}");
    }

    /// <summary>Text up to a zero byte or the end.</summary>
    public string ZeroTerminated()
    {
        ReadOnlySpan<byte> rest = bytes.AsSpan(at, end - at);
        int zero = rest.IndexOf((byte)0);
        string text = Text(zero < 0 ? rest : rest[..zero]);
        at += zero < 0 ? rest.Length : zero + 1;
        return text;
    }

    /// <summary>Text of a number of bytes, shorter if a zero byte ends it before.</summary>
    public string Text(int count)
    {
        ReadOnlySpan<byte> field = Take(count);
        int zero = field.IndexOf((byte)0);
        return Text(zero < 0 ? field : field[..zero]);
    }

    private string Text(ReadOnlySpan<byte> utf8)
    {
        try
        {
            return Hdf5Data.StrictUtf8.GetString(utf8);
        }
        catch (DecoderFallbackException e)
        {
            throw file.Error(path, Address, "a name is not valid UTF-8", e);
        }
    }

    public Hdf5Exception Error(string problem) => file.Error(path, Address, problem);
}
