using KerasTransfer.Layers;

namespace KerasTransfer;

// The lower-case forms of the merge layers: keras.layers.add([a, b]) makes the layer and applies it.
public sealed partial class LayersApi
{
    /// <summary>The sum of the inputs.</summary>
    public KerasTensor add(KerasTensors inputs, string? name = null) => new Add(name: name).Apply(inputs);
    /// <summary>The sum of the inputs.</summary>
    public Tensor add(Tensors inputs, string? name = null) => new Add(name: name).Apply(inputs);
    /// <summary>The first input minus the second.</summary>
    public KerasTensor subtract(KerasTensors inputs, string? name = null) => new Subtract(name: name).Apply(inputs);
    /// <summary>The first input minus the second.</summary>
    public Tensor subtract(Tensors inputs, string? name = null) => new Subtract(name: name).Apply(inputs);
    /// <summary>The product of the inputs.</summary>
    public KerasTensor multiply(KerasTensors inputs, string? name = null) => new Multiply(name: name).Apply(inputs);
    /// <summary>The product of the inputs.</summary>
    public Tensor multiply(Tensors inputs, string? name = null) => new Multiply(name: name).Apply(inputs);
    /// <summary>The mean of the inputs.</summary>
    public KerasTensor average(KerasTensors inputs, string? name = null) => new Average(name: name).Apply(inputs);
    /// <summary>The mean of the inputs.</summary>
    public Tensor average(Tensors inputs, string? name = null) => new Average(name: name).Apply(inputs);
    /// <summary>The largest of the inputs.</summary>
    public KerasTensor maximum(KerasTensors inputs, string? name = null) => new Maximum(name: name).Apply(inputs);
    /// <summary>The largest of the inputs.</summary>
    public Tensor maximum(Tensors inputs, string? name = null) => new Maximum(name: name).Apply(inputs);
    /// <summary>The smallest of the inputs.</summary>
    public KerasTensor minimum(KerasTensors inputs, string? name = null) => new Minimum(name: name).Apply(inputs);
    /// <summary>The smallest of the inputs.</summary>
    public Tensor minimum(Tensors inputs, string? name = null) => new Minimum(name: name).Apply(inputs);
    /// <summary>The inputs one after the other along an axis.</summary>
    public KerasTensor concatenate(KerasTensors inputs, int axis = -1, string? name = null) => new Concatenate(axis, name: name).Apply(inputs);
    /// <summary>The inputs one after the other along an axis.</summary>
    public Tensor concatenate(Tensors inputs, int axis = -1, string? name = null) => new Concatenate(axis, name: name).Apply(inputs);
    /// <summary>Products of two inputs summed over one axis of each, sample by sample; null for the last.</summary>
    public KerasTensor dot(KerasTensors inputs, Axes? axes = null, bool normalize = false, string? name = null) => new Dot(axes ?? -1, normalize, name: name).Apply(inputs);
    /// <summary>Products of two inputs summed over one axis of each, sample by sample; null for the last.</summary>
    public Tensor dot(Tensors inputs, Axes? axes = null, bool normalize = false, string? name = null) => new Dot(axes ?? -1, normalize, name: name).Apply(inputs);

    /// <summary>Keras 1's <c>Merge(mode='concat')</c>: today's layer for the mode, to be applied to a list.</summary>
    /// <param name="layers">Only null: a sequential model begins with one input here.</param>
    /// <param name="mode"><c>sum</c>, <c>mul</c>, <c>concat</c>, <c>ave</c>, <c>max</c>, <c>dot</c> or <c>cos</c>.</param>
    /// <param name="concat_axis">The axis for <c>concat</c>.</param>
    /// <param name="dot_axes">The axes for <c>dot</c> and <c>cos</c>; null for the last.</param>
    /// <param name="name">The layer's name.</param>
    /// <exception cref="ValueError">The mode is another.</exception>
    /// <exception cref="NotSupportedException"><paramref name="layers"/> are given.</exception>
    [Obsolete("Write keras.layers.Add, Multiply, Concatenate, Average, Maximum or Dot.")]
    public Merge Merge(Layer[]? layers = null, string mode = "sum", int concat_axis = -1, Axes? dot_axes = null, string? name = null)
    {
        if (layers is not null)
            throw new NotSupportedException("Merge: a model that begins with several layers or models is not supported as a sequential one. Take their outputs: "
                + "keras.Model([a.input, b.input], rest.Apply(keras.layers.concatenate([a.output, b.output]))).");
        return mode switch
        {
            "sum" => new Add(name: name),
            "mul" => new Multiply(name: name),
            "concat" => new Concatenate(concat_axis, name: name),
            "ave" => new Average(name: name),
            "max" => new Maximum(name: name),
            "dot" => new Dot(dot_axes ?? -1, name: name),
            "cos" => new Dot(dot_axes ?? -1, normalize: true, name: name),
            _ => throw new ValueError($"Invalid merge mode. Received: mode={mode}. Expected: sum, mul, concat, ave, max, dot or cos."),
        };
    }

    /// <summary>Keras 1's <c>merge([a, b], mode='concat')</c>.</summary>
    /// <param name="inputs">The tensors.</param>
    /// <param name="mode"><c>sum</c>, <c>mul</c>, <c>concat</c>, <c>ave</c>, <c>max</c>, <c>dot</c> or <c>cos</c>.</param>
    /// <param name="concat_axis">The axis for <c>concat</c>.</param>
    /// <param name="dot_axes">The axes for <c>dot</c> and <c>cos</c>; null for the last.</param>
    /// <param name="name">The layer's name.</param>
    /// <exception cref="ValueError">The mode is another.</exception>
    [Obsolete("Write keras.layers.add, multiply, concatenate, average, maximum or dot.")]
    public KerasTensor merge(KerasTensors inputs, string mode = "sum", int concat_axis = -1, Axes? dot_axes = null, string? name = null) => mode switch
    {
        "sum" => add(inputs, name),
        "mul" => multiply(inputs, name),
        "concat" => concatenate(inputs, concat_axis, name),
        "ave" => average(inputs, name),
        "max" => maximum(inputs, name),
        "dot" => dot(inputs, dot_axes, false, name),
        "cos" => dot(inputs, dot_axes, true, name),
        _ => throw new ValueError($"Invalid merge mode. Received: mode={mode}. Expected: sum, mul, concat, ave, max, dot or cos."),
    };
}
