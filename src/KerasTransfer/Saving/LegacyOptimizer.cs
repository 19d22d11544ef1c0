using KerasTransfer.Hdf5;

namespace KerasTransfer.Saving;

/// <summary>The state of an optimizer in .h5 files of Keras 1 to 3.</summary>
internal static class LegacyOptimizer
{
    public static void Write(Hdf5GroupBuilder group, Optimizer optimizer)
    {
        string[] names = LegacyWeights.Unique([.. optimizer.variables.Select(v => v.path)]);
        LegacyWeights.SetNames(group, "weight_names", names);
        for (int i = 0; i < names.Length; i++) LegacyWeights.WriteArray(group, names[i], optimizer.variables[i].Value);
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
