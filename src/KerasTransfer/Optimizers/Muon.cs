using System.Text.RegularExpressions;

namespace KerasTransfer.Optimizers;

/// <summary>
/// Matrices move by their mean gradient made orthogonal (Jordan et al. 2024, https://kellerjordan.github.io/posts/muon; step lengths after Liu et al. 2025,
/// https://arxiv.org/abs/2502.16982), everything else by AdamW. After keras.optimizers.Muon.
/// </summary>
/// <param name="learning_rate">A number or a schedule; 0.001.</param>
/// <param name="adam_beta_1">Adam's share of the first moment that stays.</param>
/// <param name="adam_beta_2">Adam's share of the second moment that stays.</param>
/// <param name="adam_weight_decay">The decay of what Adam moves; null for none.</param>
/// <param name="epsilon">Adam's epsilon.</param>
/// <param name="weight_decay">The decay of matrices; null for none.</param>
/// <param name="exclude_layers">Regular expressions: weights in whose path one is found are Adam's.</param>
/// <param name="exclude_embeddings">Whether weights with "embedding" in their path are Adam's.</param>
/// <param name="muon_a">Coefficient of x in the polynomial that makes orthogonal.</param>
/// <param name="muon_b">Coefficient of x³.</param>
/// <param name="muon_c">Coefficient of x⁵.</param>
/// <param name="adam_lr_ratio">Adam's learning rate as a multiple.</param>
/// <param name="momentum">How much of the mean gradient stays at each step.</param>
/// <param name="ns_steps">How often the polynomial is applied.</param>
/// <param name="nesterov">Whether the gradient is counted ahead.</param>
/// <param name="rms_rate">The root mean square that updates of matrices are brought to; null to leave them.</param>
public sealed partial class Muon(LearningRate? learning_rate = null, double adam_beta_1 = 0.9, double adam_beta_2 = 0.999, double? adam_weight_decay = 0.004, double epsilon = 1e-7,
    double? weight_decay = 0.004, IReadOnlyList<string>? exclude_layers = null, bool exclude_embeddings = true, double muon_a = 3.4445, double muon_b = -4.7750, double muon_c = 2.0315,
    double adam_lr_ratio = 1, double momentum = 0.95, int ns_steps = 5, bool nesterov = true, double? rms_rate = 0.2, OptimizerOptions? options = null)
    : Optimizer(learning_rate ?? options?.Lr ?? 0.001, (options ?? new()) with { WeightDecay = weight_decay })
{
    private readonly Dictionary<Variable, Variable> momentums = [], velocities = [];

    /// <summary>Regular expressions: weights in whose path one is found are Adam's.</summary>
    public IReadOnlyList<string> exclude_layers { get; } = exclude_layers ?? [];

    private bool IsAdams(Variable w) => w.shape.Rank != 2 || (exclude_embeddings && w.path.Contains("embedding", StringComparison.OrdinalIgnoreCase))
        || exclude_layers.Any(pattern => Regex.IsMatch(w.path, pattern, RegexOptions.CultureInvariant));

    private protected override bool DecaysByItself => true;
    private protected override double? WeightDecayOf(Variable weight) => IsAdams(weight) ? adam_weight_decay : base.weight_decay;

    /// <inheritdoc/>
    public override void build(IReadOnlyList<Variable> variables)
    {
        if (built) return;
        base.build(variables);
        foreach (Variable w in variables)
        {
            momentums[w] = Slot(w, "momentum");
            if (IsAdams(w)) velocities[w] = Slot(w, "velocity");
        }
    }

    /// <inheritdoc/>
    public override void update_step(Tensor gradient, Variable variable, Tensor learning_rate)
    {
        Variable m = momentums[variable];
        if (velocities.TryGetValue(variable, out Variable? v))
        {
            Tensor t = LocalStep(variable);
            Tensor alpha = learning_rate * adam_lr_ratio * ops.sqrt(1 - ops.power(adam_beta_2, t)) / (1 - ops.power(adam_beta_1, t));
            assign_add(m, (gradient - m) * (1 - adam_beta_1));
            assign_add(v, (ops.square(gradient) - v) * (1 - adam_beta_2));
            assign_sub(variable, m * alpha / (ops.sqrt(v) + epsilon));
            return;
        }
        assign_add(m, gradient + m * (momentum - 1));
        Tensor update = learning_rate * Orthogonal(nesterov ? gradient + momentum * m : m);
        if (rms_rate is { } rms) update = update * Math.Sqrt(Math.Max(variable.shape[0], variable.shape[1])) * rms;
        assign_sub(variable, update);
    }

    /// <summary>Newton and Schulz's iteration: singular values go to about one, directions stay.</summary>
    private Tensor Orthogonal(Tensor x)
    {
        bool isTall = x.shape[0] > x.shape[1];
        if (isTall) x = ops.transpose(x);
        x = x / (ops.sqrt(ops.sum(ops.square(x))) + 1e-7);
        for (int i = 0; i < ns_steps; i++)
        {
            Tensor a = ops.matmul(x, ops.transpose(x));
            Tensor b = muon_b * a + ops.matmul(muon_c * a, a);
            x = muon_a * x + ops.matmul(b, x);
        }
        return isTall ? ops.transpose(x) : x;
    }
}
