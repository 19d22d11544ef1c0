using KerasTransfer.Autodiff;
using KerasTransfer.Graph;
using KerasTransfer.Ops;

namespace KerasTransfer.Backend;

/// <summary>The gradients of a symbolic tensor, as one more step of the functional model: its first input is the loss, the others are what the gradients are taken with respect to.</summary>
[NoFactory]
internal sealed class GradientLayer(IReadOnlyList<Variable> weights) : Layer(new LayerOptions(AutoName.Of("gradients"), Autocast: false))
{
    internal override bool OwnsCalledLayers => false;
    internal override bool TakesList => true;

    public override Tensors call(Tensors inputs, bool training)
    {
        Tensor loss = inputs[0];
        Tensor[] sources = weights.Count > 0 ? [.. weights.Select(w => (Tensor)w)] : [.. inputs.Skip(1)];
        if (loss.Op is Placeholder) return new([.. sources.Select(s => ops.zeros_like(s))]);   // only the shapes are asked for
        Tensor?[] gradients = Gradients.Of(loss, sources);
        return new([.. gradients.Select((g, i) => g ?? throw new ValueError(
            $"keras.backend.gradients: the loss does not depend on {(weights.Count > 0 ? $"the weight '{weights[i].path}'" : $"tensor {i}, of shape {sources[i].shape}")}. "
            + "Expected a loss that is computed from it. A layer inside a nested model is reached through that model's own input and output."))]);
    }
}
