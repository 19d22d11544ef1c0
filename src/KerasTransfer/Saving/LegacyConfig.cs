namespace KerasTransfer.Saving;

/// <summary>
/// Configurations for .h5 files, in words that both Keras 3 and Keras 2 read: types by name, the names of arguments that both know, and nothing about
/// options that only Keras 3 has, as long as they are not used.
/// </summary>
internal static class LegacyConfig
{
    /// <summary>The configuration of a class, and of the objects in it.</summary>
    public static Dictionary<string, object?> Of(string className, IReadOnlyDictionary<string, object?> config)
    {
        Dictionary<string, object?> plain = [];
        foreach ((string key, object? value) in config)
            if (!IsUnusedNovelty(className, key, value)) plain[Key(className, key)] = Value(value);
        return plain;
    }

    private static string Key(string className, string key) => (className, key) switch
    {
        ("InputLayer", "batch_shape") => "batch_input_shape",
        ("LeakyReLU", "negative_slope") => "alpha",
        _ => key,
    };

    private static bool IsUnusedNovelty(string className, string key, object? value) => (className, key, value) switch
    {
        ("InputLayer", "optional", false) => true,
        ("LayerNormalization", "rms_scaling", false) => true,
        ("ZeroPadding1D", "data_format", "channels_last") => true,
        ("BatchNormalization", "renorm", false) or ("BatchNormalization", "renorm_clipping", null) or ("BatchNormalization", "renorm_momentum", _) => true,
        ("SparseCategoricalCrossentropy", "axis", -1L) => true,
        (_, "input_axes" or "output_axes" or "quantization_config", null) => true,
        _ => false,
    };

    private static object? Value(object? value) => value switch
    {
        IReadOnlyDictionary<string, object?> d when d.GetValueOrDefault("class_name") is string name && d.GetValueOrDefault("config") is IReadOnlyDictionary<string, object?> config
            => name == "DTypePolicy" ? config["name"] : d.ToDictionary(pair => pair.Key, pair => pair.Key == "config" ? Of(name, config) : pair.Value),
        IReadOnlyDictionary<string, object?> d => d.ToDictionary(pair => pair.Key, pair => Value(pair.Value)),
        List<object?> list => list.Select(Value).ToList(),
        _ => value,
    };
}
