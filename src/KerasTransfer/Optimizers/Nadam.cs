namespace KerasTransfer.Optimizers;

/// <summary>Adam with Nesterov's momentum (Dozat 2015). After keras.optimizers.Nadam.</summary>
/// <param name="learning_rate">A number or a schedule; 0.001.</param>
/// <param name="beta_1">How much of the first moment stays at each step, in the long run.</param>
/// <param name="beta_2">How much of the second moment stays at each step.</param>
/// <param name="epsilon">Added to the root of the second moment.</param>
[KerasName("nadam")]
public sealed partial class Nadam(LearningRate? learning_rate = null, double beta_1 = 0.9, double beta_2 = 0.999, double epsilon = 1e-7, OptimizerOptions? options = null)
    : Optimizer(learning_rate ?? options?.Lr ?? 0.001, options)
{
    private readonly Dictionary<Variable, Variable> momentums = [], velocities = [];
    private Variable product = null!;                           // of all u so far

    /// <inheritdoc/>
    public override void build(IReadOnlyList<Variable> variables)
    {
        if (built) return;
        base.build(variables);
        foreach (Variable w in variables)
        {
            momentums[w] = Slot(w, "momentum");
            velocities[w] = Slot(w, "velocity");
        }
        if (product is not null) { Track(product); return; }                    // built again for other weights
        string name = AutoName.Of("variable");
        product = Track(new Variable(NDArray.ScalarOf(1.0).astype(variables.Count > 0 ? variables[0].dtype : FloatX.Value), name, trainable: false));
    }

    private protected override void BeginUpdate() => assign(product, product * beta_1 * (1.0 - 0.5 * ops.power(0.96, LocalStep(product))));

    /// <inheritdoc/>
    public override void update_step(Tensor gradient, Variable variable, Tensor learning_rate)
    {
        (Variable m, Variable v) = (momentums[variable], velocities[variable]);
        Tensor t = LocalStep(variable);
        (Tensor b1, Tensor b2) = (ops.full(Shape.Scalar, beta_1, variable.dtype), ops.full(Shape.Scalar, beta_2, variable.dtype));
        Tensor u = b1 * (1.0 - 0.5 * ops.power(0.96, t)), next = b1 * (1.0 - 0.5 * ops.power(0.96, t + 1.0));
        Tensor all = ((Tensor)product).Cast(variable.dtype), all_next = all * next;
        assign_add(m, (gradient - m) * (1 - b1));
        assign_add(v, (ops.square(gradient) - v) * (1 - b2));
        Tensor m_hat = next * m / (1 - all_next) + (1 - u) * gradient / (1 - all);
        Tensor v_hat = v / (1 - ops.power(b2, t));
        assign_sub(variable, m_hat * learning_rate / (ops.sqrt(v_hat) + epsilon));
    }
}
