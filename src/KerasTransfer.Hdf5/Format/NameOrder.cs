using System.Text;

namespace KerasTransfer.Hdf5.Format;

/// <summary>Orders names as HDF5 does: by their UTF-8 bytes (which differs from UTF-16 order beyond U+D7FF).</summary>
internal sealed class NameOrder : IComparer<string>
{
    public static NameOrder Bytes { get; } = new();

    public int Compare(string? x, string? y) =>
        Encoding.UTF8.GetBytes(x ?? "").AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(y ?? ""));
}
