using KerasTransfer.Saving;

namespace KerasTransfer;

public sealed partial class Keras
{
    /// <summary><c>keras.regularizers</c>: penalties on weights and outputs.</summary>
    public RegularizersApi regularizers { get; } = new();
}

public sealed partial class RegularizersApi
{
    /// <summary>The regularizer of that name, or the given one.</summary>
    /// <exception cref="ValueError">There is none of that name.</exception>
    public Regularizer? get(Regularizer? identifier) => identifier;
    /// <summary>The regularizer's class and arguments, as configurations hold them.</summary>
    public Dictionary<string, object?> serialize(Regularizer regularizer) => ObjectConfig.Serialize(regularizer);
    /// <summary>The regularizer that <see cref="serialize"/> describes.</summary>
    /// <exception cref="ValueError">It cannot be read.</exception>
    public Regularizer deserialize(object config, CustomObjects? custom_objects = null) => ObjectConfig.Deserialize<Regularizer>(config, new(custom_objects));
}
