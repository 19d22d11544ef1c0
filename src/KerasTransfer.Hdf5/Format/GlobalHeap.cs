namespace KerasTransfer.Hdf5.Format;

/// <summary>Where data of variable length lie: an object of a collection in the global heap.</summary>
/// <param name="Length">Number of elements; bytes for strings.</param>
/// <param name="Collection">Address of the collection; 0 or undefined for no data.</param>
/// <param name="Index">Number of the object.</param>
internal readonly record struct HeapReference(uint Length, long Collection, uint Index)
{
    public static HeapReference Decode(FileContext file, string path, ReadOnlySpan<byte> element)
    {
        Cursor cursor = new(file, path, element.ToArray(), 0, element.Length, 0);
        return new(cursor.UInt32(), cursor.Offset(), cursor.UInt32());
    }
}

/// <summary>The global heap: collections of objects of variable length.</summary>
/// <remarks>File format specification, section III.E.</remarks>
internal sealed class GlobalHeap(FileContext file)
{
    private readonly Lock gate = new();
    private readonly Dictionary<long, Dictionary<uint, (long Address, long Length)>> collections = [];
    private long spent;

    public byte[] Read(HeapReference reference, string path)
    {
        if (reference.Length == 0 || reference.Collection <= 0 && reference.Index == 0) return [];
        Dictionary<uint, (long Address, long Length)> objects;
        lock (gate)
        {
            if (!collections.TryGetValue(reference.Collection, out objects!))
                collections[reference.Collection] = objects = ReadCollection(reference.Collection, path);
        }
        if (!objects.TryGetValue(reference.Index, out var found))
            throw file.Error(path, reference.Collection, $"the heap collection has no object {reference.Index}");
        if (reference.Length > found.Length)
            throw file.Error(path, found.Address, $"expected {reference.Length} bytes in the heap, found {found.Length}");
        byte[] bytes = new byte[reference.Length];
        file.ReadInto(found.Address, bytes);
        return bytes;
    }

    private Dictionary<uint, (long, long)> ReadCollection(long address, string path)
    {
        Cursor head = file.Read(path, address, 8 + file.LengthSize, "heap collection");
        head.Expect("GCOL");
        head.ExpectVersion(1, "a heap collection");
        head.Skip(3);
        long size = head.Length();
        // Collections do not overlap, so together they are no larger than the file.
        if (size < head.Position || size > file.Length - spent) throw head.Error($"a heap collection of {size} bytes is out of proportion to the file");
        Cursor body = file.Read(path, address, size, "heap collection");
        spent += size;
        // The heads of a collection and of an object have the same size, rounded to 8.
        int headSize = 8 + file.LengthSize + 7 & ~7;
        body.Skip(Math.Min(headSize, body.Remaining));

        Dictionary<uint, (long, long)> objects = [];
        while (body.Remaining >= headSize)
        {
            int index = body.UInt16();
            body.Skip(6);
            long length = body.Length();
            body.Skip(headSize - 8 - file.LengthSize);
            if (index == 0) break;
            if (length > body.Remaining) throw body.Error($"a heap object of {length} bytes reaches beyond its collection");
            objects[(uint)index] = (body.Address, length);
            body.Skip((int)Math.Min(body.Remaining, length + 7 & ~7L));
        }
        return objects;
    }
}
