using KerasTransfer.Models;

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
            return Operation.Call(nameof(OpsApi), "get_item", [("x", (SymbolicArgument)this), ("key", kept)], values => values[this][kept]);
        }
    }
}
