namespace KerasTransfer.Engines;

/// <summary>Engines by their names.</summary>
internal static class EngineChoice
{
    /// <summary>The engine that the variable <c>KERAS_BACKEND</c> names; <c>auto</c> where it is not set.</summary>
    public static Engine FromEnvironment() => Of(Environment.GetEnvironmentVariable("KERAS_BACKEND") is { Length: > 0 } name ? name : "auto");

    /// <summary>The engine of that name; <c>auto</c> takes the fastest that can be used here.</summary>
    /// <exception cref="ValueError">There is none of that name.</exception>
    /// <exception cref="NotSupportedException">It cannot be used here.</exception>
    public static Engine Of(string name) => name switch
    {
        "managed" or "auto" => new Managed.ManagedEngine(),
        "tensorflow" => throw new NotSupportedException("The engine 'tensorflow' is not in this version. Use 'managed', which needs no other library: KERAS_BACKEND=managed, or leave it out."),
        _ => throw new ValueError($"There is no engine '{name}'. Expected 'managed', 'tensorflow' or 'auto'."),
    };
}
