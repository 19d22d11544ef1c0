using KerasTransfer.Graph;

namespace KerasTransfer.Ops;

/// <summary>The same elements in the same order under another shape.</summary>
internal sealed record Reshape(Shape Shape) : Op
{
    public override string Name => $"Reshape{Shape}";
    public override bool IsAlias => true;
    // Rows stay in order, and the parts stay equal.
    public override bool IsPerSample(Tensor y, ReadOnlySpan<bool> sampled) => true;

    /// <summary>The shape with a single −1 replaced by what is left over.</summary>
    /// <exception cref="ValueError">The sizes differ, or there is more than one −1.</exception>
    public static Shape Resolve(Shape from, Shape to)
    {
        int[] dims = to.ToArray();
        int open = Array.IndexOf(dims, Shape.Unknown);
        if (open >= 0)
        {
            if (Array.IndexOf(dims, Shape.Unknown, open + 1) >= 0) throw new ValueError($"reshape: only one length may be -1, got {to}.");
            dims[open] = 1;
            long rest = new Shape(dims).Size;
            dims[open] = rest == 0 || from.Size % rest != 0 ? -2 : (int)(from.Size / rest);
        }
        if (dims.Contains(-2) || new Shape(dims).Size != from.Size)
            throw new ValueError($"reshape: the total size of the tensor must be unchanged. Received: shape {from} with {from.Size} elements, target {to}.");
        return new Shape(dims);
    }

    public override TensorType Infer(IReadOnlyList<Tensor> inputs) => new(Resolve(inputs[0].shape, Shape), inputs[0].dtype);
    public override Tensor?[] Gradient(Tensor y, Tensor dy) => [dy.Reshape(y.Inputs[0].shape)];
    public override void Run(KernelCall call) => call.InputBytes(0).CopyTo(call.OutputBytes());
}
