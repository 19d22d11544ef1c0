using KerasTransfer.Ops;

namespace KerasTransfer;

public sealed partial class Tensor
{
    /// <summary>The same values as another type.</summary>
    internal Tensor Cast(DType to) => dtype == to ? this : Op is Full full ? full.As(to).On() : new Ops.Cast(to).On(this);

    /// <summary>The same elements under another shape; one length may be −1.</summary>
    internal Tensor Reshape(Shape to)
    {
        Shape target = Ops.Reshape.Resolve(shape, to);
        return target == shape ? this : new Reshape(target).On(this);
    }
}
