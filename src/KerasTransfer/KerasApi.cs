namespace KerasTransfer;

/// <summary>What <c>using static KerasTransfer.KerasApi;</c> brings into scope: <c>keras</c>, <c>np</c>, <c>tf</c> and <c>print</c>.</summary>
public static partial class KerasApi
{
    /// <summary>Keras.</summary>
    public static readonly Keras keras = new();
}

/// <summary><c>keras</c>: everything under the path that it has in Python.</summary>
public sealed partial class Keras
{
    internal Keras() { }

    /// <summary><c>keras.ops</c>: operations on tensors.</summary>
    public OpsApi ops { get; } = new();
}

/// <summary>What the library's own layers, losses and metrics are written with.</summary>
internal static class Shorthand
{
    public static readonly OpsApi ops = KerasApi.keras.ops;
}
