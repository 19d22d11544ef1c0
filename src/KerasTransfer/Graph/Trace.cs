using KerasTransfer.Ops;

namespace KerasTransfer.Graph;

/// <summary>A computation being written down: the present values of variables, the updates so far, and the losses that layers added.</summary>
internal sealed class Trace : IDisposable
{
    [ThreadStatic] private static Trace? current;
    private readonly Trace? outer;
    private readonly Dictionary<Variable, Tensor> values = [];
    private readonly Dictionary<Variable, Tensor> reads = [];

    private readonly GradientTape? tape;

    /// <param name="tape">Where values of variables are noted as they are now, instead of being read when the step runs.</param>
    public Trace(GradientTape? tape = null) => (outer, current, this.tape) = (current, this, tape);

    public static Trace? Current => current;

    /// <summary>What layers added with <c>add_loss</c> and activity regularizers, in order.</summary>
    public List<Tensor> Losses { get; } = [];

    /// <summary>The last value assigned to each variable, in the order of first assignment.</summary>
    public IReadOnlyList<(Variable Variable, Tensor Value)> Updates => [.. order.Select(v => (v, values[v]))];
    private readonly List<Variable> order = [];

    /// <summary>
    /// The variable's value at this place of the trace: the last one assigned, else what it holds when the step begins. Outside of a trace, what it holds now.
    /// </summary>
    public static Tensor ValueOf(Variable variable)
    {
        if (current is not { } trace) return GradientTape.Recording?.Read(variable) ?? new Constant(variable.numpy()).On();
        if (trace.values.TryGetValue(variable, out Tensor? value)) return value;
        if (!trace.reads.TryGetValue(variable, out Tensor? read)) trace.reads[variable] = read = trace.tape?.Read(variable) ?? new ReadVariable(variable).On();
        return read;
    }

    public void Assign(Variable variable, Tensor value)
    {
        if (!values.ContainsKey(variable)) order.Add(variable);
        values[variable] = value;
    }

    public void Dispose() => current = outer;
}
