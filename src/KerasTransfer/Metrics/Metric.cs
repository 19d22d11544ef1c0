using KerasTransfer.Engines;
using KerasTransfer.Graph;
using KerasTransfer.Saving;

namespace KerasTransfer;

/// <summary>A quality measured over many batches: its variables are updated with each batch, its result is made of them. A name or a function converts to it.</summary>
public abstract class Metric
{
    private readonly List<(Variable Variable, NDArray Initial)> own = [];
    private readonly List<(TensorType[] Types, IProgram Program)> updates = [];
    private IProgram? results;

    /// <summary>A metric with Keras's base arguments.</summary>
    /// <param name="name">The name it is reported under; null for the class's in snake case, numbered.</param>
    /// <param name="dtype">The type of the computation; null for <c>keras.config.floatx()</c>.</param>
    protected Metric(string? name = null, DType? dtype = null)
    {
        this.name = name ?? AutoName.Of(GetType().Name);
        this.dtype = dtype ?? FloatX.Value;
    }

    /// <summary>The name under which it is reported.</summary>
    public string name { get; internal set; }
    /// <summary>The name by which the metric was asked for, which saved files keep; null for an object.</summary>
    internal string? GivenName { get; private set; }
    /// <summary>The type of the computation.</summary>
    public DType dtype { get; }
    /// <summary>The state.</summary>
    public virtual IReadOnlyList<Variable> variables => [.. own.Select(o => o.Variable)];

    /// <summary>Adds a state variable; to be called in the constructor, or at the first update.</summary>
    /// <param name="shape">Its shape, all lengths known.</param>
    /// <param name="initializer">Makes the value it starts with, and gets again when the metric is reset; null for zeros.</param>
    /// <param name="dtype">Its type; null for <c>keras.config.floatx()</c>.</param>
    /// <param name="name">The last part of its path.</param>
    protected Variable add_variable(Shape shape, Initializer? initializer = null, DType? dtype = null, string? name = null)
    {
        DType type = dtype ?? FloatX.Value;
        NDArray initial = initializer?.Apply(shape, type) ?? NDArray.Zeros(shape, type);
        Variable variable = new(initial, name ?? "variable", trainable: false, path: $"{this.name.Replace('/', '>')}/{name ?? "variable"}");
        own.Add((variable, initial));
        return variable;
    }

    /// <summary>Adds a state variable, a single number unless a shape is given; see <see cref="add_variable"/>.</summary>
    protected Variable add_weight(string? name = null, Shape? shape = null, Initializer? initializer = null, DType? dtype = null) => add_variable(shape ?? Shape.Scalar, initializer, dtype, name);

    /// <summary>
    /// Takes a batch into account: gives the variables new values with <c>assign</c> and <c>assign_add</c>. It is traced: run once for each shape of batch, to write
    /// down what is then computed for every batch.
    /// </summary>
    /// <param name="y_true">The targets.</param>
    /// <param name="y_pred">The predictions.</param>
    /// <param name="sample_weight">Weights that broadcast against the values: (batch) for one value per sample.</param>
    public abstract void update_state(Tensor y_true, Tensor y_pred, Tensor? sample_weight = null);

    /// <summary>The result so far, made of the variables: one number, or several in one tensor.</summary>
    public abstract Tensor result();

    /// <summary>Starts again.</summary>
    public virtual void reset_state()
    {
        foreach ((Variable variable, NDArray initial) in own) variable.assign(initial);
    }

    /// <summary>Starts again, as Keras 2 spelled it.</summary>
    [Obsolete("Write reset_state().")]
    public void reset_states() => reset_state();

    /// <summary>Takes arrays into account at once.</summary>
    /// <param name="y_true">The targets.</param>
    /// <param name="y_pred">The predictions.</param>
    /// <param name="sample_weight">Weights that broadcast against the values.</param>
    public void update_state(NDArray y_true, NDArray y_pred, NDArray? sample_weight = null)
    {
        if (sample_weight is null) Update([y_true, y_pred], x => update_state(x[0], x[1]));
        else Update([y_true, y_pred, sample_weight], x => update_state(x[0], x[1], x[2]));
    }

    /// <summary>Python's <c>metric(y_true, y_pred)</c>: an update, then the result.</summary>
    /// <param name="y_true">The targets.</param>
    /// <param name="y_pred">The predictions.</param>
    /// <param name="sample_weight">Weights that broadcast against the values.</param>
    public NDArray Apply(NDArray y_true, NDArray y_pred, NDArray? sample_weight = null)
    {
        update_state(y_true, y_pred, sample_weight);
        return ResultNow();
    }

    /// <summary>Computes an update now. Its program is kept for the next arrays of the same shapes and types.</summary>
    private protected void Update(NDArray[] inputs, Action<IReadOnlyList<Tensor>> update)
    {
        const int kept = 16;                                                    // as many shapes of batches; the oldest goes first
        int at = updates.FindIndex(u => u.Types.Length == inputs.Length && inputs.Index().All(i => u.Types[i.Index].Shape == i.Item.shape && u.Types[i.Index].DType == i.Item.dtype));
        if (at < 0)
        {
            TensorType[] types = [.. inputs.Select(i => new TensorType(i.shape, i.dtype))];
            IProgram program = Function.Of(types, x => { update(x); return []; }).Compile();
            if (updates.Count == kept) updates.RemoveAt(0);
            updates.Add((types, program));
            at = updates.Count - 1;
        }
        updates[at].Program.Run(inputs);
    }

    /// <summary>The result computed now.</summary>
    internal NDArray ResultNow() => (results ??= Function.Of([], _ => [result()]).Compile()).Run([])[0];

    /// <summary>The arguments as saved files hold them.</summary>
    public virtual Dictionary<string, object?> get_config() => new() { ["name"] = name, ["dtype"] = dtype.name };

    /// <summary>The metric of that name as <c>compile</c> takes it; <c>accuracy</c> is settled by the shapes when the model is trained.</summary>
    /// <exception cref="ValueError">There is none of that name.</exception>
    public static implicit operator Metric(string name)
    {
        Metric metric = Metrics.MetricNames.Get(name);
        metric.GivenName = name;
        return metric;
    }
    /// <summary>The mean of a function's values, reported under the function's name.</summary>
    public static implicit operator Metric(LossFunction function)
    {
        Metric metric = Metrics.MetricNames.Get(function);
        metric.GivenName = Saving.FunctionTable.NameOf(function);
        return metric;
    }

    /// <inheritdoc/>
    public override string ToString() => $"<{GetType().Name} name={name}>";
}
