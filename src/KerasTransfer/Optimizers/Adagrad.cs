namespace KerasTransfer.Optimizers;

/// <summary>Steps by the gradient over the root of all squared gradients so far (Duchi et al. 2011). After keras.optimizers.Adagrad.</summary>
/// <param name="learning_rate">A number or a schedule; 0.001.</param>
/// <param name="initial_accumulator_value">What the sums of squares start from.</param>
/// <param name="epsilon">Added to the sum, inside the root.</param>
[KerasName("adagrad")]
public sealed partial class Adagrad(LearningRate? learning_rate = null, double initial_accumulator_value = 0.1, double epsilon = 1e-7, OptimizerOptions? options = null)
    : Optimizer(learning_rate ?? options?.Lr ?? 0.001, options)
{
    private readonly Dictionary<Variable, Variable> sums = [];

    /// <inheritdoc/>
    public override void build(IReadOnlyList<Variable> variables)
    {
        if (built) return;
        base.build(variables);
        foreach (Variable w in variables) sums[w] = Slot(w, "accumulator", initial_accumulator_value);
    }

    /// <inheritdoc/>
    public override void update_step(Tensor gradient, Variable variable, Tensor learning_rate)
    {
        Variable sum = sums[variable];
        assign_add(sum, ops.square(gradient));
        assign_sub(variable, learning_rate * gradient / ops.sqrt(sum + epsilon));
    }
}
