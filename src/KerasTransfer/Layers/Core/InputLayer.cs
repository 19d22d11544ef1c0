using KerasTransfer.Graph;
using KerasTransfer.Saving;

namespace KerasTransfer;

/// <summary>The place where data enter a model. Made by <c>keras.Input</c>. After keras.layers.InputLayer.</summary>
[NoFactory]
public sealed class InputLayer : Layer
{
    /// <summary>An input of samples of a shape.</summary>
    /// <param name="shape">The shape of one sample, null where a length is not known.</param>
    /// <param name="batch_size">The number of samples in a batch, where it is fixed.</param>
    /// <param name="dtype">The type of the data; null for float32.</param>
    /// <param name="batch_shape">The shape of a batch, instead of the two.</param>
    /// <param name="name">The name; null for <c>input_layer</c>, <c>input_layer_1</c>, …</param>
    /// <exception cref="ValueError">No shape is given, or two.</exception>
    public InputLayer(Shape? shape = null, int? batch_size = null, DType? dtype = null, Shape? batch_shape = null, string? name = null) : base(new LayerOptions(name, DType: dtype, Autocast: false))
    {
        if (shape is not null && batch_shape is not null) throw new ValueError("You cannot pass both `shape` and `batch_shape` at the same time.");
        if (shape is null && batch_shape is null) throw new ValueError("You must pass a `shape` argument.");
        this.batch_shape = batch_shape ?? new Shape(batch_size ?? Shape.Unknown).Concat(shape!);
        if (this.batch_shape.Rank == 0) throw new ValueError("`batch_shape` needs at least the batch axis.");
        built = true;
        tensor = new Node(this, [], [new TensorType(this.batch_shape, this.dtype)], null, name).Outputs[0];
    }

    private readonly KerasTensor tensor;

    /// <summary>The shape of a batch.</summary>
    public Shape batch_shape { get; }
    /// <inheritdoc/>
    public override KerasTensor input => tensor;
    /// <inheritdoc/>
    public override KerasTensor output => tensor;
    /// <inheritdoc/>
    public override Tensor call(Tensor inputs) => inputs;

    /// <inheritdoc/>
    public override Dictionary<string, object?> get_config() => new()
    {
        ["batch_shape"] = batch_shape, ["dtype"] = dtype.name, ["sparse"] = false, ["ragged"] = false, ["name"] = name,
    };

    internal static InputLayer FromConfig(ConfigReader reader)
    {
        reader.Use("sparse", "ragged", "optional", "trainable", "input_tensor");
        Shape? batch_shape = reader.Optional<Shape?>("batch_shape", null, item => item.ToShape(), "batch_input_shape");
        return new InputLayer(batch_shape is null ? reader.Optional<Shape?>("shape", null, i => i.ToShape()) : null, batch_shape: batch_shape,
            dtype: reader.Optional<DType?>("dtype", null, item => item.ToDType()), name: reader.Optional<string?>("name", null, item => item.ToText()));
    }
}
