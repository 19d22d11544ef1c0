using System.Numerics;
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
    public override bool IsPerSample(Tensor y, ReadOnlySpan<bool> sampled) => First > 0;
    protected virtual DType Result(DType input) => input;

    /// <summary>The result, or its gradient, stretched back to the input's shape.</summary>
    protected Tensor Spread(Tensor y, Shape x)
    {
        int[] kept = x.ToArray();
        Array.Fill(kept, 1, First, End - First);
        return new BroadcastTo(x).On(y.Reshape(kept));
    }

    public sealed override void Run(KernelCall call)
    {
        (int outer, int axis, int inner) = Extent.Split(call.InputShape(0), First, End);
        Run(call, outer, axis, inner);
    }

    protected abstract void Run(KernelCall call, int outer, int axis, int inner);
    protected NotSupportedException Unsupported(KernelCall call) => new($"{Name} is not supported for tensors of {call.InputType(0)}. Cast first.");
}

/// <summary>The sum over some axes.</summary>
internal sealed record Sum(int First, int End) : Reduction(First, End)
{
    public static Tensor Over(Tensor x, IReadOnlyList<int>? axes = null, bool keepdims = false) => Over(x, axes, keepdims, (first, end) => new Sum(first, end));
    public override Tensor?[] Gradient(Tensor y, Tensor dy) => [Spread(dy, y.Inputs[0].shape)];

    protected override void Run(KernelCall call, int outer, int axis, int inner)
    {
        switch (call.OutputType.Code)
        {
            case DTypeCode.Float32: Reductions.Sum(call.Input<float>(0), outer, axis, inner, call.Output<float>(), call.Pool); break;
            case DTypeCode.Float64: Reductions.Fold(call.Input<double>(0), outer, axis, inner, call.Output<double>(), 0, static (a, b) => a + b); break;
            case DTypeCode.Int32: Reductions.Fold(call.Input<int>(0), outer, axis, inner, call.Output<int>(), 0, static (a, b) => a + b); break;
            case DTypeCode.Int64: Reductions.Fold(call.Input<long>(0), outer, axis, inner, call.Output<long>(), 0, static (a, b) => a + b); break;
            case DTypeCode.UInt32: Reductions.Fold(call.Input<uint>(0), outer, axis, inner, call.Output<uint>(), 0u, static (a, b) => a + b); break;
            default: throw Unsupported(call);
        }
    }
}

/// <summary>The product over some axes.</summary>
internal sealed record Product(int First, int End) : Reduction(First, End)
{
    public static Tensor Over(Tensor x, IReadOnlyList<int>? axes = null, bool keepdims = false) => Over(x, axes, keepdims, (first, end) => new Product(first, end));

    // dy · (product of the others). A quotient y / x is undefined at a zero, so zeros are counted: with one, only its own place has a gradient, with more, none.
    public override Tensor?[] Gradient(Tensor y, Tensor dy)
    {
        Tensor x = y.Inputs[0];
        Tensor zero = new Equal().On(x, new Full(0, Shape.Scalar, x.dtype).On());
        Tensor zeros = Spread(Sum.Over(zero.Cast(x.dtype), [.. Enumerable.Range(First, End - First)]), x.shape);
        Tensor without_zeros = Spread(new Product(First, End).On(Select.Of(zero, 1, x)), x.shape);
        Tensor plain = without_zeros / Select.Of(zero, 1, x);
        return [Spread(dy, x.shape) * Select.Of(zeros > 1, 0, Select.Of(zeros > 0, Select.Of(zero, without_zeros, 0), plain))];
    }

    protected override void Run(KernelCall call, int outer, int axis, int inner)
    {
        switch (call.OutputType.Code)
        {
            case DTypeCode.Float32: Reductions.Product(call.Input<float>(0), outer, axis, inner, call.Output<float>(), call.Pool); break;
            case DTypeCode.Float64: Reductions.Fold(call.Input<double>(0), outer, axis, inner, call.Output<double>(), 1, static (a, b) => a * b); break;
            case DTypeCode.Int32: Reductions.Fold(call.Input<int>(0), outer, axis, inner, call.Output<int>(), 1, static (a, b) => a * b); break;
            case DTypeCode.Int64: Reductions.Fold(call.Input<long>(0), outer, axis, inner, call.Output<long>(), 1, static (a, b) => a * b); break;
            case DTypeCode.UInt32: Reductions.Fold(call.Input<uint>(0), outer, axis, inner, call.Output<uint>(), 1u, static (a, b) => a * b); break;
            default: throw Unsupported(call);
        }
    }
}

/// <summary>The largest or smallest over some axes, NaN where there is one; equal ones share the gradient, as in TensorFlow.</summary>
internal abstract record Extremum(int First, int End) : Reduction(First, End)
{
    public sealed override Tensor?[] Gradient(Tensor y, Tensor dy)
    {
        Tensor x = y.Inputs[0];
        Tensor chosen = new Equal().On(x, Spread(y, x.shape)).Cast(dy.dtype);
        Tensor count = Sum.Over(chosen, [.. Enumerable.Range(First, End - First)]);
        return [chosen / Spread(count, x.shape) * Spread(dy, x.shape)];
    }

