using KerasTransfer.Autodiff;
using KerasTransfer.Graph;

namespace KerasTransfer;

public sealed partial class TensorFlowApi
{
    /// <summary>Records what is computed, to differentiate it: <c>using var tape = tf.GradientTape();</c>.</summary>
    /// <inheritdoc cref="KerasTransfer.GradientTape"/>
    public GradientTape GradientTape(bool persistent = false, bool watch_accessed_variables = true) => new(persistent, watch_accessed_variables);
}

/// <summary>
/// Records what layers, losses, <c>tf</c>, <c>keras.ops</c> and operators compute from its making to its end, so that <see cref="gradient(NDArray, IReadOnlyList{Variable})"/>
/// can differentiate it. <c>np</c> is not recorded, as in Python.
/// </summary>
/// <remarks>
/// <c>using (var tape = tf.GradientTape()) { var y = model.Apply(x, training: true); var loss = loss_fn.Apply(labels, y); var grads = tape.gradient(loss, model.trainable_weights); }</c>.
/// Values are computed at once and each step is compiled anew, so a loop with a tape is slower than <c>fit</c>.
/// </remarks>
public sealed class GradientTape : IDisposable
{
    [ThreadStatic] private static GradientTape? current;
    private readonly GradientTape? outer;
    private readonly bool persistent, watchesVariables;
    private readonly Dictionary<Variable, Tensor> reads = [];
    private readonly Dictionary<Variable, List<Tensor>> allReads = [];
    private readonly HashSet<Variable> watched = [];
    private readonly Dictionary<Tensor, NDArray> values = [];
    private bool paused, used, disposed;

    internal GradientTape(bool persistent, bool watch_accessed_variables)
    {
        (this.persistent, watchesVariables) = (persistent, watch_accessed_variables);
        outer = current;
        current = this;
    }

    /// <summary>The innermost tape that records on this thread, outside of functions that are being traced.</summary>
    internal static GradientTape? Recording => current is { paused: false } tape && Trace.Current is null ? tape : null;

    /// <summary>Whether an operation on this array is to be recorded.</summary>
    internal static bool Records(NDArray a) => a.Recorded is not null && Recording is not null;

    /// <summary>The node that an array was computed as, while there is a tape.</summary>
    internal static Tensor? NodeOf(NDArray a) => a.Recorded is { } node && current is not null ? node : null;

    // ---- what is recorded

    /// <summary>The variable's value now, as a node: the same one until it is assigned.</summary>
    internal Tensor Read(Variable variable)
    {
        if (reads.TryGetValue(variable, out Tensor? known)) return known;
        Tensor read = outer is null ? new Ops.Constant(variable.numpy()).On() : outer.Read(variable);
        reads[variable] = read;
        (allReads.TryGetValue(variable, out List<Tensor>? list) ? list : allReads[variable] = []).Add(read);
        return read;
    }

    /// <summary>The variable was assigned: its next value is another node.</summary>
    internal static void Forget(Variable variable)
    {
        for (GradientTape? tape = current; tape is not null; tape = tape.outer) tape.reads.Remove(variable);
    }

    /// <summary>An array that was computed as this tensor: what is computed from it goes on from there.</summary>
    internal NDArray Keep(Tensor tensor, NDArray value)
    {
        value.Recorded = tensor;
        for (GradientTape? tape = this; tape is not null; tape = tape.outer) tape.values[tensor] = value;
        return value;
    }

    /// <summary>Nodes whose values are known are not computed again.</summary>
    internal Function WithKnown(Function function) =>
        values.Count == 0 ? function : function.Rewrite(node => values.TryGetValue(node, out NDArray? value) ? new Ops.Constant(value).On() : node);

    /// <summary>A layer called at once: its outputs as nodes, its variables (moving averages, seeds) moved on.</summary>
    internal Tensor[] Call(Layer layer, IReadOnlyList<Tensor> inputs, bool? training, out NDArray[] values)
    {
        layer.EnsureBuilt([.. inputs.Select(i => i.shape)]);
        Tensor[] outputs;
        IReadOnlyList<(Variable Variable, Tensor Value)> updates;
        using (Trace trace = new(this))
        {
            outputs = [.. layer.Invoke(new Tensors(inputs), training)];
            updates = trace.Updates;
        }
        NDArray[] all = Function.Evaluate([.. outputs, .. updates.Select(u => u.Value)]);
        values = all[..outputs.Length];
        for (int i = 0; i < updates.Count; i++) updates[i].Variable.assign(all[outputs.Length + i]);
        for (int i = 0; i < outputs.Length; i++) Keep(outputs[i], values[i]);
        return outputs;
    }

    // ---- what scripts call

    /// <summary>Makes gradients with respect to an array known: of its own accord an array is a constant.</summary>
    public void watch(NDArray tensor) => tensor.Recorded ??= Ops.Constant.Of(tensor).On();
    /// <summary>Tensors can always be differentiated with respect to; nothing happens.</summary>
    public void watch(Tensor tensor) { }
    /// <summary>Makes gradients with respect to a variable known, for a tape that does not watch all of them.</summary>
    public void watch(Variable variable) => watched.Add(variable);
    /// <summary>Makes gradients with respect to variables known, for a tape that does not watch all of them.</summary>
    public void watch(IEnumerable<Variable> variables) => watched.UnionWith(variables);

