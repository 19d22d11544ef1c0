using KerasTransfer.Saving;

namespace KerasTransfer;

public sealed partial class Keras
{
    /// <summary><c>keras.initializers</c>: the first values of weights.</summary>
    public InitializersApi initializers { get; } = new();
}

public sealed partial class InitializersApi
{
    /// <summary>The initializer of that name, or the given one.</summary>
    /// <exception cref="ValueError">There is none of that name.</exception>
    public Initializer? get(Initializer? identifier) => identifier;
    /// <summary>The initializer's class and arguments, as configurations hold them.</summary>
    public Dictionary<string, object?> serialize(Initializer initializer) => ObjectConfig.Serialize(initializer);
    /// <summary>The initializer that <see cref="serialize"/> describes.</summary>
    /// <exception cref="ValueError">It cannot be read.</exception>
    public Initializer deserialize(object config, CustomObjects? custom_objects = null) => ObjectConfig.Deserialize<Initializer>(config, new(custom_objects));
}
