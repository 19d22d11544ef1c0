namespace KerasTransfer;

public static partial class KerasApi
{
    /// <summary>NumPy's functions under NumPy's names: <c>np.zeros((2, 3))</c>, <c>np.argmax(x, axis: -1)</c>.</summary>
    public static readonly NumPyApi np = new();
}
