using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace KerasTransfer;

/// <summary>Asks Linux to back big blocks with large pages, as NumPy does: the first writing of a big array then costs a tenth.</summary>
internal static partial class LargePages
{
    private const nuint Page = 2 << 20, Smallest = 4 << 20;
    private const int HugePage = 14;   // MADV_HUGEPAGE

    private static readonly bool s_isLinux = OperatingSystem.IsLinux();

    /// <summary>A hint for the memory of a new array; it does nothing to small ones, or where there are no such pages.</summary>
    public static unsafe void Hint<T>(T[] array) where T : unmanaged
    {
        nuint bytes = (nuint)array.Length * (nuint)sizeof(T);
        if (bytes < Smallest || !s_isLinux) return;
        // Should the collector move the array meanwhile, other memory of its heap gets the hint, which is harmless: contents do not change.
        nuint start = (nuint)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(array)), first = (start + Page - 1) & ~(Page - 1), end = (start + bytes) & ~(Page - 1);
        if (end > first) _ = Advise((void*)first, end - first, HugePage);
    }

    [LibraryImport("libc", EntryPoint = "madvise")]
    private static unsafe partial int Advise(void* address, nuint length, int advice);
}
