using KerasTransfer.Graph;
using KerasTransfer.RandomNumbers;

namespace KerasTransfer.Ops;

/// <summary>Numbers of the gamma distribution with scale 1, one for each shape parameter of the second input, as a function of a pair of seeds (int64 of shape (2,)).</summary>
internal sealed record StatelessGamma : Op
{
    public override TensorType Infer(IReadOnlyList<Tensor> inputs) => inputs[0] is { ndim: 1 } seed && seed.shape[0] == 2 && seed.dtype == DType.int64 && inputs[1].dtype.IsFloating
        ? new(inputs[1].shape, inputs[1].dtype)
        : throw new ValueError($"StatelessGamma: expected a pair of seeds, int64 of shape (2,), and floating-point numbers. Received: {inputs[0].dtype} of shape {inputs[0].shape}, {inputs[1].dtype}.");

    public override Tensor?[] Gradient(Tensor y, Tensor dy) => [null, null];

    public override void Run(KernelCall call)
    {
        ReadOnlySpan<long> seed = call.Input<long>(0);
        PhiloxStream stream = new SeedPair(seed[0], seed[1]).Stream;
        if (call.OutputType == DType.float32) GammaValues.Fill(stream, call.Input<float>(1), call.Output<float>());
        else GammaValues.Fill(stream, call.Input<double>(1), call.Output<double>());
    }
}
