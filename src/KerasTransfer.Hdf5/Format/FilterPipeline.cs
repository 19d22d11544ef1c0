namespace KerasTransfer.Hdf5.Format;

internal enum FilterKind { Deflate = 1, Shuffle = 2, Fletcher32 = 3, Lzf = 32000 }

/// <summary>A filter that chunks went through when they were written.</summary>
/// <param name="Id">Its registered number.</param>
/// <param name="Name">Its name.</param>
/// <param name="Parameter">Its first client value: the level of deflate, the element size of shuffle.</param>
internal sealed record Filter(int Id, string Name, int Parameter)
{
    public bool IsSupported => (FilterKind)Id is FilterKind.Deflate or FilterKind.Shuffle or FilterKind.Fletcher32 or FilterKind.Lzf;
}

/// <summary>The filters of a dataset, in the order of writing.</summary>
/// <remarks>File format specification, section IV.A.2.l.</remarks>
internal sealed class FilterPipeline(IReadOnlyList<Filter> filters)
{
    private const int MaxFilters = 32;

    public static FilterPipeline None { get; } = new([]);

    public IReadOnlyList<Filter> Filters => filters;

    public IReadOnlyList<string> Names => [.. filters.Select(f => f.Name)];

    public static FilterPipeline Decode(Cursor message)
    {
        int version = message.Byte(), count = message.Byte();
        if (version is not (1 or 2)) throw message.Error($"expected filters of version 1 or 2, found {version}");
        if (count > MaxFilters) throw message.Error($"expected at most {MaxFilters} filters, found {count}");
        if (version == 1) message.Skip(6);
        List<Filter> filters = [];
        for (int i = 0; i < count; i++)
        {
            int id = message.UInt16();
            int nameLength = version == 1 || id >= 256 ? message.UInt16() : 0;
            message.Skip(2);
            int values = message.UInt16();
            string name = message.Text(nameLength);
            int parameter = 0;
            for (int k = 0; k < values; k++)
            {
                uint value = message.UInt32();
                if (k == 0) parameter = (int)Math.Min(value, int.MaxValue);
            }
            if (version == 1 && values % 2 == 1) message.Skip(4);
            filters.Add(new Filter(id, Name(id, name), parameter));
        }
        return new FilterPipeline(filters);
    }

    private static string Name(int id, string stored) => id switch
    {
        1 => "deflate", 2 => "shuffle", 3 => "fletcher32", 4 => "szip", 5 => "nbit", 6 => "scaleoffset", 32000 => "lzf",
        _ => stored is "" ? $"filter {id}" : stored,
    };
}
