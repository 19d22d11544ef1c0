using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace KerasTransfer;

/// <summary>How a reduction folds numbers of one type, in NumPy's order, so that it rounds as NumPy's does.</summary>
internal interface IReducer
{
    /// <summary>The result of no numbers; where there is none, the first number starts.</summary>
    static abstract bool HasIdentity { get; }
    static abstract T Identity<T>() where T : INumber<T>;
    /// <summary>A run of neighbours folded into what there is.</summary>
    static abstract T Row<T>(T total, ReadOnlySpan<T> row) where T : unmanaged, INumber<T>;
    static abstract T Combine<T>(T total, T value) where T : INumber<T>;
    /// <summary>Rows folded element by element.</summary>
    static abstract void Fold<T>(Span<T> total, ReadOnlySpan<T> row) where T : unmanaged, INumber<T>;
}

/// <summary>Sum in NumPy's order, so that it rounds as NumPy's does: pairwise along memory, one row after the other across it.</summary>
internal readonly struct SumReducer : IReducer
{
    public static bool HasIdentity => true;
    public static T Identity<T>() where T : INumber<T> => T.Zero;
    public static T Combine<T>(T total, T value) where T : INumber<T> => total + value;
    public static T Row<T>(T total, ReadOnlySpan<T> row) where T : unmanaged, INumber<T> => total + Pairwise(row);
    public static void Fold<T>(Span<T> total, ReadOnlySpan<T> row) where T : unmanaged, INumber<T> => TensorPrimitives.Add<T>(total, row, total);

    /// <summary>Blocks of 128 in eight running sums, blocks added as a tree: NumPy's pairwise summation.</summary>
    private static T Pairwise<T>(ReadOnlySpan<T> x) where T : unmanaged, INumber<T>
    {
        int n = x.Length;
        if (n < 8)
        {
            T sum = T.Zero;
            foreach (T value in x) sum += value;
            return sum;
        }
        if (n > 128)
        {
            int half = n / 2;
            half -= half % 8;
            return Pairwise(x[..half]) + Pairwise(x[half..]);
        }
        int whole = n - n % 8;
        Span<T> r = stackalloc T[8];
        if (typeof(T) == typeof(float))
        {
            ReadOnlySpan<Vector256<float>> rows = MemoryMarshal.Cast<T, Vector256<float>>(x[..whole]);
            Vector256<float> sum = rows[0];
            foreach (Vector256<float> row in rows[1..]) sum += row;
            sum.CopyTo(MemoryMarshal.Cast<T, float>(r));
        }
        else if (typeof(T) == typeof(double))
        {
            ReadOnlySpan<Vector512<double>> rows = MemoryMarshal.Cast<T, Vector512<double>>(x[..whole]);
            Vector512<double> sum = rows[0];
            foreach (Vector512<double> row in rows[1..]) sum += row;
            sum.CopyTo(MemoryMarshal.Cast<T, double>(r));
        }
        else
        {
            x[..8].CopyTo(r);
            for (int i = 8; i < whole; i += 8)
                for (int k = 0; k < 8; k++) r[k] += x[i + k];
        }
        T total = ((r[0] + r[1]) + (r[2] + r[3])) + ((r[4] + r[5]) + (r[6] + r[7]));
        for (int i = whole; i < n; i++) total += x[i];
        return total;
    }
}

internal readonly struct ProductReducer : IReducer
{
    public static bool HasIdentity => true;
    public static T Identity<T>() where T : INumber<T> => T.One;
    public static T Combine<T>(T total, T value) where T : INumber<T> => total * value;
    public static T Row<T>(T total, ReadOnlySpan<T> row) where T : unmanaged, INumber<T>
    {
        foreach (T value in row) total *= value;
        return total;
    }
    public static void Fold<T>(Span<T> total, ReadOnlySpan<T> row) where T : unmanaged, INumber<T> => TensorPrimitives.Multiply<T>(total, row, total);
}

