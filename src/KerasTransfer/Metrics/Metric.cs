using KerasTransfer.Graph;
using KerasTransfer.Saving;

namespace KerasTransfer;

/// <summary>A quality measured over many batches: its variables are updated with each batch, its result is made of them. A name or a function converts to it.</summary>
public abstract class Metric
{
    private readonly List<(Variable Variable, NDArray Initial)> own = [];

    /// <summary>A metric with Keras's base arguments.</summary>
    protected Metric(string? name = null, DType? dtype = null)
    {
        this.name = name ?? AutoName.Of(GetType().Name);
        this.dtype = dtype ?? FloatX.Value;
    }

    /// <summary>The name under which it is reported.</summary>
    public string name { get; internal set; }
    /// <summary>The type of the computation.</summary>
    public DType dtype { get; }
    /// <summary>The state.</summary>
    public virtual IReadOnlyList<Variable> variables => [.. own.Select(o => o.Variable)];

    /// <summary>Adds a state variable; to be called in the constructor, or at the first update.</summary>
    protected Variable add_variable(Shape shape, Initializer? initializer = null, DType? dtype = null, string? name = null)
    {
        NDArray initial = (initializer ?? "zeros").Apply(shape, dtype ?? this.dtype);
        Variable variable = new(initial, name ?? "variable", trainable: false, path: $"{this.name}/{name ?? "variable"}");
        own.Add((variable, initial));
        return variable;
    }

    /// <summary>Takes a batch into account: assign new values to the variables. It is traced into the training step.</summary>
    public abstract void update_state(Tensor y_true, Tensor y_pred, Tensor? sample_weight = null);

    /// <summary>The result so far, made of the variables.</summary>
    public abstract Tensor result();

    /// <summary>Starts again.</summary>
    public virtual void reset_state()
    {
        foreach ((Variable variable, NDArray initial) in own) variable.assign(initial);
    }

    /// <summary>Takes arrays into account at once.</summary>
    public void update_state(NDArray y_true, NDArray y_pred, NDArray? sample_weight = null)
    {
        NDArray[] inputs = sample_weight is null ? [y_true, y_pred] : [y_true, y_pred, sample_weight];
        Function.Of(inputs.Select(i => new TensorType(i.shape, i.dtype)), x => { update_state(x[0], x[1], x.ElementAtOrDefault(2)); return []; }).Compile().Run(inputs);
    }

    /// <summary>Python's <c>metric(y_true, y_pred)</c>: an update, then the result.</summary>
    public NDArray Apply(NDArray y_true, NDArray y_pred, NDArray? sample_weight = null)
    {
        update_state(y_true, y_pred, sample_weight);
        return result().numpy();
    }

    /// <summary>The arguments as saved files hold them.</summary>
    public virtual Dictionary<string, object?> get_config() => new() { ["name"] = name, ["dtype"] = dtype.name };

    /// <summary>The metric of that name; <c>accuracy</c> is decided by the shapes when the model is trained.</summary>
    /// <exception cref="ValueError">There is none of that name.</exception>
    public static implicit operator Metric(string name) => Metrics.MetricNames.Get(name);
    /// <summary>The mean of a function's values, reported under the function's name.</summary>
    public static implicit operator Metric(LossFunction function) => Metrics.MetricNames.Get(function);
}
