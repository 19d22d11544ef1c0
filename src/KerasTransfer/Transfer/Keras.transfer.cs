using KerasTransfer.Transfer;

namespace KerasTransfer;

public sealed partial class Keras
{
    /// <summary><c>keras.transfer</c>: what transfer learning needs beyond Keras. Not in Python.</summary>
    public TransferApi transfer { get; } = new();
}

/// <summary>What transfer learning needs beyond Keras: fine-tuning in stages, learning rates found and scheduled and set by layer, features written to files.</summary>
public sealed partial class TransferApi
{
    internal TransferApi() { }
}
