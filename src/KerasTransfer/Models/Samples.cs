namespace KerasTransfer.Models;

/// <summary>Arrays in the order of a model's inputs and outputs.</summary>
internal sealed record Samples(NDArray[] X, NDArray[] Y, NDArray?[] Weights)
{
    public int Count => X[0].shape[0];

    /// <summary>The arrays in order; weights from classes if they are given.</summary>
    /// <exception cref="ValueError">Names are unknown, or arrays are missing.</exception>
    public static Samples Of(Model model, DataArgument x, DataArgument? y, DataArgument? sample_weight, IReadOnlyDictionary<int, double>? class_weight)
    {
        NDArray[] inputs = Order(x, model.input_names, "x"), targets = y is null ? [] : Order(y, model.output_names, "y");
        if (inputs.Length == 0) throw new ValueError("No data: `x` is empty.");
        if (model.Graph is { } graph && inputs.Length != graph.Inputs.Count)
            throw new ValueError($"Layer \"{model.name}\" expects {graph.Inputs.Count} input(s), but it received {inputs.Length} input tensors.");
        if (class_weight is not null && sample_weight is not null) throw new ValueError("You cannot `class_weight` and `sample_weight` at the same time.");
        if (class_weight is not null)
        {
            if (targets.Length != 1) throw new ValueError($"`class_weight` is only supported for models with a single output. The model has {targets.Length} targets. Use sample_weight.");
            return new(inputs, targets, [OfClasses(targets[0], class_weight)]);
        }
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

    private static NDArray OfClasses(NDArray y, IReadOnlyDictionary<int, double> class_weight)
    {
        int count = y.shape[0], width = count == 0 ? 1 : y.size / count;
        float[] weights = new float[count];
        ReadOnlySpan<double> values = y.astype(DType.float64).AsSpan<double>();
        for (int i = 0; i < count; i++)
        {
            ReadOnlySpan<double> row = values.Slice(i * width, width);
            int label = width == 1 ? (int)Math.Round(row[0]) : System.Numerics.Tensors.TensorPrimitives.IndexOfMax(row);
            weights[i] = (float)class_weight.GetValueOrDefault(label, 1.0);
        }
        return NDArray.FromArray(weights, count);
    }

    /// <summary>The first samples for training, the last share of them for validation.</summary>
    public (Samples Train, Samples Validation) Split(double validation_split)
    {
        if (validation_split is < 0 or > 1) throw new ValueError($"`validation_split` must be between 0 and 1. Received: {validation_split}");
        int at = (int)Math.Floor(Count * (1.0 - validation_split));
        if (at == 0 || at == Count)
            throw new ValueError($"Training data contains {Count} samples, which is not sufficient to split it into a validation and training set as specified by `validation_split={Saving.ConfigJson.Number(validation_split)}`. Either provide more data, or a different value for the `validation_split` argument.");
        Samples Part(Range rows) => new([.. X.Select(a => a[rows])], [.. Y.Select(a => a[rows])], [.. Weights.Select(w => w?[rows])]);
        return (Part(..at), Part(at..));
    }

    public ArrayBatches Batches(int size) => new(X, Y, Weights, Math.Min(size, Math.Max(1, Count)));
}
