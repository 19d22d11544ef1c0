namespace KerasTransfer;

public sealed partial class Keras
{
    /// <summary><c>keras.callbacks</c>: what <c>fit</c> takes as <c>callbacks</c>.</summary>
    public CallbacksApi callbacks { get; } = new();
}
