using KerasTransfer.Autodiff;
using KerasTransfer.Graph;

namespace KerasTransfer.Ops;

/// <summary>An activation with a kernel of its own for the gradient.</summary>
/// <param name="FromOutput">Whether the slope is known from the result y, so that the input need not be kept; else from the input x.</param>
internal abstract record ActivationOp(bool FromOutput) : UnaryOp
{
    /// <summary>The slope at each element as a formula of x or y.</summary>
    public abstract Tensor Slope(Tensor a);

    /// <summary>dx = dy · slope, from x or y.</summary>
    public abstract void RunGradient(ReadOnlySpan<float> a, ReadOnlySpan<float> dy, Span<float> dx);

    protected sealed override Tensor? Gradient(Tensor x, Tensor y, Tensor dy)
    {
        Tensor a = FromOutput ? y : x;
        return x.dtype == DType.float32 ? new ActivationGradient(this).On(a, dy) : dy * Slope(a);
    }
}

/// <summary>The gradient of an activation: inputs are its x or y, and dy.</summary>
internal sealed record ActivationGradient(ActivationOp Of) : ElementwiseOp
{
    public override string Name => $"{Of.Name}Gradient";

    public override TensorType Infer(IReadOnlyList<Tensor> inputs) => new(inputs[0].shape, inputs[0].dtype);

    public override Tensor?[] Gradient(Tensor y, Tensor dy)
    {
        (Tensor a, Tensor first) = (y.Inputs[0], y.Inputs[1]);
        Tensor byParts = Of.Slope(a) * new StopGradient().On(first * dy);
        return [Gradients.Of(byParts, [a])[0], On(a, dy)];
    }

    public override void Run(KernelCall call) => Of.RunGradient(call.Input<float>(0), call.Input<float>(1), call.Output<float>());
}
