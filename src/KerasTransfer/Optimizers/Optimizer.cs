using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using KerasTransfer.Engines;
using KerasTransfer.Graph;
using KerasTransfer.Ops;
using KerasTransfer.Saving;

namespace KerasTransfer;

/// <summary>
/// Changes weights by their gradients. A name converts to it: <c>optimizer: "adam"</c>. An own optimizer overrides <see cref="build"/> to make its state and
/// <see cref="update_step"/> to use it. After keras.optimizers.Optimizer (Keras 3).
/// </summary>
/// <remarks>
/// A step: gradients are unscaled, accumulated and clipped; weights decay; <see cref="update_step"/> changes them; the moving average takes them in;
/// constraints bring them back into bounds; <see cref="iterations"/> grows by one.
/// </remarks>
public abstract partial class Optimizer
{
    private readonly List<Variable> own = [];                   // in the order of files
    private readonly List<Variable> trainable = [];
    private readonly Dictionary<Variable, Variable> averages = [], accumulators = [];
    private readonly double decay;
    private HashSet<Variable> undecayed = [];
    private Regex? undecayedNames;
    private Variable? rate;                                     // null where there is a schedule
    private LearningRateSchedule? schedule;
    private Tensor? gate;                                       // while gradients are accumulated: whether this call updates
    private (string Key, IReadOnlyList<Variable> Variables, IProgram Program)? compiled;

    /// <summary>An optimizer with Keras's base arguments.</summary>
    /// <param name="learning_rate">A number or a schedule.</param>
    /// <param name="options">The keywords that every optimizer takes.</param>
    /// <exception cref="ValueError">An option is out of its range, or two ways of clipping are given.</exception>
    protected Optimizer(LearningRate learning_rate, OptimizerOptions? options = null)
    {
        options ??= new();
        name = options.Name ?? AutoName.Of(GetType().Name);
        (weight_decay, clipnorm, clipvalue, global_clipnorm) = (options.WeightDecay, options.ClipNorm, options.ClipValue, options.GlobalClipNorm);
        (use_ema, ema_momentum, ema_overwrite_frequency) = (options.UseEma, options.EmaMomentum, options.EmaOverwriteFrequency);
        (loss_scale_factor, gradient_accumulation_steps, decay) = (options.LossScaleFactor, options.GradientAccumulationSteps, options.Decay);
        if (gradient_accumulation_steps < 2)
            throw new ValueError($"`gradient_accumulation_steps` must be an integer >= 2. Received: gradient_accumulation_steps={gradient_accumulation_steps}");
        if (use_ema && ema_momentum is not (>= 0 and <= 1)) throw new ValueError($"`ema_momentum` must be in the range [0, 1]. Received: ema_momentum={Text(ema_momentum)}");
        if (use_ema && ema_overwrite_frequency < 1)
            throw new ValueError($"`ema_overwrite_frequency` must be an integer >= 1 or None. Received: ema_overwrite_frequency={ema_overwrite_frequency}");
        if (new[] { clipnorm, clipvalue, global_clipnorm }.Count(c => c is not null) > 1)
            throw new ValueError($"Only one of `clipnorm`, `clipvalue` and `global_clipnorm` can be set. Received: clipnorm={Text(clipnorm)}, clipvalue={Text(clipvalue)}, global_clipnorm={Text(global_clipnorm)}");
        if (learning_rate.IsInteger)
            throw new ValueError("Argument `learning_rate` should be float, or an instance of LearningRateSchedule, or a callable (that takes in the current iteration value and returns the "
                + $"corresponding learning rate value). Received instead: learning_rate={(long)learning_rate.value}");

        iterations = Track(new Variable(NDArray.ScalarOf(0L), "iteration", trainable: false, path: $"{name}/iteration"));
        schedule = learning_rate.schedule;
        if (schedule is null) rate = Track(new Variable(NDArray.ScalarOf(learning_rate.value).astype(FloatX.Value), "learning_rate", trainable: false, path: $"{name}/learning_rate"));
    }

