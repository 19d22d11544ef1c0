using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace KerasTransfer;

public sealed partial class NumPyApi
{
    /// <summary>A copy of an array, or an array of one number; of another type if asked for.</summary>
    public NDArray array(NDArray @object, DType? dtype = null) => @object.astype(dtype ?? @object.dtype);
    /// <summary>The array itself, or a converted copy if it is of another type.</summary>
    public NDArray asarray(NDArray @object, DType? dtype = null) => @object.IsWeak ? array(@object, dtype) : @object.As(dtype ?? @object.dtype);
    /// <summary>One axis. Numbers written as C# ints become int64; <typeparamref name="T"/> is an element type or NDArray.</summary>
    /// <exception cref="ValueError">The parts differ in shape, or T is no element type.</exception>
    public NDArray array<T>(T[] @object, DType? dtype = null) => Typed(FromRow(@object), dtype);
    /// <summary>One axis. Numbers written as C# ints become int64; <typeparamref name="T"/> is an element type or NDArray.</summary>
    /// <exception cref="ValueError">The parts differ in shape, or T is no element type.</exception>
    public NDArray asarray<T>(T[] @object, DType? dtype = null) => Typed(FromRow(@object), dtype);
    /// <summary>Two axes: the rows, all of one length. Numbers written as C# ints become int64; <typeparamref name="T"/> is an element type or NDArray.</summary>
    /// <exception cref="ValueError">The parts differ in shape, or T is no element type.</exception>
    public NDArray array<T>(T[][] @object, DType? dtype = null) => Typed(NDArray.Stack(@object, FromRow), dtype);
    /// <summary>Two axes: the rows, all of one length. Numbers written as C# ints become int64; <typeparamref name="T"/> is an element type or NDArray.</summary>
    /// <exception cref="ValueError">The parts differ in shape, or T is no element type.</exception>
    public NDArray asarray<T>(T[][] @object, DType? dtype = null) => Typed(NDArray.Stack(@object, FromRow), dtype);
    /// <summary>Three axes. Numbers written as C# ints become int64; <typeparamref name="T"/> is an element type or NDArray.</summary>
    /// <exception cref="ValueError">The parts differ in shape, or T is no element type.</exception>
    public NDArray array<T>(T[][][] @object, DType? dtype = null) => Typed(NDArray.Stack(@object, m => NDArray.Stack(m, FromRow)), dtype);
    /// <summary>Three axes. Numbers written as C# ints become int64; <typeparamref name="T"/> is an element type or NDArray.</summary>
    /// <exception cref="ValueError">The parts differ in shape, or T is no element type.</exception>
    public NDArray asarray<T>(T[][][] @object, DType? dtype = null) => Typed(NDArray.Stack(@object, m => NDArray.Stack(m, FromRow)), dtype);
    /// <summary>Four axes. Numbers written as C# ints become int64; <typeparamref name="T"/> is an element type or NDArray.</summary>
    /// <exception cref="ValueError">The parts differ in shape, or T is no element type.</exception>
    public NDArray array<T>(T[][][][] @object, DType? dtype = null) => Typed(NDArray.Stack(@object, b => NDArray.Stack(b, m => NDArray.Stack(m, FromRow))), dtype);
    /// <summary>Four axes. Numbers written as C# ints become int64; <typeparamref name="T"/> is an element type or NDArray.</summary>
    /// <exception cref="ValueError">The parts differ in shape, or T is no element type.</exception>
    public NDArray asarray<T>(T[][][][] @object, DType? dtype = null) => Typed(NDArray.Stack(@object, b => NDArray.Stack(b, m => NDArray.Stack(m, FromRow))), dtype);
    /// <summary>Two axes. Numbers written as C# ints become int64; <typeparamref name="T"/> is an element type or NDArray.</summary>
    /// <exception cref="ValueError">The parts differ in shape, or T is no element type.</exception>
    public NDArray array<T>(T[,] @object, DType? dtype = null) => Typed(FromBlock<T>(@object), dtype);
    /// <summary>Two axes. Numbers written as C# ints become int64; <typeparamref name="T"/> is an element type or NDArray.</summary>
    /// <exception cref="ValueError">The parts differ in shape, or T is no element type.</exception>
    public NDArray asarray<T>(T[,] @object, DType? dtype = null) => Typed(FromBlock<T>(@object), dtype);
    /// <summary>Three axes. Numbers written as C# ints become int64; <typeparamref name="T"/> is an element type or NDArray.</summary>
    /// <exception cref="ValueError">The parts differ in shape, or T is no element type.</exception>
    public NDArray array<T>(T[,,] @object, DType? dtype = null) => Typed(FromBlock<T>(@object), dtype);
    /// <summary>Three axes. Numbers written as C# ints become int64; <typeparamref name="T"/> is an element type or NDArray.</summary>
    /// <exception cref="ValueError">The parts differ in shape, or T is no element type.</exception>
    public NDArray asarray<T>(T[,,] @object, DType? dtype = null) => Typed(FromBlock<T>(@object), dtype);
    /// <summary>Four axes. Numbers written as C# ints become int64; <typeparamref name="T"/> is an element type or NDArray.</summary>
    /// <exception cref="ValueError">The parts differ in shape, or T is no element type.</exception>
    public NDArray array<T>(T[,,,] @object, DType? dtype = null) => Typed(FromBlock<T>(@object), dtype);
    /// <summary>Four axes. Numbers written as C# ints become int64; <typeparamref name="T"/> is an element type or NDArray.</summary>
    /// <exception cref="ValueError">The parts differ in shape, or T is no element type.</exception>
    public NDArray asarray<T>(T[,,,] @object, DType? dtype = null) => Typed(FromBlock<T>(@object), dtype);
    /// <summary>The values in order, or arrays of one shape stacked. Numbers written as C# ints become int64; <typeparamref name="T"/> is an element type or NDArray.</summary>
    /// <exception cref="ValueError">The parts differ in shape, or T is no element type.</exception>
    [OverloadResolutionPriority(-1)]   // what converts to NDArray goes there
    public NDArray array<T>(IEnumerable<T> @object, DType? dtype = null) => Typed(FromRow([.. @object]), dtype);
    /// <summary>The values in order, or arrays of one shape stacked. Numbers written as C# ints become int64; <typeparamref name="T"/> is an element type or NDArray.</summary>
    /// <exception cref="ValueError">The parts differ in shape, or T is no element type.</exception>
    [OverloadResolutionPriority(-1)]   // what converts to NDArray goes there
    public NDArray asarray<T>(IEnumerable<T> @object, DType? dtype = null) => Typed(FromRow([.. @object]), dtype);
    /// <summary>Two axes: the rows, all of one length. Numbers written as C# ints become int64; <typeparamref name="T"/> is an element type.</summary>
    /// <exception cref="ValueError">The rows differ in length, or T is no element type.</exception>
    [OverloadResolutionPriority(-1)]   // what converts to NDArray goes there
    public NDArray array<T>(IEnumerable<T[]> @object, DType? dtype = null) => Typed(NDArray.Stack<T[]>([.. @object.Select(r => r.ToArray())], FromRow), dtype);
    /// <summary>Two axes: the rows, all of one length. Numbers written as C# ints become int64; <typeparamref name="T"/> is an element type.</summary>
    /// <exception cref="ValueError">The rows differ in length, or T is no element type.</exception>
    [OverloadResolutionPriority(-1)]   // what converts to NDArray goes there
    public NDArray array<T>(IEnumerable<List<T>> @object, DType? dtype = null) => Typed(NDArray.Stack<T[]>([.. @object.Select(r => r.ToArray())], FromRow), dtype);
    /// <summary>Two axes: the rows, all of one length. Numbers written as C# ints become int64; <typeparamref name="T"/> is an element type.</summary>
    /// <exception cref="ValueError">The rows differ in length, or T is no element type.</exception>
    [OverloadResolutionPriority(-1)]   // what converts to NDArray goes there
    public NDArray asarray<T>(IEnumerable<T[]> @object, DType? dtype = null) => Typed(NDArray.Stack<T[]>([.. @object.Select(r => r.ToArray())], FromRow), dtype);
    /// <summary>Two axes: the rows, all of one length. Numbers written as C# ints become int64; <typeparamref name="T"/> is an element type.</summary>
    /// <exception cref="ValueError">The rows differ in length, or T is no element type.</exception>
    [OverloadResolutionPriority(-1)]   // what converts to NDArray goes there
    public NDArray asarray<T>(IEnumerable<List<T>> @object, DType? dtype = null) => Typed(NDArray.Stack<T[]>([.. @object.Select(r => r.ToArray())], FromRow), dtype);

