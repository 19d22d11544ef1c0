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
        // −(−x) = x, x + (−z) = x − z, x − (−z) = x + z
        { Op: Negative, Inputs: [{ Op: Negative, Inputs: [var x] }] } => x,
        { Op: Add, Inputs: [var x, { Op: Negative, Inputs: [var z] }] } => new Subtract().On(x, z),
        { Op: Subtract, Inputs: [var x, { Op: Negative, Inputs: [var z] }] } => new Add().On(x, z),
        // !(!x) = x
        { Op: LogicalNot, Inputs: [{ Op: LogicalNot, Inputs: [var x] }] } => x,
        // a reshape or stretch or permutation to the same is nothing; one of one is one
        { Op: Reshape, Inputs: [var x] } when x.shape == y.shape => x,
        { Op: Reshape r, Inputs: [{ Op: Reshape, Inputs: [var x] }] } => r.On(x),
        { Op: Reshape r, Inputs: [{ Op: Constant c }] } => c.Reshape(r.Shape).On(),
        { Op: BroadcastTo, Inputs: [var x] } when x.shape == y.shape => x,
        { Op: BroadcastTo b, Inputs: [{ Op: BroadcastTo, Inputs: [var x] }] } => b.On(x),
        { Op: Transpose { IsIdentity: true }, Inputs: [var x] } => x,
        { Op: Transpose outer, Inputs: [{ Op: Transpose inner, Inputs: [var x] }] } => new Transpose([.. outer.Order.Select(i => inner.Order[i])]).On(x),
        // one number everywhere stays so under another shape or type
        { Op: BroadcastTo b, Inputs: [{ Op: Full f }] } => (f with { Shape = b.Shape, Weak = false }).On(),
        { Op: Reshape r, Inputs: [{ Op: Full f }] } => (f with { Shape = y.shape, Weak = false }).On(),
        { Op: Ops.Cast c, Inputs: [var x] } when x.dtype == c.To => x,
        { Op: Ops.Cast c, Inputs: [{ Op: Full f }] } => f.As(c.To).On(),
        // Aᵀ · B reads A by columns: the product does that itself
        { Op: MatMul m, Inputs: [{ Op: Transpose { SwapsLast: true }, Inputs: [var a] }, var b] } => (m with { TransposeA = !m.TransposeA }).On(a, b),
        { Op: MatMul m, Inputs: [var a, { Op: Transpose { SwapsLast: true }, Inputs: [var b] }] } => (m with { TransposeB = !m.TransposeB }).On(a, b),
        // only differentiation looks at a stopped gradient
        { Op: StopGradient, Inputs: [var x] } => x,
        _ => null,
    };
}
