using KerasTransfer.Hdf5;

namespace KerasTransfer.Saving;

/// <summary>The state of an optimizer in .h5 files of Keras 1 to 3.</summary>
internal static class LegacyOptimizer
{
    public static void Write(Hdf5GroupBuilder group, Optimizer optimizer)
    {
        group.Attributes.Set("weight_names", optimizer.variables.Select(v => v.path), Hdf5Type.Ascii);
        foreach (Variable variable in optimizer.variables) LegacyWeights.WriteArray(group, variable.path, variable.Value);
    }

    /// <summary>Sets the optimizer's state; tells whether the file's fitted.</summary>
    public static bool Read(Hdf5Group group, Optimizer optimizer, IReadOnlyList<Variable> trainable)
    {
        optimizer.Build(trainable);
        string[] names = LegacyWeights.Names(group, "weight_names");
        string[] ordered = Order(names);
        NDArray[] saved = [.. ordered.Select(n => LegacyWeights.ReadArray(group.Dataset(n)))];
        List<Variable> targets = [.. optimizer.variables];
        bool hasRate = names.Any(n => n.EndsWith("learning_rate", StringComparison.Ordinal));
        if (!hasRate) targets.RemoveAll(v => v.name == "learning_rate");        // before Keras 3 the rate stood in the configuration alone
        if (saved.Length != targets.Count)
        {
            if (saved.Length > 0 && saved[0].size == 1) optimizer.iterations.assign(saved[0].reshape(Shape.Scalar));
            return saved.Length <= 2 && saved.Length == names.Length && optimizer.variables.Count > 2 && saved.Length == (hasRate ? 2 : 1);
        }
        for (int i = 0; i < saved.Length; i++)
            if (saved[i].shape != targets[i].shape && saved[i].size != targets[i].shape.Size) return false;
        for (int i = 0; i < saved.Length; i++) targets[i].assign(saved[i].reshape(targets[i].shape));
        return true;
    }

    /// <summary>The names in today's order: Keras up to 2.10 kept all first moments, then all second ones; today they alternate.</summary>
    private static string[] Order(string[] names)
    {
        string[] firsts = [.. names.Where(n => n.EndsWith("/m:0", StringComparison.Ordinal))], seconds = [.. names.Where(n => n.EndsWith("/v:0", StringComparison.Ordinal))];
        if (firsts.Length == 0 || firsts.Length != seconds.Length || firsts.Length + seconds.Length != names.Length - 1) return names;
        return [names[0], .. firsts.SelectMany((m, i) => new[] { m, seconds[i] })];
    }
}
