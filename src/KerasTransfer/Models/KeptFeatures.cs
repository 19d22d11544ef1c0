using KerasTransfer.Callbacks;

namespace KerasTransfer.Models;

/// <summary>The data of a <c>fit</c> of several epochs with the features of the model's frozen part: those that are arrays, of which a number always means the same sample.</summary>
internal sealed record KeptFeatures(FeatureBatches? Train, FeatureBatches? Validation) : IDisposable
{
    /// <summary>Null where nothing comes twice.</summary>
    public static KeptFeatures? For(Model model, Batches train, Batches? validation, int epochs, Verbose verbose)
    {
        if (epochs < 2) return null;
        FeatureBudget budget = FeatureBudget.Present();
        Action<string>? say = verbose.Level == 0 ? null : text => Console.Out.Write(text + "\n");
        return new(train is ArrayBatches t ? new FeatureBatches(model, t, training: true, budget, say) : null,
            validation is ArrayBatches v ? new FeatureBatches(model, v, training: false, budget, null) : null);
    }

    public void Dispose()
    {
        Train?.Dispose();
        Validation?.Dispose();
    }
}