    private static NDArray Typed(NDArray a, DType? dtype)
    {
        if (dtype is null) return a;
        return a.As(dtype);
    }

    private static NDArray FromRow<T>(T[] values)
    {
        object row = values;   // typeof, not `is`: to the runtime a uint[] is an int[] too
        if (typeof(T) == typeof(double)) return NDArray.Of((double[])row);
        if (typeof(T) == typeof(float)) return NDArray.Of((float[])row);
        if (typeof(T) == typeof(int)) return NDArray.Of((int[])row);
        if (typeof(T) == typeof(long)) return NDArray.Of((long[])row);
        if (typeof(T) == typeof(byte)) return NDArray.Of((byte[])row);
        if (typeof(T) == typeof(bool)) return NDArray.Of((bool[])row);
        if (typeof(T) == typeof(sbyte)) return NDArray.Of((sbyte[])row);
        if (typeof(T) == typeof(short)) return NDArray.Of((short[])row);
        if (typeof(T) == typeof(uint)) return NDArray.Of((uint[])row);
        if (row is NDArray[] parts) return NDArray.Stack(parts, p => p);
        throw new ValueError($"Arrays of {typeof(T).Name} are not supported. Supported: {string.Join(", ", DType.All)}, and arrays of one shape.");
    }

    private static NDArray FromBlock<T>(Array values) => values switch
    {
        _ when typeof(T) == typeof(double) => NDArray.OfBlock<double>(values),
        _ when typeof(T) == typeof(float) => NDArray.OfBlock<float>(values),
        _ when typeof(T) == typeof(int) => NDArray.OfBlock<int>(values),
        _ when typeof(T) == typeof(long) => NDArray.OfBlock<long>(values),
        _ when typeof(T) == typeof(byte) => NDArray.OfBlock<byte>(values),
        _ when typeof(T) == typeof(bool) => NDArray.OfBlock<bool>(values),
        _ when typeof(T) == typeof(sbyte) => NDArray.OfBlock<sbyte>(values),
        _ when typeof(T) == typeof(short) => NDArray.OfBlock<short>(values),
        _ when typeof(T) == typeof(uint) => NDArray.OfBlock<uint>(values),
        _ => throw new ValueError($"Arrays of {typeof(T).Name} are not supported. Supported: {string.Join(", ", DType.All)}."),
    };

