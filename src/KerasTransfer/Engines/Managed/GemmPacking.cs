using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace KerasTransfer.Engines.Managed;

/// <summary>Copies parts of a matrix into the order in which a micro-kernel reads them.</summary>
internal static unsafe class GemmPacking
{
    /// <summary>Copies <paramref name="rows"/> rows of <paramref name="columns"/> values.</summary>
    public static void Copy<T>(T* src, nint lds, int rows, int columns, T* dst, nint ldd) where T : unmanaged
    {
        // Bounds: each branch reads and writes `columns` values of each row.
        if (columns * sizeof(T) == 128)
        {
            for (; rows > 0; rows--, src += lds, dst += ldd)
            {
                Vector256<byte> a = Vector256.Load((byte*)src), b = Vector256.Load((byte*)src + 32), c = Vector256.Load((byte*)src + 64), d = Vector256.Load((byte*)src + 96);
                a.Store((byte*)dst);
                b.Store((byte*)dst + 32);
                c.Store((byte*)dst + 64);
                d.Store((byte*)dst + 96);
            }
            return;
        }
        for (; rows > 0; rows--, src += lds, dst += ldd) Unsafe.CopyBlockUnaligned(dst, src, (uint)(columns * sizeof(T)));
    }

    /// <summary><c>dst[c * ldd + r] = src[r * lds + c]</c>, value by value.</summary>
    public static void Transpose<T>(T* src, nint lds, int rows, int columns, T* dst, nint ldd) where T : unmanaged
    {
        for (int r = 0; r < rows; r++)
            for (int c = 0; c < columns; c++) dst[c * ldd + r] = src[r * lds + c];
    }
}
