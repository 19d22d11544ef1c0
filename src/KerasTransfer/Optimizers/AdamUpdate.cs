namespace KerasTransfer.Optimizers;

/// <summary>Adam's rule, which AdamW shares (Kingma and Ba 2014, https://arxiv.org/abs/1412.6980, in the form before section 2.1).</summary>
public abstract class AdamUpdate : Optimizer
{
    private readonly Dictionary<Variable, Variable> momentums = [], velocities = [], largest = [];

    private protected AdamUpdate(LearningRate learning_rate, double beta_1, double beta_2, double epsilon, bool amsgrad, OptimizerOptions? options) : base(learning_rate, options) =>
        (this.beta_1, this.beta_2, this.epsilon, this.amsgrad) = (beta_1, beta_2, epsilon, amsgrad);

    /// <summary>How much of the first moment stays at each step.</summary>
    public double beta_1 { get; }
    /// <summary>How much of the second moment stays at each step.</summary>
    public double beta_2 { get; }
    /// <summary>Added to the root of the second moment.</summary>
    public double epsilon { get; }
    /// <summary>Whether the largest second moment so far is used.</summary>
    public bool amsgrad { get; }

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
        if (!amsgrad) return;
        foreach (Variable w in variables) largest[w] = Slot(w, "velocity_hat");
    }

    /// <inheritdoc/>
    public override void update_step(Tensor gradient, Variable variable, Tensor learning_rate)
    {
        (Variable m, Variable v) = (momentums[variable], velocities[variable]);
        Tensor t = LocalStep(variable);
        Tensor alpha = learning_rate * ops.sqrt(1 - ops.power(beta_2, t)) / (1 - ops.power(beta_1, t));
        assign_add(m, (gradient - m) * (1 - beta_1));
        assign_add(v, (ops.square(gradient) - v) * (1 - beta_2));
        if (amsgrad)
        {
            Variable max = largest[variable];
            assign(max, ops.maximum(max, v));
            v = max;
        }
        assign_sub(variable, m * alpha / (ops.sqrt(v) + epsilon));
    }
}
