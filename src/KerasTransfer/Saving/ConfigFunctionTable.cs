namespace KerasTransfer.Saving;

/// <summary>
/// The functions that strings and files may name, from the generated dictionaries <c>Losses</c>, <c>Metrics</c> (the losses' functions too) and
/// <c>Activations</c>: each name or alias with its <see cref="NamedFunction{T}"/>.
/// </summary>
internal static partial class FunctionTable
{
    private static partial IEnumerable<KeyValuePair<Delegate, string>> Functions();

    private static readonly Dictionary<Delegate, string> names = [];

    static FunctionTable()
    {
        foreach (var (function, name) in Functions()) names.TryAdd(function, name);
    }

    /// <summary>The name of one of Keras's own functions, null for any other.</summary>
    public static string? NameOf(Delegate function) => names.GetValueOrDefault(function);
}
