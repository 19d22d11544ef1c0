namespace KerasTransfer.Optimizers;

/// <summary>Steps as large as the last ones were, in the gradient's direction (Zeiler 2012, https://arxiv.org/abs/1212.5701; there the learning rate is 1). After keras.optimizers.Adadelta.</summary>
/// <param name="learning_rate">A number or a schedule; 0.001.</param>
/// <param name="rho">How much of the mean squares stays at each step.</param>
/// <param name="epsilon">Added to the mean squares, inside the roots.</param>
[KerasName("adadelta")]
public sealed partial class Adadelta(LearningRate? learning_rate = null, double rho = 0.95, double epsilon = 1e-7, OptimizerOptions? options = null)
    : Optimizer(learning_rate ?? options?.Lr ?? 0.001, options)
{
    private readonly Dictionary<Variable, Variable> gradients = [], steps = [];     // mean squares of each

    /// <inheritdoc/>
    public override void build(IReadOnlyList<Variable> variables)
    {
        if (built) return;
        base.build(variables);
        foreach (Variable w in variables)
        {
            gradients[w] = Slot(w, "accumulated_grad");
            steps[w] = Slot(w, "accumulated_delta_var");
        }
    }

    /// <inheritdoc/>
    public override void update_step(Tensor gradient, Variable variable, Tensor learning_rate)
    {
        (Variable squares, Variable moved) = (gradients[variable], steps[variable]);
        assign(squares, rho * squares + (1 - rho) * ops.square(gradient));
        Tensor step = -(ops.sqrt(moved + (Tensor)epsilon) * gradient / ops.sqrt(squares + (Tensor)epsilon));
        assign(moved, rho * moved + (1 - rho) * ops.square(step));
        assign_add(variable, learning_rate * step);
    }
}
