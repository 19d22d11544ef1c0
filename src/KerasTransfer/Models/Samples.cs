using System.Numerics.Tensors;
using KerasTransfer.Losses;

namespace KerasTransfer.Models;

/// <summary>Arrays in the order of a model's inputs and outputs.</summary>
internal sealed record Samples(NDArray[] X, NDArray[] Y, NDArray?[] Weights)
{
    public int Count => X[0].shape[0];
    /// <summary>A 1 for each output that has sample weights, a 0 for one that has none.</summary>
    public string WeightPattern => string.Concat(Weights.Select(w => w is null ? '0' : '1'));
    /// <summary>The shapes of the inputs, the number of samples unknown.</summary>
    public Shape[] InputShapes => [.. X.Select(a => a.shape.With(0, Shape.Unknown))];

    /// <summary>The arrays in order.</summary>
    /// <exception cref="ValueError">Names are unknown, or arrays are missing.</exception>
    public static Samples Of(Model model, DataArgument x, DataArgument? y, DataArgument? sample_weight)
    {
        NDArray[] inputs = Order(x, model.input_names, "x"), targets = y is null ? [] : Order(y, model.output_names, "y");
        if (inputs.Length == 0) throw new ValueError("No data: `x` is empty.");
        if (model.Graph is { } graph && inputs.Length != graph.Inputs.Count)
            throw new ValueError($"Layer \"{model.name}\" expects {graph.Inputs.Count} input(s) ({string.Join(", ", model.input_names.Select(n => $"'{n}'"))}), but it received {inputs.Length} input tensors. "
                + "Give one array per input: a list [a, b], or by name new() { [\"name\"] = a }.");
        NDArray?[] weights = sample_weight is null ? [] : sample_weight.IsNamed ? sample_weight.InOrder(model.output_names, "sample_weight") : [.. sample_weight];
        if (weights.Length > 0 && weights.Length != targets.Length)
            throw new ValueError($"`sample_weight` must have one array per output. Received: {weights.Length} for {targets.Length} targets.");
        return new(inputs, targets, [.. weights.Select(w => w?.astype(FloatX.Value))]);
    }

    private static NDArray[] Order(DataArgument data, string[] names, string what)
    {
        NDArray?[] ordered = data.IsNamed ? data.InOrder(names, what) : [.. data];
        int missing = Array.IndexOf(ordered, null);
        if (missing >= 0) throw new ValueError($"`{what}` has no array for '{(missing < names.Length ? names[missing] : missing)}'.");
        return ordered!;
    }

    /// <summary>Refuses arrays that do not hold the same number of samples.</summary>
    public void CheckCardinality()
    {
        NDArray[] weights = [.. Weights.OfType<NDArray>()], all = [.. X, .. Y, .. weights];
        if (all.Any(a => a.ndim == 0)) throw new ValueError("Data must have a batch axis, got a single number. Put it into an array: np.array([[value]]).");
        if (all.All(a => a.shape[0] == all[0].shape[0])) return;
        static string Sizes(string name, NDArray[] arrays) => arrays.Length == 0 ? "" : $"'{name}' sizes: {string.Join(", ", arrays.Select(a => a.shape[0]))}\n";
        throw new ValueError("Data cardinality is ambiguous. Make sure all arrays contain the same number of samples." + Sizes("x", X) + Sizes("y", Y) + Sizes("sample_weight", weights));
    }

    /// <summary>Refuses targets that a compiled and built model cannot be trained or judged on, before anything is done.</summary>
    public void CheckTargets(Model model)
    {
        if (model.Graph is not { } graph) return;                               // then the first step finds out
        LossArgument? loss = model.Compiled!.Loss;
        int outputs = graph.Outputs.Count;
        if (Y.Length == 0 && loss is not null)
            throw new ValueError($"The model '{model.name}' was compiled with a loss, which compares its outputs with targets, but `y` is missing. Pass it: fit(x, y), evaluate(x, y).");
        if (Y.Length != outputs && (Y.Length > 0 || loss is not null))
            throw new ValueError($"The model '{model.name}' has {outputs} output(s) ({string.Join(", ", model.output_names.Select(n => $"'{n}'"))}), but {Y.Length} target(s) were given in `y`. "
                + "Give one array per output: a list [a, b], or by name new() { [\"name\"] = a }.");
        for (int i = 0; loss is not null && i < Y.Length; i++)
        {
            string output = model.output_names[i];
            Loss? one = loss.IsNamed ? loss.Names.Contains(output) ? loss[output] : null : loss.Count == 1 ? loss[0] : i < loss.Count ? loss[i] : null;
            if (one is SparseCategoricalCrossentropy { ignore_class: null } && graph.Outputs[i].shape is { Rank: > 1 } shape && shape[^1] is > 1 and var classes
                && (Y[i].ndim == shape.Rank - 1 || Y[i].ndim == shape.Rank && Y[i].shape[^1] == 1)) CheckLabels(Y[i], classes, output);
        }
    }

