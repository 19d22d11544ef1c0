using KerasTransfer.Saving;

namespace KerasTransfer;

/// <summary>A penalty on a weight or an output that is added to the loss. A name converts to it: <c>"l2"</c>.</summary>
public abstract class Regularizer
{
    /// <summary>The penalty, a single number.</summary>
    public abstract Tensor call(Tensor x);

    /// <summary>The arguments as saved files hold them.</summary>
    public virtual Dictionary<string, object?> get_config() => [];

    /// <summary>The regularizer of that name, with its default arguments.</summary>
    /// <exception cref="ValueError">There is none of that name.</exception>
    public static implicit operator Regularizer(string name) => name == "l1_l2" ? new Regularizers.L1L2(0.01, 0.01)      // as in Keras 2, the only one to know the string
        : ClassTable.Find<Regularizer>(name) is null ? throw new ValueError($"Could not interpret regularizer identifier: {name}. {NearestNames.Of(name, [.. ClassTable.All.Where(e => e.Module == "keras.regularizers").SelectMany(e => e.Names)])}") : ObjectConfig.Deserialize<Regularizer>(name);
}
