using KerasTransfer.Saving;

namespace KerasTransfer;

public sealed partial class Keras
{
    /// <summary><c>keras.constraints</c>: bounds that weights are kept in.</summary>
    public ConstraintsApi constraints { get; } = new();
}

public sealed partial class ConstraintsApi
{
    /// <summary>The constraint of that name, or the given one.</summary>
    /// <exception cref="ValueError">There is none of that name.</exception>
    public Constraint? get(Constraint? identifier) => identifier;
    /// <summary>The constraint's class and arguments, as configurations hold them.</summary>
    public Dictionary<string, object?> serialize(Constraint constraint) => ObjectConfig.Serialize(constraint);
    /// <summary>The constraint that <see cref="serialize"/> describes.</summary>
    /// <exception cref="ValueError">It cannot be read.</exception>
    public Constraint deserialize(object config, CustomObjects? custom_objects = null) => ObjectConfig.Deserialize<Constraint>(config, new(custom_objects));
}
