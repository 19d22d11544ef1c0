namespace KerasTransfer.Layers;

/// <summary>Rows of a table by number: whole numbers of any shape (batch, …) become vectors, (batch, …, output_dim). A number below 0 counts from the end, as in Keras 3.</summary>
/// <param name="input_dim">How many rows the table has: the largest number plus 1.</param>
/// <param name="output_dim">The length of a row.</param>
/// <param name="embeddings_initializer">The table's first values, of shape (input_dim, output_dim); null for random_uniform (−0.05 … 0.05).</param>
/// <param name="embeddings_regularizer">Penalty on the table.</param>
/// <param name="embeddings_constraint">Bounds of the table.</param>
/// <param name="mask_zero">Only false: layers pass no masks on here.</param>
/// <param name="input_length">The length of the sequences, of Keras 1 and 2: the same as <c>input_shape: input_length</c>.</param>
/// <param name="options">The keywords of every layer.</param>
/// <exception cref="ValueError">A size is not above 0; or, when computed, a number is none of a row.</exception>
/// <exception cref="NotSupportedException"><paramref name="mask_zero"/> is true.</exception>
[OldName("init", "embeddings_initializer"), OldName("W_regularizer", "embeddings_regularizer"), OldName("W_constraint", "embeddings_constraint")]
public sealed partial class Embedding(int input_dim, int output_dim, Initializer? embeddings_initializer = null, Regularizer? embeddings_regularizer = null, Constraint? embeddings_constraint = null,
    bool mask_zero = false, [NotSaved] int? input_length = null, LayerOptions? options = null)
    : Layer((options ?? new()) with { BatchInputShape = options?.BatchInputShape ?? (input_length is { } length ? new Shape(Shape.Unknown, length) : null) })
{
    private Variable? embeddings_;

    /// <summary>How many rows the table has.</summary>
    public int input_dim { get; } = input_dim > 0 ? input_dim : throw new ValueError($"Embedding: expected a positive input_dim. Received: input_dim={input_dim}");
    /// <summary>The length of a row.</summary>
    public int output_dim { get; } = output_dim > 0 ? output_dim : throw new ValueError($"Embedding: expected a positive output_dim. Received: output_dim={output_dim}");
    /// <summary>The table's first values.</summary>
    public Initializer embeddings_initializer { get; } = embeddings_initializer ?? "random_uniform";
    /// <summary>Always false.</summary>
    public bool mask_zero { get; } = !mask_zero ? mask_zero
        : throw new NotSupportedException("Embedding: mask_zero=True is not supported, for layers pass no masks on here. Leave it out where all sequences are of one length or the padding may count, "
            + "or multiply the vectors by (x != 0) and divide their sum by the number of places that count.");
    /// <summary>The table, of shape (input_dim, output_dim).</summary>
    /// <exception cref="ValueError">The layer is not built.</exception>
    public Variable embeddings => embeddings_ ?? throw new ValueError("You must build the layer before accessing `embeddings`.");

    /// <inheritdoc/>
    public override void build(Shape input_shape) =>
        embeddings_ = add_weight("embeddings", (input_dim, output_dim), embeddings_initializer, regularizer: embeddings_regularizer, constraint: embeddings_constraint);

    /// <inheritdoc/>
    public override Tensor call(Tensor inputs) => ops.take(embeddings, inputs.dtype == DType.int32 || inputs.dtype == DType.int64 ? inputs : inputs.Cast(DType.int32), axis: 0);
}
