using KerasTransfer.Autodiff;
using KerasTransfer.Engines;
using KerasTransfer.Graph;
using KerasTransfer.Rewrites;

namespace KerasTransfer.Models;

/// <summary>A model's compiled steps, one for each kind and each set of shapes and types of a batch. Made anew by <c>compile</c>.</summary>
internal sealed class Programs(Model model)
{
    private readonly Dictionary<Signature, IProgram> known = [];
    private readonly Lock gate = new();
    private TrainableState? state;

    /// <summary>What a batch looks like: how many arrays are inputs, targets and weights, and their shapes and types.</summary>
    private sealed record Signature(string Kind, int X, int Y, string Weights, TensorType[] Types)
    {
        public bool Equals(Signature? other) => other is not null && (Kind, X, Y, Weights) == (other.Kind, other.X, other.Y, other.Weights) && Types.AsSpan().SequenceEqual(other.Types);
        public override int GetHashCode() => Types.Aggregate(HashCode.Combine(Kind, X, Y), HashCode.Combine);
    }

    /// <summary>The layers that are trained, as the first training step found them.</summary>
    public TrainableState? State => state;

    public IProgram Train(Batches batches, NDArray[] batch) => Get(TrainKind, batches, Types(batch));
    public IProgram Test(Batches batches, NDArray[] batch) => Get(TestKind, batches, Types(batch));
    public IProgram Predict(Batches batches, NDArray[] batch) => Get(PredictKind, batches, Types(batch));

    /// <summary>A training step (or, with <paramref name="training"/> false, a step of evaluation between training steps) cut into its frozen part and the rest; null where there is
    /// no frozen part worth it.</summary>
    public FrozenStep? Frozen(bool training, Batches batches, TensorType[] batch)
    {
        Signature signature = SignatureOf(training ? TrainKind : TestKind, batches, batch);
        lock (gate)
        {
            if (frozen.TryGetValue(signature, out FrozenStep? step)) return step;
            Function function = Traced(signature, batches);
            HashSet<Variable> changing = [.. changed, .. function.Updates.Select(u => u.Variable)];
            if (FrozenParts.Of(function, batches.X, changing) is { } split) step = new(split);
            else known.TryAdd(signature, Engine.Current.Compile(function));     // it is traced already
            return frozen[signature] = step;
        }
    }

    private const string TrainKind = "train", TestKind = "test", PredictKind = "predict";
    private readonly Dictionary<Signature, FrozenStep?> frozen = [];
    private readonly HashSet<Variable> changed = [];                            // what training steps change

    private static TensorType[] Types(NDArray[] batch) => [.. batch.Select(a => new TensorType(a.shape, a.dtype))];
    private static Signature SignatureOf(string kind, Batches batches, TensorType[] types) => new(kind, batches.X, batches.Y, batches.WeightPattern, types);

    private IProgram Get(string kind, Batches batches, TensorType[] types)
    {
        Signature signature = SignatureOf(kind, batches, types);
        lock (gate) return known.TryGetValue(signature, out IProgram? program) ? program : known[signature] = Engine.Current.Compile(Traced(signature, batches));
    }

    private Function Traced(Signature signature, Batches batches)
    {
        using IDisposable? flags = signature.Kind == TrainKind ? (state ??= new TrainableState(model)).Restore() : null;
        Function function = Function.Of(signature.Types, inputs => signature.Kind switch
        {
            TrainKind => TrainStep(batches, inputs),
            TestKind => TestStep(batches, inputs),
            _ => [.. model.Invoke(new Tensors(inputs), false)],
        }).Simplified();
        if (signature.Kind == TrainKind) changed.UnionWith(function.Updates.Select(u => u.Variable));
        return function;
    }

    /// <summary>Forward, loss, backward, update and metrics in one.</summary>
    private IReadOnlyList<Tensor> TrainStep(Batches batches, IReadOnlyList<Tensor> inputs)
    {
        Variable[] trainable = [.. model.trainable_weights];
        Tensor[] reads = [.. trainable.Select(v => (Tensor)v)];
        Tensor loss = Loss(batches, inputs, training: true, out _);
        Compilation compiled = model.Compiled!;
        compiled.Optimizer.Build(trainable);
        if (trainable.Length > 0) compiled.Optimizer.Apply(Gradients.Of(compiled.Optimizer.ScaleLoss(loss), reads), trainable);
        return [];
    }

    private IReadOnlyList<Tensor> TestStep(Batches batches, IReadOnlyList<Tensor> inputs)
    {
        Loss(batches, inputs, training: false, out _);
        return [];
    }

    private Tensor Loss(Batches batches, IReadOnlyList<Tensor> inputs, bool training, out Tensors outputs)
    {
        outputs = model.Invoke(new Tensors([.. inputs.Take(batches.X)]), training);
        Tensor[] y_true = [.. inputs.Skip(batches.X).Take(batches.Y)];
        Compilation compiled = model.Compiled!;
        if (batches.Y != outputs.Count && (batches.Y > 0 || compiled.Loss is not null))
            throw new ValueError($"The model '{model.name}' has {outputs.Count} output(s), but {batches.Y} target(s) were given in `y`.");
        Tensor?[] weights = new Tensor?[Math.Max(batches.Y, outputs.Count)];
        int next = batches.X + batches.Y;
        for (int i = 0; i < batches.WeightPattern.Length; i++)
            if (batches.WeightPattern[i] == '1') weights[i] = inputs[next++];
        compiled.Settle(model.output_names, y_true, outputs);
        List<Tensor> added = [.. Trace.Current!.Losses];
        foreach (Variable weight in model.trainable_weights)
            if (weight.Regularizer is { } regularizer) added.Add(regularizer.call(weight));
        return compiled.Measure(y_true, outputs, weights, added, inputs[0].shape[0]);
    }
}
