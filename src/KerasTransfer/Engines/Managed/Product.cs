using KerasTransfer.Graph;
using KerasTransfer.Ops;

namespace KerasTransfer.Engines.Managed;

/// <summary>An operation that can do an <see cref="Epilogue"/> to its float32 result while that is in the cache; the columns are the last axis.</summary>
internal interface IProduct
{
    void Run(KernelCall call, in Epilogue epilogue);
}

/// <summary>
/// A matrix product or convolution whose result gets a bias per column, and perhaps more, while it is still in the cache: activation((A·B + bias) · scale + shift + residual). The bits are
/// those of the single steps.
/// </summary>
/// <param name="Nodes">The product and what follows it, in order.</param>
/// <param name="Bias">One number per column or null, reshapes seen through; so for the next two.</param>
/// <param name="Scale">A factor per column: normalization with fixed statistics.</param>
/// <param name="Shift">What is added after it.</param>
/// <param name="Residual">A tensor of the result's shape that is added.</param>
/// <param name="Activation">What is applied at the end.</param>
/// <param name="Slope">The parameter of the activation, if it has one.</param>
internal sealed record Product(IReadOnlyList<Tensor> Nodes, Tensor? Bias, Tensor? Scale, Tensor? Shift, Tensor? Residual, Activation Activation, float Slope)
{
    /// <summary>The product that begins at a node, or null if it is none or stands alone.</summary>
    public static Product? StartingAt(Tensor node, Dictionary<Tensor, List<Tensor>> users, Func<Tensor, bool> is_stored, Func<Tensor, bool> is_taken)
    {
        if (node.Op is not IProduct || node.dtype != DType.float32) return null;
        bool whole = node.Op is not MatMul;                                     // what follows a matrix product is a bias and an activation only
        List<Tensor> nodes = [node];
        (Tensor? bias, Tensor? scale, Tensor? shift, Tensor? residual) = (null, null, null, null);
        (Activation activation, double slope) = (Activation.None, 0.0);
        while (activation == Activation.None && Only(nodes[^1]) is { } next && next.shape == node.shape && !is_taken(next))
        {
            Tensor? other = next.Op is not (Add or Multiply) ? null
                : Schedule.Root(next.Inputs[0]) == nodes[^1] ? next.Inputs[0].shape == node.shape ? next.Inputs[1] : null : next.Inputs[1].shape == node.shape ? next.Inputs[0] : null;
            if (other is not null && Schedule.Root(other) == nodes[^1]) break;
            bool column = other is not null && other.ndim > 0 && other.shape[^1] == node.shape[^1] && other.shape.Size == node.shape[^1] && Schedule.Root(other).Op is not Ops.Full;
            if (next.Op is Add && column && residual is null && scale is null && bias is null) bias = other;
            else if (whole && next.Op is Multiply && column && residual is null && scale is null) scale = other;
            else if (whole && next.Op is Add && column && residual is null && scale is not null && shift is null) shift = other;
            else if (whole && next.Op is Add && other is not null && residual is null && other.shape == node.shape && Schedule.Root(other).Op is not Ops.Full) residual = other;
            else if ((whole || bias is not null) && Known(next.Op) is ({ } found, var parameter)) (activation, slope) = (found, parameter);
            else break;
            nodes.Add(next);
        }
        return nodes.Count == 1 ? null : new Product(nodes, Root(bias), Root(scale), Root(shift), Root(residual), activation, (float)slope);

        // The only user of a value that nobody else wants.
        Tensor? Only(Tensor t) => !is_stored(t) && users[t] is [var user] ? user : null;
        static Tensor? Root(Tensor? t) => t is null ? null : Schedule.Root(t);
    }

    private static (Activation?, double) Known(Op op) => op switch
    {
        Relu => (Activation.Relu, 0),
        Relu6 => (Activation.Relu6, 0),
        LeakyRelu { Negative: var negative } => (Activation.LeakyRelu, negative),
        Elu { Alpha: var alpha } => (Activation.Elu, alpha),
        Sigmoid => (Activation.Sigmoid, 0),
        Tanh => (Activation.Tanh, 0),
        Silu => (Activation.Silu, 0),
        _ => (null, 0),
    };
}

/// <summary>A <see cref="Product"/> bound to its memory.</summary>
internal sealed unsafe class ProductKernel : IRunnable
{
    private readonly KernelCall call;
    private readonly IProduct op;
    private readonly Product product;
    private readonly (Location Location, int Length)[] operands;
    private readonly Location? bias, scale, shift, residual;
    private readonly nint[] inputAddresses;

    public ProductKernel(Product product, Func<Tensor, Location> locate, nint[] inputAddresses, WorkerPool pool)
    {
        Tensor node = product.Nodes[0];
        (this.product, this.inputAddresses, op) = (product, inputAddresses, (IProduct)node.Op);
        call = new KernelCall(node, pool);
        operands = [.. node.Inputs.Select(i => (locate(Schedule.Root(i)), checked((int)i.shape.Size))), (locate(product.Nodes[^1]), checked((int)node.shape.Size))];
        (bias, scale, shift, residual) = (Of(product.Bias), Of(product.Scale), Of(product.Shift), Of(product.Residual));

        Location? Of(Tensor? t) => t is null ? null : locate(t);
    }

    public void Run()
    {
        for (int i = 0; i < operands.Length; i++) call.Bind(i, operands[i].Location.In(inputAddresses), operands[i].Length);
        // Bounds: bias, scale and shift have as many elements as the product has columns, the residual as many as it has elements.
        op.Run(call, new Epilogue
        {
            ColumnBias = At(bias), ColumnScale = At(scale), ColumnShift = At(shift), Activation = product.Activation, Slope = product.Slope,
            Residual = residual is null ? 0 : (nint)(At(residual) - (float*)operands[^1].Location.In(inputAddresses)),
        });
    }

    private float* At(Location? location) => location is { } l ? (float*)l.In(inputAddresses) : null;
}
