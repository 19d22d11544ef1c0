namespace KerasTransfer;

/// <summary>A part of the paths of weights that are made on this thread as long as it lives: Keras's <c>name_scope</c>, around layers.</summary>
internal sealed class NameScope : IDisposable
{
    [ThreadStatic] private static string? path;
    private readonly string? outer = path;

    public NameScope(string name) => path = outer is null ? name : $"{outer}/{name}";

    /// <summary>The names of the scopes around, from the outermost; null without any.</summary>
    public static string? Path => path;

    public void Dispose() => path = outer;
}
