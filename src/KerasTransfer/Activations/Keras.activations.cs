namespace KerasTransfer;

public sealed partial class Keras
{
    /// <summary><c>keras.activations</c>: the functions that layers put on their outputs.</summary>
    public ActivationsApi activations { get; } = new();
}
