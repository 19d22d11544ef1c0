using KerasTransfer.Saving;

namespace KerasTransfer;

/// <summary>Brings a weight back into bounds after each update. A name converts to it: <c>"non_neg"</c>.</summary>
public abstract class Constraint
{
    /// <summary>The weight within its bounds.</summary>
    public abstract Tensor call(Tensor w);

    /// <summary>The arguments as saved files hold them.</summary>
    public virtual Dictionary<string, object?> get_config() => [];

    /// <summary>The constraint of that name, with its default arguments.</summary>
    /// <exception cref="ValueError">There is none of that name.</exception>
    public static implicit operator Constraint(string name) => ClassTable.Find<Constraint>(name) is null
        ? throw new ValueError($"Could not interpret constraint identifier: {name}. {NearestNames.Of(name, [.. ClassTable.All.Where(e => e.Module == "keras.constraints").SelectMany(e => e.Names)])}") : ObjectConfig.Deserialize<Constraint>(name);
}
