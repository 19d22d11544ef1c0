namespace KerasTransfer.Optimizers;

/// <summary>Steps of one length in the direction of the sign of the mean gradient (Chen et al. 2023, https://arxiv.org/abs/2302.06675). After keras.optimizers.Lion.</summary>
/// <param name="learning_rate">A number or a schedule; 0.001.</param>
/// <param name="beta_1">The share of the mean in the direction; above 0, at most 1.</param>
/// <param name="beta_2">How much of the mean stays at each step.</param>
public sealed partial class Lion(LearningRate? learning_rate = null, double beta_1 = 0.9, double beta_2 = 0.99, OptimizerOptions? options = null)
    : Optimizer(learning_rate ?? options?.Lr ?? 0.001, options)
{
    private readonly Dictionary<Variable, Variable> momentums = [];

    /// <summary>The share of the mean in the direction.</summary>
    public double beta_1 { get; } = beta_1 is > 0 and <= 1 ? beta_1
        : throw new ValueError(FormattableString.Invariant($"Argument `beta_1` must be in the [0, 1] range. Otherwise, the optimizer degenerates to SignSGD. Received: beta_1={beta_1}."));

    /// <inheritdoc/>
    public override void build(IReadOnlyList<Variable> variables)
    {
        if (built) return;
        base.build(variables);
        foreach (Variable w in variables) momentums[w] = Slot(w, "momentum");
    }

    /// <inheritdoc/>
    public override void update_step(Tensor gradient, Variable variable, Tensor learning_rate)
    {
        Variable m = momentums[variable];
        (Tensor b1, Tensor b2) = (ops.full(Shape.Scalar, beta_1, variable.dtype), ops.full(Shape.Scalar, beta_2, variable.dtype));
        assign_sub(variable, learning_rate * ops.sign(m * b1 + gradient * (1.0 - b1)));
        assign(m, m * b2 + gradient * (1.0 - b2));
    }
}
