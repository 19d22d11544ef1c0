using System.Numerics;

namespace KerasTransfer;

/// <summary>NumPy's order of numbers: not-a-number comes last, equals keep their order.</summary>
internal static class Sorting
{
    private static int Compare<T>(T x, T y) where T : INumber<T> => x < y ? -1 : x > y ? 1 : T.IsNaN(x) ? T.IsNaN(y) ? 0 : 1 : T.IsNaN(y) ? -1 : 0;

    /// <summary>Sorts in place.</summary>
    public static void Sort<T>(Span<T> values) where T : INumber<T>
    {
        // The framework's own sort is fastest; it puts not-a-number first, so those are moved behind beforehand.
        int n = values.Length;
        for (int i = 0; i < n;)
        {
            if (T.IsNaN(values[i])) (values[i], values[n - 1], n) = (values[n - 1], values[i], n - 1);
            else i++;
        }
        values[..n].Sort();
    }

    /// <summary>The places of the values in rising order.</summary>
    public static void Places<T>(ReadOnlySpan<T> values, Span<long> places) where T : INumber<T>
    {
        // Sorted by the framework, which leaves equals in any order; runs of equals are then put right. Not-a-numbers go behind beforehand.
        T[] keys = new T[values.Length];
        int n = 0, last = values.Length;
        for (int i = 0; i < values.Length; i++)
        {
            if (T.IsNaN(values[i])) continue;
            keys[n] = values[i];
            places[n++] = i;
        }
        for (int i = values.Length - 1; i >= 0; i--) if (T.IsNaN(values[i])) places[--last] = i;
        keys.AsSpan(0, n).Sort(places[..n]);
        for (int start = 0; start < n;)
        {
            int end = start + 1;
            while (end < n && keys[end] == keys[start]) end++;
            if (end - start > 1) places[start..end].Sort();
            start = end;
        }
    }

    /// <summary>How many of the sorted values are less than <paramref name="value"/> (with <paramref name="right"/>, less or equal).</summary>
    public static int Rank<T>(ReadOnlySpan<T> sorted, T value, bool right) where T : INumber<T>
    {
        int low = 0, high = sorted.Length;
        while (low < high)
        {
            int middle = (low + high) / 2, c = Compare(sorted[middle], value);
            if (c < 0 || right && c == 0) low = middle + 1;
            else high = middle;
        }
        return low;
    }
}
