using KerasTransfer.Graph;
using KerasTransfer.Ops;

namespace KerasTransfer.Engines.Managed;

/// <summary>
/// A matrix product whose result gets a bias per column, and perhaps an activation, while it is still in the cache: activation(A·B + bias). The bits are
/// those of the single steps.
/// </summary>
/// <param name="Nodes">The product, the sum, and the activation if there is one.</param>
/// <param name="Bias">One number per column, reshapes seen through.</param>
/// <param name="Activation">What is applied to the sum.</param>
/// <param name="Slope">The parameter of the activation, if it has one.</param>
internal sealed record Product(IReadOnlyList<Tensor> Nodes, Tensor Bias, Activation Activation, float Slope)
{
    /// <summary>The product that begins at a node, or null if it is none or stands alone.</summary>
    public static Product? StartingAt(Tensor node, Dictionary<Tensor, List<Tensor>> users, Func<Tensor, bool> is_stored)
    {
        if (node.Op is not MatMul || node.dtype != DType.float32 || Only(node) is not { Op: Add } sum || sum.shape != node.shape) return null;
        Tensor bias = sum.Inputs[Schedule.Root(sum.Inputs[0]) == node ? 1 : 0];
        if (Schedule.Root(bias) == node || sum.Inputs.Single(i => i != bias).shape != node.shape || bias.shape.Size != node.shape[^1] || bias.ndim == 0 || bias.shape[^1] != node.shape[^1]
            || Schedule.Root(bias).Op is Ops.Full) return null;
        (Activation activation, double slope) = Only(sum)?.Op switch
        {
            Relu => (Activation.Relu, 0),
            Relu6 => (Activation.Relu6, 0),
            LeakyRelu { Negative: var negative } => (Activation.LeakyRelu, negative),
            Elu { Alpha: var alpha } => (Activation.Elu, alpha),
            Sigmoid => (Activation.Sigmoid, 0),
            Tanh => (Activation.Tanh, 0),
            Silu => (Activation.Silu, 0),
            _ => (Activation.None, 0.0),
        };
        return new Product(activation == Activation.None ? [node, sum] : [node, sum, Only(sum)!], Schedule.Root(bias), activation, (float)slope);

        // The only user of a value that nobody else wants.
        Tensor? Only(Tensor t) => !is_stored(t) && users[t] is [var user] ? user : null;
    }
}

/// <summary>A <see cref="Product"/> bound to its memory.</summary>
internal sealed unsafe class ProductKernel : IRunnable
{
    private readonly KernelCall call;
    private readonly MatMul op;
    private readonly Product product;
    private readonly (Location Location, int Length)[] operands;
    private readonly Location bias;
    private readonly nint[] inputAddresses;

    public ProductKernel(Product product, Func<Tensor, Location> locate, nint[] inputAddresses, WorkerPool pool)
    {
        Tensor node = product.Nodes[0];
        (this.product, this.inputAddresses, op) = (product, inputAddresses, (MatMul)node.Op);
        call = new KernelCall(node, pool);
        operands = [.. node.Inputs.Select(i => (locate(Schedule.Root(i)), checked((int)i.shape.Size))), (locate(product.Nodes[^1]), checked((int)node.shape.Size))];
        bias = locate(product.Bias);
    }

    public void Run()
    {
        for (int i = 0; i < operands.Length; i++) call.Bind(i, operands[i].Location.In(inputAddresses), operands[i].Length);
        // Bounds: the bias has as many elements as the product has columns.
        op.Run(call, new Epilogue { ColumnBias = (float*)bias.In(inputAddresses), Activation = product.Activation, Slope = product.Slope });
    }
}
