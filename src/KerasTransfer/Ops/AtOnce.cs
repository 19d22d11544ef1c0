namespace KerasTransfer;

/// <summary>Of each of the class's methods on tensors there is also one on arrays, which computes at once. It is generated.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class AtOnceAttribute : Attribute;

/// <summary>From arrays to tensors and back, for the generated methods.</summary>
internal static class AtOnce
{
    /// <summary>The array as a constant; a plain number stays one, which takes the type of what it meets.</summary>
    public static Tensor Of(NDArray x)
    {
        if (!x.IsWeak) return x;
        if (x.dtype.IsFloating) return x.item<double>();
        return x.dtype.IsInteger && x.item<long>() is >= int.MinValue and <= int.MaxValue and var small ? (int)small : (Tensor)x;
    }

    public static Tensors Of(NDArrays xs) => new([.. xs.Select(Of)]);
    public static Tensor[] Of(NDArray[] xs) => [.. xs.Select(Of)];

    public static NDArray[] Numpy(IReadOnlyList<Tensor> xs)
    {
        NDArray[] values = Graph.Function.Evaluate(xs);
        if (GradientTape.Recording is { } tape)
            for (int i = 0; i < values.Length; i++) tape.Keep(xs[i], values[i]);
        return values;
    }

    public static (NDArray, NDArray) Numpy((Tensor, Tensor) pair) => Numpy([pair.Item1, pair.Item2]) is [var a, var b] ? (a, b) : default;
}

public sealed partial class NDArray
{
    /// <summary>This array. <c>keras.ops</c> and <c>tf</c> give arrays for arrays where Python has tensors, of which scripts take <c>.numpy()</c>.</summary>
    public NDArray numpy() => this;
}
