using KerasTransfer.Backend;
using KerasTransfer.Layers;

namespace KerasTransfer;

// The functions from which losses on a model's tensors are made: K.mean(layer.output[.., .., .., 3]), for K.gradients and K.function.
public sealed partial class BackendApi
{
    private static KerasTensor On(string name, KerasTensors x, Func<Tensors, Tensor> function) =>
        new Lambda(function, options: new LayerOptions(AutoName.Of(name), Autocast: false)).Apply(x);

    /// <summary>The gradients of a tensor of a model (its elements summed) with respect to other tensors of it: outputs of layers, or inputs. To be computed with <see cref="function(KerasTensors, KerasTensors, object[])"/>.</summary>
    /// <param name="loss">What is differentiated: <c>K.mean(layer.output[.., .., .., filter])</c>.</param>
    /// <param name="variables">With respect to what.</param>
    /// <returns>A symbolic tensor for each, of its shape.</returns>
    public KerasTensor[] gradients(KerasTensor loss, KerasTensors variables) => new GradientLayer([]).ApplyOutputs(new KerasTensors([loss, .. variables]));

    /// <summary>The gradients with respect to weights.</summary>
    /// <inheritdoc cref="gradients(KerasTensor, KerasTensors)"/>
    public KerasTensor[] gradients(KerasTensor loss, IReadOnlyList<Variable> variables) => new GradientLayer([.. variables]).ApplyOutputs(loss);