internal readonly struct MaxReducer : IReducer
{
    public static bool HasIdentity => false;
    public static T Identity<T>() where T : INumber<T> => throw new ValueError("zero-size array to reduction operation maximum which has no identity");
    public static T Combine<T>(T total, T value) where T : INumber<T> => T.Max(total, value);
    public static T Row<T>(T total, ReadOnlySpan<T> row) where T : unmanaged, INumber<T> => T.Max(total, TensorPrimitives.Max(row));
    public static void Fold<T>(Span<T> total, ReadOnlySpan<T> row) where T : unmanaged, INumber<T> => TensorPrimitives.Max<T>(total, row, total);
}

internal readonly struct MinReducer : IReducer
{
    public static bool HasIdentity => false;
    public static T Identity<T>() where T : INumber<T> => throw new ValueError("zero-size array to reduction operation minimum which has no identity");
    public static T Combine<T>(T total, T value) where T : INumber<T> => T.Min(total, value);
    public static T Row<T>(T total, ReadOnlySpan<T> row) where T : unmanaged, INumber<T> => T.Min(total, TensorPrimitives.Min(row));
    public static void Fold<T>(Span<T> total, ReadOnlySpan<T> row) where T : unmanaged, INumber<T> => TensorPrimitives.Min<T>(total, row, total);
}

/// <summary>Folds arrays along axes.</summary>
internal static class Reduction
{
    /// <summary>The array folded along <paramref name="axis"/> (all axes if null); the elements are converted to <paramref name="dtype"/> first.</summary>
    public static NDArray Run<TReducer>(NDArray a, Axes? axis, bool keepdims, DType dtype) where TReducer : IReducer
    {
        bool[] reduced = Axes.Mark(axis, a.ndim);
        NDArray result = NDArray.Uninitialized(ShapeOf(a.shape, reduced, keepdims), dtype);
        switch (dtype.Code)
        {
            case DTypeCode.Float32: Fold<TReducer, float>(a, reduced, dtype, result.Raw<float>()); break;
            case DTypeCode.Float64: Fold<TReducer, double>(a, reduced, dtype, result.Raw<double>()); break;
            case DTypeCode.Int8: Fold<TReducer, sbyte>(a, reduced, dtype, result.Raw<sbyte>()); break;
            case DTypeCode.Int16: Fold<TReducer, short>(a, reduced, dtype, result.Raw<short>()); break;
            case DTypeCode.Int32: Fold<TReducer, int>(a, reduced, dtype, result.Raw<int>()); break;
            case DTypeCode.Int64: Fold<TReducer, long>(a, reduced, dtype, result.Raw<long>()); break;
            case DTypeCode.UInt32: Fold<TReducer, uint>(a, reduced, dtype, result.Raw<uint>()); break;
            default: Fold<TReducer, byte>(a, reduced, dtype, result.Raw<byte>()); break;
        }
        return result;
    }

    /// <summary>The shape left when the marked axes are folded.</summary>
    public static Shape ShapeOf(Shape shape, bool[] reduced, bool keepdims)
    {
        List<int> kept = [];
        for (int i = 0; i < reduced.Length; i++)
        {
            if (!reduced[i]) kept.Add(shape[i]);
            else if (keepdims) kept.Add(1);
        }
        return new Shape([.. kept]);
    }

    /// <summary>Neighbouring axes of one kind merged: their lengths, and whether they are folded.</summary>
    private static List<(int count, bool reduced)> Merge(Shape shape, bool[] reduced)
    {
        List<(int count, bool reduced)> merged = [];
        for (int i = 0; i < reduced.Length; i++)
        {
            if (shape[i] == 1) continue;
            if (merged.Count > 0 && merged[^1].reduced == reduced[i]) merged[^1] = (merged[^1].count * shape[i], reduced[i]);
            else merged.Add((shape[i], reduced[i]));
        }
        return merged;
    }

