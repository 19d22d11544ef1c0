using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace KerasTransfer.Graph;

/// <summary>Arrays that never move and start at a multiple of 64 bytes, so that kernels may keep their address and load whole cache lines.</summary>
internal static unsafe class Pinned
{
    private const int Alignment = 64;

    /// <summary>A zeroed array and the address of its first element, valid as long as the array lives.</summary>
    public static NDArray Array(Shape shape, DType dtype, out nint address)
    {
        int size = checked((int)shape.Size);
        return dtype.name switch
        {
            "float32" => Allocate<float>(shape, size, out address),
            "float64" => Allocate<double>(shape, size, out address),
            "int8" => Allocate<sbyte>(shape, size, out address),
            "int16" => Allocate<short>(shape, size, out address),
            "int32" => Allocate<int>(shape, size, out address),
            "int64" => Allocate<long>(shape, size, out address),
            "uint8" => Allocate<byte>(shape, size, out address),
            "uint32" => Allocate<uint>(shape, size, out address),
            "bool" => Allocate<bool>(shape, size, out address),
            _ => throw new NotSupportedException($"Variables of type {dtype} are not supported."),
        };
    }

    /// <summary>Copies elements into an array of the same size, converting the type.</summary>
    public static void Copy(NDArray source, NDArray target)
    {
        NDArray converted = source.dtype == target.dtype ? source : source.astype(target.dtype);
        Bytes(converted).CopyTo(Bytes(target));
    }

    /// <summary>An array's elements as bytes. The span keeps the array alive and is followed by the collector if it moves.</summary>
    public static Span<byte> Bytes(NDArray array)
    {
        if (array.size == 0) return [];
        return array.nbytes <= int.MaxValue ? MemoryMarshal.CreateSpan(ref Start(array), (int)array.nbytes)
            : throw new NotSupportedException($"An array of {array.size} elements of {array.dtype} is longer than 2 GiB. Split it.");
    }

    /// <summary>An array's first byte.</summary>
    public static ref byte Start(NDArray array)
    {
        ref byte start = ref MemoryMarshal.GetArrayDataReference(array.Storage);    // bounds: the array's own offset and size lie inside its storage
        return ref Unsafe.AddByteOffset(ref start, (nint)array.Offset * array.dtype.Size);
    }

    private static NDArray Allocate<T>(Shape shape, int size, out nint address) where T : unmanaged
    {
        T[] storage = GC.AllocateArray<T>(size + Alignment / sizeof(T), pinned: true);
        nint start = (nint)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(storage));
        nint aligned = (start + Alignment - 1) & ~(Alignment - 1);              // at most Alignment − sizeof(T) bytes on: inside the extra elements
        address = aligned;
        return new NDArray(storage, (int)((aligned - start) / sizeof(T)), shape, DType.Of<T>());
    }
}