    /// <summary>A copy of the array with memory of its own.</summary>
    public NDArray copy(NDArray a) => a.copy();
    /// <summary>Zeros, float64 unless told otherwise.</summary>
    public NDArray zeros(Shape shape, DType? dtype = null) => NDArray.Zeros(shape, dtype ?? DType.float64);
    /// <summary>Ones, float64 unless told otherwise.</summary>
    public NDArray ones(Shape shape, DType? dtype = null) => full(shape, 1, dtype ?? DType.float64);
    /// <summary>An array of zeros, or of the bytes given: NumPy's constructor, whose memory is not cleared.</summary>
    /// <param name="shape">The lengths of the axes.</param>
    /// <param name="dtype">The type; null for float64.</param>
    /// <param name="buffer">The elements' bytes, row by row, little-endian; they are copied.</param>
    /// <exception cref="ValueError">There are too few bytes.</exception>
    public NDArray ndarray(Shape shape, DType? dtype = null, byte[]? buffer = null)
    {
        if (buffer is null) return zeros(shape, dtype);
        NDArray all = frombuffer(buffer, dtype ?? DType.float64);
        return all.size >= shape.Size ? all[..(int)shape.Size].reshape(shape) : throw new ValueError($"buffer is too small for requested array: {buffer.Length} bytes for shape {shape} of {dtype ?? DType.float64}");
    }

