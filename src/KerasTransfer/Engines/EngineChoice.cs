namespace KerasTransfer.Engines;

/// <summary>Engines by their names.</summary>
internal static class EngineChoice
{
    /// <summary>The engine of that name; <c>auto</c> takes the fastest that can be used here.</summary>
    /// <exception cref="ValueError">There is none of that name.</exception>
    /// <exception cref="NotSupportedException">It cannot be used here.</exception>
    public static Engine Of(string name) => name switch
    {
        "managed" or "auto" => new Managed.ManagedEngine(),
        "tensorflow" => throw new NotSupportedException("The engine 'tensorflow' cannot be used here. Use 'managed', which needs no other library."),
        _ => throw new ValueError($"There is no engine '{name}'. Expected 'managed', 'tensorflow' or 'auto'."),
    };
}
