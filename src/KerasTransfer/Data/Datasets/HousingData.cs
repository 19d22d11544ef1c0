using KerasTransfer.RandomNumbers;

namespace KerasTransfer.Data;

/// <summary>Tables for regression: an .npz file with <c>x</c> and <c>y</c>, shuffled and split.</summary>
internal static class HousingData
{
    public static ((NDArray, NDArray), (NDArray, NDArray)) Load(string path, string origin, string hash, double test_split, long seed, int? first = null)
    {
        if (!(test_split >= 0 && test_split < 1)) throw new ValueError($"Invalid `test_split` argument: {PythonText.Repr(test_split)}. It must be between 0 and 1 (exclusive of 1).");
        return Read(FileCache.Get(path, DatasetsApi.Storage + origin, file_hash: hash), test_split, seed, first);
    }

    public static ((NDArray, NDArray), (NDArray, NDArray)) Read(string file, double test_split, long seed, int? first)
    {
        using NpzFile arrays = new(file, allowPickle: false);
        (NDArray x, NDArray y) = (arrays["x"], arrays["y"]);
        if (first is { } n) (x, y) = (x[..n].copy(), y[..n].copy());
        int[] order = ShuffledOrder.Of(new RandomState(seed), x.Length);
        (x, y) = (ArrayOrder.Take(x, 0, order), ArrayOrder.Take(y, 0, order));
        int split = (int)(x.Length * (1 - test_split));
        return ((x[..split].copy(), y[..split].copy()), (x[split..].copy(), y[split..].copy()));
    }
}

/// <summary>The order that NumPy's <c>shuffle</c> gives 0, 1, …</summary>
internal static class ShuffledOrder
{
    public static int[] Of(RandomState random, int count)
    {
        NDArray order = KerasApi.np.arange(count);
        random.shuffle(order);
        return [.. order.AsSpan<long>().ToArray().Select(i => (int)i)];
    }
}
