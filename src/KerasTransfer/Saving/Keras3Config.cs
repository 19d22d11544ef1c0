namespace KerasTransfer.Saving;

/// <summary>Layers' configurations letter by letter as Keras 3 writes them: options that this library does not have stand there with the value that means nothing.</summary>
internal static class Keras3Config
{
    public static Dictionary<string, object?> Of(string className, Dictionary<string, object?> config)
    {
        switch (className)
        {
            case "InputLayer": config.TryAdd("optional", false); return config;
            case "Dense" or "Embedding": config.TryAdd("quantization_config", null); return config;
            case "LayerNormalization": return After(config, "scale", "rms_scaling", false);
            case "BatchNormalization":
                return Order(config, "synchronized", "renorm", "renorm_clipping", "renorm_momentum", new() { ["synchronized"] = false, ["renorm"] = false, ["renorm_clipping"] = null, ["renorm_momentum"] = 0.99 });
            case "Dropout" or "AlphaDropout": return Order(config, "rate", "seed", "noise_shape", null, []);
            case "ELU": return After(new Dictionary<string, object?>(config.Where(p => p.Key != "alpha")), "name", "alpha", config["alpha"]);
            default: return config;
        }
    }

    private static Dictionary<string, object?> After(Dictionary<string, object?> config, string place, string key, object? value)
    {
        if (config.ContainsKey(key)) return config;
        Dictionary<string, object?> ordered = [];
        foreach ((string k, object? v) in config)
        {
            ordered[k] = v;
            if (k == place) ordered[key] = value;
        }
        return ordered;
    }

    // These keys come last, in this order, with these values where the configuration has none.
    private static Dictionary<string, object?> Order(Dictionary<string, object?> config, string first, string second, string third, string? fourth, Dictionary<string, object?> otherwise)
    {
        string?[] last = [first, second, third, fourth];
        Dictionary<string, object?> ordered = config.Where(p => !last.Contains(p.Key)).ToDictionary();
        foreach (string? key in last)
            if (key is not null && (config.TryGetValue(key, out object? value) || otherwise.TryGetValue(key, out value))) ordered[key] = value;
        return ordered;
    }
}
