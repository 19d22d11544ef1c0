using System.Runtime.InteropServices;

namespace KerasTransfer.RandomNumbers;

/// <summary>Moves whole parts of an array about, whatever their type.</summary>
internal static class ArrayOrder
{
    /// <summary>The array's elements as bytes; the memory is its own.</summary>
    public static Span<byte> Bytes(NDArray x) => x.itemsize switch
    {
        1 => x.Raw<byte>(),
        2 => MemoryMarshal.AsBytes(x.Raw<short>()),
        4 => MemoryMarshal.AsBytes(x.Raw<int>()),
        _ => MemoryMarshal.AsBytes(x.Raw<long>()),
    };

    /// <summary>A copy whose part i along an axis is part order[i] of <paramref name="x"/>.</summary>
    public static NDArray Take(NDArray x, int axis, ReadOnlySpan<int> order)
    {
        NDArray result = x.copy();
        int n = order.Length;
        if (x.size == 0) return result;
        int width = (int)x.shape[(axis + 1)..].Size * x.itemsize;
        ReadOnlySpan<byte> from = Bytes(x);
        Span<byte> to = Bytes(result);
        for (int start = 0; start < from.Length; start += n * width)
            for (int i = 0; i < n; i++)
                from.Slice(start + order[i] * width, width).CopyTo(to.Slice(start + i * width, width));
        return result;
    }
}
