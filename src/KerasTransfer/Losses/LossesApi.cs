using KerasTransfer.Losses;
using KerasTransfer.Saving;

namespace KerasTransfer;

public sealed partial class LossesApi
{
    /// <summary>The loss of that name: a class's (<c>MeanSquaredError</c>), a function's (<c>mean_squared_error</c>) or an alias (<c>mse</c>).</summary>
    /// <exception cref="ValueError">There is none of that name.</exception>
    public Loss get(string identifier) => LossNames.Named(identifier);
    /// <summary>The loss that a configuration describes.</summary>
    /// <exception cref="ValueError">It describes none.</exception>
    public Loss get(IReadOnlyDictionary<string, object?> identifier) => deserialize(identifier);
    /// <summary>The loss itself.</summary>
    public Loss get(Loss identifier) => identifier;

    /// <summary>The loss with all that is needed to make it again.</summary>
    public Dictionary<string, object?> serialize(Loss loss) => ObjectConfig.Serialize(loss);
    /// <summary>The loss that <see cref="serialize"/> described.</summary>
    /// <param name="name">The configuration: <c>class_name</c> and <c>config</c>.</param>
    /// <param name="custom_objects">Own classes that it names: each makes the object from its configuration.</param>
    /// <exception cref="ValueError">It describes none.</exception>
    public Loss deserialize(IReadOnlyDictionary<string, object?> name, Dictionary<string, Func<IReadOnlyDictionary<string, object?>, object>>? custom_objects = null) =>
        ObjectConfig.Deserialize<Loss>(name, new ConfigContext(custom_objects));
}
