using KerasTransfer.Saving;

namespace KerasTransfer;

/// <summary>A loss as a function: (y_true, y_pred) → one value per sample.</summary>
public delegate Tensor LossFunction(Tensor y_true, Tensor y_pred);

/// <summary>What training makes small. A name, a function or a <see cref="LossFunction"/> converts to it.</summary>
public abstract class Loss
{
    /// <summary>A loss with Keras's base arguments.</summary>
    /// <param name="name">The name; null for the class's in snake case.</param>
    /// <param name="reduction">How the values of a batch become one: <c>sum_over_batch_size</c> or <c>mean</c> (divided by their number), <c>sum</c>,
    /// <c>mean_with_sample_weight</c> (divided by the sum of the weights), <c>none</c> or null.</param>
    /// <param name="dtype">The type of the computation; null for <c>keras.config.floatx()</c>.</param>
    /// <exception cref="ValueError">The reduction is none of these.</exception>
    protected Loss(string? name = null, string? reduction = "sum_over_batch_size", DType? dtype = null)
    {
        LossReduction.Check(reduction);
        this.name = name ?? AutoName.Of(GetType().Name);
        this.reduction = reduction;
        this.dtype = dtype ?? FloatX.Value;
    }

    /// <summary>The loss's name.</summary>
    public string name { get; }
    /// <summary>How the values of a batch become one; null is <c>none</c>.</summary>
    public string? reduction { get; }
    /// <summary>The type of the computation.</summary>
    [NotSaved]
    public DType dtype { get; }

    /// <summary>The name by which the loss was asked for, which saved files keep; null for an object.</summary>
    internal string? GivenName { get; private set; }

    /// <summary>One value per sample, or per position of a sample. Both arguments come in the type <see cref="dtype"/>.</summary>
    public abstract Tensor call(Tensor y_true, Tensor y_pred);

    /// <summary>Python's <c>loss(y_true, y_pred, sample_weight)</c>: the values, weighted and reduced.</summary>
    /// <param name="y_true">The targets.</param>
    /// <param name="y_pred">The predictions, of the same shape; a last axis of length 1 may be missing on either side.</param>
    /// <param name="sample_weight">Weights that broadcast against the values: (batch) for one value per sample.</param>
    public Tensor Apply(Tensor y_true, Tensor y_pred, Tensor? sample_weight = null) => Apply(y_true, y_pred, sample_weight, null);

    /// <summary>With the mask that <paramref name="y_pred"/> carries: where it is false, the values do not count.</summary>
    internal Tensor Apply(Tensor y_true, Tensor y_pred, Tensor? sample_weight, Tensor? mask)
    {
        (y_true, y_pred) = (y_true.Cast(dtype), y_pred.Cast(dtype));
        Tensor values = call(y_true, y_pred).Cast(dtype);
        if (Valid(y_true, y_pred) is { } valid) mask = mask is null ? valid : mask & valid;
        return LossReduction.Reduce(values, sample_weight?.Cast(dtype), mask, reduction);
    }

    /// <summary>Which values count; null for all.</summary>
    private protected virtual Tensor? Valid(Tensor y_true, Tensor y_pred) => null;

    /// <summary>The arguments as saved files hold them.</summary>
    public virtual Dictionary<string, object?> get_config() => new() { ["name"] = name, ["reduction"] = reduction };

    /// <summary>The loss of that name as <c>compile</c> takes it (<c>mse</c>, <c>categorical_crossentropy</c>, <c>BinaryCrossentropy</c>, …).</summary>
    /// <exception cref="ValueError">There is none of that name.</exception>
    public static implicit operator Loss(string name)
    {
        Loss loss = Losses.LossNames.Get(name);
        loss.GivenName = name;
        return loss;
    }
    /// <summary>A function as a loss, averaged over the batch.</summary>
    public static implicit operator Loss(LossFunction function)
    {
        Loss loss = Losses.LossNames.Get(function);
        loss.GivenName = FunctionTable.NameOf(function);                        // Keras's own functions are kept by name, as Keras keeps them
        return loss;
    }

    /// <inheritdoc/>
    public override string ToString() => $"<{GetType().Name} name={name}>";
}
