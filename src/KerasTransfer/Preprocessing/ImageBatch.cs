namespace KerasTransfer.Preprocessing;

/// <summary>A batch of an image iterator: <c>var (x, y) = iterator.next()</c>, with sample weights <c>var (x, y, w)</c>, without targets <c>NDArray x = iterator.next()</c>.</summary>
public sealed class ImageBatch
{
    internal ImageBatch(NDArray[] inputs, NDArray[]? targets, NDArray? sample_weight) => (Inputs, Targets, this.sample_weight) = (inputs, targets, sample_weight);

    /// <summary>The pictures, and what was given with them.</summary>
    public IReadOnlyList<NDArray> Inputs { get; }
    /// <summary>The targets; null: there are none.</summary>
    public IReadOnlyList<NDArray>? Targets { get; }
    /// <summary>The weight of each sample; null: there are none.</summary>
    public NDArray? sample_weight { get; }

    /// <summary>The pictures.</summary>
    public NDArray x => Inputs[0];
    /// <summary>The targets.</summary>
    /// <exception cref="ValueError">There are none, or several arrays of them.</exception>
    public NDArray y => Targets switch
    {
        null => throw new ValueError("This iterator gives pictures alone, without targets (class_mode null, or flow without y): write NDArray x = iterator.next()."),
        [var one] => one,
        _ => throw new ValueError($"This iterator gives {Targets.Count} arrays of targets: use batch.Targets."),
    };

    /// <summary>Pictures and targets.</summary>
    public void Deconstruct(out NDArray x, out NDArray y) => (x, y) = (this.x, this.y);
    /// <summary>Pictures, targets and sample weights.</summary>
    public void Deconstruct(out NDArray x, out NDArray y, out NDArray sample_weight) =>
        (x, y, sample_weight) = (this.x, this.y, this.sample_weight ?? throw new ValueError("This iterator has no sample weights: write var (x, y) = iterator.next()."));

    /// <summary>0: the pictures, 1: the targets, 2: the sample weights.</summary>
    public NDArray this[int index] => index switch
    {
        0 => x,
        1 => y,
        2 when sample_weight is not null => sample_weight,
        _ => throw new ValueError($"The batch has no part {index}: 0 the pictures, 1 the targets, 2 the sample weights."),
    };

    /// <summary>The pictures.</summary>
    public static implicit operator NDArray(ImageBatch batch) => batch.x;
}
