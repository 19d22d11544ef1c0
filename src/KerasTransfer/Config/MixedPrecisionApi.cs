namespace KerasTransfer;

public sealed partial class Keras
{
    /// <summary><c>keras.mixed_precision</c>: layers compute in the type of their weights, so only policies of one type are there.</summary>
    public MixedPrecisionApi mixed_precision { get; } = new();
}

/// <summary><c>keras.mixed_precision</c>.</summary>
public sealed class MixedPrecisionApi
{
    internal MixedPrecisionApi() { }

    /// <summary>The type that layers compute and keep their weights in unless told otherwise.</summary>
    public string global_policy() => KerasApi.keras.config.dtype_policy();
    /// <summary>Sets <see cref="global_policy"/>; see <see cref="ConfigApi.set_dtype_policy"/>.</summary>
    /// <param name="policy"><c>float32</c> or <c>float64</c>.</param>
    /// <exception cref="NotSupportedException">It mixes types: <c>mixed_float16</c>, <c>mixed_bfloat16</c>.</exception>
    public void set_global_policy(string policy) => KerasApi.keras.config.set_dtype_policy(policy);
    /// <summary>Old spelling of <see cref="set_global_policy"/>.</summary>
    [Obsolete("Write keras.mixed_precision.set_global_policy.")]
    public void set_policy(string policy) => set_global_policy(policy);
    /// <summary>Old place of these.</summary>
    [Obsolete("Write keras.mixed_precision.set_global_policy.")]
    public MixedPrecisionApi experimental => this;
}
