namespace KerasTransfer;

public sealed partial class NDArrays
{
    /// <summary>These arrays.</summary>
    public static implicit operator NDArrays(List<NDArray> items) => new(items);
    /// <summary>Two arrays.</summary>
    public static implicit operator NDArrays((NDArray, NDArray) a) => new([a.Item1, a.Item2]);
    /// <summary>Three arrays.</summary>
    public static implicit operator NDArrays((NDArray, NDArray, NDArray) a) => new([a.Item1, a.Item2, a.Item3]);
    /// <summary>Four arrays.</summary>
    public static implicit operator NDArrays((NDArray, NDArray, NDArray, NDArray) a) => new([a.Item1, a.Item2, a.Item3, a.Item4]);
    /// <summary>Five arrays.</summary>
    public static implicit operator NDArrays((NDArray, NDArray, NDArray, NDArray, NDArray) a) => new([a.Item1, a.Item2, a.Item3, a.Item4, a.Item5]);
}
