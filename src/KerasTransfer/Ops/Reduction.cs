using KerasTransfer.Engines.Managed.Kernels;
using KerasTransfer.Graph;

namespace KerasTransfer.Ops;

/// <summary>Reduces a run of neighbouring axes, <see cref="First"/> up to but not including <see cref="End"/>, to nothing.</summary>
internal abstract record Reduction(int First, int End) : Op
{
    public override string Name => $"{GetType().Name}[{First}..{End}]";

    /// <summary>
    /// Reduces any axes (all if null): axes that are not neighbours are first brought together at the end.
    /// </summary>
    protected static Tensor Over(Tensor x, IReadOnlyList<int>? axes, bool keepdims, Func<int, int, Reduction> make)
    {
        int[] sorted = [.. (axes ?? [.. Enumerable.Range(0, x.ndim)]).Select(x.shape.Axis).Distinct().Order()];
        if (sorted.Length == 0) return x;
        Shape kept = new([.. Enumerable.Range(0, x.ndim).Select(i => sorted.Contains(i) ? 1 : x.shape[i])]);
        Shape dropped = new([.. Enumerable.Range(0, x.ndim).Where(i => !sorted.Contains(i)).Select(i => x.shape[i])]);
        if (sorted[^1] - sorted[0] != sorted.Length - 1)
        {
            x = new Transpose([.. Enumerable.Range(0, x.ndim).Where(i => !sorted.Contains(i)), .. sorted]).On(x);
            sorted = [.. Enumerable.Range(x.ndim - sorted.Length, sorted.Length)];
        }
        Tensor y = make(sorted[0], sorted[^1] + 1).On(x);
        return keepdims ? y.Reshape(kept) : y.Reshape(dropped);
    }

    public override TensorType Infer(IReadOnlyList<Tensor> inputs) => new(inputs[0].shape[..First].Concat(inputs[0].shape[End..]), Result(inputs[0].dtype));
    protected virtual DType Result(DType input) => input;

    /// <summary>The input's axes before, in and after the run, each as one length.</summary>
    protected (int Outer, int Axis, int Inner) Split(Shape x) => (checked((int)x[..First].Size), checked((int)x[First..End].Size), checked((int)x[End..].Size));

    /// <summary>The result, or its gradient, stretched back to the input's shape.</summary>
    protected Tensor Spread(Tensor y, Shape x)
    {
        int[] kept = x.ToArray();
        Array.Fill(kept, 1, First, End - First);
        return new BroadcastTo(x).On(y.Reshape(kept));
    }
}

/// <summary>The sum over some axes.</summary>
internal sealed record Sum(int First, int End) : Reduction(First, End)
{
    public static Tensor Over(Tensor x, IReadOnlyList<int>? axes = null, bool keepdims = false) => Over(x, axes, keepdims, (first, end) => new Sum(first, end));

    public override Tensor?[] Gradient(Tensor y, Tensor dy) => [Spread(dy, y.Inputs[0].shape)];

    public override void Run(KernelCall call)
    {
        (int outer, int axis, int inner) = Split(call.InputShape(0));
        switch (call.OutputType.name)
        {
            case "float32": Reductions.Sum(call.Input<float>(0), outer, axis, inner, call.Output<float>(), call.Pool); break;
            case "float64": Reductions.Fold(call.Input<double>(0), outer, axis, inner, call.Output<double>(), 0, static (a, b) => a + b); break;
            case "int32": Reductions.Fold(call.Input<int>(0), outer, axis, inner, call.Output<int>(), 0, static (a, b) => a + b); break;
            case "int64": Reductions.Fold(call.Input<long>(0), outer, axis, inner, call.Output<long>(), 0, static (a, b) => a + b); break;
            default: throw new NotSupportedException($"sum is not supported for tensors of {call.OutputType}. Cast first.");
        }
    }
}

/// <summary>The product over some axes.</summary>
internal sealed record Product(int First, int End) : Reduction(First, End)
{
    public static Tensor Over(Tensor x, IReadOnlyList<int>? axes = null, bool keepdims = false) => Over(x, axes, keepdims, (first, end) => new Product(first, end));

