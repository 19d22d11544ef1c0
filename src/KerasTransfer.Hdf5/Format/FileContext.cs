namespace KerasTransfer.Hdf5.Format;

/// <summary>An open file: its bytes, what the superblock says, and what all objects share.</summary>
/// <remarks>File format specification, section II.A (superblock versions 0 to 3).</remarks>
internal sealed class FileContext : IDisposable
{
    private static ReadOnlySpan<byte> Signature => [0x89, (byte)'H', (byte)'D', (byte)'F', (byte)'\r', (byte)'\n', 0x1A, (byte)'\n'];

    private readonly ByteSource source;
    private long start;

    private FileContext(ByteSource source, string name)
    {
        (this.source, Name) = (source, name);
        GlobalHeap = new GlobalHeap(this);
        Links = new LinkCache(this);
    }

    public string Name { get; }

    /// <summary>Bytes from the superblock to the end; all addresses count from the superblock.</summary>
    public long Length => source.Length - start;

    public int OffsetSize { get; private set; }

    public int LengthSize { get; private set; }

    public long RootAddress { get; private set; }

    public GlobalHeap GlobalHeap { get; }

    public LinkCache Links { get; }

    /// <summary>Whether checksums of metadata are verified. Only tests turn that off, to reach the code behind them with damaged files.</summary>
    public bool VerifiesChecksums { get; private init; } = true;

    public static FileContext Open(ByteSource source, string name, bool verifyChecksums = true)
    {
        FileContext file = new(source, name) { start = FindSignature(source), VerifiesChecksums = verifyChecksums };
        if (file.start < 0)
        {
            file.start = 0;
            throw file.Error("/", 0, "expected the signature of an HDF5 file, found none");
        }
        file.ReadSuperblock();
        return file;
    }

    /// <summary>Where the superblock starts: at 0, 512, 1024, 2048, …; -1 if nowhere.</summary>
    public static long FindSignature(ByteSource source)
    {
        Span<byte> bytes = stackalloc byte[8];
        for (long at = 0; at <= source.Length - 8; at = at == 0 ? 512 : at * 2)
            if (source.TryRead(at, bytes) && bytes.SequenceEqual(Signature)) return at;
        return -1;
    }

    private void ReadSuperblock()
    {
        Cursor head = Read("/", 0, Math.Min(Length, 128), "superblock");
        head.Skip(8);
        int version = head.Byte();
        long baseAddress, end;
        if (version is 0 or 1)
        {
            head.Skip(4);
            ReadSizes(head);
            head.Skip(1 + 2 + 2 + 4 + (version == 1 ? 4 : 0));
            baseAddress = head.Offset();
            head.Skip(OffsetSize);
            end = head.Offset();
            head.Skip(OffsetSize + LengthSize);
            RootAddress = head.Offset();
        }
        else if (version is 2 or 3)
        {
            ReadSizes(head);
            head.Skip(1);
            baseAddress = head.Offset();
            head.Skip(OffsetSize);
            end = head.Offset();
            RootAddress = head.Offset();
            head.Checksum(0);
        }
        else
        {
            throw head.Error($"expected a superblock of version 0 to 3, found {version}");
        }
        // A file that was moved behind a user block may still name the old place; the end moves with it.
        if (end >= 0 && baseAddress >= 0 && baseAddress <= end && end - baseAddress > Length)
            throw Error("/", 0, $"the file is truncated: expected {end - baseAddress + start} bytes, found {source.Length}");
        if (RootAddress < 0) throw Error("/", 0, "the file has no root group");
    }

    private void ReadSizes(Cursor head)
    {
        (OffsetSize, LengthSize) = (head.Byte(), head.Byte());
        if (OffsetSize is not (2 or 4 or 8) || LengthSize is not (2 or 4 or 8))
            throw head.Error($"expected offsets and lengths of 2, 4 or 8 bytes, found {OffsetSize} and {LengthSize}");
    }

    /// <summary>A part of the file in memory.</summary>
    public Cursor Read(string path, long address, long length, string what)
    {
        CheckRange(path, address, length, what);
        if (length > Array.MaxLength) throw Error(path, address, $"{what} of {length} bytes is too large");
        byte[] bytes = new byte[length];
        ReadInto(address, bytes);
        return new Cursor(this, path, bytes, 0, bytes.Length, address);
    }

    /// <summary>Reads what <see cref="CheckRange"/> has found to lie in the file.</summary>
    public void ReadInto(long address, Span<byte> destination)
    {
        if (!source.TryRead(start + address, destination))
            throw Error(null, address, $"expected {destination.Length} bytes, the file ends before");
    }

    public void CheckRange(string path, long address, long length, string what)
    {
        if (address < 0) throw Error(path, 0, $"expected the address of {what}, found none");
        if (length < 0 || address > Length || length > Length - address)
            throw Error(path, address, $"{what} of {length} bytes reaches beyond the file's end at {start + Length}");
    }

    public Hdf5Exception Error(string? path, long address, string problem, Exception? inner = null)
    {
        long offset = start > long.MaxValue - address ? address : start + address;
        return new Hdf5Exception($"{Name}{(path is null ? "" : $", '{path}'")}, offset {offset}: {problem}.", inner)
        {
            FileName = Name, ObjectPath = path, Offset = offset,
        };
    }

    public void Dispose() => source.Dispose();
}