    /// <summary>The optimizer's name: in front of the paths of its variables.</summary>
    public string name { get; }
    /// <summary>How often gradients were given: int64. With <see cref="gradient_accumulation_steps"/> weights change at every so many of them.</summary>
    public Variable iterations { get; }
    /// <summary>Each step takes this share of the weights, times the learning rate, off.</summary>
    public double? weight_decay { get; }
    /// <summary>The largest norm of one variable's gradient.</summary>
    public double? clipnorm { get; }
    /// <summary>The largest absolute value of a gradient's elements.</summary>
    public double? clipvalue { get; }
    /// <summary>The largest norm of all gradients together.</summary>
    public double? global_clipnorm { get; }
    /// <summary>Whether a moving average of the weights is kept.</summary>
    public bool use_ema { get; }
    /// <summary>How much of the average stays at each step.</summary>
    public double ema_momentum { get; }
    /// <summary>After how many steps the average replaces the weights; null for the end of fit.</summary>
    public int? ema_overwrite_frequency { get; }
    /// <summary>The loss is multiplied by it and gradients divided.</summary>
    public double? loss_scale_factor { get; }
    /// <summary>Gradients of so many steps are averaged before each update.</summary>
    public int? gradient_accumulation_steps { get; }
    /// <summary>Whether the state is made.</summary>
    public bool built { get; private set; }
    /// <summary>All state, in the order of files: <c>iteration</c>, <c>learning_rate</c> (unless scheduled), averages, accumulators, then the optimizer's own.</summary>
    public IReadOnlyList<Variable> variables => own;

    /// <summary>The learning rate. Setting it takes effect at the next step, also within fit.</summary>
    /// <exception cref="InvalidOperationException">A number is set where there is a schedule.</exception>
    public LearningRate learning_rate
    {
        get => rate is null ? new(schedule!, iterations) : new(rate);
        set
        {
            if (value.schedule is { } s)
            {
                if (rate is not null) own.Remove(rate);
                (rate, schedule, compiled) = (null, s, null);
            }
            else (rate ?? throw NotSettable()).assign(NDArray.ScalarOf(value.value));
        }
    }

    /// <summary>The old name of <see cref="learning_rate"/>.</summary>
    [Obsolete("Write learning_rate.")]
    public LearningRate lr { get => learning_rate; set => learning_rate = value; }

    /// <summary>The moving averages of the weights they were made for; empty without <see cref="use_ema"/>.</summary>
    internal IReadOnlyDictionary<Variable, Variable> Averages => averages;

    /// <summary>Makes the state for some weights. To be overridden, first calling this one; does nothing if the state is there.</summary>
    public virtual void build(IReadOnlyList<Variable> variables)
    {
        if (built) return;
        if (use_ema)
            foreach (Variable v in variables) averages[v] = Slot(v, "average");
        if (gradient_accumulation_steps is not null)
            foreach (Variable v in variables) accumulators[v] = Slot(v, "gradient_accumulator");
        trainable.AddRange(variables);
        built = true;
    }

    /// <summary>Changes one weight (and its state) by its gradient, with <see cref="assign"/>, <see cref="assign_add"/> and <see cref="assign_sub"/>. It is traced.</summary>
    /// <param name="gradient">Of the weight's shape and type.</param>
    /// <param name="variable">The weight.</param>
    /// <param name="learning_rate">The rate of this step, of shape ().</param>
    public abstract void update_step(Tensor gradient, Variable variable, Tensor learning_rate);

    /// <summary>State of an own shape, zero unless an initializer is given.</summary>
    protected Variable add_variable(Shape shape, Initializer? initializer = null, DType? dtype = null, string? name = null)
    {
        DType type = dtype ?? FloatX.Value;
        name ??= AutoName.Of("variable");
        return Track(new Variable(initializer?.Apply(shape, type) ?? NDArray.Zeros(shape, type), name, trainable: false, path: $"{this.name}/{name}"));
    }

    /// <summary>State in the shape of a weight, zero unless an initializer is given, named after it.</summary>
    protected Variable add_variable_from_reference(Variable reference_variable, string? name = null, Initializer? initializer = null) =>
        SlotOf(reference_variable, name ?? "var", () => add_variable(reference_variable.shape, initializer, reference_variable.dtype, SlotName(reference_variable, name ?? "var")));

    /// <summary>State in the shape of a weight, with one value everywhere.</summary>
    private protected Variable Slot(Variable weight, string name, double value = 0)
    {
        return SlotOf(weight, name, () =>
        {
            Variable slot = add_variable(weight.shape, null, weight.dtype, SlotName(weight, name));
            if (value != 0) slot.Value.fill(value);
            return slot;
        });
    }

    private protected Variable Track(Variable variable)
    {
        own.Add(variable);
        return variable;
    }

    private static string SlotName(Variable weight, string name) => $"{weight.path.Replace('/', '_')}_{name}";

