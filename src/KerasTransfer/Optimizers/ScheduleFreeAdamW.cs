namespace KerasTransfer.Optimizers;

/// <summary>AdamW whose weights are an average over all steps, which takes a falling learning rate's place (Defazio et al. 2024, https://arxiv.org/abs/2405.15682). After keras.optimizers.ScheduleFreeAdamW.</summary>
/// <param name="learning_rate">A number or a schedule; 0.0025.</param>
/// <param name="beta_1">The share of the average in the weights.</param>
/// <param name="beta_2">How much of the second moment stays at each step.</param>
/// <param name="epsilon">Added to the root of the second moment.</param>
/// <param name="warmup_steps">Over so many steps the rate grows from 0.</param>
public sealed partial class ScheduleFreeAdamW(LearningRate? learning_rate = null, double beta_1 = 0.9, double beta_2 = 0.999, double epsilon = 1e-8, int warmup_steps = 0, OptimizerOptions? options = null)
    : Optimizer(learning_rate ?? options?.Lr ?? 0.0025, options)
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
            momentums[w].assign(w.Value);
        }
    }

    /// <inheritdoc/>
    public override void update_step(Tensor gradient, Variable variable, Tensor learning_rate)
    {
        (Variable z, Variable v) = (momentums[variable], velocities[variable]);
        Tensor t = LocalStep(variable), lr = learning_rate, y = variable;
        (Tensor b1, Tensor b2) = (ops.full(Shape.Scalar, beta_1, variable.dtype), ops.full(Shape.Scalar, beta_2, variable.dtype));
        if (warmup_steps > 0) lr = lr * ops.minimum(t / warmup_steps, 1.0);
        assign_add(v, (ops.square(gradient) - v) * (1 - b2));
        assign_sub(z, lr * gradient / (ops.sqrt(v / (1 - ops.power(b2, t))) + epsilon));
        Tensor share = 1.0 / t;
        // The paper takes the z before this step to find the last average; Keras on TensorFlow, whose numbers these are, the new one.
        Tensor x = (1 - share) * ((y - (1 - b1) * z) / b1) + share * z;
        assign(variable, (1 - b1) * z + b1 * x);
    }
}