    // dy · (product of the others): by exclusive products from both ends there would be no division, but a zero is rare and then one quotient is undefined.
    public override Tensor?[] Gradient(Tensor y, Tensor dy)
    {
        Tensor x = y.Inputs[0];
        Tensor zero = new Equal().On(x, new Full(0, Shape.Scalar, x.dtype).On());
        Tensor zeros = Spread(Sum.Over(zero.Cast(x.dtype), [.. Enumerable.Range(First, End - First)]), x.shape);
        Tensor without_zeros = Spread(new Product(First, End).On(Select.Of(zero, 1, x)), x.shape);
        Tensor plain = without_zeros / Select.Of(zero, 1, x);
        return [Spread(dy, x.shape) * Select.Of(zeros > 1, 0, Select.Of(zeros > 0, Select.Of(zero, without_zeros, 0), plain))];
    }

    public override void Run(KernelCall call)
    {
        (int outer, int axis, int inner) = Split(call.InputShape(0));
        switch (call.OutputType.name)
        {
            case "float32": Reductions.Fold(call.Input<float>(0), outer, axis, inner, call.Output<float>(), 1, static (a, b) => a * b); break;
            case "float64": Reductions.Fold(call.Input<double>(0), outer, axis, inner, call.Output<double>(), 1, static (a, b) => a * b); break;
            case "int32": Reductions.Fold(call.Input<int>(0), outer, axis, inner, call.Output<int>(), 1, static (a, b) => a * b); break;
            case "int64": Reductions.Fold(call.Input<long>(0), outer, axis, inner, call.Output<long>(), 1, static (a, b) => a * b); break;
            default: throw new NotSupportedException($"prod is not supported for tensors of {call.OutputType}. Cast first.");
        }
    }
}

/// <summary>The largest over some axes; equal ones share the gradient, as in TensorFlow.</summary>
internal sealed record Max(int First, int End) : Reduction(First, End)
{
    public static Tensor Over(Tensor x, IReadOnlyList<int>? axes = null, bool keepdims = false) => Over(x, axes, keepdims, (first, end) => new Max(first, end));

    public override Tensor?[] Gradient(Tensor y, Tensor dy) => [Share(y, dy)];

    private Tensor Share(Tensor y, Tensor dy)
    {
        Tensor x = y.Inputs[0];
        Tensor chosen = new Equal().On(x, Spread(y, x.shape)).Cast(dy.dtype);
        Tensor count = Sum.Over(chosen, [.. Enumerable.Range(First, End - First)]);
        return chosen / Spread(count, x.shape) * Spread(dy, x.shape);
    }

    public override void Run(KernelCall call)
    {
        (int outer, int axis, int inner) = Split(call.InputShape(0));
        switch (call.OutputType.name)
        {
            case "float32": Reductions.Max(call.Input<float>(0), outer, axis, inner, call.Output<float>(), call.Pool); break;
            case "float64": Reductions.Fold(call.Input<double>(0), outer, axis, inner, call.Output<double>(), double.NegativeInfinity, Math.Max); break;
            case "int32": Reductions.Fold(call.Input<int>(0), outer, axis, inner, call.Output<int>(), int.MinValue, Math.Max); break;
            case "int64": Reductions.Fold(call.Input<long>(0), outer, axis, inner, call.Output<long>(), long.MinValue, Math.Max); break;
            default: Reductions.Fold(call.Input<byte>(0), outer, axis, inner, call.Output<byte>(), byte.MinValue, Math.Max); break;
        }
    }
}

/// <summary>The place of the first largest along one axis.</summary>
internal sealed record ArgMax(int Axis) : Reduction(Axis, Axis + 1)
{
    protected override DType Result(DType input) => DType.int64;
    public override Tensor?[] Gradient(Tensor y, Tensor dy) => [null];

    public override void Run(KernelCall call)
    {
        (int outer, int axis, int inner) = Split(call.InputShape(0));
        if (axis == 0) throw new ValueError($"argmax over an axis of length 0 (shape {call.InputShape(0)}) has no result.");
        switch (call.InputType(0).name)
        {
            case "float32": Reductions.ArgMax(call.Input<float>(0), outer, axis, inner, call.Output<long>()); break;
            case "float64": OfDoubles(call.Input<double>(0), outer, axis, inner, call.Output<long>()); break;
            default: throw new NotSupportedException($"argmax is not supported for tensors of {call.InputType(0)}. Cast to float32 first.");
        }
    }

    private static void OfDoubles(ReadOnlySpan<double> x, int outer, int axis, int inner, Span<long> y)
    {
        for (int o = 0; o < outer; o++)
            for (int i = 0; i < inner; i++)
            {
                int best = 0;
                for (int a = 1; a < axis; a++)
                    if (x[(o * axis + a) * inner + i] > x[(o * axis + best) * inner + i]) best = a;
                y[o * inner + i] = best;
            }
    }
}
