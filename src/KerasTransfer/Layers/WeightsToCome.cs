namespace KerasTransfer;

/// <summary>As long as one of these lives, weights made on this thread stay zero: a file has the values of all of them, so that drawing first ones would be in vain.</summary>
internal sealed class WeightsToCome : IDisposable
{
    [ThreadStatic] private static int count;

    public WeightsToCome() => count++;

    /// <summary>Whether values are to come.</summary>
    public static bool Expected => count > 0;

    public void Dispose() => count--;
}
