using KerasTransfer.Ops;

namespace KerasTransfer.Rewrites;

/// <summary>Rules that hold for every input, to the last bit (but for the sign of zero).</summary>
internal static class Algebra
{
    /// <summary>A simpler node of the same value, or null.</summary>
    public static Tensor? Simplify(Tensor y) => y switch
    {
        // x + 0 = x, x · 1 = x, x / 1 = x, where broadcasting does not change the shape
        { Op: Add, Inputs: [var x, { Op: Full { Value: 0 } }] } when x.shape == y.shape => x,
        { Op: Add, Inputs: [{ Op: Full { Value: 0 } }, var x] } when x.shape == y.shape => x,
        { Op: Subtract, Inputs: [var x, { Op: Full { Value: 0 } }] } when x.shape == y.shape => x,
        { Op: Multiply, Inputs: [var x, { Op: Full { Value: 1 } }] } when x.shape == y.shape => x,
        { Op: Multiply, Inputs: [{ Op: Full { Value: 1 } }, var x] } when x.shape == y.shape => x,
        { Op: Divide, Inputs: [var x, { Op: Full { Value: 1 } }] } when x.shape == y.shape => x,
        // a reshape or broadcast or permutation to the same is nothing; one of one is one
        { Op: Reshape, Inputs: [var x] } when x.shape == y.shape => x,
        { Op: Reshape r, Inputs: [{ Op: Reshape, Inputs: [var x] }] } => r.On(x),
        { Op: BroadcastTo, Inputs: [var x] } when x.shape == y.shape => x,
        { Op: BroadcastTo b, Inputs: [{ Op: Full f }] } => (f with { Shape = b.Shape, Weak = false }).On(),
        { Op: Reshape r, Inputs: [{ Op: Full f }] } => (f with { Shape = r.Shape, Weak = false }).On(),
        { Op: Ops.Cast c, Inputs: [var x] } when x.dtype == c.To => x,
        { Op: Ops.Cast { To.IsFloating: true } c, Inputs: [{ Op: Full f }] } => (f with { DType = c.To, Weak = false }).On(),
        { Op: Transpose { IsIdentity: true }, Inputs: [var x] } => x,
        { Op: StopGradient, Inputs: [var x] } => x,                             // only differentiation looks at it
        _ => null,
    };
}
