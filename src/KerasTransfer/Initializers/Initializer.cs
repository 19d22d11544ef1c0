using KerasTransfer.Saving;

namespace KerasTransfer;

/// <summary>Makes the first value of a weight. A name converts to it: <c>kernel_initializer: "he_normal"</c>.</summary>
public abstract class Initializer
{
    /// <summary>The value for a weight of this shape; Python's <c>initializer(shape, dtype)</c>.</summary>
    /// <param name="shape">The weight's shape, all lengths known.</param>
    /// <param name="dtype">Its type; null for <c>keras.config.floatx()</c>.</param>
    public abstract NDArray Apply(Shape shape, DType? dtype = null);

    /// <summary>The arguments as saved files hold them.</summary>
    public virtual Dictionary<string, object?> get_config() => [];

    /// <summary>The initializer of that name, with its default arguments.</summary>
    /// <exception cref="ValueError">There is none of that name.</exception>
    public static implicit operator Initializer(string name) => ClassTable.Find<Initializer>(name) is null
        ? throw new ValueError($"Could not interpret initializer identifier: {name}. {NearestNames.Of(name, [.. ClassTable.All.Where(e => e.Module == "keras.initializers").SelectMany(e => e.Names)])}") : ObjectConfig.Deserialize<Initializer>(name);
}
