namespace KerasTransfer;

public sealed partial class Keras
{
    /// <summary><c>keras.metrics</c>: metric classes and functions.</summary>
    public MetricsApi metrics { get; } = new();
}
