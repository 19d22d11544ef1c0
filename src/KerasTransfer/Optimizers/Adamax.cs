namespace KerasTransfer.Optimizers;

/// <summary>Adam with the largest gradient in place of the mean square (Kingma and Ba 2014, section 7.1). After keras.optimizers.Adamax.</summary>
/// <param name="learning_rate">A number or a schedule; 0.001.</param>
/// <param name="beta_1">How much of the mean gradient stays at each step.</param>
/// <param name="beta_2">How fast the largest gradient is forgotten.</param>
/// <param name="epsilon">Added to the largest gradient.</param>
[KerasName("adamax")]
public sealed partial class Adamax(LearningRate? learning_rate = null, double beta_1 = 0.9, double beta_2 = 0.999, double epsilon = 1e-7, OptimizerOptions? options = null)
    : Optimizer(learning_rate ?? options?.Lr ?? 0.001, options)
{
    private readonly Dictionary<Variable, Variable> momentums = [], norms = [];

    /// <inheritdoc/>
    public override void build(IReadOnlyList<Variable> variables)
    {
        if (built) return;
        base.build(variables);
        foreach (Variable w in variables)
        {
            momentums[w] = Slot(w, "momentum");
            norms[w] = Slot(w, "norm");
        }
    }

    /// <inheritdoc/>
    public override void update_step(Tensor gradient, Variable variable, Tensor learning_rate)
    {
        (Variable m, Variable u) = (momentums[variable], norms[variable]);
        assign_add(m, (gradient - m) * (1 - beta_1));
        assign(u, ops.maximum(beta_2 * u, ops.abs(gradient)));
        assign_sub(variable, learning_rate * m / ((1 - ops.power(beta_1, LocalStep(variable))) * (u + epsilon)));
    }
}
