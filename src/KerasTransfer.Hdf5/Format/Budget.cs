namespace KerasTransfer.Hdf5.Format;

/// <summary>Structures of a sound file lie apart from each other, so one walk never meets an address twice nor more bytes than the file has.
/// Holding a walk to that ends circles and keeps the work in proportion to the file, whatever is in it.</summary>
internal sealed class Budget(FileContext file, string path, string what)
{
    private readonly HashSet<long> seen = [];
    private long left = file.Length;

    public void Spend(long address, long bytes)
    {
        if (!seen.Add(address)) throw file.Error(path, address, $"{what} form a circle: this one was met before");
        if ((left -= bytes) < 0) throw file.Error(path, address, $"{what} overlap: together they are larger than the file");
    }
}
