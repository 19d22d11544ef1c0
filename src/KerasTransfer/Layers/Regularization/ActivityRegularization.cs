using KerasTransfer.Regularizers;

namespace KerasTransfer.Layers;

/// <summary>Gives its input back and adds l1 · Σ|x| + l2 · Σx², per sample, to the loss. Output: the input's shape.</summary>
/// <param name="l1">The factor of the sizes, 0 or more.</param>
/// <param name="l2">The factor of the squares, 0 or more.</param>
/// <param name="options">The keywords of every layer.</param>
/// <exception cref="ValueError">A factor is negative or no number.</exception>
public sealed partial class ActivityRegularization(double l1 = 0.0, double l2 = 0.0, LayerOptions? options = null) : Layer((options ?? new()) with { ActivityRegularizer = new L1L2(l1, l2) })
{
    /// <inheritdoc/>
    public override Tensor call(Tensor inputs) => inputs;

    /// <inheritdoc/>
    public override Dictionary<string, object?> get_config()
    {
        Dictionary<string, object?> config = base.get_config();
        config.Remove("activity_regularizer");
        (config["l1"], config["l2"]) = (l1, l2);
        return config;
    }
}
