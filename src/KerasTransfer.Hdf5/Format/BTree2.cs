using System.Numerics;

namespace KerasTransfer.Hdf5.Format;

/// <summary>B-trees of version 2, whose nodes hold records in order.</summary>
/// <remarks>File format specification, section III.A.2.</remarks>
internal static class BTree2
{
    private const int NodeOverhead = 10, MaxDepth = 32;

    /// <summary>All records of a tree of one type, in order.</summary>
    public static IEnumerable<Cursor> Records(FileContext file, long address, string path, int type)
    {
        Cursor head = file.Read(path, address, 4 + 1 + 1 + 4 + 2 + 2 + 1 + 1 + file.OffsetSize + 2 + file.LengthSize + 4, "B-tree");
        head.Expect("BTHD");
        head.ExpectVersion(0, "a B-tree");
        int foundType = head.Byte();
        if (foundType != type) throw head.Error($"expected a B-tree of type {type}, found {foundType}");
        int nodeSize = head.Int32(), recordSize = head.UInt16(), depth = head.UInt16();
        head.Skip(2);
        long root = head.Offset();
        int rootRecords = head.UInt16();
        long total = head.Length();
        head.Checksum(0);
        if (depth > MaxDepth) throw head.Error($"expected a B-tree of depth {MaxDepth} at most, found {depth}");
        if (recordSize == 0 || nodeSize < NodeOverhead + recordSize || nodeSize > file.Length)
            throw head.Error($"records of {recordSize} bytes in nodes of {nodeSize} make no B-tree");
        if (root < 0 || total == 0) yield break;

        // How wide a child's counts are follows from how many records can be below it.
        int[] capacity = new int[depth + 1], totalSize = new int[depth + 1];
        capacity[0] = (nodeSize - NodeOverhead) / recordSize;
        int countSize = BytesFor(capacity[0]);
        BigInteger below = capacity[0];
        for (int level = 1; level <= depth; level++)
        {
            int pointer = file.OffsetSize + countSize + totalSize[level - 1];
            capacity[level] = (nodeSize - NodeOverhead - pointer) / (recordSize + pointer);
            if (capacity[level] < 1) throw head.Error($"B-tree nodes of {nodeSize} bytes are too small for depth {depth}");
            below = (capacity[level] + BigInteger.One) * below + capacity[level];
            if (below > ulong.MaxValue) below = ulong.MaxValue;
            totalSize[level] = BytesFor((ulong)below);
        }

        Budget budget = new(file, path, "the B-tree's nodes");
        Stack<(Cursor? Record, long Node, int Level, int Count)> open = new([(null, root, depth, rootRecords)]);
        while (open.TryPop(out var next))
        {
            if (next.Record is { } found)
            {
                yield return found;
                continue;
            }
            int level = next.Level, count = next.Count;
            int pointer = level == 0 ? 0 : file.OffsetSize + countSize + totalSize[level - 1];
            if (count > capacity[level]) throw file.Error(path, next.Node, $"expected at most {capacity[level]} records in a B-tree node, found {count}");
            int length = 6 + count * recordSize + (level == 0 ? 0 : (count + 1) * pointer) + 4;
            budget.Spend(next.Node, length);
            Cursor node = file.Read(path, next.Node, length, "B-tree node");
            node.Expect(level == 0 ? "BTLF" : "BTIN");
            node.ExpectVersion(0, "a B-tree node");
            if (node.Byte() != type) throw node.Error("the B-tree node is of another type than its tree");

            Cursor records = node.Slice(count * recordSize);
            List<(Cursor?, long, int, int)> parts = [];
            for (int i = 0; i <= count; i++)
            {
                if (level > 0)
                {
                    long child = node.Offset();
                    int childCount = (int)node.Long(countSize);
                    node.Skip(totalSize[level - 1]);
                    parts.Add((null, child, level - 1, childCount));
                }
                if (i < count) parts.Add((records.Slice(recordSize), 0, 0, 0));
            }
            node.Checksum(0);
            parts.Reverse();
            foreach (var part in parts) open.Push(part);
        }
    }

    private static int BytesFor(ulong limit) => BitOperations.Log2(limit) / 8 + 1;

    private static int BytesFor(int limit) => BytesFor((ulong)limit);
}
