using KerasTransfer.Engines.Managed.Kernels;
using KerasTransfer.Graph;

namespace KerasTransfer.Ops;

/// <summary>The axes in another order: axis i of the result is axis <c>Order[i]</c> of the input.</summary>
internal sealed record Transpose(int[] Order) : Op
{
    public override string Name => $"Transpose[{string.Join(",", Order)}]";
    public bool IsIdentity => Order.Select((axis, i) => axis == i).All(same => same);
    /// <summary>Whether it is a matrix transposition, of each matrix of a batch: the last two axes exchanged.</summary>
    public bool SwapsLast => Order.Length >= 2 && Order.AsSpan().SequenceEqual(SwapLast(Order.Length));

    /// <summary>The order that swaps the last two of <paramref name="rank"/> axes.</summary>
    public static int[] SwapLast(int rank) => [.. Enumerable.Range(0, rank - 2), rank - 1, rank - 2];

    public override TensorType Infer(IReadOnlyList<Tensor> inputs)
    {
        Shape x = inputs[0].shape;
        if (!Order.Order().SequenceEqual(Enumerable.Range(0, x.Rank)))
            throw new ValueError($"transpose: the axes [{string.Join(", ", Order)}] are no permutation of the {x.Rank} axes of {x}.");
        return new(new Shape([.. Order.Select(i => x[i])]), inputs[0].dtype);
    }

    public override bool IsPerSample(Tensor y, ReadOnlySpan<bool> sampled) => Order[0] == 0;

    public override Tensor?[] Gradient(Tensor y, Tensor dy)
    {
        int[] inverse = new int[Order.Length];
        for (int i = 0; i < Order.Length; i++) inverse[Order[i]] = i;
        return [new Transpose(inverse).On(dy)];
    }

    public override void Run(KernelCall call) => Permute.Run(call.InputBytes(0), call.InputShape(0).Dims, Order, call.OutputBytes(), call.OutputType.Size, call.Pool);

    public bool Equals(Transpose? other) => other is not null && Order.AsSpan().SequenceEqual(other.Order);
    public override int GetHashCode() => Order.Aggregate(17, HashCode.Combine);
}