    protected sealed override void Run(KernelCall call, int outer, int axis, int inner)
    {
        if (axis == 0 && !call.OutputType.IsFloating) throw new ValueError($"{Name} of an empty axis of a tensor of {call.OutputType} has no value (shape {call.InputShape(0)}).");
        switch (call.OutputType.Code)
        {
            case DTypeCode.Float32: RunFloats(call, outer, axis, inner); break;
            case DTypeCode.Float64: Fold<double>(call, outer, axis, inner, Worst<double>()); break;
            case DTypeCode.Int8: Fold<sbyte>(call, outer, axis, inner, Worst<sbyte>()); break;
            case DTypeCode.Int16: Fold<short>(call, outer, axis, inner, Worst<short>()); break;
            case DTypeCode.Int32: Fold<int>(call, outer, axis, inner, Worst<int>()); break;
            case DTypeCode.Int64: Fold<long>(call, outer, axis, inner, Worst<long>()); break;
            case DTypeCode.UInt32: Fold<uint>(call, outer, axis, inner, Worst<uint>()); break;
            default: Fold<byte>(call, outer, axis, inner, Worst<byte>()); break;    // uint8 and bool
        }
    }

    protected abstract void RunFloats(KernelCall call, int outer, int axis, int inner);
    /// <summary>What every other number beats.</summary>
    protected abstract T Worst<T>() where T : unmanaged, INumber<T>, IMinMaxValue<T>;
    protected abstract void Fold<T>(KernelCall call, int outer, int axis, int inner, T worst) where T : unmanaged, INumber<T>;

    protected static bool IsDouble<T>() => typeof(T) == typeof(double);
}

/// <summary>The largest over some axes.</summary>
internal sealed record Max(int First, int End) : Extremum(First, End)
{
    public static Tensor Over(Tensor x, IReadOnlyList<int>? axes = null, bool keepdims = false) => Over(x, axes, keepdims, (first, end) => new Max(first, end));
    protected override void RunFloats(KernelCall call, int outer, int axis, int inner) => Reductions.Max(call.Input<float>(0), outer, axis, inner, call.Output<float>(), call.Pool);
    protected override T Worst<T>() => IsDouble<T>() ? T.CreateTruncating(double.NegativeInfinity) : T.MinValue;
    protected override void Fold<T>(KernelCall call, int outer, int axis, int inner, T worst) => Reductions.Fold(call.Input<T>(0), outer, axis, inner, call.Output<T>(), worst, T.Max);
}

/// <summary>The smallest over some axes.</summary>
internal sealed record Min(int First, int End) : Extremum(First, End)
{
    public static Tensor Over(Tensor x, IReadOnlyList<int>? axes = null, bool keepdims = false) => Over(x, axes, keepdims, (first, end) => new Min(first, end));
    protected override void RunFloats(KernelCall call, int outer, int axis, int inner) => Reductions.Min(call.Input<float>(0), outer, axis, inner, call.Output<float>(), call.Pool);
    protected override T Worst<T>() => IsDouble<T>() ? T.CreateTruncating(double.PositiveInfinity) : T.MaxValue;
    protected override void Fold<T>(KernelCall call, int outer, int axis, int inner, T worst) => Reductions.Fold(call.Input<T>(0), outer, axis, inner, call.Output<T>(), worst, T.Min);
}

/// <summary>The place (int64) of the first largest along one axis; NaN counts as the largest.</summary>
internal sealed record ArgMax(int Axis) : Reduction(Axis, Axis + 1)
{
    protected override DType Result(DType input) => DType.int64;
    public override Tensor?[] Gradient(Tensor y, Tensor dy) => [null];

    protected override void Run(KernelCall call, int outer, int axis, int inner)
    {
        if (axis == 0) throw new ValueError($"argmax over an axis of length 0 (shape {call.InputShape(0)}) has no result.");
        switch (call.InputType(0).Code)
        {
            case DTypeCode.Float32: Reductions.ArgMax(call.Input<float>(0), outer, axis, inner, call.Output<long>(), call.Pool); break;
            case DTypeCode.Float64: Places<double>(call, outer, axis, inner); break;
            case DTypeCode.Int8: Places<sbyte>(call, outer, axis, inner); break;
            case DTypeCode.Int16: Places<short>(call, outer, axis, inner); break;
            case DTypeCode.Int32: Places<int>(call, outer, axis, inner); break;
            case DTypeCode.Int64: Places<long>(call, outer, axis, inner); break;
            case DTypeCode.UInt32: Places<uint>(call, outer, axis, inner); break;
            default: Places<byte>(call, outer, axis, inner); break;                 // uint8 and bool
        }
    }

    private static void Places<T>(KernelCall call, int outer, int axis, int inner) where T : unmanaged, INumber<T>
    {
        ReadOnlySpan<T> x = call.Input<T>(0);
        Span<long> y = call.Output<long>();
        for (int o = 0; o < outer; o++)
            for (int i = 0; i < inner; i++)
            {
                int best = 0;
                T largest = x[o * axis * inner + i];
                for (int a = 1; a < axis; a++)
                    if (x[(o * axis + a) * inner + i] is var v && (v > largest || (T.IsNaN(v) && !T.IsNaN(largest)))) (best, largest) = (a, v);
                y[o * inner + i] = best;
            }
    }
}
