using KerasTransfer.Optimizers;

namespace KerasTransfer.Saving;

/// <summary>One array of an optimizer's state in a file; its name is null where the file has only numbers.</summary>
internal sealed record SavedState(string? Name, Shape Shape, Func<NDArray> Read);

/// <summary>
/// Which saved array belongs to which variable of an optimizer. Keras 3 writes them in the order of its variables; Keras 2 named and ordered them in other
/// ways: from 2.11 on without the learning rate, before that all first moments before all second ones, and at first without any telling name.
/// </summary>
internal static class OptimizerState
{
    // What files call the slots → Keras 3's word. Longer endings first: "velocity_hat" is not a "hat".
    private static readonly string[] slots =
        ["gradient_accumulator", "accumulated_delta_var", "accumulated_grad", "average_gradient", "velocity_hat", "accumulator", "momentum", "velocity", "average", "linear", "norm"];

    private static string? Old(string word, Optimizer optimizer) => word switch
    {
        "m" => "momentum",
        "v" or "u" when optimizer is Adamax => "norm",
        "v" or "rms" => "velocity",
        "vhat" => "velocity_hat",
        "mg" => "average_gradient",
        "accum_grad" => "accumulated_grad",
        "accum_var" => "accumulated_delta_var",
        "momentum_cache" => "product",
        "iter" or "iteration" or "iterations" => "iteration",
        "learning_rate" => word,
        _ => slots.Contains(word) ? word : null,
    };

    /// <summary>What to assign for the optimizer to go on as it was; null if the file's state does not fit it.</summary>
    /// <param name="saved">The arrays, in the file's order.</param>
    /// <param name="optimizer">The optimizer; it is built for the weights.</param>
    /// <param name="trainable">The weights that it changes.</param>
    public static List<(Variable Target, NDArray Value)>? Match(IReadOnlyList<SavedState> saved, Optimizer optimizer, IReadOnlyList<Variable> trainable)
    {
        optimizer.Build(trainable);
        IReadOnlyList<Variable> targets = optimizer.variables;
        if (saved.All(s => s.Name is null)) return InOrder(saved, targets) ?? Unnamed(saved, optimizer, targets);
        // Compiled and never trained: there are no slots yet, nor anything to lose.
        if (saved.All(s => IsCountOrRate(s.Name, optimizer)) && saved.All(s => Old(Last(s.Name), optimizer) == "learning_rate" || s.Read().astype("int64").item<long>() == 0)) return [];
        // Arrays of one shape could be anything, so names go before places.
        return ByKind(saved, optimizer, targets) ?? (saved.All(s => s.Name!.Contains(':')) ? null : InOrder(saved, targets));
    }

    private static bool IsCountOrRate(string? name, Optimizer optimizer) => name is not null && Old(Last(name), optimizer) is ("iteration" or "learning_rate");

    private static string Last(string? name) => (name ?? "").Split(':')[0].Split('/')[^1];

    private static List<(Variable, NDArray)>? InOrder(IReadOnlyList<SavedState> saved, IReadOnlyList<Variable> targets)
    {
        if (saved.Count != targets.Count) return null;
        for (int i = 0; i < saved.Count; i++)
            if (saved[i].Shape != targets[i].shape) return null;
        return [.. targets.Select((t, i) => (t, saved[i].Read()))];
    }

    // The .keras files of Keras 2: iteration, then the slots.
    private static List<(Variable, NDArray)>? Unnamed(IReadOnlyList<SavedState> saved, Optimizer optimizer, IReadOnlyList<Variable> targets)
    {
        if (saved.Count == 0) return null;
        targets = [.. targets.Where(t => t.name != "learning_rate")];
        if (optimizer is SGD { momentum: 0 }) saved = [.. saved.Take(targets.Count)];                     // Keras 2 keeps a momentum all the same
        if (optimizer is Nadam && saved.Count == targets.Count - 1 && InOrder(saved, [.. targets.Where(t => Kind(t) != "product")]) is { } rest)
            return [.. rest, .. targets.Where(t => Kind(t) == "product").Select(t => (t, Product((Nadam)optimizer, saved[0], t)))];
        return InOrder(saved, targets);
    }

