using System.Numerics;

namespace KerasTransfer;

/// <summary>
/// An operand of an element-wise loop, read in runs as if it had been converted and broadcast to the result's shape. What needs neither is read in place;
/// numbers and rows that repeat are laid out once; the rest is put together run by run in a buffer that stays in the cache.
/// </summary>
internal ref struct Operand<T> where T : unmanaged, INumber<T>
{
    /// <summary>Elements per run.</summary>
    public const int Run = 2048;

    private readonly NDArray array;
    private readonly ReadOnlySpan<T> source;   // in place, or already of the loop's type
    private readonly Span<T> buffer;
    private readonly int period;               // the elements repeat after so many; 0: see dims
    private readonly int[]? dims, strides;     // of the result; how far each axis moves in source
    private readonly bool toBool;

    /// <param name="a">The operand; its shape broadcasts to <paramref name="shape"/>.</param>
    /// <param name="shape">The result's shape.</param>
    /// <param name="dtype">The type of the loop; bools are bytes.</param>
    public Operand(NDArray a, Shape shape, DType dtype)
    {
        (array, toBool) = (a, dtype == DType.@bool);
        int total = checked((int)shape.Size);
        if (a.size == total)
        {
            IsInPlace = a.dtype == dtype;
            if (IsInPlace) source = a.Raw<T>();
            else buffer = new T[Math.Min(total, Run)];
            period = Math.Max(total, 1);
            return;
        }
        source = a.As(dtype).Raw<T>();
        int shift = shape.Rank - a.ndim, lead = 0;
        while (lead < a.ndim && a.shape[lead] == 1) lead++;
        if (shape.Dims[(shift + lead)..].SequenceEqual(a.shape.Dims[lead..]))
        {
            period = a.size;
            if (period <= Run)
            {
                buffer = new T[Math.Min(period + Run, (long)period + total)];
                for (int i = 0; i < buffer.Length; i += period) source[..Math.Min(period, buffer.Length - i)].CopyTo(buffer[i..]);
                source = buffer;
            }
            else buffer = new T[Run];
            return;
        }
        int[] own = Broadcasting.Strides(a.shape);
        (dims, strides) = (shape.ToArray(), new int[shape.Rank]);
        for (int i = 0; i < own.Length; i++) strides[shift + i] = a.shape[i] == 1 ? 0 : own[i];
        (dims, strides) = Merge(dims, strides);
        buffer = new T[Run];
    }

    /// <summary>Whether any run can be read without copying.</summary>
    public readonly bool IsInPlace { get; }

    private static (int[], int[]) Merge(int[] dims, int[] strides)
    {
        List<int> d = [], s = [];
        for (int i = 0; i < dims.Length; i++)
        {
            if (dims[i] == 1) continue;
            if (d.Count > 0 && s[^1] == strides[i] * dims[i]) (d[^1], s[^1]) = (d[^1] * dims[i], strides[i]);
            else { d.Add(dims[i]); s.Add(strides[i]); }
        }
        return ([.. d], [.. s]);
    }

    /// <summary>Elements [start, start + count) of the broadcast operand; count is at most <see cref="Run"/> unless it is in place. Good until the next call.</summary>
    public readonly ReadOnlySpan<T> Read(int start, int count)
    {
        if (IsInPlace) return source.Slice(start, count);
        if (dims is null)
        {
            int from = start % period;
            if (source.IsEmpty)
            {
                Span<T> converted = buffer[..count];
                Cast.Into(array, start, converted, toBool);
                return converted;
            }
            if (from + count <= source.Length) return source.Slice(from, count);
            Span<T> joined = buffer[..count];
            for (int done = 0; done < count;)
            {
                int n = Math.Min(period - from, count - done);
                source.Slice(from, n).CopyTo(joined[done..]);
                (done, from) = (done + n, 0);
            }
            return joined;
        }
        Span<T> run = buffer[..count];
        Span<int> at = stackalloc int[dims.Length];
        int place = 0;
        for (int i = dims.Length - 1, rest = start; i >= 0; i--)
        {
            at[i] = rest % dims[i];
            rest /= dims[i];
            place += at[i] * strides![i];
        }
        int last = dims.Length - 1;
        for (int done = 0; done < count;)
        {
            int n = Math.Min(dims[last] - at[last], count - done);
            if (strides![last] == 0) run.Slice(done, n).Fill(source[place]);
            else source.Slice(place, n).CopyTo(run[done..]);   // the last axis moves by 1 if it moves
            done += n;
            at[last] += n;
            place += n * strides[last];
            for (int i = last; i >= 0 && at[i] == dims[i]; i--)
            {
                place -= at[i] * strides[i];
                at[i] = 0;
                if (i == 0) break;
                at[i - 1]++;
                place += strides[i - 1];
            }
        }
        return run;
    }
}
