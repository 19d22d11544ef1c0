namespace KerasTransfer;

public sealed partial class NumPyApi
{
    /// <summary>NumPy's global random generator: <c>np.random.seed(42)</c>, <c>np.random.shuffle(x)</c>.</summary>
    public NumPyRandomApi random => GlobalSeed.NumPy;
}
