namespace KerasTransfer.Saving;

/// <summary>Reads the arguments of one class's constructor from its configuration, and remembers which were asked for.</summary>
internal sealed class ConfigReader(string className, IReadOnlyDictionary<string, object?> config, ConfigContext? context = null)
{
    private readonly HashSet<string> used = [];

    /// <summary>The class whose configuration this is.</summary>
    public string ClassName => className;
    /// <summary>Everything in the configuration.</summary>
    public IReadOnlyDictionary<string, object?> Config => config;
    /// <summary>Custom objects and the file's version.</summary>
    public ConfigContext Context { get; } = context ?? ConfigContext.Default;

    /// <summary>An argument that must be there.</summary>
    /// <exception cref="ValueError">It is not, or is not acceptable.</exception>
    public T Required<T>(string key, Func<ConfigItem, T> convert, params ReadOnlySpan<string> oldKeys) => Find(key, oldKeys) is { } item ? convert(item)
        : throw new ValueError($"{className}: the configuration lacks '{key}'. It holds: {string.Join(", ", config.Keys)}.");

    /// <summary>An argument with a default.</summary>
    /// <exception cref="ValueError">It is not acceptable.</exception>
    public T Optional<T>(string key, T otherwise, Func<ConfigItem, T> convert, params ReadOnlySpan<string> oldKeys) => Find(key, oldKeys) is { } item ? convert(item) : otherwise;

    /// <summary>The value under a key, or under what older versions of Keras called it; null if there is none.</summary>
    public ConfigItem? Find(string key, params ReadOnlySpan<string> oldKeys)
    {
        string? found = key;
        if (!config.TryGetValue(key, out object? value))
        {
            if (ConfigLegacy.Missing(this, key, out value)) return Item(key, value);
            found = Array.Find([.. oldKeys, .. ConfigLegacy.OldKeys(key)], old => config.ContainsKey(old) && !used.Contains(old));
            if (found is null) return null;
            value = config[found];
        }
        used.Add(found);
        if (found == "name" && value is null) return null;                      // unnamed
        return Item(found, ConfigLegacy.Value(className, found, value));
    }

    /// <summary>Marks keys as dealt with.</summary>
    public void Use(params ReadOnlySpan<string> keys)
    {
        foreach (string key in keys) used.Add(key);
    }

    /// <summary>Complains about what is left over, except what other versions of Keras write and means nothing here.</summary>
    /// <exception cref="ValueError">The class has no such argument.</exception>
    public void Finish()
    {
        var unknown = config.Where(pair => !used.Contains(pair.Key) && !ConfigLegacy.Drops(className, pair.Key, pair.Value)).ToDictionary();
        if (unknown.Count > 0) throw new ValueError($"Unrecognized keyword arguments passed to {className}: {ConfigJson.Describe(unknown)}. Known: {string.Join(", ", used)}.");
    }

    private ConfigItem Item(string key, object? value) => new(value, $"{className} '{key}'", Context);
}
