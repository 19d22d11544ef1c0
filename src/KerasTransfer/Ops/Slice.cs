using KerasTransfer.Engines.Managed.Kernels;
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
        Check(Name, x, Begins, Sizes, Steps);
        return new(new Shape(Sizes), inputs[0].dtype);
    }

    /// <summary>Complains where a part does not lie inside the whole.</summary>
    internal static void Check(string name, Shape whole, int[] begins, ReadOnlySpan<int> sizes, int[] steps)
    {
        if (begins.Length != whole.Rank || sizes.Length != whole.Rank || steps.Length != whole.Rank) throw new ValueError($"slice: {name} has {begins.Length} axes, the shape {whole} {whole.Rank}.");
        for (int i = 0; i < whole.Rank; i++)
        {
            long last = begins[i] + (sizes[i] - 1L) * steps[i];
            if (sizes[i] < 0 || (sizes[i] > 0 && (begins[i] < 0 || begins[i] >= whole[i] || last < 0 || last >= whole[i]))) throw new ValueError($"slice: {name} does not lie inside the shape {whole}.");
        }
    }

    /// <summary>Where in the whole the part begins, and how far apart its elements are along each axis, in elements.</summary>
    internal static long Strides(Shape whole, int[] begins, int[] steps, Span<long> strides)
    {
        long stride = 1, offset = 0;
        for (int i = whole.Rank - 1; i >= 0; stride *= whole.Dims[i--])
        {
            strides[i] = steps[i] * stride;
            offset += begins[i] * stride;
        }
        return offset;
    }

    public override bool IsPerSample(Tensor y, ReadOnlySpan<bool> sampled) => Begins[0] == 0 && Steps[0] == 1 && Sizes[0] == y.Inputs[0].shape[0];
    public override Tensor?[] Gradient(Tensor y, Tensor dy) => [new Unslice(Begins, Steps, y.Inputs[0].shape).On(dy)];

    public override void Run(KernelCall call)
    {
        if (call.OutputBytes().IsEmpty) return;
        Span<long> strides = stackalloc long[Sizes.Length];
        long offset = Strides(call.InputShape(0), Begins, Steps, strides);
        StridedKernels.Gather(call.InputBytes(0), offset, Sizes, strides, call.OutputBytes(), call.OutputType.Size, call.Pool);
    }

    public bool Equals(Slice? other) => other is not null && Begins.AsSpan().SequenceEqual(other.Begins) && Sizes.AsSpan().SequenceEqual(other.Sizes) && Steps.AsSpan().SequenceEqual(other.Steps);
    public override int GetHashCode() => Sizes.Aggregate(Begins.Aggregate(17, HashCode.Combine), HashCode.Combine);
}

/// <summary>The gradient of a slice, and padding: zeros of the whole shape with the input at the places that the slice took.</summary>
internal sealed record Unslice(int[] Begins, int[] Steps, Shape Whole) : Op
{
    public override string Name => $"Unslice[{string.Join(",", Begins)} of {Whole}]";

    public override TensorType Infer(IReadOnlyList<Tensor> inputs)
    {
        Slice.Check(Name, Whole, Begins, inputs[0].shape.Dims, Steps);
        return new(Whole, inputs[0].dtype);
    }

    public override bool IsPerSample(Tensor y, ReadOnlySpan<bool> sampled) => Begins[0] == 0 && Steps[0] == 1 && Whole[0] == y.Inputs[0].shape[0];
    public override Tensor?[] Gradient(Tensor y, Tensor dy) => [new Slice(Begins, y.Inputs[0].shape.ToArray(), Steps).On(dy)];

    public override void Run(KernelCall call)
    {
        call.OutputBytes().Clear();
        if (call.InputBytes(0).IsEmpty) return;
        Span<long> strides = stackalloc long[Steps.Length];
        long offset = Slice.Strides(Whole, Begins, Steps, strides);
        StridedKernels.Scatter(call.InputBytes(0), call.OutputBytes(), offset, call.InputShape(0).Dims, strides, call.OutputType.Size, call.Pool);
    }

    public bool Equals(Unslice? other) => other is not null && Whole == other.Whole && Begins.AsSpan().SequenceEqual(other.Begins) && Steps.AsSpan().SequenceEqual(other.Steps);
    public override int GetHashCode() => Begins.Aggregate(Whole.GetHashCode(), HashCode.Combine);
}
