using KerasTransfer.Saving;

namespace KerasTransfer;

/// <summary>A loss as a function: (y_true, y_pred) → one value per sample.</summary>
public delegate Tensor LossFunction(Tensor y_true, Tensor y_pred);

/// <summary>What training makes small. A name, a function or a <see cref="LossFunction"/> converts to it.</summary>
public abstract class Loss
{
    /// <summary>A loss with Keras's base arguments.</summary>
    /// <param name="name">The name; null for the class's in snake case.</param>
    /// <param name="reduction">How the values of a batch become one: <c>sum_over_batch_size</c>, <c>sum</c>, <c>mean</c>, <c>mean_with_sample_weight</c> or <c>none</c>.</param>
    /// <param name="dtype">The type of the computation; null for float32.</param>
    protected Loss(string? name = null, string? reduction = "sum_over_batch_size", DType? dtype = null)
    {
        this.name = name ?? AutoName.Snake(GetType().Name);
        this.reduction = reduction ?? "none";
        this.dtype = dtype ?? FloatX.Value;
        LossReduction.Check(this.reduction);
    }

    /// <summary>The loss's name.</summary>
    public string name { get; }
    /// <summary>How the values of a batch become one.</summary>
    public string reduction { get; }
    /// <summary>The type of the computation.</summary>
    public DType dtype { get; }

    /// <summary>One value per sample (or per position of a sample): y_true and y_pred have the same rank, or y_true has one less.</summary>
    public abstract Tensor call(Tensor y_true, Tensor y_pred);

    /// <summary>Python's <c>loss(y_true, y_pred, sample_weight)</c>: the values, weighted and reduced.</summary>
    public Tensor Apply(Tensor y_true, Tensor y_pred, Tensor? sample_weight = null)
    {
        (y_true, y_pred) = LossReduction.Align(y_true, y_pred);
        return LossReduction.Reduce(call(y_true, y_pred).Cast(dtype), sample_weight, reduction);
    }

    /// <summary>The arguments as saved files hold them.</summary>
    public virtual Dictionary<string, object?> get_config() => new() { ["name"] = name, ["reduction"] = reduction };

    /// <summary>The loss of that name (<c>mse</c>, <c>categorical_crossentropy</c>, <c>BinaryCrossentropy</c>, …).</summary>
    /// <exception cref="ValueError">There is none of that name.</exception>
    public static implicit operator Loss(string name) => Losses.LossNames.Get(name);
    /// <summary>A function as a loss, averaged over the batch.</summary>
    public static implicit operator Loss(LossFunction function) => new Losses.FunctionLoss(function);
}
