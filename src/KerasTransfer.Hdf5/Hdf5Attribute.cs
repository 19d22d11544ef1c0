using KerasTransfer.Hdf5.Format;

namespace KerasTransfer.Hdf5;

/// <summary>A small named value on a group or dataset: a number, a string, or an array of them.</summary>
public sealed class Hdf5Attribute : Hdf5Data
{
    private readonly ReadOnlyMemory<byte> value;

    internal Hdf5Attribute(FileContext file, string path, string name, long address, Hdf5Type type, Dataspace space, ReadOnlyMemory<byte> value)
        : base(file, path, name, address, type, space) => this.value = value;

    internal override bool IsStoredWhole => true;

    internal override void ReadElements<TSink>(ref TSink sink)
    {
        if (Count > 0) sink.Put(0, value.Span[..(int)(Count * Type.Size)]);
    }
}
