using KerasTransfer.Graph;

namespace KerasTransfer.Ops;

/// <summary>A regular part: along each axis, <c>Sizes</c> elements from <c>Begins</c> on, <c>Steps</c> apart (negative steps go backwards).</summary>
internal sealed record Slice(int[] Begins, int[] Sizes, int[] Steps) : Op
{
    public override string Name => $"Slice[{string.Join(",", Begins.Select((b, i) => $"{b}:+{Sizes[i]}:{Steps[i]}"))}]";

    /// <summary>A stretch along one axis.</summary>
    public static Tensor Along(Tensor x, int axis, int begin, int size, int step = 1)
    {
        int[] begins = new int[x.ndim], sizes = x.shape.ToArray(), steps = new int[x.ndim];
        Array.Fill(steps, 1);
        (begins[axis], sizes[axis], steps[axis]) = (begin, size, step);
        return new Slice(begins, sizes, steps).On(x);
    }

    public override TensorType Infer(IReadOnlyList<Tensor> inputs)
    {
        Shape x = inputs[0].shape;
        for (int i = 0; i < x.Rank; i++)
        {
            long last = Begins[i] + (Sizes[i] - 1L) * Steps[i];
            if (Sizes[i] > 0 && (Begins[i] < 0 || Begins[i] >= x[i] || last < 0 || last >= x[i])) throw new ValueError($"slice: {Name} does not lie inside the shape {x}.");
        }
        return new(new Shape(Sizes), inputs[0].dtype);
    }

    public override Tensor?[] Gradient(Tensor y, Tensor dy) => [new Unslice(Begins, Steps, y.Inputs[0].shape).On(dy)];

    public override void Run(KernelCall call)
    {
        ReadOnlySpan<byte> x = call.InputBytes(0);
        Span<byte> y = call.OutputBytes();
        for (StridedRuns runs = new(call.InputShape(0), Begins, Sizes, Steps, call.OutputType.Size); runs.MoveNext();)
            x.Slice(runs.Whole, runs.Length).CopyTo(y[runs.Part..]);
    }

    public bool Equals(Slice? other) => other is not null && Begins.AsSpan().SequenceEqual(other.Begins) && Sizes.AsSpan().SequenceEqual(other.Sizes) && Steps.AsSpan().SequenceEqual(other.Steps);
    public override int GetHashCode() => Sizes.Aggregate(Begins.Aggregate(17, HashCode.Combine), HashCode.Combine);
}

/// <summary>The gradient of a slice: zeros of the whole shape with the input at the places that the slice took.</summary>
internal sealed record Unslice(int[] Begins, int[] Steps, Shape Whole) : Op
{
    public override TensorType Infer(IReadOnlyList<Tensor> inputs) => new(Whole, inputs[0].dtype);
    public override Tensor?[] Gradient(Tensor y, Tensor dy) => [new Slice(Begins, y.Inputs[0].shape.ToArray(), Steps).On(dy)];

    public override void Run(KernelCall call)
    {
        ReadOnlySpan<byte> x = call.InputBytes(0);
        Span<byte> y = call.OutputBytes();
        y.Clear();
        for (StridedRuns runs = new(Whole, Begins, call.InputShape(0).ToArray(), Steps, call.OutputType.Size); runs.MoveNext();)
            x.Slice(runs.Part, runs.Length).CopyTo(y[runs.Whole..]);
    }

    public bool Equals(Unslice? other) => other is not null && Whole == other.Whole && Begins.AsSpan().SequenceEqual(other.Begins) && Steps.AsSpan().SequenceEqual(other.Steps);
    public override int GetHashCode() => Begins.Aggregate(Whole.GetHashCode(), HashCode.Combine);
}
