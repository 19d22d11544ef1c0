namespace KerasTransfer;

public static partial class KerasApi
{
    /// <summary>Python's <c>random</c> module: <c>random.seed(42)</c>, <c>random.shuffle(files)</c>. The seeds of layers come from it.</summary>
    public static PythonRandom random => GlobalSeed.PythonRandom;
}
