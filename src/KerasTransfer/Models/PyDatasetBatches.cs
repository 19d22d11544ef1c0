namespace KerasTransfer.Models;

/// <summary>The batches of a <see cref="PyDataset"/>. As in Keras, the first two are asked for once to see what they look like.</summary>
internal sealed class PyDatasetBatches : DatasetBatches
{
    private readonly PyDataset source;

    public PyDatasetBatches(Model model, PyDataset source, Dictionary<int, double>? class_weight, bool shuffle, bool inputsOnly = false)
        : base(model, new PyDatasetStream(source, shuffle), class_weight, inputsOnly)
    {
        this.source = source;
        for (int i = 0; i < Math.Min(source.num_batches ?? 2, 2); i++) LookAt(source[i]);
        if (!inputsOnly) source.on_epoch_end();
    }

    public override void EpochBegins() => source.on_epoch_begin();
    public override void End() => source.on_epoch_end();
}