    /// <summary>An array to be filled; its elements start as zeros.</summary>
    public NDArray empty(Shape shape, DType? dtype = null) => zeros(shape, dtype);
    /// <summary>An array to be filled; its elements start as zeros.</summary>
    public NDArray ndarray(Shape shape, DType? dtype = null) => zeros(shape, dtype);
    /// <summary>An array filled with one value (or one that broadcasts); of the value's type unless told otherwise.</summary>
    public NDArray full(Shape shape, NDArray fill_value, DType? dtype = null)
    {
        DType type = dtype ?? fill_value.dtype;
        Promotion.CheckFits(fill_value, type);
        NDArray result = Broadcasting.To(fill_value.As(type), shape, "could not broadcast input array from shape {0} into shape {1}");
        return ReferenceEquals(result.Storage, fill_value.Storage) ? result.copy() : result;
    }
    /// <summary>Zeros in the shape and type of another array.</summary>
    public NDArray zeros_like(NDArray a, DType? dtype = null) => NDArray.Zeros(a.shape, dtype ?? a.dtype);
    /// <summary>Ones in the shape and type of another array.</summary>
    public NDArray ones_like(NDArray a, DType? dtype = null) => full(a.shape, 1, dtype ?? a.dtype);
    /// <summary>An array to be filled, in the shape and type of another; its elements start as zeros.</summary>
    public NDArray empty_like(NDArray prototype, DType? dtype = null) => zeros_like(prototype, dtype);
    /// <summary>An array filled with one value, in the shape and type of another.</summary>
    public NDArray full_like(NDArray a, NDArray fill_value, DType? dtype = null) => full(a.shape, fill_value, dtype ?? a.dtype);

    /// <summary>0, 1, … up to before <paramref name="stop"/>; int64 unless told otherwise.</summary>
    public NDArray arange(long stop, DType? dtype = null) => arange(0, stop, 1, dtype);
    /// <summary>0, 1, … up to before <paramref name="stop"/>; float64 unless told otherwise.</summary>
    public NDArray arange(double stop, DType? dtype = null) => arange(0.0, stop, 1.0, dtype);
    /// <summary>From <paramref name="start"/> by <paramref name="step"/> up to before <paramref name="stop"/>; int64 unless told otherwise.</summary>
    /// <exception cref="ValueError">The step is zero.</exception>
    public NDArray arange(long start, long stop, long step = 1, DType? dtype = null)
    {
        if (step == 0) throw new ValueError("Maximum allowed size exceeded: the step is zero.");
        long count = step > 0 ? (stop - start + step - 1) / step : (start - stop - step - 1) / -step;
        NDArray result = NDArray.Uninitialized(Length(count), DType.int64);
        Span<long> values = result.AsSpan<long>();
        for (int i = 0; i < values.Length; i++) values[i] = start + i * step;
        return Typed(result, dtype);
    }
    /// <summary>From <paramref name="start"/> by <paramref name="step"/> up to before <paramref name="stop"/>; float64 unless told otherwise.</summary>
    /// <exception cref="ValueError">The step is zero.</exception>
    public NDArray arange(double start, double stop, double step = 1, DType? dtype = null)
    {
        if (step == 0) throw new ValueError("Maximum allowed size exceeded: the step is zero.");
        NDArray result = NDArray.Uninitialized(Length(Math.Ceiling((stop - start) / step)), dtype ?? DType.float64);
        // NumPy writes the first two numbers and goes on by their difference, in the type of the array.
        switch (result.dtype.Code)
        {
            case DTypeCode.Float32: Fill(result.Raw<float>(), (float)start, (float)(start + step)); break;
            case DTypeCode.Float64: Fill(result.Raw<double>(), start, start + step); break;
            default:
                NDArray whole = NDArray.Uninitialized(result.shape, DType.int64);
                Fill(whole.Raw<long>(), (long)start, (long)(start + step));
                return whole.As(result.dtype);
        }
        return result;

        static void Fill<T>(Span<T> values, T first, T second) where T : INumber<T>
        {
            T delta = second - first;
            for (int i = 0; i < values.Length; i++) values[i] = i == 1 ? second : first + T.CreateTruncating(i) * delta;
        }
    }
    private static int Length(double count) => count <= Array.MaxLength ? (int)Math.Max(0, count) : throw new ValueError("Maximum allowed size exceeded");

