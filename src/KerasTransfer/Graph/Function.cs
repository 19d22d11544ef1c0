using KerasTransfer.Engines;
using KerasTransfer.Ops;
using KerasTransfer.Rewrites;

namespace KerasTransfer.Graph;

/// <summary>A traced computation: results from inputs, and new values of variables. An engine compiles it into a program.</summary>
internal sealed record Function(IReadOnlyList<Tensor> Inputs, IReadOnlyList<Tensor> Outputs, IReadOnlyList<(Variable Variable, Tensor Value)> Updates)
{
    /// <summary>Traces <paramref name="body"/> on inputs of the given types.</summary>
    public static Function Of(IEnumerable<TensorType> inputs, Func<IReadOnlyList<Tensor>, IReadOnlyList<Tensor>> body)
    {
        Tensor[] placeholders = [.. inputs.Select((type, i) => new Placeholder(i, type).On())];
        using Trace trace = new();
        IReadOnlyList<Tensor> outputs = body(placeholders);
        return new Function(placeholders, outputs, trace.Updates);
    }

    /// <summary>Everything computed: the outputs, then the updates' values.</summary>
    public IEnumerable<Tensor> Roots => Outputs.Concat(Updates.Select(u => u.Value));

    /// <summary>The program of this function on the engine in use, after all rewrites.</summary>
    public IProgram Compile() => Engine.Current.Compile(Simplified());

    /// <summary>The same function after all rewrites.</summary>
    public Function Simplified()
    {
        if (GraphCheck.IsOn) GraphCheck.Run(this);
        Function simple = Simplification.Apply(this);
        if (GraphCheck.IsOn) GraphCheck.Run(simple);
        return simple;
    }

    /// <summary>The same function with each node replaced by what the rule makes of it, inputs before users; a rule sees nodes whose inputs are replaced already.</summary>
    public Function Rewrite(Func<Tensor, Tensor> rule)
    {
        Dictionary<Tensor, Tensor> replacement = [];
        foreach (Tensor node in Traversal.Topological(Roots))
        {
            bool same = true;
            foreach (Tensor input in node.Inputs) same &= ReferenceEquals(replacement[input], input);
            replacement[node] = rule(same ? node : new Tensor(node.Op, [.. node.Inputs.Select(i => replacement[i])]));
        }
        return this with
        {
            Outputs = [.. Outputs.Select(o => replacement[o])],
            Updates = [.. Updates.Select(u => (u.Variable, replacement[u.Value]))],
        };
    }

    /// <summary>Whether the value depends on an input of a function that is still being written down.</summary>
    public static bool DependsOnInput(Tensor tensor) => Traversal.Topological([tensor]).Any(t => t.Op is Placeholder);

    /// <summary>Computes a tensor without inputs now.</summary>
    public static NDArray Evaluate(Tensor tensor) => Evaluate([tensor])[0];

    /// <summary>Computes tensors without inputs now.</summary>
    public static NDArray[] Evaluate(IReadOnlyList<Tensor> tensors)
    {
        if (tensors.FirstOrDefault(DependsOnInput) is { } unknown)
            throw new ValueError($"The tensor {unknown} has no value yet: it belongs to a computation that is being traced. Use keras.ops on it, and read values from model.predict or layer.Apply(array).");
        Function function = new([], tensors, []);
        if (GradientTape.Recording is { } tape) function = tape.WithKnown(function);
        return Engine.Current.Compile(Simplification.Apply(function, fold: false)).Run([]);
    }
}
