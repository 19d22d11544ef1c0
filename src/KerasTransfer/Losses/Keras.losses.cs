namespace KerasTransfer;

public sealed partial class Keras
{
    /// <summary><c>keras.losses</c>: loss classes and functions.</summary>
    public LossesApi losses { get; } = new();
}
