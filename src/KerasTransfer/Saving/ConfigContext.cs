global using CustomObjects = System.Collections.Generic.Dictionary<string, System.Func<System.Collections.Generic.IReadOnlyDictionary<string, object?>, object>>;

namespace KerasTransfer.Saving;

/// <summary>What reading a configuration depends on besides the configuration.</summary>
/// <param name="CustomObjects">The caller's own classes by name: each makes the object from its configuration.</param>
/// <param name="KerasMajor">The major version of the Keras that wrote the file: 1, 2 or 3.</param>
internal sealed record ConfigContext(CustomObjects? CustomObjects = null, int KerasMajor = 3)
{
    /// <summary>The caller's own classes, and below them those of <c>keras.utils.get_custom_objects()</c>.</summary>
    public CustomObjects? CustomObjects { get; } = CustomObjectTable.Below(CustomObjects);

    public static ConfigContext Default => new();
}
