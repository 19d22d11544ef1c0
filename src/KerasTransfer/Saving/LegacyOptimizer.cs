using KerasTransfer.Hdf5;
using KerasTransfer.Optimizers;

namespace KerasTransfer.Saving;

/// <summary>The state of an optimizer in .h5 files of Keras 1 to 3.</summary>
internal static class LegacyOptimizer
{
    private static readonly string[] newOptions = ["weight_decay", "clipnorm", "global_clipnorm", "clipvalue", "use_ema", "loss_scale_factor", "gradient_accumulation_steps"];

    // Optimizers that every Keras since 2.0 has, without what came with 2.11 and 3.
    private static bool IsOld(Optimizer optimizer) => optimizer is SGD or RMSprop or Adagrad or Adadelta or Adam or Adamax or Nadam or Ftrl
        && optimizer is { weight_decay: null, use_ema: false, loss_scale_factor: null, gradient_accumulation_steps: null };

    /// <summary>The optimizer's configuration for .h5 files: in words that Keras 2 has too, where it has the optimizer.</summary>
    public static Dictionary<string, object?> Config(Optimizer optimizer)
    {
        Dictionary<string, object?> whole = ObjectConfig.Serialize(optimizer);
        if (!IsOld(optimizer)) return whole;
        IEnumerable<KeyValuePair<string, object?>> known = ((Dictionary<string, object?>)whole["config"]!)
            .Where(p => !(newOptions.Contains(p.Key) && p.Value is null or false) && p.Key is not ("ema_momentum" or "ema_overwrite_frequency"));
        return new() { ["class_name"] = whole["class_name"], ["config"] = known.ToDictionary() };
    }

    /// <summary>
    /// Writes the state. Keras 3 restores no slots from .h5 files, so they stand as Keras 2 restores them, where it has the optimizer: without the learning
    /// rate, which the configuration holds, and one kind of slots after the other.
    /// </summary>
    public static void Write(Hdf5GroupBuilder group, Optimizer optimizer)
    {
        Variable[] variables = [.. optimizer.variables];
        if (IsOld(optimizer))
        {
            variables = [.. variables.Where(v => v.name != "learning_rate")];
            if (optimizer is not Ftrl) variables = [.. variables.GroupBy(OptimizerState.Kind).OrderBy(k => k.Key switch { "iteration" => 0, "product" => 1, _ => 2 }).SelectMany(k => k)];
        }
        string[] names = LegacyWeights.Unique([.. variables.Select(v => v.path)]);
        LegacyWeights.SetNames(group, "weight_names", names);
        for (int i = 0; i < names.Length; i++) LegacyWeights.WriteArray(group, names[i], variables[i].Value);
    }

    /// <summary>What to assign to the optimizer; null if the file's state does not fit it.</summary>
    /// <exception cref="ValueError">The file is damaged.</exception>
    public static List<(Variable Target, NDArray Value)>? Read(Hdf5Group group, Optimizer optimizer, IReadOnlyList<Variable> trainable) =>
        OptimizerState.Match([.. LegacyWeights.Names(group, "weight_names").Select(name =>
        {
            Hdf5Dataset dataset = LegacyWeights.Dataset(group, name);
            return new SavedState(name, LegacyWeights.ShapeOf(dataset), () => LegacyWeights.ReadArray(dataset));
        })], optimizer, trainable);
}
