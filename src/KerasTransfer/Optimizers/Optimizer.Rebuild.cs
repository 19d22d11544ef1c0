using KerasTransfer.Saving;

namespace KerasTransfer;

public abstract partial class Optimizer
{
    private Dictionary<(Variable Weight, string Name), Variable> slots = [];
    private Dictionary<(Variable Weight, string Name), Variable>? former;       // while the optimizer is built again

    /// <summary>Makes the state for other weights. That of weights which stay is kept as it is; that of new ones begins as at a first step.</summary>
    internal void Rebuild(IReadOnlyList<Variable> weights)
    {
        if (!built) return;
        (former, slots) = (slots, []);
        own.RemoveAll(v => !ReferenceEquals(v, iterations) && !ReferenceEquals(v, rate));
        trainable.Clear();
        averages.Clear();
        accumulators.Clear();
        (built, compiled, weightRates) = (false, null, null);
        try { build(weights); }
        finally { former = null; }
    }

    /// <summary>State of a weight: what there was before a rebuilding, else what is made.</summary>
    private protected Variable SlotOf(Variable weight, string name, Func<Variable> make)
    {
        Variable slot = former is not null && former.TryGetValue((weight, name), out Variable? there) ? Track(there) : make();
        return slots[(weight, name)] = slot;
    }

    /// <summary>An optimizer of the same class and arguments that has not taken a step, with another learning rate.</summary>
    /// <exception cref="ValueError">It is of a class of the user's own.</exception>
    internal Optimizer Fresh(double learning_rate)
    {
        if (ClassTable.Find(GetType()) is not { } entry)
            throw new ValueError($"An optimizer of the class {GetType().Name} cannot be made again, since it is not one of Keras's. Give the one to go on with.");
        Dictionary<string, object?> config = new(get_config()) { ["learning_rate"] = learning_rate };
        config.Remove("decay");                                                 // it belongs to the rate that was
        Optimizer fresh = ObjectConfig.Deserialize<Optimizer>(new Dictionary<string, object?> { ["class_name"] = entry.Name, ["config"] = ConfigValue.Of(config) });
        (fresh.layerRates, fresh.undecayed, fresh.undecayedNames) = (layerRates, undecayed, undecayedNames);
        return fresh;
    }
}