    private static void CheckLabels(NDArray y, int classes, string output)
    {
        if (y.size == 0) return;
        double least = Convert.ToDouble(KerasApi.np.min(y).item<double>()), most = Convert.ToDouble(KerasApi.np.max(y).item<double>());
        if (least >= 0 && most <= classes - 1) return;
        string Number(double value) => Saving.ConfigJson.Number(value).Replace(".0", "", StringComparison.Ordinal);
        throw new ValueError($"Received a label value of {Number(least < 0 || double.IsNaN(least) ? least : most)} which is outside the valid range of [0, {classes}). The output '{output}' has {classes} classes, "
            + $"so with the loss sparse_categorical_crossentropy its labels must be 0 to {classes - 1}; those given go from {Number(least)} to {Number(most)}. "
            + (double.IsNaN(least) || double.IsNaN(most) ? "Remove the missing values." : least >= 1 && most <= classes ? "Count from 0: y - 1." : $"Give the output layer {Number(Math.Max(most, 0) + 1)} units, or renumber the classes from 0."));
    }

    /// <summary>The same with weights made of classes.</summary>
    /// <exception cref="ValueError">There are sample weights too, or several targets.</exception>
    public Samples Weighted(Dictionary<int, double> class_weight)
    {
        if (Weights.Length > 0) throw new ValueError("You cannot `class_weight` and `sample_weight` at the same time.");
        if (Y.Length != 1) throw new ValueError($"`class_weight` is only supported for Models with a single output. Received: {Y.Length} targets. Use sample_weight with one array per output.");
        return this with { Weights = [OfClasses(Y[0], class_weight)] };
    }

    private static NDArray OfClasses(NDArray y, Dictionary<int, double> class_weight)
    {
        if (y.ndim > 2)
            throw new ValueError($"`class_weight` needs one class per sample: targets of shape (samples,), (samples, 1) or one-hot (samples, classes). Received: y.shape={y.shape}. Use sample_weight, with a weight per position.");
        int count = y.shape[0], width = count == 0 ? 1 : y.size / count;
        float[] weights = new float[count];
        for (int i = 0; i < count; i++)
        {
            ReadOnlySpan<double> row = y[i..(i + 1)].astype(DType.float64).AsSpan<double>();
            int label = width == 1 ? (int)Math.Round(row[0]) : TensorPrimitives.IndexOfMax(row);
            weights[i] = (float)class_weight.GetValueOrDefault(label, 1.0);
        }
        return NDArray.FromArray(weights, count);
    }

    /// <summary>The first samples for training, the last share of them for validation.</summary>
    public (Samples Train, Samples Validation) Split(double validation_split)
    {
        if (validation_split is < 0 or > 1) throw new ValueError($"`validation_split` must be between 0 and 1. Received: {validation_split}");
        CheckCardinality();
        int at = (int)Math.Floor(Count * (1.0 - validation_split));
        if (at == 0 || at == Count)
            throw new ValueError($"Training data contains {Count} samples, which is not sufficient to split it into a validation and training set as specified by `validation_split={Saving.ConfigJson.Number(validation_split)}`. Either provide more data, or a different value for the `validation_split` argument.");
        Samples Part(Range rows) => new([.. X.Select(a => a[rows])], [.. Y.Select(a => a[rows])], [.. Weights.Select(w => w?[rows])]);
        return (Part(..at), Part(at..));
    }
}
