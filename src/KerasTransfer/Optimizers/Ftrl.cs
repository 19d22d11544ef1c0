namespace KerasTransfer.Optimizers;

/// <summary>Follows the regularized leader: weights that earn nothing become zero (McMahan et al. 2013, "Ad Click Prediction"). After keras.optimizers.Ftrl.</summary>
/// <param name="learning_rate">A number or a schedule; 0.001.</param>
/// <param name="learning_rate_power">How the rate falls with the gradients seen; at most 0, which means a constant rate.</param>
/// <param name="initial_accumulator_value">What the sums of squares start from; not negative.</param>
/// <param name="l1_regularization_strength">Penalty on absolute weights.</param>
/// <param name="l2_regularization_strength">Penalty on squared weights, which stabilizes.</param>
/// <param name="l2_shrinkage_regularization_strength">Penalty on squared weights of the size of the gradient.</param>
/// <param name="beta">The paper's β: β / (2 lr) is added to the penalty on squares.</param>
public sealed partial class Ftrl(LearningRate? learning_rate = null, double learning_rate_power = -0.5, double initial_accumulator_value = 0.1, double l1_regularization_strength = 0.0,
    double l2_regularization_strength = 0.0, double l2_shrinkage_regularization_strength = 0.0, double beta = 0.0, OptimizerOptions? options = null)
    : Optimizer(learning_rate ?? options?.Lr ?? 0.001, options)
{
    private readonly Dictionary<Variable, Variable> sums = [], linears = [];

    /// <summary>How the rate falls with the gradients seen.</summary>
    public double learning_rate_power { get; } = learning_rate_power <= 0 ? learning_rate_power
        : throw new ValueError(FormattableString.Invariant($"`learning_rate_power` needs to be negative or zero. Received: learning_rate_power={learning_rate_power}."));
    /// <summary>What the sums of squares start from.</summary>
    public double initial_accumulator_value { get; } = NotNegative(nameof(initial_accumulator_value), initial_accumulator_value);
    /// <summary>Penalty on absolute weights.</summary>
    public double l1_regularization_strength { get; } = NotNegative(nameof(l1_regularization_strength), l1_regularization_strength);
    /// <summary>Penalty on squared weights.</summary>
    public double l2_regularization_strength { get; } = NotNegative(nameof(l2_regularization_strength), l2_regularization_strength);
    /// <summary>Penalty on squared weights of the size of the gradient.</summary>
    public double l2_shrinkage_regularization_strength { get; } = NotNegative(nameof(l2_shrinkage_regularization_strength), l2_shrinkage_regularization_strength);

    private static double NotNegative(string argument, double value) => value >= 0 ? value
        : throw new ValueError(FormattableString.Invariant($"`{argument}` needs to be positive or zero. Received: {argument}={value}."));

    /// <inheritdoc/>
    public override void build(IReadOnlyList<Variable> variables)
    {
        if (built) return;
        base.build(variables);
        foreach (Variable w in variables)
        {
            sums[w] = Slot(w, "accumulator", initial_accumulator_value);
            linears[w] = Slot(w, "linear");
        }
    }

    /// <inheritdoc/>
    public override void update_step(Tensor gradient, Variable variable, Tensor learning_rate)
    {
        (Variable sum, Variable linear) = (sums[variable], linears[variable]);
        Tensor lr = learning_rate, l2 = l2_regularization_strength + beta / (2.0 * lr);
        Tensor g = gradient + 2 * l2_shrinkage_regularization_strength * variable;
        Tensor new_sum = sum + ops.square(gradient);
        assign_add(linear, g - (ops.power(new_sum, -learning_rate_power) - ops.power(sum, -learning_rate_power)) / lr * variable);
        Tensor quadratic = ops.power(new_sum, -learning_rate_power) / lr + 2 * l2;
        assign(variable, (ops.clip(linear, -l1_regularization_strength, l1_regularization_strength) - linear) / quadratic);
        assign(sum, new_sum);
    }
}
