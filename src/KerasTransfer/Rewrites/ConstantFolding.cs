using KerasTransfer.Engines.Managed;
using KerasTransfer.Graph;
using KerasTransfer.Ops;
using Full = KerasTransfer.Ops.Full;

namespace KerasTransfer.Rewrites;

/// <summary>What depends on constants alone is computed once, when the function is compiled.</summary>
internal static class ConstantFolding
{
    private const long SmallBytes = 64 * 1024;          // results up to this size may be larger than what they are made of

    /// <summary>The constant that a node is, or null.</summary>
    public static Tensor? Simplify(Tensor y)
    {
        if (!y.Op.IsPure || y.Op.IsAlias || y.Op is Full or Constant || !y.Inputs.All(i => i.Op is Full or Constant)) return null;
        try
        {
            // f(c, c, …) = f(c) everywhere: one element tells all
            if (y.Op is ElementwiseOp and not BroadcastTo && y.Inputs.All(i => i.Op is Full))
            {
                NDArray one = Value(new Tensor(y.Op, [.. y.Inputs.Select(i => ((Full)i.Op with { Shape = Shape.Scalar }).On())]));
                return y.dtype == DType.int64 && Math.Abs(one.item<long>()) > 1L << 53 ? null : new Full(one.item<double>(), y.shape, y.dtype).On();
            }
            long bytes = y.shape.Size * y.dtype.Size, from = y.Inputs.Where(i => i.Op is Constant).Sum(i => i.shape.Size * i.dtype.Size);
            return bytes <= Math.Max(SmallBytes, from) ? Constant.Of(Value(y)).On() : null;
        }
        catch (Exception e) when (e is ValueError or NotSupportedException)
        {
            return null;                                                        // it is thrown where the function runs
        }
    }

    private static NDArray Value(Tensor y) => new ManagedProgram(Schedule.Of(new Function([], [y], []))).Run([])[0];
}