    /// <inheritdoc cref="mean(Tensor, Axes?, bool)"/>
    public KerasTensor mean(KerasTensor x, Axes? axis = null, bool keepdims = false) => On("mean", x, t => mean(t[0], axis, keepdims));
    /// <inheritdoc cref="sum(Tensor, Axes?, bool)"/>
    public KerasTensor sum(KerasTensor x, Axes? axis = null, bool keepdims = false) => On("sum", x, t => sum(t[0], axis, keepdims));
    /// <inheritdoc cref="prod(Tensor, Axes?, bool)"/>
    public KerasTensor prod(KerasTensor x, Axes? axis = null, bool keepdims = false) => On("prod", x, t => prod(t[0], axis, keepdims));
    /// <inheritdoc cref="max(Tensor, Axes?, bool)"/>
    public KerasTensor max(KerasTensor x, Axes? axis = null, bool keepdims = false) => On("max", x, t => max(t[0], axis, keepdims));
    /// <inheritdoc cref="min(Tensor, Axes?, bool)"/>
    public KerasTensor min(KerasTensor x, Axes? axis = null, bool keepdims = false) => On("min", x, t => min(t[0], axis, keepdims));
    /// <inheritdoc cref="std(Tensor, Axes?, bool)"/>
    public KerasTensor std(KerasTensor x, Axes? axis = null, bool keepdims = false) => On("std", x, t => std(t[0], axis, keepdims));
    /// <inheritdoc cref="var(Tensor, Axes?, bool)"/>
    public KerasTensor var(KerasTensor x, Axes? axis = null, bool keepdims = false) => On("var", x, t => var(t[0], axis, keepdims));
    /// <inheritdoc cref="argmax(Tensor, int)"/>
    public KerasTensor argmax(KerasTensor x, int axis = -1) => On("argmax", x, t => argmax(t[0], axis));
    /// <inheritdoc cref="square(Tensor)"/>
    public KerasTensor square(KerasTensor x) => On("square", x, t => square(t[0]));
    /// <inheritdoc cref="sqrt(Tensor)"/>
    public KerasTensor sqrt(KerasTensor x) => On("sqrt", x, t => sqrt(t[0]));
    /// <inheritdoc cref="abs(Tensor)"/>
    public KerasTensor abs(KerasTensor x) => On("abs", x, t => abs(t[0]));
    /// <inheritdoc cref="exp(Tensor)"/>
    public KerasTensor exp(KerasTensor x) => On("exp", x, t => exp(t[0]));
    /// <inheritdoc cref="log(Tensor)"/>
    public KerasTensor log(KerasTensor x) => On("log", x, t => log(t[0]));
    /// <inheritdoc cref="round(Tensor)"/>
    public KerasTensor round(KerasTensor x) => On("round", x, t => round(t[0]));
    /// <inheritdoc cref="pow(Tensor, Tensor)"/>
    public KerasTensor pow(KerasTensor x, double a) => On("pow", x, t => pow(t[0], a));
    /// <inheritdoc cref="clip(Tensor, Tensor, Tensor)"/>
    public KerasTensor clip(KerasTensor x, double min_value, double max_value) => On("clip", x, t => clip(t[0], min_value, max_value));
    /// <inheritdoc cref="maximum(Tensor, Tensor)"/>
    public KerasTensor maximum(KerasTensor x, KerasTensor y) => On("maximum", [x, y], t => maximum(t[0], t[1]));
    /// <inheritdoc cref="maximum(Tensor, Tensor)"/>
    public KerasTensor maximum(KerasTensor x, double y) => On("maximum", x, t => maximum(t[0], y));
    /// <inheritdoc cref="minimum(Tensor, Tensor)"/>
    public KerasTensor minimum(KerasTensor x, KerasTensor y) => On("minimum", [x, y], t => minimum(t[0], t[1]));
    /// <inheritdoc cref="minimum(Tensor, Tensor)"/>
    public KerasTensor minimum(KerasTensor x, double y) => On("minimum", x, t => minimum(t[0], y));
    /// <inheritdoc cref="dot(Tensor, Tensor)"/>
    public KerasTensor dot(KerasTensor x, KerasTensor y) => On("dot", [x, y], t => dot(t[0], t[1]));
    /// <inheritdoc cref="transpose(Tensor)"/>
    public KerasTensor transpose(KerasTensor x) => On("transpose", x, t => transpose(t[0]));
    /// <inheritdoc cref="permute_dimensions(Tensor, int[])"/>
    public KerasTensor permute_dimensions(KerasTensor x, int[] pattern) => On("permute_dimensions", x, t => permute_dimensions(t[0], pattern));
    /// <inheritdoc cref="reshape(Tensor, Shape)"/>
    public KerasTensor reshape(KerasTensor x, Shape shape) => On("reshape", x, t => reshape(t[0], shape));
    /// <inheritdoc cref="flatten(Tensor)"/>
    public KerasTensor flatten(KerasTensor x) => On("flatten", x, t => flatten(t[0]));
    /// <inheritdoc cref="batch_flatten(Tensor)"/>
    public KerasTensor batch_flatten(KerasTensor x) => On("batch_flatten", x, t => batch_flatten(t[0]));
    /// <inheritdoc cref="expand_dims(Tensor, int)"/>
    public KerasTensor expand_dims(KerasTensor x, int axis = -1) => On("expand_dims", x, t => expand_dims(t[0], axis));
    /// <inheritdoc cref="squeeze(Tensor, Axes)"/>
    public KerasTensor squeeze(KerasTensor x, Axes axis) => On("squeeze", x, t => squeeze(t[0], axis));
    /// <inheritdoc cref="concatenate(Tensors, int)"/>
    public KerasTensor concatenate(KerasTensors tensors, int axis = -1) => On("concatenate", tensors, t => concatenate(t, axis));
    /// <inheritdoc cref="cast(Tensor, DType)"/>
    public KerasTensor cast(KerasTensor x, DType dtype) => On("cast", x, t => cast(t[0], dtype));
    /// <inheritdoc cref="one_hot(Tensor, int)"/>
    public KerasTensor one_hot(KerasTensor indices, int num_classes) => On("one_hot", indices, t => one_hot(t[0], num_classes));
    /// <inheritdoc cref="relu(Tensor, double, double?, double)"/>
    public KerasTensor relu(KerasTensor x, double alpha = 0.0, double? max_value = null, double threshold = 0.0) => On("relu", x, t => relu(t[0], alpha, max_value, threshold));
    /// <inheritdoc cref="sigmoid(Tensor)"/>
    public KerasTensor sigmoid(KerasTensor x) => On("sigmoid", x, t => sigmoid(t[0]));
    /// <inheritdoc cref="tanh(Tensor)"/>
    public KerasTensor tanh(KerasTensor x) => On("tanh", x, t => tanh(t[0]));
    /// <inheritdoc cref="softmax(Tensor, int)"/>
    public KerasTensor softmax(KerasTensor x, int axis = -1) => On("softmax", x, t => softmax(t[0], axis));
    /// <inheritdoc cref="l2_normalize(Tensor, Axes?)"/>
    public KerasTensor l2_normalize(KerasTensor x, Axes? axis = null) => On("l2_normalize", x, t => l2_normalize(t[0], axis));
    /// <inheritdoc cref="binary_crossentropy(Tensor, Tensor, bool)"/>
    public KerasTensor binary_crossentropy(KerasTensor target, KerasTensor output, bool from_logits = false) => On("binary_crossentropy", [target, output], t => binary_crossentropy(t[0], t[1], from_logits));
    /// <inheritdoc cref="categorical_crossentropy(Tensor, Tensor, bool, int)"/>
    public KerasTensor categorical_crossentropy(KerasTensor target, KerasTensor output, bool from_logits = false, int axis = -1) =>
        On("categorical_crossentropy", [target, output], t => categorical_crossentropy(t[0], t[1], from_logits, axis));
}
