namespace KerasTransfer.Regularizers;

/// <summary>The mean size of the products between different rows (or columns) of a matrix, each scaled to length 1: small where they are orthogonal.</summary>
/// <param name="factor">The factor, 0 or more.</param>
/// <param name="mode"><c>rows</c> or <c>columns</c>.</param>
/// <exception cref="ValueError">The factor is negative, or the mode another.</exception>
public sealed partial class OrthogonalRegularizer(double factor = 0.01, string mode = "rows") : Regularizer
{
    /// <summary>The factor.</summary>
    public double factor { get; } = Factor.Check(factor, nameof(factor));
    /// <summary>Rows or columns.</summary>
    public string mode { get; } = mode is "rows" or "columns" ? mode
        : throw new ValueError($"Invalid value for argument `mode`. Expected one of {{\"rows\", \"columns\"}}. Received: mode={mode}");

    /// <inheritdoc/>
    /// <exception cref="ValueError">The input is no matrix.</exception>
    public override Tensor call(Tensor x)
    {
        if (x.ndim != 2) throw new ValueError($"Inputs to OrthogonalRegularizer must have rank 2. Received: inputs.shape={x.shape}");
        if (mode == "columns") x = ops.transpose(x);
        int size = x.shape[0];
        x = ops.normalize(x, axis: 1);
        Tensor products = ops.matmul(x, ops.transpose(x)) * (1 - ops.eye(size, dtype: x.dtype));
        return factor * 0.5 * ops.sum(ops.abs(products)) / (size * (size - 1.0) / 2.0);
    }
}