    /// <summary>The variable has this value from here on (in a call that only accumulates gradients, it stays as it is).</summary>
    protected void assign(Variable variable, Tensor value) => variable.assign(gate is null ? value : ops.where(gate, value.Cast(variable.dtype), variable));
    /// <summary>Adds to the variable; see <see cref="assign"/>.</summary>
    protected void assign_add(Variable variable, Tensor value) => assign(variable, variable + value);
    /// <summary>Subtracts from the variable; see <see cref="assign"/>.</summary>
    protected void assign_sub(Variable variable, Tensor value) => assign(variable, variable - value);

    /// <summary>Updates before this one: int64 of shape ().</summary>
    private protected Tensor Updates
    {
        get
        {
            Tensor calls = iterations;
            // Exact: a multiple of n is divided, in 53 bits.
            return gradient_accumulation_steps is { } n ? ((calls - calls % n).Cast(DType.float64) / n).Cast(DType.int64) : calls;
        }
    }

    /// <summary>The number of this update, from 1, as a number of the weight's type.</summary>
    private protected Tensor LocalStep(Variable variable) => (Updates + 1).Cast(variable.dtype);

    /// <summary>What is done before the weights of a step are updated one by one, inside the same call.</summary>
    private protected virtual void BeginUpdate() { }

    /// <summary>Makes the state for these weights, or checks that it was made for them.</summary>
    /// <exception cref="ValueError">The state was made for other weights.</exception>
    internal void Build(IReadOnlyList<Variable> trainable)
    {
        if (!built) build(trainable);
        HashSet<Variable> known = [.. this.trainable];
        if (trainable.FirstOrDefault(v => !known.Contains(v)) is { } unknown)
            throw new ValueError($"Unknown variable: {unknown}. This optimizer can only be called for the variables it was originally built with. "
                + "When working with a new set of variables, you should recreate a new optimizer instance.");
    }

    /// <summary>The loss that gradients are to be taken of.</summary>
    internal Tensor ScaleLoss(Tensor loss) => loss_scale_factor is { } scale ? loss * scale : loss;

    /// <summary>One step within a trace.</summary>
    /// <exception cref="ValueError">No weight has a gradient, or the state was made for other weights.</exception>
    internal void Apply(IReadOnlyList<Tensor?> gradients, IReadOnlyList<Variable> variables)
    {
        Build(variables);
        if (gradients.Count != variables.Count) throw new ValueError($"The optimizer got {gradients.Count} gradients for {variables.Count} variables. Give one for each, null where there is none.");
        Variable[] weights = [.. variables.Where((_, i) => gradients[i] is not null)];
        if (weights.Length == 0) throw new ValueError("No gradients provided for any variable.");
        if (weights.Length < variables.Count)
            Warning.Write($"Gradients do not exist for variables [{string.Join(", ", variables.Except(weights).Select(v => $"'{v.path}'"))}] when minimizing the loss. "
                + "If using `model.compile()`, did you forget to provide a `loss` argument?");

        Tensor[] g = [.. gradients.Where(x => x is not null).Select((x, i) => x!.Cast(weights[i].dtype))];
        if (loss_scale_factor is { } scale) g = [.. g.Select(x => x / scale)];
        if (gradient_accumulation_steps is { } n)
        {
            gate = ops.equal(((Tensor)iterations + 1) % n, 0);
            Tensor[] sums = [.. g.Select((x, i) => x + accumulators[weights[i]])];
            g = [.. sums.Select(sum => sum / n)];
            foreach (Variable v in accumulators.Keys)
            {
                int at = Array.IndexOf(weights, v);
                accumulators[v].assign(ops.where(gate, 0, at < 0 ? accumulators[v] : sums[at]));
            }
        }
        try
        {
            Tensor rate = Rate();
            g = Clip(g);
            if (weight_decay is not null || DecaysByItself)
                foreach (Variable w in weights.Where(w => !undecayed.Contains(w) && undecayedNames?.IsMatch(w.name) != true))
                    if (WeightDecayOf(w) is { } share) assign(w, w - w * share * RateOf(w, rate));
            BeginUpdate();
            for (int i = 0; i < weights.Length; i++) update_step(g[i], weights[i], RateOf(weights[i], rate));
        }
        finally { gate = null; }

        if (use_ema) Average();
        foreach (Variable w in weights)
            if (w.Constraint is { } constraint) w.assign(constraint.call(w));
        iterations.assign_add(1);
    }

    /// <summary>Whether weights may decay though <see cref="weight_decay"/> is null.</summary>
    private protected virtual bool DecaysByItself => false;
    private protected virtual double? WeightDecayOf(Variable weight) => weight_decay;

