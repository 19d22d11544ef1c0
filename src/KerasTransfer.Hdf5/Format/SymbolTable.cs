namespace KerasTransfer.Hdf5.Format;

/// <summary>The links of an old-style group: a B-tree whose leaves are symbol table nodes, with the names in a local heap.</summary>
/// <remarks>File format specification, sections III.A.1, III.B, III.C and III.D.</remarks>
internal static class SymbolTable
{
    private const int Soft = 2, CacheTypes = 3;

    public static IEnumerable<GroupLink> Read(FileContext file, string path, long tree, long heapAddress)
    {
        Cursor heapHead = file.Read(path, heapAddress, 8 + 2 * file.LengthSize + file.OffsetSize, "local heap");
        heapHead.Expect("HEAP");
        heapHead.ExpectVersion(0, "a local heap");
        heapHead.Skip(3);
        long heapSize = heapHead.Length();
        heapHead.Length();
        Cursor names = file.Read(path, heapHead.Offset(), heapSize, "local heap's data");

        Budget budget = new(file, path, "the symbol table's nodes");
        foreach (long address in BTree1.Leaves(file, path, tree, budget))
        {
            Cursor head = file.Read(path, address, 8, "symbol table node");
            head.Expect("SNOD");
            head.ExpectVersion(1, "a symbol table node");
            head.Skip(1);
            int count = head.UInt16(), size = file.LengthSize + file.OffsetSize + 24;
            budget.Spend(address, 8 + count * size);
            Cursor entries = file.Read(path, address + 8, count * size, "symbol table node");
            for (int i = 0; i < count; i++)
            {
                Cursor entry = entries.Slice(size);
                string name = Name(names, entry.Length(), entry);
                long target = entry.Offset();
                uint cache = entry.UInt32();
                entry.Skip(4);
                if (cache >= CacheTypes) throw entry.Error($"expected a symbol table entry of cache type 0, 1 or 2, found {cache}");
                yield return cache == Soft
                    ? new(name, LinkKind.Soft, Cursor.Undefined, Name(names, entry.UInt32(), entry))
                    : new(name, LinkKind.Hard, target);
            }
        }
    }

    private static string Name(Cursor names, long offset, Cursor entry)
    {
        Cursor at = names.Fresh();
        if (offset >= at.Remaining) throw entry.Error($"expected a name inside the local heap of {at.Remaining} bytes, found it at {offset}");
        at.Skip((int)offset);
        return at.ZeroTerminated();
    }
}