    /// <summary><paramref name="num"/> numbers evenly from <paramref name="start"/> to <paramref name="stop"/>, which is the last unless <paramref name="endpoint"/> is false.</summary>
    /// <exception cref="ValueError"><paramref name="num"/> is negative.</exception>
    public NDArray linspace(double start, double stop, int num = 50, bool endpoint = true, DType? dtype = null)
    {
        NDArray result = Evenly(start, stop, num, endpoint);
        if (dtype is { IsInteger: true }) result = floor(result);
        return Typed(result, dtype);
    }
    private static NDArray Evenly<T>(T start, T stop, int num, bool endpoint) where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (num < 0) throw new ValueError($"Number of samples, {num}, must be non-negative.");
        T[] y = new T[num];
        T div = T.CreateChecked(endpoint ? num - 1 : num), delta = stop - start, step = delta / div;
        for (int i = 0; i < num; i++)
        {
            T at = T.CreateChecked(i);
            y[i] = (div <= T.Zero ? at * delta : T.IsZero(step) ? at / div * delta : at * step) + start;
        }
        if (endpoint && num > 1) y[^1] = stop;
        return NDArray.FromArray(y, num);
    }
    /// <summary><paramref name="num"/> numbers from base to the power of <paramref name="start"/> to base to the power of <paramref name="stop"/>, evenly on a logarithmic scale.</summary>
    public NDArray logspace(double start, double stop, int num = 50, bool endpoint = true, double @base = 10.0, DType? dtype = null) =>
        Typed(power(@base, linspace(start, stop, num, endpoint)), dtype);

    /// <summary>A matrix of <paramref name="N"/> rows and <paramref name="M"/> columns (as many if null) with ones on the <paramref name="k"/>-th diagonal.</summary>
    public NDArray eye(int N, int? M = null, int k = 0, DType? dtype = null)
    {
        int columns = M ?? N;
        NDArray result = zeros((N, columns), DType.float64);
        Span<double> y = result.AsSpan<double>();
        for (int i = Math.Max(0, -k); i < N && i + k < columns; i++) y[i * columns + i + k] = 1;
        return Typed(result, dtype);
    }
    /// <summary>The square matrix with ones on the diagonal.</summary>
    public NDArray identity(int n, DType? dtype = null) => eye(n, dtype: dtype);

    /// <summary>Of a vector, the matrix with it on the <paramref name="k"/>-th diagonal; of a matrix, that diagonal.</summary>
    public NDArray diag(NDArray v, int k = 0)
    {
        if (v.ndim == 1)
        {
            int n = v.size + Math.Abs(k);
            NDArray result = NDArray.Zeros((n, n), v.dtype);
            for (int i = 0; i < v.size; i++) Array.Copy(v.Storage, v.Offset + i, result.Storage, (i + Math.Max(0, -k)) * n + i + Math.Max(0, k), 1);
            return result;
        }
        if (v.ndim != 2) throw new ValueError("Input must be 1- or 2-d.");
        int rows = v.shape[0], columns = v.shape[1], from = Math.Max(0, -k), to = Math.Max(0, k);
        int count = Math.Max(0, Math.Min(rows - from, columns - to));
        return new Selection(count == 0 ? 0 : from * columns + to, count, [columns + 1]).Copy(v);
    }
    /// <summary>The matrix with zeros above the <paramref name="k"/>-th diagonal.</summary>
    public NDArray tril(NDArray m, int k = 0) => Triangle(m, (i, j) => j - i <= k);
    /// <summary>The matrix with zeros below the <paramref name="k"/>-th diagonal.</summary>
    public NDArray triu(NDArray m, int k = 0) => Triangle(m, (i, j) => j - i >= k);
    private NDArray Triangle(NDArray m, Func<int, int, bool> keep)
    {
        if (m.ndim < 2) m = Broadcasting.To(m, (m.size, m.size));
        int rows = m.shape[^2], columns = m.shape[^1];
        bool[] kept = new bool[rows * columns];
        for (int i = 0; i < kept.Length; i++) kept[i] = keep(i / columns, i % columns);
        return where(NDArray.FromArray(kept, (rows, columns)), m, NDArray.Zeros(Shape.Scalar, m.dtype));
    }

    /// <summary>The grid that two axes span: with <c>indexing: "xy"</c> of shape (length of the second, length of the first), with <c>"ij"</c> the other way round.</summary>
    public (NDArray, NDArray) meshgrid(NDArray x1, NDArray x2, string indexing = "xy")
    {
        NDArray[] grid = Grid([x1, x2], indexing);
        return (grid[0], grid[1]);
    }
    /// <summary>The grid that three axes span.</summary>
    public (NDArray, NDArray, NDArray) meshgrid(NDArray x1, NDArray x2, NDArray x3, string indexing = "xy")
    {
        NDArray[] grid = Grid([x1, x2, x3], indexing);
        return (grid[0], grid[1], grid[2]);
    }
    private static NDArray[] Grid(NDArray[] axes, string indexing)
    {
        if (indexing is not ("xy" or "ij")) throw new ValueError("Valid values for `indexing` are 'xy' and 'ij'.");
        int[] order = [.. Enumerable.Range(0, axes.Length)];
        if (indexing == "xy") (order[0], order[1]) = (1, 0);
        Shape shape = new([.. order.Select(i => axes[i].size)]);
        return [.. axes.Select((a, i) =>
        {
            int[] dims = [.. Enumerable.Repeat(1, axes.Length)];
            dims[Array.IndexOf(order, i)] = a.size;
            NDArray grid = Broadcasting.To(a.View(new Shape(dims)), shape);
            return ReferenceEquals(grid.Storage, a.Storage) ? grid.copy() : grid;
        })];
    }

    /// <summary>The numbers that lie in a block of bytes, little-endian; <paramref name="count"/> of them (−1: all) from <paramref name="offset"/> bytes on.</summary>
    /// <exception cref="ValueError">The bytes are too few, or no whole number of elements.</exception>
    public NDArray frombuffer(byte[] buffer, DType? dtype = null, int count = -1, int offset = 0)
    {
        DType type = dtype ?? DType.float64;
        if (offset < 0 || offset > buffer.Length) throw new ValueError($"offset must be non-negative and no greater than buffer length ({buffer.Length})");
        int rest = buffer.Length - offset;
        if (count < 0 && rest % type.Size != 0) throw new ValueError("buffer size must be a multiple of element size");
        if (count > rest / type.Size) throw new ValueError("buffer is smaller than requested size");
        NDArray result = NDArray.Uninitialized(count < 0 ? rest / type.Size : count, type);
        NpyFile.FromBytes(buffer.AsSpan(offset, result.size * type.Size), result);
        return result;
    }
}
