namespace KerasTransfer;

/// <summary><c>tf.distribute</c>: there is one device, so that every strategy is the one for one device.</summary>
public sealed class TfDistributeApi
{
    internal TfDistributeApi() { }

    private static readonly Strategy one = new();

    /// <summary>Training on all GPUs of a machine, in Python; here on the one device.</summary>
    /// <exception cref="NotSupportedException">Several devices are asked for.</exception>
    public Strategy MirroredStrategy(string[]? devices = null, object? cross_device_ops = null) => devices is null or { Length: <= 1 } ? one
        : throw new NotSupportedException($"MirroredStrategy on {devices.Length} devices: there is one device. Leave devices out; the numbers are those of one replica with the whole batch.");
    /// <summary>Training on one device.</summary>
    public Strategy OneDeviceStrategy(string device) => one;
    /// <summary>The strategy in use.</summary>
    public Strategy get_strategy() => one;
}

/// <summary>A strategy with one replica.</summary>
public sealed class Strategy
{
    internal Strategy() { }

    /// <summary>How many replicas of the model are trained: 1.</summary>
    public int num_replicas_in_sync => 1;
    /// <summary>Python's <c>with strategy.scope():</c> is <c>using (strategy.scope())</c>; nothing happens in it.</summary>
    public IDisposable scope() => new TensorFlowApi.Scope();
}
