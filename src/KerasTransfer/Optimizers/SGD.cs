namespace KerasTransfer.Optimizers;

/// <summary>Gradient descent, with or without momentum: m ← momentum · m − lr · g, w ← w + m. After keras.optimizers.SGD.</summary>
/// <param name="learning_rate">A number or a schedule; 0.01.</param>
/// <param name="momentum">How much of the last step is repeated, from 0 to 1.</param>
/// <param name="nesterov">Whether the gradient acts as if taken after the momentum's step: w ← w + momentum · m − lr · g.</param>
[KerasName("sgd")]
public sealed partial class SGD(LearningRate? learning_rate = null, double momentum = 0.0, bool nesterov = false, OptimizerOptions? options = null)
    : Optimizer(learning_rate ?? options?.Lr ?? 0.01, options)
{
    private readonly Dictionary<Variable, Variable> momentums = [];

    /// <summary>How much of the last step is repeated.</summary>
    public double momentum { get; } = momentum is >= 0 and <= 1 ? momentum : throw new ValueError("`momentum` must be a float between [0, 1].");

    /// <inheritdoc/>
    public override void build(IReadOnlyList<Variable> variables)
    {
        if (built) return;
        base.build(variables);
        if (momentum == 0) return;
        foreach (Variable w in variables) momentums[w] = Slot(w, "momentum");
    }

    /// <inheritdoc/>
    public override void update_step(Tensor gradient, Variable variable, Tensor learning_rate)
    {
        if (momentum == 0)
        {
            assign_sub(variable, gradient * learning_rate);
            return;
        }
        Variable m = momentums[variable];
        assign(m, m * momentum - gradient * learning_rate);
        assign_add(variable, nesterov ? m * momentum - gradient * learning_rate : m);
    }
}
