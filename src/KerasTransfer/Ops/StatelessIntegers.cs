using KerasTransfer.Graph;
using KerasTransfer.RandomNumbers;

namespace KerasTransfer.Ops;

/// <summary>Whole numbers (int64) in [Min, Max) as a function of a pair of seeds (int64 of shape (2,)).</summary>
internal sealed record StatelessIntegers(Shape Shape, long Min, long Max) : Op
{
    public override TensorType Infer(IReadOnlyList<Tensor> inputs) => inputs[0] is { ndim: 1 } seed && seed.shape[0] == 2 && seed.dtype == DType.int64 && Min < Max
        ? new(Shape, DType.int64) : throw new ValueError($"StatelessIntegers: expected a pair of seeds, int64 of shape (2,), and {Min} below {Max}. Received: {inputs[0].dtype} of shape {inputs[0].shape}.");

    public override Tensor?[] Gradient(Tensor y, Tensor dy) => [null];

    public override void Run(KernelCall call)
    {
        ReadOnlySpan<long> seed = call.Input<long>(0);
        StreamValues.Integers(new SeedPair(seed[0], seed[1]).Stream, 0, call.Output<long>(), Min, Max);
    }
}
