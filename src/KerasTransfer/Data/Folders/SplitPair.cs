using KerasTransfer.Data;

namespace KerasTransfer;

public abstract partial class Dataset
{
    /// <summary>The two datasets of <c>image_dataset_from_directory(…, subset: "both")</c>: <c>var (train_ds, val_ds) = …</c>.</summary>
    /// <exception cref="ValueError">It is one dataset.</exception>
    public virtual void Deconstruct(out Dataset training, out Dataset validation) =>
        throw new ValueError("This is one dataset. `var (train_ds, val_ds) = …` needs subset: \"both\" and validation_split; with subset \"training\" or \"validation\" write var ds = ….");
}

/// <summary>A training and a validation dataset, where Python returns a list of them.</summary>
internal sealed class SplitPair(Dataset training, Dataset validation) : Dataset
{
    private static ValueError IsPair => new("With subset \"both\" there are two datasets. Write var (train_ds, val_ds) = keras.utils.image_dataset_from_directory(…).");

    public override void Deconstruct(out Dataset first, out Dataset second) => (first, second) = (training, validation);
    internal override Pass NewPass() => throw IsPair;
    internal override Element Sample() => throw IsPair;
    public override long cardinality() => throw IsPair;
}
