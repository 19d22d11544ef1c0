using KerasTransfer.Saving;

namespace KerasTransfer.Applications;

/// <summary>The first input plus the second times a number: the residual connections of InceptionResNetV2. Output: the inputs' shape.</summary>
/// <param name="scale">The factor of the second input.</param>
/// <param name="options">The keywords of every layer.</param>
[NoFactory(Module = "keras.src.applications.inception_resnet_v2")]
public sealed class CustomScaleLayer(double scale, LayerOptions? options = null) : Layer(options)
{
    internal override bool TakesList => true;

    /// <summary>The factor of the second input.</summary>
    public double scale { get; } = scale;

    /// <inheritdoc/>
    public override Tensors call(Tensors inputs, bool training) => inputs.Count == 2 ? inputs[0] + inputs[1] * scale
        : throw new ValueError($"CustomScaleLayer '{name}' takes two inputs, [x, residual]. Received {inputs.Count}.");

    /// <inheritdoc/>
    public override Dictionary<string, object?> get_config() => new(base.get_config()) { ["scale"] = scale };

    internal static CustomScaleLayer FromConfig(ConfigReader reader) => new(reader.Required("scale", static item => item.ToDouble()), ApplicationLayers.Options(reader));
}
