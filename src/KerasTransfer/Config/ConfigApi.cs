using KerasTransfer.Engines;

namespace KerasTransfer;

public sealed partial class Keras
{
    /// <summary><c>keras.config</c>: settings for the whole program. They begin with those of <c>KERAS_HOME/keras.json</c>, if there is one.</summary>
    public ConfigApi config { get; } = new();

    /// <summary>The version of Keras whose names, numbers and files are followed.</summary>
    public const string Version = "3.15.1";

    /// <summary>The version of Keras whose names, numbers and files are followed.</summary>
    public string __version__ => Version;
    /// <summary>The version of Keras whose names, numbers and files are followed.</summary>
    public string version() => Version;
}

/// <summary><c>keras.config</c>.</summary>
public sealed partial class ConfigApi
{
    internal ConfigApi() { }

    /// <summary>The engine that computes: <c>managed</c> or <c>tensorflow</c>.</summary>
    public string backend() => Engine.Current.Name;

    /// <summary>Chooses the engine, before the first model runs.</summary>
    /// <param name="backend"><c>managed</c>, <c>tensorflow</c> or <c>auto</c>.</param>
    /// <exception cref="ValueError">There is no such engine.</exception>
    /// <exception cref="NotSupportedException">The engine cannot be used here.</exception>
    public void set_backend(string backend) => Engine.Current = EngineChoice.Of(backend);

    /// <summary>The type of floating-point tensors unless told otherwise: <c>float32</c>.</summary>
    public string floatx() => FloatX.Value.name;
    /// <summary>Sets <see cref="floatx"/>.</summary>
    /// <param name="value"><c>float32</c> or <c>float64</c>.</param>
    /// <exception cref="ValueError">There is no such type.</exception>
    /// <exception cref="NotSupportedException">It is a type of half the width.</exception>
    public void set_floatx(string value)
    {
        if (value is not ("bfloat16" or "float16" or "float32" or "float64")) throw new ValueError($"Unknown `floatx` value: {value}. Expected one of ('bfloat16', 'float16', 'float32', 'float64')");
        if (value is "bfloat16" or "float16") throw new NotSupportedException($"floatx '{value}' is not supported: float32 or float64 is.");
        FloatX.Value = value;
    }

    /// <summary>The small number that losses and metrics keep away from 0: 10⁻⁷.</summary>
    public double epsilon() => Epsilon.Value;
    /// <summary>Sets <see cref="epsilon"/>.</summary>
    public void set_epsilon(double value) => Epsilon.Value = value;

    /// <summary>Whether an image's channels are its last axis or its first: <c>channels_last</c> or <c>channels_first</c>.</summary>
    public string image_data_format() => ImageDataFormat.Value;
    /// <summary>Sets <see cref="image_data_format"/>.</summary>
    /// <exception cref="ValueError">It is neither of the two.</exception>
    public void set_image_data_format(string data_format) => ImageDataFormat.Value = data_format;

    /// <summary>The type that layers compute and keep their weights in unless told otherwise.</summary>
    public string dtype_policy() => FloatX.Value.name;
    /// <summary>Sets <see cref="dtype_policy"/>.</summary>
    /// <exception cref="NotSupportedException">It mixes types.</exception>
    public void set_dtype_policy(string policy)
    {
        if (policy.StartsWith("mixed", StringComparison.Ordinal))
            throw new NotSupportedException($"The policy '{policy}' is not supported: layers compute in the type of their weights. Use 'float32'.");
        set_floatx(policy);
    }
}