    /// <summary>The gradients of a target (its elements summed) with respect to variables.</summary>
    /// <returns>One for each variable, of its shape; null where the target does not depend on it. For the optimizer: <c>optimizer.apply_gradients(grads.Zip(model.trainable_weights))</c>.</returns>
    /// <exception cref="InvalidOperationException">The tape is not persistent and was asked before.</exception>
    /// <exception cref="ValueError">The target was not computed under the tape.</exception>
    public NDArray?[] gradient(Tensor target, IReadOnlyList<Variable> sources)
    {
        List<Tensor>[] nodes = [.. sources.Select(v => watchesVariables || watched.Contains(v) ? allReads.GetValueOrDefault(v, []) : [])];
        Tensor?[] gradients = Differentiate(target, [.. nodes.SelectMany(n => n)]);
        int at = 0;
        return Values([.. nodes.Select(n =>
        {
            Tensor? sum = null;                                                 // a variable may have been read several times, with assignments between
            foreach (Tensor _ in n) sum = (sum, gradients[at++]) switch { (null, var g) => g, (var s, null) => s, var (s, g) => s + g };
            return sum;
        })]);
    }

    /// <inheritdoc cref="gradient(Tensor, IReadOnlyList{Variable})"/>
    public NDArray?[] gradient(NDArray target, IReadOnlyList<Variable> sources) => gradient(Recorded(target), sources);
    /// <summary>The gradient with respect to one variable; null if the target does not depend on it.</summary>
    /// <inheritdoc cref="gradient(Tensor, IReadOnlyList{Variable})"/>
    public NDArray? gradient(Tensor target, Variable source) => gradient(target, (Variable[])[source])[0];
    /// <inheritdoc cref="gradient(Tensor, Variable)"/>
    public NDArray? gradient(NDArray target, Variable source) => gradient(target, (Variable[])[source])[0];
    /// <summary>The gradient with respect to a tensor that the target was computed from; null if it was not.</summary>
    /// <inheritdoc cref="gradient(Tensor, IReadOnlyList{Variable})"/>
    public NDArray? gradient(Tensor target, Tensor source) => Values(Differentiate(target, [source]))[0];
    /// <summary>The gradient with respect to an array: one that was computed under the tape, or is watched; null if the target does not depend on it.</summary>
    /// <inheritdoc cref="gradient(Tensor, IReadOnlyList{Variable})"/>
    public NDArray? gradient(NDArray target, NDArray source) => gradient(Recorded(target), source);
    /// <inheritdoc cref="gradient(NDArray, NDArray)"/>
    public NDArray? gradient(Tensor target, NDArray source) => Values(Differentiate(target, source.Recorded is { } node ? [node] : []))is [var one] ? one : null;
    /// <summary>The gradients with respect to several arrays.</summary>
    /// <inheritdoc cref="gradient(NDArray, NDArray)"/>
    public NDArray?[] gradient(NDArray target, NDArrays sources)
    {
        Tensor[] nodes = [.. sources.Select(s => s.Recorded).OfType<Tensor>()];
        NDArray?[] known = Values(Differentiate(Recorded(target), nodes));
        int at = 0;
        return [.. sources.Select(s => s.Recorded is null ? null : known[at++])];
    }

    /// <summary>What is computed until the end of the <c>using</c> is not recorded.</summary>
    public IDisposable stop_recording()
    {
        paused = true;
        return new Pause(this);
    }

    /// <summary>Forgets all that was recorded.</summary>
    public void reset()
    {
        reads.Clear();
        allReads.Clear();
        values.Clear();
        used = false;
    }

    /// <summary>Ends the recording. Gradients may still be asked for.</summary>
    public void Dispose()
    {
        if (disposed) return;
        disposed = true;
        if (ReferenceEquals(current, this)) current = outer;
    }

    private static Tensor Recorded(NDArray target) => target.Recorded
        ?? throw new ValueError($"GradientTape: the target, an array of shape {target.shape}, was not computed under the tape. Expected what layer.Apply, a loss, tf or keras.ops gave while the tape recorded; np is not recorded: write tf.reduce_mean instead of np.mean.");

    private Tensor?[] Differentiate(Tensor target, IReadOnlyList<Tensor> sources)
    {
        if (used && !persistent) throw new InvalidOperationException("A non-persistent GradientTape can only be used to compute one set of gradients (or jacobians). Write tf.GradientTape(persistent: true).");
        used = true;
        return Gradients.Of(target, sources);
    }

    private NDArray?[] Values(Tensor?[] gradients)
    {
        Tensor[] known = [.. gradients.OfType<Tensor>()];
        if (known.Length == 0) return new NDArray?[gradients.Length];
        NDArray[] computed = Function.Evaluate(WithKnown(new Function([], known, [])).Outputs);
        GradientTape? still = Recording;                                        // an outer tape may differentiate the gradients once more
        int at = 0;
        return [.. gradients.Select(g => g is null ? null : still?.Keep(g, computed[at++]) ?? computed[at++])];
    }

    private sealed class Pause(GradientTape tape) : IDisposable
    {
        public void Dispose() => tape.paused = false;
    }
}
