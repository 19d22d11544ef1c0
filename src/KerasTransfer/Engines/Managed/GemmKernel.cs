using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace KerasTransfer.Engines.Managed;

/// <summary>Which micro-kernel multiplies.</summary>
internal enum GemmKernel
{
    /// <summary>512-bit vectors, fused multiply-add.</summary>
    Avx512,
    /// <summary>256-bit vectors, fused multiply-add.</summary>
    Avx2,
    /// <summary>128-bit vectors: NEON, and whatever else there is.</summary>
    Portable,
}

/// <summary>Where a tile lies: C[i, j] = alpha · Σₚ A[i, p] · B[p, j] + beta · C[i, j], over K steps.</summary>
/// <remarks>Element (i, p) of A is at <c>A[i * ARow + p * AColumn]</c>, with ARow = 1 or any ARow; (p, j) of B at <c>B[p * BRow + j]</c>; (i, j) of C at <c>C[i * CRow + j]</c>.
/// Who fills it in answers for every element of the tile being within its array.</remarks>
internal unsafe struct GemmTile<T> where T : unmanaged
{
    public T* A, B, C;
    public nint ARow, AColumn, BRow, CRow;
    /// <summary>How far ahead B is fetched, in elements: the next strip's distance where B comes from memory, else 0.</summary>
    public nint BAhead;
    public int K;
    public T Alpha, Beta;
}

/// <summary>A micro-kernel: multiplies into one tile of at most <see cref="Rows"/> × <see cref="Columns"/>, its sums kept in registers.</summary>
/// <remarks>Each sum is one chain of multiply-adds over p in ascending order, whatever the tile's size: so an element has the same bits in whichever tile it falls.</remarks>
internal unsafe interface IGemmKernel<T> where T : unmanaged
{
    static abstract bool IsSupported { get; }
    static abstract int Rows { get; }
    static abstract int Columns { get; }
    /// <summary>Elements from one step to the next in a packed panel of A; at least <see cref="Rows"/>.</summary>
    static abstract int PanelStride { get; }
    /// <summary><c>dst[c * ldd + r] = src[r * lds + c]</c>; of each row of dst, a multiple of 16 values may be written.</summary>
    static abstract void PackTransposed(T* src, nint lds, int rows, int columns, T* dst, nint ldd);
    static abstract void Multiply(int rows, int columns, in GemmTile<T> tile);
}

// Constants by type: the JIT compiles a tile once for each combination that is used.
internal interface IRows { static abstract int Count { get; } }
internal readonly struct R1 : IRows { public static int Count => 1; }
internal readonly struct R2 : IRows { public static int Count => 2; }
internal readonly struct R3 : IRows { public static int Count => 3; }
internal readonly struct R4 : IRows { public static int Count => 4; }
internal readonly struct R5 : IRows { public static int Count => 5; }
internal readonly struct R6 : IRows { public static int Count => 6; }
internal readonly struct R7 : IRows { public static int Count => 7; }
internal readonly struct R8 : IRows { public static int Count => 8; }
internal readonly struct R9 : IRows { public static int Count => 9; }
internal readonly struct R10 : IRows { public static int Count => 10; }
internal readonly struct R11 : IRows { public static int Count => 11; }
internal readonly struct R12 : IRows { public static int Count => 12; }
internal readonly struct R13 : IRows { public static int Count => 13; }
internal readonly struct R14 : IRows { public static int Count => 14; }

internal interface IRowsOfA { static abstract bool Adjacent { get; } }
/// <summary>The rows' elements of one step lie side by side: A transposed in place, or a packed panel.</summary>
internal readonly struct Adjacent : IRowsOfA { static bool IRowsOfA.Adjacent => true; }
internal readonly struct Strided : IRowsOfA { static bool IRowsOfA.Adjacent => false; }

internal interface IWidth
{
    /// <summary>Vectors that hold the tile's columns.</summary>
    static abstract int Vectors { get; }
    /// <summary>Every vector is full, and there are as many as the kernel takes.</summary>
    static abstract bool Full { get; }
}
internal readonly struct Full : IWidth { public static int Vectors => 3; static bool IWidth.Full => true; }
internal readonly struct Partial1 : IWidth { public static int Vectors => 1; public static bool Full => false; }
internal readonly struct Partial2 : IWidth { public static int Vectors => 2; public static bool Full => false; }
internal readonly struct Partial3 : IWidth { public static int Vectors => 3; public static bool Full => false; }

/// <summary>The first 0 … 4 lanes of a vector, where there are no masked loads.</summary>
internal static unsafe class Lanes
{
    // Bounds: reads and writes p[0 … count - 1] only.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Load(float* p, int count) => count switch
    {
        >= 4 => Vector128.Load(p),
        3 => Vector128.Create(p[0], p[1], p[2], 0),
        2 => Vector128.Create(p[0], p[1], 0, 0),
        1 => Vector128.CreateScalar(p[0]),
        _ => default,
    };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(float* p, Vector128<float> x, int count)
    {
        if (count >= 4)
        {
            x.Store(p);
            return;
        }
        if (count > 0) p[0] = x[0];
        if (count > 1) p[1] = x[1];
        if (count > 2) p[2] = x[2];
    }
}
