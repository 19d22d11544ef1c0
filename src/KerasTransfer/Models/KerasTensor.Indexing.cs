using KerasTransfer.Layers;

namespace KerasTransfer;

public sealed partial class KerasTensor
{
    /// <summary>Part of the tensor, as Python's <c>x[:, 0]</c>; the first axis is the batch.</summary>
    /// <inheritdoc cref="Tensor.this"/>
    public KerasTensor this[params ReadOnlySpan<Slice> slices]
    {
        get
        {
            Slice[] kept = slices.ToArray();
            return new Lambda(x => x[kept], options: new LayerOptions(AutoName.Of("get_item"), Autocast: false)).Apply(this);
        }
    }
}
