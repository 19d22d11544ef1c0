namespace KerasTransfer.Optimizers;

/// <summary>Steps by the gradient over the root of the mean squared gradient (Hinton 2012, lecture 6e of "Neural Networks for Machine Learning"). After keras.optimizers.RMSprop.</summary>
/// <param name="learning_rate">A number or a schedule; 0.001.</param>
/// <param name="rho">How much of the mean square stays at each step.</param>
/// <param name="momentum">How much of the last step is repeated.</param>
/// <param name="epsilon">Added to the mean square, inside the root.</param>
/// <param name="centered">Whether the square of the mean gradient is taken off, which leaves the variance.</param>
[KerasName("rmsprop")]
public sealed partial class RMSprop(LearningRate? learning_rate = null, double rho = 0.9, double momentum = 0.0, double epsilon = 1e-7, bool centered = false, OptimizerOptions? options = null)
    : Optimizer(learning_rate ?? options?.Lr ?? 0.001, options)
{
    private readonly Dictionary<Variable, Variable> velocities = [], momentums = [], means = [];

    /// <inheritdoc/>
    public override void build(IReadOnlyList<Variable> variables)
    {
        if (built) return;
        base.build(variables);
        foreach (Variable w in variables) velocities[w] = Slot(w, "velocity");
        if (momentum > 0)
            foreach (Variable w in variables) momentums[w] = Slot(w, "momentum");
        if (centered)
            foreach (Variable w in variables) means[w] = Slot(w, "average_gradient");
    }

    /// <inheritdoc/>
    public override void update_step(Tensor gradient, Variable variable, Tensor learning_rate)
    {
        Variable v = velocities[variable];
        assign(v, rho * v + (1 - rho) * ops.square(gradient));
        Tensor square = v;
        if (centered)
        {
            Variable mean = means[variable];
            assign(mean, rho * mean + (1 - rho) * gradient);
            square = v - ops.square(mean);
        }
        Tensor step = learning_rate * gradient / ops.sqrt(square + epsilon);
        if (momentum > 0)
        {
            Variable m = momentums[variable];
            assign(m, momentum * m + step);
            step = m;
        }
        assign_sub(variable, step);
    }
}