    private static List<(Variable, NDArray)>? ByKind(IReadOnlyList<SavedState> saved, Optimizer optimizer, IReadOnlyList<Variable> targets)
    {
        string[] kinds = [.. targets.Where(t => t.name is not ("iteration" or "learning_rate")).Select(Kind).Distinct()];
        ILookup<string, SavedState> found = Sorted(saved, optimizer, kinds, targets).ToLookup(s => s.Kind, s => s.Saved);
        List<(Variable, NDArray)> assignments = [];
        foreach (IGrouping<string, Variable> kind in targets.GroupBy(Kind))
        {
            SavedState[] those = [.. found[kind.Key]];
            if (those.Length == 0 && kind.Key is "iteration" or "learning_rate") continue;
            if (those.Length == 0 && kind.Key == "product" && found["iteration"].FirstOrDefault() is { } count && optimizer is Nadam nadam)
            {
                assignments.Add((kind.First(), Product(nadam, count, kind.First())));
                continue;
            }
            Variable[] wanted = [.. kind];
            if (those.Length != wanted.Length) return null;
            for (int i = 0; i < wanted.Length; i++)
            {
                // Single numbers were arrays of one.
                if (those[i].Shape != wanted[i].shape && (Size(those[i].Shape) != 1 || Size(wanted[i].shape) != 1)) return null;
                assignments.Add((wanted[i], those[i].Read().reshape(wanted[i].shape)));
            }
        }
        return assignments;
    }

    private static long Size(Shape shape) => shape.Dims.ToArray().Aggregate(1L, (n, d) => n * d);

    private static IEnumerable<(string Kind, SavedState Saved)> Sorted(IReadOnlyList<SavedState> saved, Optimizer optimizer, string[] kinds, IReadOnlyList<Variable> targets)
    {
        int count = kinds.Length == 0 ? 0 : targets.Count(t => Kind(t) == kinds[0]), unnamed = 0;
        foreach (SavedState s in saved)
        {
            string[] parts = (s.Name ?? "").Split(':')[0].Split('/');
            string last = parts[^1];
            // Adam/m/dense/kernel, or Adam/dense/kernel/m, or adam/dense_kernel_momentum.
            string? kind = parts.Length > 2 && Old(parts[1], optimizer) is { } second ? second : Old(last, optimizer) ?? slots.FirstOrDefault(slot => last.EndsWith("_" + slot, StringComparison.Ordinal));
            if (kind is null && last.StartsWith("variable", StringComparison.Ordinal)) kind = "product";
            if (kind is null && last.StartsWith("Variable", StringComparison.Ordinal))                    // Keras 1 and early 2: one kind after the other
            {
                if (unnamed == 0 && Size(s.Shape) == 1 && saved[0] == s) kind = "iteration";
                else if (count > 0 && unnamed / count < kinds.Length) kind = kinds[unnamed++ / count];
            }
            if (kind is not null) yield return (kind, s);
        }
    }

    /// <summary>Which kind of slot a variable of an optimizer is.</summary>
    public static string Kind(Variable variable) => variable.name is "iteration" or "learning_rate" ? variable.name
        : slots.FirstOrDefault(slot => variable.name.EndsWith("_" + slot, StringComparison.Ordinal)) ?? (variable.name.StartsWith("variable", StringComparison.Ordinal) ? "product" : variable.name);

    // Keras 2 does not keep the product of Nadam's factors; it follows from the number of steps.
    private static NDArray Product(Nadam optimizer, SavedState iterations, Variable target)
    {
        long steps = Size(iterations.Shape) == 1 ? Math.Min(iterations.Read().astype(DType.int64).reshape(Shape.Scalar).item<long>(), 100_000) : 0;
        double product = 1;
        for (long t = 1; t <= steps && product > 0; t++) product *= optimizer.beta_1 * (1 - 0.5 * Math.Pow(0.96, t));
        return NDArray.ScalarOf(product).astype(target.dtype);
    }
}
