using KerasTransfer.Engines.Managed;
using KerasTransfer.Graph;

namespace KerasTransfer.Ops;

/// <summary>
/// Matrix product over the last two axes; either input may be taken transposed. Leading axes are a batch: both have the same, or the second has none and
/// serves all.
/// </summary>
internal sealed record MatMul(bool TransposeA = false, bool TransposeB = false) : Op
{
    public override string Name => $"MatMul{(TransposeA ? "ᵀ" : "")}{(TransposeB ? "·ᵀ" : "")}";

    public override TensorType Infer(IReadOnlyList<Tensor> inputs)
    {
        (Shape a, Shape b) = (inputs[0].shape, inputs[1].shape);
        if (a.Rank < 2 || b.Rank < 2) throw new ValueError($"matmul: needs matrices, got shapes {a} and {b}. Add an axis with keras.ops.expand_dims.");
        (int m, int k) = TransposeA ? (a[^1], a[^2]) : (a[^2], a[^1]);
        (int k2, int n) = TransposeB ? (b[^1], b[^2]) : (b[^2], b[^1]);
        if (k != k2) throw new ValueError($"matmul: the inner lengths must agree. Received: shapes {a} and {b}, inner lengths {k} and {k2}.");
        if (b.Rank != 2 && a[..^2] != b[..^2]) throw new ValueError($"matmul: the leading axes must agree. Received: shapes {a} and {b}.");
        return new(a[..^2].Concat((m, n)), inputs[0].dtype);
    }

    public override Tensor?[] Gradient(Tensor y, Tensor dy)
    {
        (Tensor a, Tensor b) = (y.Inputs[0], y.Inputs[1]);
        // y = A·B: dA = dy·Bᵀ, dB = Aᵀ·dy; transposed inputs swap the factors.
        Tensor da = TransposeA ? new MatMul(TransposeB, true).On(Spread(b, a), dy) : new MatMul(false, !TransposeB).On(dy, b);
        Tensor db;
        if (b.ndim == 2 && a.ndim > 2)                                          // one matrix for the whole batch: fold the batch into the rows
        {
            if (TransposeA) { a = new Transpose(Transpose.SwapLast(a.ndim)).On(a); }
            Tensor rows = a.Reshape((-1, a.shape[^1])), drows = dy.Reshape((-1, dy.shape[^1]));
            db = TransposeB ? new MatMul(true, false).On(drows, rows) : new MatMul(true, false).On(rows, drows);
        }
        else
            db = TransposeB ? new MatMul(true, TransposeA).On(dy, a) : new MatMul(!TransposeA, false).On(a, dy);
        return [da, db];
    }

    private static Tensor Spread(Tensor b, Tensor like) => b.ndim == like.ndim ? b : new BroadcastTo(like.shape[..^2].Concat(b.shape)).On(b);

    public override unsafe void Run(KernelCall call)
    {
        (Shape a, Shape b, Shape y) = (call.InputShape(0), call.InputShape(1), call.OutputShape);
        (int m, int n, int k) = (y[^2], y[^1], TransposeA ? a[^2] : a[^1]);
        int batch = checked((int)y[..^2].Size);
        if (b.Rank == 2 && !TransposeA) (m, batch) = (m * batch, 1);            // rows of all the batch in one product
        if (call.OutputType == DType.float32)
            for (int i = 0; i < batch; i++)
                Gemm.Run(TransposeA, TransposeB, m, n, k, call.InputPointer<float>(0) + (long)i * m * k, a[^1],
                    call.InputPointer<float>(1) + (b.Rank == 2 ? 0 : (long)i * k * n), b[^1], call.OutputPointer<float>() + (long)i * m * n, n, pool: call.Pool);
        else if (call.OutputType == DType.float64)
            for (int i = 0; i < batch; i++)
                Gemm.Run(TransposeA, TransposeB, m, n, k, call.InputPointer<double>(0) + (long)i * m * k, a[^1],
                    call.InputPointer<double>(1) + (b.Rank == 2 ? 0 : (long)i * k * n), b[^1], call.OutputPointer<double>() + (long)i * m * n, n, pool: call.Pool);
        else throw new NotSupportedException($"matmul is not supported for tensors of {call.OutputType}. Cast to float32 first.");
    }
}
