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

/// <summary>What happens to the result of a product or convolution, in this order: biases, scale, shift, residual, activation. With none of them it stays as it is.</summary>
internal readonly unsafe struct Epilogue
{
    /// <summary>One value per column of C, or null.</summary>
    public float* ColumnBias { get; init; }
    /// <summary>One value per row of C, or null.</summary>
    public float* RowBias { get; init; }
    /// <summary>A factor per column of C, or null.</summary>
    public float* ColumnScale { get; init; }
    /// <summary>One more value per column of C, or null, added to what is scaled.</summary>
    public float* ColumnShift { get; init; }
    /// <summary>The distance in elements from an element of C to what is added to it, which lies as C does; 0 for nothing.</summary>
    public nint Residual { get; init; }
    /// <summary>Applied last.</summary>
    public Activation Activation { get; init; }
    /// <summary>The slope of <see cref="Activation.LeakyRelu"/>, the alpha of <see cref="Activation.Elu"/>.</summary>
    public float Slope { get; init; }

    /// <summary>Whether there is nothing to do.</summary>
    public bool IsNone => ColumnBias is null && RowBias is null && ColumnScale is null && ColumnShift is null && Residual == 0 && Activation == Activation.None;

    /// <summary>The same for the columns from <paramref name="column"/> on.</summary>
    public Epilogue From(int column) => this with
    {
        ColumnBias = ColumnBias is null ? null : ColumnBias + column,
        ColumnScale = ColumnScale is null ? null : ColumnScale + column,
        ColumnShift = ColumnShift is null ? null : ColumnShift + column,
    };

    /// <summary>Does its work on the tile of C at (<paramref name="row"/>, <paramref name="column"/>), whose first element <paramref name="c"/> points to.</summary>
    public void Apply(float* c, nint cRow, int row, int column, int rows, int columns)
    {
        if (VectorBits.Current >= 512) Apply<F512>(c, cRow, row, column, rows, columns);
        else if (VectorBits.Current >= 256) Apply<F256>(c, cRow, row, column, rows, columns);
        else Apply<F128>(c, cRow, row, column, rows, columns);
    }

    // Vector by vector down the rows: the columns' numbers are loaded once.
    // Bounds: rows × columns of C from c on, as the caller has just written them, what lies Residual from there, and the numbers of these rows and columns.
    private void Apply<V>(float* c, nint cRow, int row, int column, int rows, int columns) where V : struct, IFloats<V>
    {
        Activation simple = Activation is Activation.Relu or Activation.Relu6 ? Activation : Activation.None;
        V zero = V.Zero, six = V.Create(6);
        for (int j = 0; j < columns; j += V.Count)
        {
            int count = Math.Min(V.Count, columns - j);
            bool full = count == V.Count;
            V bias = Load<V>(ColumnBias, column + j, count), scale = Load<V>(ColumnScale, column + j, count), shift = Load<V>(ColumnShift, column + j, count);
            float* p = c + j;
            for (int i = 0; i < rows; i++, p += cRow)
            {
                V x = full ? V.Load(p) : V.Load(p, count);
                if (ColumnBias is not null) x += bias;
                if (RowBias is not null) x += V.Create(RowBias[row + i]);
                if (ColumnScale is not null) x *= scale;
                if (ColumnShift is not null) x += shift;
                if (Residual != 0) x += full ? V.Load(p + Residual) : V.Load(p + Residual, count);
                if (simple != Activation.None) x = V.Max(zero, x);
                if (simple == Activation.Relu6) x = V.Min(six, x);
                if (full) x.Store(p);
                else x.Store(p, count);
            }
        }
        if (simple != Activation)
            for (int i = 0; i < rows; i++, c += cRow) ActivationKernels.Apply(Activation, Slope, c, c, columns);
    }

    private static V Load<V>(float* numbers, int at, int count) where V : struct, IFloats<V> => numbers is null ? V.Zero : V.Load(numbers + at, count);

    /// <summary>Does its work on a C of one row, or of one column whose values lie side by side.</summary>
    public void ApplyVector(float* c, int count, bool column)
    {
        // Bounds: c, what lies Residual from it and the numbers along it have count values, the others one.
        if (!column) { Apply(c, 0, 0, 0, 1, count); return; }
        float bias = ColumnBias is null ? 0 : *ColumnBias;
        Span<float> xs = new(c, count);
        if (bias != 0) TensorPrimitives.Add(xs, bias, xs);
        if (RowBias is not null) TensorPrimitives.Add(xs, new ReadOnlySpan<float>(RowBias, count), xs);
        if (ColumnScale is not null) TensorPrimitives.Multiply(xs, *ColumnScale, xs);
        if (ColumnShift is not null) TensorPrimitives.Add(xs, *ColumnShift, xs);
        if (Residual != 0) TensorPrimitives.Add(xs, new ReadOnlySpan<float>(c + Residual, count), xs);
        if (Activation != Activation.None) ActivationKernels.Apply(Activation, Slope, c, c, count);
    }
}
