using System.Numerics;

namespace KerasTransfer;

/// <summary>NumPy's order of numbers: not-a-number comes last, equals keep their order.</summary>
internal static class Sorting
{
    private readonly struct Order<T> : IComparer<T>, IComparer<(T value, int place)> where T : INumber<T>
    {
        public int Compare(T? x, T? y) => x! < y! ? -1 : x! > y! ? 1 : T.IsNaN(x!) ? T.IsNaN(y!) ? 0 : 1 : T.IsNaN(y!) ? -1 : 0;
        public int Compare((T value, int place) x, (T value, int place) y) => Compare(x.value, y.value) is var order && order != 0 ? order : x.place.CompareTo(y.place);
    }

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
        (T value, int place)[] pairs = new (T, int)[values.Length];
        for (int i = 0; i < pairs.Length; i++) pairs[i] = (values[i], i);
        pairs.AsSpan().Sort(new Order<T>());
        for (int i = 0; i < pairs.Length; i++) places[i] = pairs[i].place;
    }

    /// <summary>How many of the sorted values are less than <paramref name="value"/> (with <paramref name="right"/>, less or equal).</summary>
    public static int Rank<T>(ReadOnlySpan<T> sorted, T value, bool right) where T : INumber<T>
    {
        Order<T> order = default;
        int low = 0, high = sorted.Length;
        while (low < high)
        {
            int middle = (low + high) / 2, c = order.Compare(sorted[middle], value);
            if (c < 0 || right && c == 0) low = middle + 1;
            else high = middle;
        }
        return low;
    }
}
