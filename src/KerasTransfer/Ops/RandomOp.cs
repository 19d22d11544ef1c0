using KerasTransfer.Engines.Managed;
using KerasTransfer.Graph;
using KerasTransfer.RandomNumbers;

namespace KerasTransfer.Ops;

/// <summary>
/// Random numbers as a function of a pair of seeds (int64 of shape (2,)): TensorFlow's stateless ops, bit for bit. A value depends on its own place alone, so
/// the parts may be filled by any number of threads. The bounds of float64 uniforms are single-precision, as in Keras.
/// </summary>
internal abstract record RandomOp(Shape Shape, DType DType) : Op
{
    private const int Part = 1 << 15;                                           // a multiple of four: the numbers of a group stay together

    public override TensorType Infer(IReadOnlyList<Tensor> inputs) => inputs[0] is { ndim: 1 } seed && seed.shape[0] == 2 && seed.dtype == DType.int64
        ? new(Shape, DType) : throw new ValueError($"{GetType().Name}: expected a pair of seeds, int64 of shape (2,). Received: {inputs[0].dtype} of shape {inputs[0].shape}.");

    public override Tensor?[] Gradient(Tensor y, Tensor dy) => [null];

    protected abstract void Fill(PhiloxStream stream, long start, Span<float> values);
    protected abstract void Fill(PhiloxStream stream, long start, Span<double> values);

    public override unsafe void Run(KernelCall call)
    {
        ReadOnlySpan<long> seed = call.Input<long>(0);
        PhiloxStream stream = new SeedPair(seed[0], seed[1]).Stream;
        int size = call.OutputBytes().Length / DType.Size;
        if (DType == DType.float32) call.Pool.Run((size + Part - 1) / Part, new Floats(this, stream, (nint)call.OutputPointer<float>(), size));
        else Fill(stream, 0, call.Output<double>());
    }

    private readonly unsafe struct Floats(RandomOp op, PhiloxStream stream, nint values, int size) : IWork
    {
        // Part k is elements k·Part … min(size, (k+1)·Part) of the result, which has `size` of them.
        public void Run(int part) => op.Fill(stream, (long)part * Part, new Span<float>((float*)values + (long)part * Part, Math.Min(Part, size - part * Part)));
    }

    protected static DType Floating(DType dtype) => dtype.IsFloating ? dtype : throw new ValueError($"Random numbers are of a floating point type. Received: dtype={dtype}");
}

/// <summary>Evenly distributed in [Min, Max).</summary>
internal sealed record StatelessUniform(Shape Shape, DType DType, double Min = 0, double Max = 1) : RandomOp(Shape, Floating(DType))
{
    protected override void Fill(PhiloxStream stream, long start, Span<float> values) => StreamValues.Uniform(stream, start, values, Min, Max);
    protected override void Fill(PhiloxStream stream, long start, Span<double> values) => StreamValues.Uniform(stream, start, values, (float)Min, (float)Max);
}

/// <summary>Normally distributed.</summary>
internal sealed record StatelessNormal(Shape Shape, DType DType, double Mean = 0, double Stddev = 1) : RandomOp(Shape, Floating(DType))
{
    protected override void Fill(PhiloxStream stream, long start, Span<float> values) => StreamValues.Normal(stream, start, values, Mean, Stddev);
    protected override void Fill(PhiloxStream stream, long start, Span<double> values) => StreamValues.Normal(stream, start, values, Mean, Stddev);
}

/// <summary>Normally distributed, but none further than two standard deviations from the mean.</summary>
internal sealed record StatelessTruncatedNormal(Shape Shape, DType DType, double Mean = 0, double Stddev = 1) : RandomOp(Shape, Floating(DType))
{
    protected override void Fill(PhiloxStream stream, long start, Span<float> values) => StreamValues.TruncatedNormal(stream, start, values, Mean, Stddev);
    protected override void Fill(PhiloxStream stream, long start, Span<double> values) => StreamValues.TruncatedNormal(stream, start, values, Mean, Stddev);
}
