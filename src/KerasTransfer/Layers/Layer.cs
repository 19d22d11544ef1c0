using KerasTransfer.Graph;
using KerasTransfer.Saving;

namespace KerasTransfer;

/// <summary>
/// A piece of a model: weights and a computation written with <c>keras.ops</c>. Derive from it, override <see cref="build(Shape)"/> to add weights and
/// <see cref="call(Tensor, bool)"/> to compute; see also keras.layers.Layer (Keras 3).
/// </summary>
public abstract partial class Layer
{
    private readonly List<Variable> own = [];
    private readonly List<Layer> sublayers = [];
    private readonly List<SeedGenerator> seedGenerators = [];
    private readonly LayerOptions options;
    private bool trainable_;
    private bool built_, buildingNow;
    private List<Variable> reusable = [];                                       // weights that were there when a build began

    /// <summary>A layer with Keras's base keywords.</summary>
    protected Layer(string? name = null, bool trainable = true, DType? dtype = null, Regularizer? activity_regularizer = null)
        : this(new LayerOptions(name, trainable, dtype, activity_regularizer)) { }

    /// <summary>A layer with Keras's base keywords.</summary>
    protected Layer(LayerOptions? options)
    {
        this.options = options ??= new LayerOptions();
        name = options.Name ?? AutoName.Of(ClassName);
        if (name.Length == 0) throw new ValueError($"{GetType().Name}: the name of a layer is not empty. Leave it out for an automatic one.");
        trainable_ = options.Trainable;
        dtype = options.DType ?? FloatX.Value;
        activity_regularizer = options.ActivityRegularizer;
    }

    /// <summary>The name from which automatic names are made.</summary>
    private protected virtual string ClassName => GetType().Name;

    /// <summary>The layer's name, unique in a model.</summary>
    public string name { get; internal set; }
    /// <summary>Whether the weights exist.</summary>
    public bool built { get => built_ || own.Count > 0 && this is not Model; protected internal set => built_ = value; }
    /// <summary>Whether the layer is being built, not by a call of <c>build</c> from outside.</summary>
    private protected bool IsBuilding => buildingNow;
    /// <summary>The type of the computation and of the weights.</summary>
    public DType dtype { get; }
    /// <summary>Penalty on the output, or null.</summary>
    public Regularizer? activity_regularizer { get; }
    /// <summary>What inputs must look like; checked before each call.</summary>
    public InputSpec? input_spec { get; protected set; }
    /// <summary>The shape of a batch of inputs, where it was given with the layer.</summary>
    internal Shape? BatchInputShape => options.BatchInputShape;
    /// <summary>The shapes of the inputs that a call built the layer for; null before, and if there was nothing to build.</summary>
    internal IReadOnlyList<Shape>? BuildShapes { get; private set; }
    /// <summary>The mode that the call of Keras's class has by default. Files of Keras 3 hold it with every call, as if it had been given.</summary>
    internal virtual bool? ModeByDefault => null;
    /// <summary>Whether the layer takes several inputs as one list (merge layers, models).</summary>
    internal virtual bool TakesList => false;
    /// <summary>Whether even a single input is written as a list in saved files.</summary>
    internal bool TakesTensorList => TakesList && this is not Model;

    /// <summary>
    /// Whether optimizers change the layer's weights. Setting it sets it for all layers inside too; what was created non-trainable (moving statistics)
    /// stays so. A compiled model takes note at its next <c>compile</c>.
    /// </summary>
    public virtual bool trainable
    {
        get => trainable_;
        set
        {
            trainable_ = value;
            foreach (Variable variable in own) variable.trainable = value;
            foreach (Layer layer in Sublayers) layer.trainable = value;
        }
    }

    internal void SetOwnTrainable(bool value) => trainable_ = value;

    /// <summary>The layers inside, in order.</summary>
    internal virtual IReadOnlyList<Layer> Sublayers => sublayers;

    /// <summary>The layers inside by the attributes under which Keras 3 stores them; null if that is not known.</summary>
    internal virtual IReadOnlyList<(string Attribute, Layer Layer)>? NamedLayers => Sublayers.Count == 0 ? [] : null;

    /// <summary>Makes a layer part of this one: its weights are this one's too. Layers called inside <c>call</c> are taken in by themselves.</summary>
    /// <returns>The layer.</returns>
    protected internal T Track<T>(T layer) where T : Layer
    {
        if (!ReferenceEquals(layer, this) && !sublayers.Contains(layer))
        {
            sublayers.Add(layer);
            if (!trainable_) layer.trainable = false;
        }
        return layer;
    }

    internal SeedGenerator Track(SeedGenerator generator) { seedGenerators.Add(generator); return generator; }

