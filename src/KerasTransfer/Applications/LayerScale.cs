using KerasTransfer.Saving;

namespace KerasTransfer.Applications;

/// <summary>Each channel times a learned number that begins small: the ends of ConvNeXt's blocks. Output: the input's shape.</summary>
/// <param name="init_values">What the numbers begin with.</param>
/// <param name="projection_dim">The number of channels.</param>
/// <param name="options">The keywords of every layer.</param>
[NoFactory(Module = "keras.src.applications.convnext")]
public sealed class LayerScale(double init_values, int projection_dim, LayerOptions? options = null) : Layer(options)
{
    private Variable? gamma_;

    /// <summary>What the numbers begin with.</summary>
    public double init_values { get; } = init_values;
    /// <summary>The number of channels.</summary>
    public int projection_dim { get; } = projection_dim;
    /// <summary>The factors, one per channel.</summary>
    /// <exception cref="ValueError">The layer is not built.</exception>
    public Variable gamma => gamma_ ?? throw new ValueError("You must build the layer before accessing `gamma`.");

    /// <inheritdoc/>
    public override void build(Shape input_shape) => gamma_ = add_weight(shape: projection_dim, initializer: new Initializers.Constant(init_values));

    /// <inheritdoc/>
    public override Tensor call(Tensor inputs) => inputs * gamma;

    /// <inheritdoc/>
    public override Dictionary<string, object?> get_config() => new(base.get_config()) { ["init_values"] = init_values, ["projection_dim"] = projection_dim };

    internal static LayerScale FromConfig(ConfigReader reader) =>
        new(reader.Required("init_values", static item => item.ToDouble()), reader.Required("projection_dim", static item => item.ToInt()), ApplicationLayers.Options(reader));
}