    private Tensor Rate()
    {
        Tensor r = rate is null ? schedule!.call(iterations) : (Tensor)rate;
        return decay == 0 ? r : r / (1 + decay * ((Tensor)iterations).Cast(FloatX.Value));      // Keras 1 and 2
    }

    private Tensor[] Clip(Tensor[] g)
    {
        if (clipnorm > 0) return [.. g.Select(x => ClipByNorm(x, clipnorm.Value))];
        if (global_clipnorm > 0)
        {
            Tensor norm = ops.sqrt(ops.sum(ops.stack(new Tensors([.. g.Select(x => ops.sum(ops.square(x)))]))));
            // 1 for any finite norm within the bound; NaN for others, so that they are seen.
            Tensor factor = global_clipnorm.Value * ops.minimum(1.0 / norm, 1.0 / global_clipnorm.Value) + (norm - norm);
            return [.. g.Select(x => x * factor)];
        }
        return clipvalue is { } v and > 0 ? [.. g.Select(x => ops.clip(x, -v, v))] : g;
    }

    private static Tensor ClipByNorm(Tensor x, double bound)
    {
        Tensor squares = ops.sum(ops.square(x));
        return x * bound / ops.maximum(ops.sqrt(squares), bound);
    }

    private void Average()
    {
        Tensor isFirst = ops.equal(Updates, 0);
        foreach ((Variable w, Variable average) in averages)
        {
            Tensor momentum = (!isFirst).Cast(w.dtype) * ema_momentum;
            average.assign(momentum * average + (1 - momentum) * w);
        }
        if (ema_overwrite_frequency is not { } every) return;
        Tensor isDue = ops.equal((Updates + 1) % every, 0);
        foreach ((Variable w, Variable average) in averages) w.assign(ops.where(isDue, average, w));
    }

    /// <summary>At the end of fit: the moving averages become the weights.</summary>
    internal void FinalizeVariableValues(IReadOnlyList<Variable> trainable)
    {
        if (!use_ema) return;
        if (trainable.Count != averages.Count)
            throw new ValueError($"The length of model variables ({trainable.Count}) to override does not match the length of model variables stored in the optimizer ({averages.Count}). "
                + "Please check if the optimizer was called on your model.");
        foreach (Variable w in trainable) w.assign(averages[w].Value);
    }

    /// <summary>The moving averages become the weights, as at the end of fit; nothing without <see cref="use_ema"/>.</summary>
    public void finalize_variable_values(IReadOnlyList<Variable> var_list) => FinalizeVariableValues(var_list);

    /// <summary>Weights that do not decay. Give it before training.</summary>
    /// <param name="var_list">The weights themselves.</param>
    /// <param name="var_names">Regular expressions found in their names: <c>["bias"]</c>.</param>
    /// <exception cref="ValueError">The optimizer is built.</exception>
    public void exclude_from_weight_decay(IReadOnlyList<Variable>? var_list = null, IReadOnlyList<string>? var_names = null)
    {
        if (built) throw new ValueError("`exclude_from_weight_decay()` can only be configured before the optimizer is built.");
        undecayed = [.. var_list ?? []];
        undecayedNames = var_names is null or [] ? null : new Regex(string.Join('|', var_names.Distinct()), RegexOptions.CultureInvariant);
    }

    /// <summary>One step with gradients computed elsewhere.</summary>
    /// <param name="grads_and_vars">Each gradient (null for none) with its weight.</param>
    /// <exception cref="ValueError">No weight has a gradient, or the state was made for other weights.</exception>
    [OverloadResolutionPriority(1)]
    public void apply_gradients(IEnumerable<(NDArray? gradient, Variable variable)> grads_and_vars)
    {
        (NDArray? gradient, Variable variable)[] pairs = [.. grads_and_vars];
        apply([.. pairs.Select(p => p.gradient)], [.. pairs.Select(p => p.variable)]);
    }

    /// <summary>One step with gradients that are tensors: in a traced computation a part of it, elsewhere done at once.</summary>
    /// <param name="grads_and_vars">Each gradient (null for none) with its weight.</param>
    /// <exception cref="ValueError">No weight has a gradient, or the state was made for other weights.</exception>
    public void apply_gradients(IEnumerable<(Tensor? gradient, Variable variable)> grads_and_vars)
    {
        (Tensor? gradient, Variable variable)[] pairs = [.. grads_and_vars];
        if (Trace.Current is null) apply_gradients(pairs.Select(p => (p.gradient?.numpy(), p.variable)));
        else Apply([.. pairs.Select(p => p.gradient)], [.. pairs.Select(p => p.variable)]);
    }