    /// <summary>The own weights and those of the layers inside: trainable ones of a layer first. Users see it as <c>weights</c>, see <see cref="LayerWeights"/>.</summary>
    internal virtual IReadOnlyList<Variable> AllWeights =>
        [.. own.Where(v => v.CreatedTrainable).Concat(own.Where(v => !v.CreatedTrainable)).Concat(Sublayers.SelectMany(l => l.AllWeights)).Distinct()];

    /// <summary>The weights that optimizers change.</summary>
    public virtual IReadOnlyList<Variable> trainable_weights => trainable ? [.. AllWeights.Where(v => v.trainable)] : [];
    /// <summary>The other weights.</summary>
    public virtual IReadOnlyList<Variable> non_trainable_weights { get { HashSet<Variable> t = [.. trainable_weights]; return [.. AllWeights.Where(v => !t.Contains(v))]; } }
    /// <summary>The weights and the states of seed generators.</summary>
    public IReadOnlyList<Variable> variables => [.. AllWeights.Concat(SeedGenerators.Select(g => g.state)).Distinct()];
    /// <summary>The same as <see cref="trainable_weights"/>.</summary>
    public IReadOnlyList<Variable> trainable_variables => trainable_weights;
    /// <summary>The variables that optimizers do not change.</summary>
    public IReadOnlyList<Variable> non_trainable_variables { get { HashSet<Variable> t = [.. trainable_weights]; return [.. variables.Where(v => !t.Contains(v))]; } }
    internal IEnumerable<SeedGenerator> SeedGenerators => seedGenerators.Concat(Sublayers.SelectMany(l => l.SeedGenerators));
    internal IReadOnlyList<Variable> OwnVariables => own;

    /// <summary>The number of elements of all weights.</summary>
    /// <exception cref="ValueError">The layer is not built.</exception>
    public long count_params() => built ? AllWeights.Sum(w => w.shape.Size)
        : throw new ValueError($"You tried to call `count_params` on layer '{name}', but the layer isn't built. You can build it manually via: `layer.build(input_shape)`.");

    /// <summary>Copies of all weights, in the order of <c>weights</c>.</summary>
    public NDArray[] get_weights() => [.. AllWeights.Select(w => w.numpy())];

    /// <summary>Sets all weights, in the order of <c>weights</c>; nothing is changed if one does not fit.</summary>
    /// <exception cref="ValueError">The number of arrays or a shape differs.</exception>
    public void set_weights(params IReadOnlyList<NDArray> weights)
    {
        CheckWeights(weights);
        IReadOnlyList<Variable> targets = AllWeights;
        for (int i = 0; i < weights.Count; i++) targets[i].assign(weights[i]);
    }

    /// <summary>Refuses weights that do not fit, before any is set.</summary>
    internal virtual void CheckWeights(IReadOnlyList<NDArray> given)
    {
        IReadOnlyList<Variable> targets = AllWeights;
        if (targets.Count != given.Count)
            throw new ValueError($"You called `set_weights(weights)` on layer '{name}' with a weight list of length {given.Count}, but the layer was expecting {targets.Count} weights.");
        for (int i = 0; i < given.Count; i++)
            if (targets[i].shape != given[i].shape)
                throw new ValueError($"Layer {name} weight shape {targets[i].shape} is not compatible with provided weight shape {given[i].shape}.");
    }

    /// <summary>Adds a weight; to be called in <see cref="build(Shape)"/>.</summary>
    /// <param name="name">Its name inside the layer: <c>kernel</c>.</param>
    /// <param name="shape">Its shape; null for a single number.</param>
    /// <param name="initializer">Its first value; null for glorot_uniform (floats) or zeros.</param>
    /// <param name="dtype">Its type; null for the layer's.</param>
    /// <param name="trainable">Whether optimizers change it.</param>
    /// <param name="regularizer">Penalty added to the loss while it is trainable.</param>
    /// <param name="constraint">Applied after each update.</param>
    protected Variable add_weight(string? name = null, Shape? shape = null, Initializer? initializer = null, DType? dtype = null, bool trainable = true, Regularizer? regularizer = null, Constraint? constraint = null)
    {
        shape ??= Shape.Scalar;
        dtype ??= this.dtype;
        if (!shape.IsKnown) throw new ValueError($"Layer '{this.name}': the weight '{name}' cannot have the shape {shape}: a length is not known. Give the model an input shape that says it.");
        initializer ??= dtype.IsFloating ? "glorot_uniform" : "zeros";
        if (reusable.FirstOrDefault(v => (name is null || v.name == name) && v.shape == shape && v.dtype == dtype && v.CreatedTrainable == trainable) is { } there)
        {
            reusable.Remove(there);                                             // build was called from outside before: its weights hold good
            return there;
        }
        name ??= AutoName.Of("variable");
        WeightBudget.Charge(this, name, shape);
        NDArray? first = WeightsToCome.Expected ? null : initializer.Apply(shape, dtype);
        Variable variable = new(first, shape, dtype, name, trainable, CallScope.Path(this, name)) { Regularizer = regularizer, Constraint = constraint };
        variable.trainable = trainable && trainable_;
        own.Add(variable);
        return variable;
    }

