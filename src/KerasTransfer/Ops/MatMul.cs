using System.Numerics;
using KerasTransfer.Engines.Managed;
using KerasTransfer.Graph;

namespace KerasTransfer.Ops;

/// <summary>
/// Matrix product over the last two axes; either input may be taken transposed. Leading axes are a batch: both have the same, or the second has none and
/// serves all.
/// </summary>
internal sealed record MatMul(bool TransposeA = false, bool TransposeB = false) : Op, IProduct
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
        if (inputs[0].dtype != inputs[1].dtype) throw new ValueError($"matmul: both inputs must have one type, got {inputs[0].dtype} and {inputs[1].dtype}.");
        return new(a[..^2].Concat((m, n)), inputs[0].dtype);
    }

    // Rows of A, or whole matrices: only the last two axes are summed over.
    public override bool IsPerSample(Tensor y, ReadOnlySpan<bool> sampled) => y.ndim > 2 ? sampled[1] ? sampled[0] && y.Inputs[1].ndim == y.ndim : y.Inputs[1].ndim == 2 : sampled[0] && !sampled[1] && !TransposeA;
    public override long Work(Tensor y) => y.shape.Size * (TransposeA ? y.Inputs[0].shape[^2] : y.Inputs[0].shape[^1]);

    public override Tensor?[] Gradient(Tensor y, Tensor dy)
    {
        (Tensor a, Tensor b) = (y.Inputs[0], y.Inputs[1]);
        // y = A·B: dA = dy·Bᵀ, dB = Aᵀ·dy; transposed inputs swap the factors.
        Tensor da = TransposeA ? new MatMul(TransposeB, true).On(Spread(b, a), dy) : new MatMul(false, !TransposeB).On(dy, b);
        Tensor db;
        if (b.ndim == 2 && a.ndim > 2)                                          // one matrix for the whole batch: fold the batch into the rows
        {
            if (TransposeA) a = new Transpose(Transpose.SwapLast(a.ndim)).On(a);
            Tensor rows = a.Reshape((Extent.Of(a.shape.Dims[..^1]), a.shape[^1])), drows = dy.Reshape((Extent.Of(dy.shape.Dims[..^1]), dy.shape[^1]));
            db = TransposeB ? new MatMul(true, false).On(drows, rows) : new MatMul(true, false).On(rows, drows);
        }
        else
            db = TransposeB ? new MatMul(true, TransposeA).On(dy, a) : new MatMul(!TransposeA, false).On(a, dy);
        return [da, db];
    }

    private static Tensor Spread(Tensor b, Tensor like) => b.ndim == like.ndim ? b : new BroadcastTo(like.shape[..^2].Concat(b.shape)).On(b);

    public override void Run(KernelCall call) => Run(call, default);

    /// <summary>The product, and on float32 what follows it element by element.</summary>
    public unsafe void Run(KernelCall call, in Epilogue epilogue)
    {
        (Shape a, Shape b, Shape y) = (call.InputShape(0), call.InputShape(1), call.OutputShape);
        ReadOnlySpan<int> dims = y.Dims;
        (int m, int n, int k) = (dims[^2], dims[^1], TransposeA ? a.Dims[^2] : a.Dims[^1]);
        int batch = Extent.Of(dims[..^2]);
        if (b.Rank == 2 && !TransposeA) (m, batch) = (checked(m * batch), 1);   // rows of all the batch in one product
        long strideA = (long)m * k, strideB = b.Rank == 2 ? 0 : (long)k * n, strideY = (long)m * n;
        // Bounds: the operands were made for these shapes; matrix i of the batch begins i strides on.
        switch (call.OutputType.Code)
        {
            case DTypeCode.Float32 when batch == 1:
                Gemm.Run(TransposeA, TransposeB, m, n, k, call.InputPointer<float>(0), a.Dims[^1], call.InputPointer<float>(1), b.Dims[^1], call.OutputPointer<float>(), n, epilogue: epilogue, pool: call.Pool);
                break;
            case DTypeCode.Float32:
                Gemm.RunBatched(batch, TransposeA, TransposeB, m, n, k, call.InputPointer<float>(0), a.Dims[^1], strideA, call.InputPointer<float>(1), b.Dims[^1], strideB, call.OutputPointer<float>(), n, strideY, epilogue: epilogue, pool: call.Pool);
                break;
            case DTypeCode.Float64:
                Gemm.RunBatched(batch, TransposeA, TransposeB, m, n, k, call.InputPointer<double>(0), a.Dims[^1], strideA, call.InputPointer<double>(1), b.Dims[^1], strideB, call.OutputPointer<double>(), n, strideY, pool: call.Pool);
                break;
            case DTypeCode.Int8: Whole(call.Input<sbyte>(0), call.Input<sbyte>(1), call.Output<sbyte>(), batch, m, n, k, strideB); break;
            case DTypeCode.Int16: Whole(call.Input<short>(0), call.Input<short>(1), call.Output<short>(), batch, m, n, k, strideB); break;
            case DTypeCode.Int32: Whole(call.Input<int>(0), call.Input<int>(1), call.Output<int>(), batch, m, n, k, strideB); break;
            case DTypeCode.Int64: Whole(call.Input<long>(0), call.Input<long>(1), call.Output<long>(), batch, m, n, k, strideB); break;
            case DTypeCode.UInt8: Whole(call.Input<byte>(0), call.Input<byte>(1), call.Output<byte>(), batch, m, n, k, strideB); break;
            case DTypeCode.UInt32: Whole(call.Input<uint>(0), call.Input<uint>(1), call.Output<uint>(), batch, m, n, k, strideB); break;
            default: throw new NotSupportedException($"matmul is not supported for tensors of {call.OutputType}. Cast to float32 first.");
        }
    }

    // Integers: rare and small.
    private void Whole<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> y, int batch, int m, int n, int k, long strideB) where T : unmanaged, INumber<T>
    {
        y.Clear();
        for (int matrix = 0; matrix < batch; matrix++)
        {
            ReadOnlySpan<T> x = a.Slice(matrix * m * k, m * k), w = b.Slice((int)(matrix * strideB), k * n);
            Span<T> to = y.Slice(matrix * m * n, m * n);
            for (int i = 0; i < m; i++)
                for (int p = 0; p < k; p++)
                {
                    T factor = TransposeA ? x[p * m + i] : x[i * k + p];
                    for (int j = 0; j < n; j++) to[i * n + j] += factor * (TransposeB ? w[j * k + p] : w[p * n + j]);
                }
        }
    }
}