    /// <summary>Rows below this length, such as the three colours of a pixel, are not worth a call of a vector loop.</summary>
    private const int Short = 16;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]   // scripts run most loops once: no time to warm up
    private static void Fold<TReducer, T>(NDArray a, bool[] reduced, DType dtype, Span<T> result) where TReducer : IReducer where T : unmanaged, INumber<T>
    {
        if (a.size == 0)
        {
            if (result.Length > 0) result.Fill(TReducer.Identity<T>());
            return;
        }
        List<(int count, bool reduced)> axes = Merge(a.shape, reduced);
        if (axes.Count == 0) axes.Add((1, false));
        var (inner, isRowReduced) = axes[^1];
        axes.RemoveAt(axes.Count - 1);

        // How far each outer axis moves in the result.
        int[] at = new int[axes.Count], steps = new int[axes.Count];
        for (int i = axes.Count - 1, step = isRowReduced ? 1 : inner; i >= 0; i--)
        {
            if (axes[i].reduced) continue;
            steps[i] = step;
            step *= axes[i].count;
        }

        Operand<T> source = new(a, a.shape, dtype);
        int longest = source.IsInPlace ? int.MaxValue : Operand<T>.Run;
        int rows = a.size / inner, place = 0;
        bool[]? started = TReducer.HasIdentity || isRowReduced && axes.TrueForAll(x => !x.reduced) ? null : new bool[result.Length / (isRowReduced ? 1 : inner)];
        if (TReducer.HasIdentity) result.Fill(TReducer.Identity<T>());
        for (int row = 0; row < rows; row++)
        {
            int start = row * inner;
            bool isFirst = !TReducer.HasIdentity && (started is null || !started[isRowReduced ? place : place / inner]);
            if (isFirst && started is not null) started[isRowReduced ? place : place / inner] = true;
            for (int done = 0; done < inner;)
            {
                int n = Math.Min(longest, inner - done);
                ReadOnlySpan<T> run = source.Read(start + done, n);
                if (isRowReduced)
                {
                    Span<T> total = result.Slice(place, 1);
                    total[0] = TReducer.Row(isFirst && done == 0 ? run[0] : total[0], run);
                }
                else if (isFirst) run.CopyTo(result.Slice(place + done, n));
                else if (n >= Short) TReducer.Fold(result.Slice(place + done, n), run);
                else
                {
                    Span<T> total = result.Slice(place + done, n);
                    for (int i = 0; i < n; i++) total[i] = TReducer.Combine(total[i], run[i]);
                }
                done += n;
            }
            for (int i = at.Length - 1; i >= 0; i--)
            {
                place += steps[i];
                if (++at[i] < axes[i].count) break;
                place -= steps[i] * at[i];
                at[i] = 0;
            }
        }
    }

    /// <summary>Applies <paramref name="row"/> to every run along one axis: the input's run, its numbers as T, and the result's run of <paramref name="length"/> numbers.</summary>
    public static NDArray Along<TIn, TOut>(NDArray a, int axis, DType loop, DType dtype, int length, UnaryLoop<TIn, TOut> row) where TIn : unmanaged, INumber<TIn> where TOut : unmanaged
    {
        axis = a.shape.Axis(axis);
        int count = a.shape[axis];
        NDArray result = NDArray.Uninitialized(a.shape.With(axis, length), dtype);
        ReadOnlySpan<TIn> x = a.As(loop).Raw<TIn>();
        Span<TOut> y = result.Raw<TOut>();
        if (y.IsEmpty) return result;
        int inner = 1;
        for (int i = axis + 1; i < a.ndim; i++) inner *= a.shape[i];
        int outer = y.Length / (inner * length);
        if (inner == 1)
        {
            for (int o = 0; o < outer; o++) row(x.Slice(o * count, count), y.Slice(o * length, length));
            return result;
        }
        TIn[] run = new TIn[count];
        TOut[] made = new TOut[length];
        for (int o = 0; o < outer; o++)
            for (int k = 0; k < inner; k++)
            {
                for (int i = 0; i < count; i++) run[i] = x[(o * count + i) * inner + k];
                row(run, made);
                for (int i = 0; i < length; i++) y[(o * length + i) * inner + k] = made[i];
            }
        return result;
    }
}