    /// <summary>Adds to the loss of the model that is being trained; to be called in <c>call</c>.</summary>
    public void add_loss(Tensor loss) => Trace.Current?.Losses.Add(loss);

    /// <summary>The losses of the weights' regularizers, computed now.</summary>
    public IReadOnlyList<NDArray> losses => [.. trainable_weights.Where(w => w.Regularizer is not null).Select(w => w.Regularizer!.call(w).numpy())];

    /// <summary>Creates the weights for inputs of this shape (batch first, unknown lengths −1). Without weights there is nothing to override.</summary>
    public virtual void build(Shape input_shape) => built = true;

    /// <summary>The same for several inputs.</summary>
    public virtual void build(IReadOnlyList<Shape> input_shapes) => build(input_shapes[0]);

    /// <summary>The computation, for a layer that does the same in training and inference.</summary>
    public virtual Tensor call(Tensor inputs) => throw new NotImplementedCall(this);

    /// <summary>The computation.</summary>
    public virtual Tensor call(Tensor inputs, bool training) => call(inputs);

    /// <summary>The computation on several inputs, or with several outputs.</summary>
    public virtual Tensors call(Tensors inputs, bool training) => call((Tensor)inputs, training);

    /// <summary>The output's shape for an input's, unknown lengths −1.</summary>
    public virtual Shape compute_output_shape(Shape input_shape) => Symbolic.Infer(this, [new(input_shape, dtype)], null)[0].Shape;

    /// <summary>The layer's arguments as saved files hold them.</summary>
    public virtual Dictionary<string, object?> get_config()
    {
        Dictionary<string, object?> config = new() { ["name"] = name, ["trainable"] = trainable, ["dtype"] = ConfigValue.Policy(dtype) };
        if (activity_regularizer is not null) config["activity_regularizer"] = activity_regularizer;
        return config;
    }

    internal void EnsureBuilt(IReadOnlyList<Shape> shapes)
    {
        if (built_ || buildingNow) return;
        buildingNow = true;
        int before = own.Count;
        reusable = [.. own];
        try
        {
            using (CallScope.Building(this)) build(shapes);
            built_ = true;
            BuildShapes = [.. shapes.Select(Symbolic.Restore)];
        }
        catch
        {
            own.RemoveRange(before, own.Count - before);                        // the next call begins again
            throw;
        }
        finally { (buildingNow, reusable) = (false, []); }
        if (options.Weights is { } initial) set_weights(initial);
    }

    /// <summary>Builds if needed, checks the inputs, computes, adds the activity penalty.</summary>
    internal Tensors Invoke(Tensors inputs, bool? training)
    {
        CallScope.Owner?.Track(this);
        Shape[] shapes = [.. inputs.Select(i => i.shape)];
        EnsureBuilt(shapes);
        input_spec?.Check(this, shapes);
        using CallScope scope = CallScope.Calling(this, training);
        if (options.Autocast && dtype.IsFloating) inputs = new([.. inputs.Select(i => i.dtype.IsFloating ? i.Cast(dtype) : i)]);
        Tensors outputs;
        try { outputs = call(inputs, scope.Training); }
        catch (ValueError e) when (this is not Models.Operation && e.GetType() == typeof(ValueError) && !e.Data.Contains(told)) { throw Told(e, inputs, scope.Training); }
        if (activity_regularizer is { } penalty)
            foreach (Tensor output in outputs) add_loss(penalty.call(output) / (output.ndim == 0 ? 1 : output.shape[0]));
        return outputs;
    }

    private const string told = "keras_call";                                   // marks an error that says in which call it happened

    /// <summary>The error with the layer that was being called and what it was called with, in Keras's words.</summary>
    private ValueError Told(ValueError error, Tensors inputs, bool training)
    {
        string called = $"{ClassName}.call()";
        string arguments = string.Join(", ", inputs.Select(x => $"Tensor(shape={Symbolic.Restore(x.shape)}, dtype={x.dtype})"));
        ValueError whole = new($"Exception encountered when calling {called}.\n\n{error.Message}\n\nArguments received by {called} of the layer '{name}':\n"
            + $"  • inputs={(inputs.Count == 1 ? arguments : $"[{arguments}]")}\n  • training={(training ? "True" : "False")}", error);
        whole.Data[told] = name;
        return whole;
    }

    /// <summary>The class, name and whether it is built.</summary>
    public override string ToString() => $"<{GetType().Name} name={name}, built={(built ? "True" : "False")}>";

    private sealed class NotImplementedCall(Layer layer) : NotImplementedException($"Layer {layer.GetType().Name} does not have a `call()` method implemented: override call(Tensor inputs) or call(Tensor inputs, bool training).");
}
