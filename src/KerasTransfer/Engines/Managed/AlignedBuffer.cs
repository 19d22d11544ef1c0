using System.Numerics;
using System.Runtime.InteropServices;

namespace KerasTransfer.Engines.Managed;

/// <summary>Memory outside the garbage collector's heap, aligned to 64 bytes, with undefined contents. Rented, and given back by <see cref="Dispose"/>.</summary>
/// <remarks>Buffers given back are kept for the next to rent one of that size class, object and all, so a steady state allocates nothing.</remarks>
internal sealed unsafe class AlignedBuffer : IDisposable
{
    private const int SmallestClass = 12, LargestKeptClass = 28, KeptPerClass = 8;   // 4 KB … 256 MB
    private const nuint Alignment = 64;

    private static readonly Lock s_gate = new();
    private static readonly AlignedBuffer?[] s_kept = new AlignedBuffer?[(LargestKeptClass + 1) * KeptPerClass];

    private readonly int _class;
    private bool _rented;

    private AlignedBuffer(int sizeClass, long bytes)
    {
        (_class, Bytes, _rented) = (sizeClass, bytes, true);
        Pointer = (byte*)NativeMemory.AlignedAlloc((nuint)bytes, Alignment);
        GC.AddMemoryPressure(bytes);
    }

    ~AlignedBuffer() => Free();

    /// <summary>First byte; a multiple of 64.</summary>
    public byte* Pointer { get; private set; }

    /// <summary>First byte, as a float.</summary>
    public float* Floats => (float*)Pointer;

    /// <summary>Bytes there are; at least as many as were asked for.</summary>
    public long Bytes { get; }

    /// <summary>A buffer of at least <paramref name="bytes"/> bytes.</summary>
    public static AlignedBuffer Rent(long bytes)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(bytes);
        int sizeClass = Math.Max(SmallestClass, bytes <= 1 ? 0 : BitOperations.Log2((ulong)bytes - 1) + 1);
        if (sizeClass > LargestKeptClass) return new AlignedBuffer(sizeClass, (bytes + 63) & ~63L);   // large ones exactly, and freed at once when given back
        lock (s_gate)
        {
            for (int i = KeptPerClass - 1; i >= 0; i--)
            {
                ref AlignedBuffer? slot = ref s_kept[sizeClass * KeptPerClass + i];
                if (slot is not { } buffer) continue;
                slot = null;
                buffer._rented = true;
                return buffer;
            }
        }
        return new AlignedBuffer(sizeClass, 1L << sizeClass);
    }

    /// <summary>A buffer of at least <paramref name="count"/> values of <typeparamref name="T"/>.</summary>
    public static AlignedBuffer Rent<T>(long count) where T : unmanaged => Rent(checked(count * sizeof(T)));

    /// <summary>The first <paramref name="count"/> values.</summary>
    public Span<T> Span<T>(int count) where T : unmanaged
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((long)count * sizeof(T), Bytes);
        return new Span<T>(Pointer, count);
    }

    /// <summary>Gives the buffer back; its memory must not be touched any more.</summary>
    public void Dispose()
    {
        lock (s_gate)
        {
            if (!_rented) return;
            _rented = false;
            for (int i = 0; _class <= LargestKeptClass && i < KeptPerClass; i++)
            {
                ref AlignedBuffer? slot = ref s_kept[_class * KeptPerClass + i];
                if (slot is not null) continue;
                slot = this;
                return;
            }
        }
        Free();
        GC.SuppressFinalize(this);
    }

    /// <summary>Frees every buffer that nobody rents.</summary>
    public static void Trim()
    {
        lock (s_gate)
        {
            foreach (ref AlignedBuffer? slot in s_kept.AsSpan())
            {
                if (slot is null) continue;
                slot.Free();
                GC.SuppressFinalize(slot);
                slot = null;
            }
        }
    }

    private void Free()
    {
        if (Pointer is null) return;
        NativeMemory.AlignedFree(Pointer);
        Pointer = null;
        GC.RemoveMemoryPressure(Bytes);
    }
}
