using System.Collections;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace KerasTransfer;

/// <summary>
/// NumPy's array: numbers of one type in a row-major block of memory, with a shape. Operators and comparisons work element by element and broadcast;
/// types promote as in NumPy 2.
/// </summary>
/// <remarks>
/// The memory is always contiguous. Reshaping, and indexing that picks one contiguous run (<c>x[..100]</c>, <c>x[3]</c>, <c>x[0, 2..5]</c>), share it, as in NumPy:
/// assigning through them writes the original. Everything else (<c>x.T</c>, <c>x[.., 0]</c>, steps, masks) copies; <c>x[.., 0] = 1</c> and <c>x[mask] += 1</c> write into <c>x</c> all the same.
/// <c>x += y</c> makes a new array and leaves the old one alone.
/// </remarks>
public sealed partial class NDArray : IEnumerable<NDArray>
{
    /// <summary>The array (T[]) that holds the elements, from <see cref="Offset"/> on.</summary>
    internal readonly Array Storage;
    /// <summary>Where in <see cref="Storage"/> the first element lies.</summary>
    internal readonly int Offset;
    /// <summary>Whether this was a plain C# number: like Python's own numbers it gives way to the type of the array it meets.</summary>
    internal readonly bool IsWeak;

    /// <summary>What the array was computed as under a <see cref="GradientTape"/>.</summary>
    internal Tensor? Recorded;

    internal NDArray(Array storage, int offset, Shape shape, DType dtype, bool isWeak = false) =>
        (Storage, Offset, this.shape, this.dtype, size, IsWeak) = (storage, offset, shape, dtype, checked((int)shape.Size), isWeak);

    /// <summary>The lengths of the axes.</summary>
    public Shape shape { get; }
    /// <summary>The type of the elements.</summary>
    public DType dtype { get; }
    /// <summary>The number of elements.</summary>
    public int size { get; }
    /// <summary>The number of axes.</summary>
    public int ndim => shape.Rank;
    /// <summary>Bytes of one element.</summary>
    public int itemsize => dtype.Size;
    /// <summary>Bytes of all elements.</summary>
    public long nbytes => (long)size * dtype.Size;
    /// <summary>The length of the first axis; Python's <c>len(x)</c>.</summary>
    /// <exception cref="ValueError">The array has no axis.</exception>
    public int Length => ndim > 0 ? shape[0] : throw new ValueError("len() of unsized object: the array is a single number, of shape ().");

    /// <summary>An array over <paramref name="data"/>, which is not copied.</summary>
    /// <exception cref="ValueError">The shape does not hold as many elements as there are, or <typeparamref name="T"/> is no element type.</exception>
    public static NDArray FromArray<T>(T[] data, Shape shape) where T : unmanaged
    {
        DType dtype = DType.Of<T>();
        if (shape.Size != data.Length) throw new ValueError($"cannot reshape array of size {data.Length} into shape {shape}");
        return new NDArray(data, 0, shape, dtype);
    }

    /// <summary>An array of zeros.</summary>
    public static NDArray Zeros(Shape shape, DType dtype) => new(Allocate(shape, dtype, zeroed: true), 0, shape, dtype);

    /// <summary>An array whose elements will all be written at once.</summary>
    internal static NDArray Uninitialized(Shape shape, DType dtype) => new(Allocate(shape, dtype, zeroed: false), 0, shape, dtype);

    private static Array Allocate(Shape shape, DType dtype, bool zeroed)
    {
        long size = shape.Size;
        if (size > Array.MaxLength) throw new ValueError($"An array of shape {shape} has {size} elements; the most is {Array.MaxLength}.");
        int n = (int)size;
        return dtype.Code switch
        {
            DTypeCode.Float32 => Make<float>(n, zeroed),
            DTypeCode.Float64 => Make<double>(n, zeroed),
            DTypeCode.Int8 => Make<sbyte>(n, zeroed),
            DTypeCode.Int16 => Make<short>(n, zeroed),
            DTypeCode.Int32 => Make<int>(n, zeroed),
            DTypeCode.Int64 => Make<long>(n, zeroed),
            DTypeCode.UInt8 => Make<byte>(n, zeroed),
            DTypeCode.UInt32 => Make<uint>(n, zeroed),
            _ => Make<bool>(n, zeroed),
        };
        static T[] Make<T>(int n, bool zeroed) where T : unmanaged
        {
            T[] array = zeroed ? new T[n] : GC.AllocateUninitializedArray<T>(n);
            LargePages.Hint(array);
            return array;
        }
    }

