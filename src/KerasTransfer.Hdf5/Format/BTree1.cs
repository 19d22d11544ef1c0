namespace KerasTransfer.Hdf5.Format;

/// <summary>B-trees of version 1: of symbol table nodes (type 0) and of chunks (type 1).</summary>
/// <remarks>File format specification, section III.A.1.</remarks>
internal static class BTree1
{
    /// <summary>Addresses of the symbol table nodes, in order.</summary>
    public static IEnumerable<long> Leaves(FileContext file, string path, long root, Budget budget) =>
        Entries(file, path, root, 0, file.LengthSize, budget).Select(entry => entry.Child);

    /// <summary>The key and the address of every leaf entry, in order.</summary>
    public static IEnumerable<(Cursor Key, long Child)> Entries(FileContext file, string path, long root, int type, int keySize, Budget budget)
    {
        Stack<(long Address, int Level)> open = new([(root, -1)]);
        int prefix = 8 + 2 * file.OffsetSize;
        while (open.TryPop(out var node))
        {
            Cursor head = file.Read(path, node.Address, prefix, "B-tree node");
            head.Expect("TREE");
            int foundType = head.Byte(), level = head.Byte(), count = head.UInt16();
            if (foundType != type) throw head.Error($"expected a B-tree node of type {type}, found {foundType}");
            if (node.Level >= 0 && level != node.Level) throw head.Error($"expected a B-tree node of level {node.Level}, found {level}");
            int length = count * (keySize + file.OffsetSize) + keySize;
            budget.Spend(node.Address, prefix + length);
            if (count == 0) continue;

            Cursor body = file.Read(path, node.Address + prefix, length, "B-tree node");
            List<(long, int)> children = [];
            for (int i = 0; i < count; i++)
            {
                Cursor key = body.Slice(keySize);
                long child = body.Offset();
                if (level == 0) yield return (key, child);
                else children.Add((child, level - 1));
            }
            children.Reverse();
            foreach (var child in children) open.Push(child);
        }
    }
}