    /// <summary>One step with gradients computed elsewhere.</summary>
    /// <param name="grads">One for each weight, null for none.</param>
    /// <param name="trainable_variables">The weights; null for those that the optimizer was built on.</param>
    /// <exception cref="ValueError">No weight has a gradient, or the weights are not known or not those of <see cref="build"/>.</exception>
    public void apply(IReadOnlyList<NDArray?> grads, IReadOnlyList<Variable>? trainable_variables = null)
    {
        if (grads.Count == 0) return;
        if (trainable_variables is null && !built)
            throw new ValueError("When passing `grads` without `variables`, the optimizer must already be built on a list of variables. Call `optimizer.build(trainable_variables)` first. ");
        IReadOnlyList<Variable> weights = trainable_variables ?? [.. trainable];
        if (grads.Count != weights.Count)
            throw new ValueError($"When passing `grads` as a list of gradient tensors, the gradients must match `optimizer.variables` one-to-on. Received a list of {grads.Count} gradients, "
                + $"but the optimizer is tracking {weights.Count} trainable variables.");
        if (Trace.Current is not null)
        {
            Apply([.. grads.Select(g => g is null ? null : (Tensor)g)], weights);
            return;
        }
        Build(weights);
        NDArray[] given = [.. grads.OfType<NDArray>()];
        string key = string.Join(';', grads.Select(g => g is null ? "" : $"{g.dtype}{g.shape}"));
        if (compiled is not { } c || c.Key != key || !c.Variables.SequenceEqual(weights))
        {
            Function step = Function.Of(given.Select(g => new TensorType(g.shape, g.dtype)), inputs =>
            {
                int at = 0;
                Apply([.. grads.Select(g => g is null ? null : inputs[at++])], weights);
                return [];
            });
            compiled = c = (key, weights, step.Compile());
        }
        c.Program.Run(given);
    }

    /// <summary>Sets the state, in the order of <see cref="variables"/>.</summary>
    /// <exception cref="ValueError">The optimizer is not built, or a shape differs.</exception>
    public void set_weights(params IReadOnlyList<NDArray> weights)
    {
        if (!built)
            throw new ValueError("You are calling `set_weights()` on an optimizer that has not yet been built. Please call `optimizer.build(trainable_variables)` to create the optimizer weights "
                + "before calling `set_weights()`.");
        foreach ((Variable variable, NDArray weight) in own.Zip(weights))
        {
            if (variable.shape != weight.shape)
                throw new ValueError($"Optimizer variable {variable.path} has shape {variable.shape} not compatible with provided weight shape {weight.shape}.");
            variable.assign(weight);
        }
    }

    /// <summary>The state, in the order of <see cref="variables"/>.</summary>
    public NDArray[] get_weights() => [.. own.Select(v => v.numpy())];

    /// <summary>The arguments as saved files hold them.</summary>
    public virtual Dictionary<string, object?> get_config()
    {
        Dictionary<string, object?> config = new()
        {
            ["name"] = name, ["learning_rate"] = ConfigValue.Of(learning_rate), ["weight_decay"] = weight_decay, ["clipnorm"] = clipnorm, ["global_clipnorm"] = global_clipnorm,
            ["clipvalue"] = clipvalue, ["use_ema"] = use_ema, ["ema_momentum"] = ema_momentum, ["ema_overwrite_frequency"] = ConfigValue.Of(ema_overwrite_frequency),
            ["loss_scale_factor"] = loss_scale_factor, ["gradient_accumulation_steps"] = ConfigValue.Of(gradient_accumulation_steps),
        };
        if (decay != 0) config["decay"] = decay;
        return config;
    }

    /// <summary>The optimizer of that name, in any case, with its default arguments.</summary>
    /// <exception cref="ValueError">There is none of that name.</exception>
    public static implicit operator Optimizer(string name) => ClassTable.Find<Optimizer>(name) is not null ? ObjectConfig.Deserialize<Optimizer>(name)
        : throw new ValueError($"Could not interpret optimizer identifier: {name}. {NearestNames.Of(name, [.. ClassTable.All.Where(e => e.Module == "keras.optimizers").SelectMany(e => e.Names)])}");

    internal static InvalidOperationException NotSettable() => new("This optimizer was created with a `LearningRateSchedule` object as its `learning_rate` constructor argument, hence its learning rate is "
        + "not settable. If you need the learning rate to be settable, you should instantiate the optimizer with a float `learning_rate` argument.");

    private static string Text(double? value) => value is { } v ? ConfigJson.Describe(v) : "None";
}
