namespace KerasTransfer.Optimizers;

/// <summary>
/// Adam's scaling with little memory: of a matrix only the row and column means of squared gradients are kept (Shazeer and Stern 2018,
/// https://arxiv.org/abs/1804.04235). After keras.optimizers.Adafactor.
/// </summary>
/// <param name="learning_rate">A number or a schedule; 0.001.</param>
/// <param name="beta_2_decay">The power of the step number by which the weight of old squares grows.</param>
/// <param name="epsilon_1">Added to squared gradients.</param>
/// <param name="epsilon_2">The smallest root mean square of a weight that steps are in proportion to.</param>
/// <param name="clip_threshold">The largest root mean square of an update.</param>
/// <param name="relative_step">Whether a constant rate is at most 1 / √t.</param>
public sealed partial class Adafactor(LearningRate? learning_rate = null, double beta_2_decay = -0.8, double epsilon_1 = 1e-30, double epsilon_2 = 1e-3, double clip_threshold = 1.0,
    bool relative_step = true, OptimizerOptions? options = null)
    : Optimizer(learning_rate ?? options?.Lr ?? 0.001, options)
{
    private readonly Dictionary<Variable, Variable> rows = [], columns = [], velocities = [];

    /// <inheritdoc/>
    public override void build(IReadOnlyList<Variable> variables)
    {
        if (built) return;
        base.build(variables);
        foreach (Variable w in variables)
        {
            bool isFactored = w.shape.Rank >= 2;
            // Vectors have an int32 zero each in these places, as in Keras's files.
            rows[w] = SlotOf(w, "rows", () => isFactored ? add_variable(w.shape[..^1], dtype: w.dtype, name: w.name) : Track(new Variable(NDArray.ScalarOf(0), w.name, trainable: false)));
            columns[w] = SlotOf(w, "columns",
                () => isFactored ? add_variable(w.shape[..^2].Concat(w.shape[^1]), dtype: w.dtype, name: w.name) : Track(new Variable(NDArray.ScalarOf(0), w.name, trainable: false)));
            velocities[w] = Slot(w, "velocity");
        }
    }

    private static Tensor RootMeanSquare(Tensor x) => ops.sqrt(ops.mean(ops.square(x)));

    /// <inheritdoc/>
    public override void update_step(Tensor gradient, Variable variable, Tensor learning_rate)
    {
        Variable v = velocities[variable];
        Tensor t = LocalStep(variable);
        Tensor rho = ops.minimum(learning_rate, 1 / ops.sqrt(t));
        Tensor alpha = ops.maximum(epsilon_2, RootMeanSquare(variable)) * rho;
        Tensor square = ops.square(gradient) + epsilon_1;
        Tensor b2 = 1 - ops.power(t, beta_2_decay);
        if (variable.shape.Rank >= 2)
        {
            (Variable r, Variable c) = (rows[variable], columns[variable]);
            assign(r, b2 * r + (1 - b2) * ops.mean(square, axis: -1));
            assign(c, b2 * c + (1 - b2) * ops.mean(square, axis: -2));
            assign(v, ops.expand_dims(r / ops.mean(r, axis: -1, keepdims: true), -1) * ops.expand_dims(c, -2));
        }
        else assign(v, b2 * v + (1 - b2) * square);
        Tensor u = gradient / ops.sqrt(v);
        assign_sub(variable, alpha * (u / ops.maximum(1.0, RootMeanSquare(u) / clip_threshold)));
    }
}
