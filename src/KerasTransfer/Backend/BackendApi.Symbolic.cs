using KerasTransfer.Backend;

namespace KerasTransfer;

// For losses on a model's tensors, K.mean(layer.output[.., .., .., 3]): each function above also takes symbolic tensors (generated).
public sealed partial class BackendApi
{
    /// <summary>The gradients of a tensor of a model (its elements summed) with respect to other tensors of it: outputs of layers, or inputs. To be computed with <see cref="function(KerasTensors, KerasTensors, object[])"/>.</summary>
    /// <param name="loss">What is differentiated: <c>K.mean(layer.output[.., .., .., filter])</c>.</param>
    /// <param name="variables">With respect to what.</param>
    /// <returns>A symbolic tensor for each, of its shape.</returns>
    public KerasTensor[] gradients(KerasTensor loss, KerasTensors variables) => new GradientLayer([]).ApplyOutputs(new KerasTensors([loss, .. variables]));

    /// <summary>The gradients with respect to weights.</summary>
    /// <inheritdoc cref="gradients(KerasTensor, KerasTensors)"/>
    public KerasTensor[] gradients(KerasTensor loss, IReadOnlyList<Variable> variables) => new GradientLayer([.. variables]).ApplyOutputs(loss);
}
