namespace KerasTransfer;

/// <summary>A processor: <c>/physical_device:CPU:0</c>.</summary>
/// <param name="name">Its name.</param>
/// <param name="device_type"><c>CPU</c> or <c>GPU</c>.</param>
public sealed record PhysicalDevice(string name, string device_type)
{
    /// <summary>As TensorFlow prints it.</summary>
    public override string ToString() => $"PhysicalDevice(name='{name}', device_type='{device_type}')";
}

/// <summary>The processors that computations can run on.</summary>
internal static class PhysicalDevices
{
    public static readonly PhysicalDevice Cpu = new("/physical_device:CPU:0", "CPU");
    /// <summary>The GPUs of the engine in use; the managed engine has none.</summary>
    public static IReadOnlyList<PhysicalDevice> Gpus { get; set; } = [];
}

/// <summary><c>tf.config</c>.</summary>
public sealed class TfConfigApi
{
    internal TfConfigApi() { }

    /// <summary><c>tf.config.experimental</c>: old names.</summary>
    public TfExperimentalConfigApi experimental { get; } = new();

    /// <summary>The processors that computations can run on.</summary>
    /// <param name="device_type"><c>CPU</c>, <c>GPU</c>, or null for all.</param>
    public PhysicalDevice[] list_physical_devices(string? device_type = null) => [.. PhysicalDevices.Gpus.Prepend(PhysicalDevices.Cpu).Where(d => device_type is null || d.device_type == device_type)];
    /// <summary>The same.</summary>
    public PhysicalDevice[] list_logical_devices(string? device_type = null) => list_physical_devices(device_type);
}

/// <summary><c>tf.config.experimental</c>.</summary>
public sealed class TfExperimentalConfigApi
{
    internal TfExperimentalConfigApi() { }

    /// <summary>The processors that computations can run on.</summary>
    public PhysicalDevice[] list_physical_devices(string? device_type = null) => KerasApi.tf.config.list_physical_devices(device_type);

    /// <summary>Memory is taken as it is needed, always: <c>true</c> changes nothing.</summary>
    /// <exception cref="ValueError">The device is no GPU.</exception>
    /// <exception cref="NotSupportedException">All memory is to be taken at once.</exception>
    public void set_memory_growth(PhysicalDevice device, bool enable)
    {
        if (device.device_type != "GPU") throw new ValueError("Cannot set memory growth on non-GPU devices");
        if (!enable) throw new NotSupportedException("Memory is always taken as it is needed; set_memory_growth(device, false) is not supported. Leave it out.");
    }
}

/// <summary><c>tf.test</c>.</summary>
public sealed class TfTestApi
{
    internal TfTestApi() { }

    /// <summary>Whether there is a GPU.</summary>
    public bool is_gpu_available() => PhysicalDevices.Gpus.Count > 0;
    /// <summary>The name of the first GPU; empty without one.</summary>
    public string gpu_device_name() => PhysicalDevices.Gpus.Count > 0 ? "/device:GPU:0" : "";
}

/// <summary><c>tf.version</c>.</summary>
public sealed class TfVersionApi
{
    internal TfVersionApi() { }

    /// <summary>The version of TensorFlow whose numbers are followed.</summary>
    public string VERSION => "2.21.0";
}
