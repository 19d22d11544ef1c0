namespace KerasTransfer;

public partial class Model
{
    /// <summary>The epoch that a callback's <c>on_train_begin</c> tells <c>fit</c> to begin with, instead of its <c>initial_epoch</c>; fit sets it to null again.</summary>
    internal int? ResumedEpoch { get; set; }
}
