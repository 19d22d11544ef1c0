using KerasTransfer.Graph;

namespace KerasTransfer.Ops;

/// <summary>The state of a seed generator after one more draw: (seed, count) → (seed, count + 1).</summary>
internal sealed record NextSeed : Op
{
    public override TensorType Infer(IReadOnlyList<Tensor> inputs) => new(inputs[0].shape, inputs[0].dtype);
    public override Tensor?[] Gradient(Tensor y, Tensor dy) => [null];

    public override void Run(KernelCall call)
    {
        ReadOnlySpan<long> state = call.Input<long>(0);
        Span<long> next = call.Output<long>();
        (next[0], next[1]) = (state[0], state[1] + 1);
    }
}
