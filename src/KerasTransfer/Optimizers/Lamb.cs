namespace KerasTransfer.Optimizers;

/// <summary>Adam with steps in proportion to the weights' norm, layer by layer (You et al. 2019, https://arxiv.org/abs/1904.00962). After keras.optimizers.Lamb.</summary>
/// <param name="learning_rate">A number or a schedule; 0.001.</param>
/// <param name="beta_1">How much of the first moment stays at each step.</param>
/// <param name="beta_2">How much of the second moment stays at each step.</param>
/// <param name="epsilon">Added to the root of the second moment.</param>
public sealed partial class Lamb(LearningRate? learning_rate = null, double beta_1 = 0.9, double beta_2 = 0.999, double epsilon = 1e-7, OptimizerOptions? options = null)
    : Optimizer(learning_rate ?? options?.Lr ?? 0.001, options)
{
    private readonly Dictionary<Variable, Variable> momentums = [], velocities = [];

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
    }

    /// <inheritdoc/>
    public override void update_step(Tensor gradient, Variable variable, Tensor learning_rate)
    {
        (Variable m, Variable v) = (momentums[variable], velocities[variable]);
        Tensor t = LocalStep(variable);
        assign_add(m, (gradient - m) * (1 - beta_1));
        assign_add(v, (ops.square(gradient) - v) * (1 - beta_2));
        Tensor update = m / (1.0 - ops.power(beta_1, t)) / (ops.sqrt(v / (1.0 - ops.power(beta_2, t))) + epsilon);
        Tensor w_norm = ops.sqrt(ops.sum(ops.square(variable))), u_norm = ops.sqrt(ops.sum(ops.square(update)));
        Tensor ratio = ops.where((w_norm > 0) & (u_norm > 0), w_norm / u_norm, 1.0);
        assign_sub(variable, ratio * learning_rate * update);
    }
}
