using System.Numerics.Tensors;
using KerasTransfer.Engines.Managed.Kernels;

namespace KerasTransfer.Engines.Managed;

/// <summary>An element-wise function that a product applies to its result while it is in the cache.</summary>
internal enum Activation
{
    /// <summary>x.</summary>
    None,
    /// <summary>max(x, 0).</summary>
    Relu,
    /// <summary>min(max(x, 0), 6).</summary>
    Relu6,
    /// <summary>x, or slope · x where x is negative.</summary>
    LeakyRelu,
    /// <summary>1 / (1 + e⁻ˣ).</summary>
    Sigmoid,
    /// <summary>tanh x.</summary>
    Tanh,
    /// <summary>x · sigmoid x.</summary>
    Silu,
    /// <summary>x, or slope · (eˣ - 1) where x is negative.</summary>
    Elu,
}

/// <summary>What happens to the result of a product: C = activation(C + bias).</summary>
internal readonly unsafe struct Epilogue
{
    /// <summary>One value per column of C, or null.</summary>
    public float* ColumnBias { get; init; }
    /// <summary>One value per row of C, or null.</summary>
    public float* RowBias { get; init; }
    /// <summary>Applied after the biases.</summary>
    public Activation Activation { get; init; }
    /// <summary>The slope of <see cref="Activation.LeakyRelu"/>, the alpha of <see cref="Activation.Elu"/>.</summary>
    public float Slope { get; init; }

    /// <summary>Whether there is nothing to do.</summary>
    public bool IsNone => ColumnBias is null && RowBias is null && Activation == Activation.None;

    /// <summary>Does its work on the tile of C at (<paramref name="row"/>, <paramref name="column"/>), whose first element <paramref name="c"/> points to.</summary>
    public void Apply(float* c, nint cRow, int row, int column, int rows, int columns)
    {
        // Bounds: rows × columns of C from c on, as the caller has just written them, and the biases of these rows and columns.
        for (int i = 0; i < rows; i++, c += cRow)
        {
            if (ColumnBias is not null || RowBias is not null)
            {
                AddBias(c, ColumnBias is null ? null : ColumnBias + column, RowBias is null ? 0 : RowBias[row + i], columns);
            }
            if (Activation != Activation.None) ActivationKernels.Apply(Activation, Slope, c, c, columns);
        }
    }

    /// <summary>Does its work on a C of one row, or of one column whose values lie side by side.</summary>
    public void ApplyVector(float* c, int count, bool column)
    {
        // Bounds: c and the bias along it have count values, the other bias one.
        if (ColumnBias is not null || RowBias is not null)
        {
            float* along = column ? RowBias : ColumnBias, across = column ? ColumnBias : RowBias;
            AddBias(c, along, across is null ? 0 : *across, count);
        }
        if (Activation != Activation.None) ActivationKernels.Apply(Activation, Slope, c, c, count);
    }

    // x += bias + constant; a null bias is none. Bounds: count values of both.
    private static void AddBias(float* x, float* bias, float constant, int count)
    {
        Span<float> xs = new(x, count);
        if (bias is not null) TensorPrimitives.Add(xs, new ReadOnlySpan<float>(bias, count), xs);
        if (constant != 0) TensorPrimitives.Add(xs, constant, xs);
    }
}
