namespace KerasTransfer;

public sealed partial class Keras
{
    /// <summary><c>keras.random</c>: random numbers that follow from a seed.</summary>
    public KerasRandomApi random { get; } = new();
}