    internal static NDArray ScalarOf<T>(T value, bool isWeak = false) where T : unmanaged => new((T[])[value], 0, Shape.Scalar, DType.Of<T>(), isWeak);

    /// <summary>The elements, row by row; the memory is the array's own.</summary>
    /// <exception cref="ValueError">The elements are of another type.</exception>
    public Span<T> AsSpan<T>() where T : unmanaged => Storage is T[] array && typeof(T) == dtype.ClrType
        ? array.AsSpan(Offset, size)
        : throw new ValueError($"The elements are {dtype}, not {typeof(T).Name}. Convert first: x.astype(\"{DType.Of<T>()}\").");

    /// <summary>The elements seen as another type of the same width: for moving them, and for the 0 and 1 of bools.</summary>
    internal Span<T> Raw<T>() where T : unmanaged
    {
        // Storage is a T'[] with sizeof(T') == sizeof(T), and Offset + size is within it by construction.
        if (Unsafe.SizeOf<T>() != dtype.Size) throw new InvalidOperationException($"Elements of {dtype} are not {Unsafe.SizeOf<T>()} bytes wide.");
        return MemoryMarshal.CreateSpan(ref Unsafe.Add(ref Unsafe.As<byte, T>(ref MemoryMarshal.GetArrayDataReference(Storage)), Offset), size);
    }

    /// <summary>The same memory under another shape of the same size.</summary>
    internal NDArray View(Shape shape) => new(Storage, Offset, shape, dtype);

    /// <summary>Elements [start, start + size of <paramref name="shape"/>) as an array that shares the memory.</summary>
    internal NDArray View(int start, Shape shape) => new(Storage, Offset + start, shape, dtype);

    /// <summary>A copy with elements of another type; floating point is cut off towards zero, integers wrap.</summary>
    public NDArray astype(DType dtype)
    {
        NDArray result = Uninitialized(shape, dtype);
        Cast.Copy(this, result);
        return result;
    }

    /// <summary>This array if it has that type, else a converted copy.</summary>
    internal NDArray As(DType dtype) => this.dtype == dtype ? this : astype(dtype);

    /// <summary>A copy with memory of its own.</summary>
    public NDArray copy() => astype(dtype);

    /// <summary>The same elements under another shape, sharing the memory; one length may be −1 and follows from the others.</summary>
    /// <exception cref="ValueError">The sizes differ.</exception>
    public NDArray reshape(Shape shape)
    {
        ReadOnlySpan<int> dims = shape.Dims;
        int unknown = dims.IndexOf(Shape.Unknown);
        if (unknown < 0) return shape.Size == size ? View(shape) : throw Mismatch();
        if (dims[(unknown + 1)..].Contains(Shape.Unknown)) throw new ValueError("can only specify one unknown dimension");
        long known = 1;
        foreach (int d in dims) if (d != Shape.Unknown) known = checked(known * d);
        return known != 0 && size % known == 0 ? View(shape.With(unknown, (int)(size / known))) : throw Mismatch();

        ValueError Mismatch() => new($"cannot reshape array of size {size} into shape {shape.ToString().Replace("None", "-1")}");
    }

    /// <summary>The same elements under another shape, sharing the memory: <c>x.reshape(-1, 28, 28)</c>.</summary>
    public NDArray reshape(int first, int second, params ReadOnlySpan<int> more) => reshape(new Shape([first, second, .. more]));

    /// <summary>The one element, converted.</summary>
    /// <exception cref="ValueError">There is not exactly one.</exception>
    public T item<T>() where T : unmanaged => size == 1 ? item<T>(0)
        : throw new ValueError($"can only convert an array of size 1 to a scalar; this one has shape {shape}.");

    /// <summary>One element by its place in row-major order, converted.</summary>
    /// <exception cref="ValueError">There is no such element.</exception>
    public T item<T>(int index) where T : unmanaged
    {
        int i = index < 0 ? index + size : index;
        if ((uint)i >= (uint)size) throw new ValueError($"index {index} is out of bounds for size {size}");
        return View(i, Shape.Scalar).As(DType.Of<T>()).AsSpan<T>()[0];
    }

    /// <summary>Goes over the first axis: rows of a matrix, images of a batch, numbers of a vector.</summary>
    public IEnumerator<NDArray> GetEnumerator()
    {
        if (ndim == 0) throw new ValueError("iteration over a 0-d array");
        for (int i = 0; i < shape[0]; i++) yield return this[i];
    }
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
