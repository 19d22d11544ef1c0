namespace KerasTransfer;

// What surrounds computations in scripts of TensorFlow 2 and has nothing to do here: it is accepted, so that the lines carry over.
public sealed partial class TensorFlowApi
{
    /// <summary>A new axis of length 1 in an index: <c>x[.., tf.newaxis]</c>.</summary>
    public Slice newaxis => Slice.NewAxis;
    /// <summary><c>tf.distribute</c>.</summary>
    public TfDistributeApi distribute { get; } = new();

    /// <summary>The function itself: computations are traced and compiled anyway. Python's decorator <c>@tf.function</c> is left out.</summary>
    /// <param name="func">A function.</param>
    /// <param name="input_signature">Has no effect.</param>
    /// <param name="autograph">Has no effect.</param>
    /// <param name="jit_compile">Has no effect.</param>
    /// <param name="reduce_retracing">Has no effect.</param>
    public T function<T>(T func, object? input_signature = null, bool autograph = true, bool? jit_compile = null, bool reduce_retracing = false) where T : Delegate => func;

    /// <summary>Python's <c>with tf.device("/GPU:0"):</c> is <c>using (tf.device("/GPU:0"))</c>. There is one device, on which everything runs.</summary>
    public IDisposable device(string device_name) => new Scope();
    /// <summary>Python's <c>with tf.name_scope("block1"):</c>. Names of layers do not depend on it, as in Keras.</summary>
    public IDisposable name_scope(string name) => new Scope();

    /// <summary>Who writes warnings: <c>tf.get_logger().setLevel("ERROR")</c> turns them off.</summary>
    public TfLogger get_logger() => new();

    /// <summary>Seeds the generators; see <see cref="TfRandomApi.set_seed"/>.</summary>
    [Obsolete("Write tf.random.set_seed(seed).")]
    public void set_random_seed(long seed) => random.set_seed(seed);
    /// <summary>ln x.</summary>
    [Obsolete("Write tf.math.log(x).")]
    public Tensor log(Tensor x) => ops.log(x);
    /// <summary>The same values as float32.</summary>
    [Obsolete("Write tf.cast(x, tf.float32).")]
    public Tensor to_float(Tensor x) => ops.cast(x, DType.float32);
    /// <summary>The same values as int32.</summary>
    [Obsolete("Write tf.cast(x, tf.int32).")]
    public Tensor to_int32(Tensor x) => ops.cast(x, DType.int32);

    internal sealed class Scope : IDisposable
    {
        public void Dispose() { }
    }
}

/// <summary>What <c>tf.get_logger()</c> gives.</summary>
public sealed class TfLogger
{
    internal TfLogger() { }

    /// <summary>From which level on messages are written: at <c>ERROR</c> and above, warnings are not.</summary>
    /// <param name="level"><c>DEBUG</c>, <c>INFO</c>, <c>WARNING</c>, <c>ERROR</c>, <c>CRITICAL</c>.</param>
    /// <exception cref="ValueError">There is no such level.</exception>
    public void setLevel(string level) => setLevel(level.ToUpperInvariant() switch
    {
        "DEBUG" => 10,
        "INFO" => 20,
        "WARN" or "WARNING" => 30,
        "ERROR" => 40,
        "FATAL" or "CRITICAL" => 50,
        _ => throw new ValueError($"Unknown level: '{level}'. Expected 'DEBUG', 'INFO', 'WARNING', 'ERROR' or 'CRITICAL'."),
    });

    /// <summary>The level as a number: 40 is Python's <c>logging.ERROR</c>.</summary>
    public void setLevel(int level) => Warning.IsOn = level <= 30;
}
