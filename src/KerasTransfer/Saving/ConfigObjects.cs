namespace KerasTransfer.Saving;

/// <summary>Objects in configurations: <c>{"module", "class_name", "config", "registered_name"}</c> as Keras 3 writes them, and the older forms.</summary>
internal static class ObjectConfig
{
    /// <summary>A layer, loss, metric, optimizer, … with all that is needed to build it again.</summary>
    /// <exception cref="ValueError">The object belongs to no family that files hold.</exception>
    public static Dictionary<string, object?> Serialize(object value)
    {
        ClassEntry? entry = ClassTable.Find(value.GetType());
        Dictionary<string, object?> config = ClassTable.ConfigOf(value)
            ?? throw new ValueError($"An object of type {value.GetType().Name} cannot be stored in a configuration: it is no layer, loss, metric, optimizer, schedule, initializer, regularizer or constraint.");
        return new()
        {
            ["module"] = entry?.Module,
            ["class_name"] = entry?.Name ?? value.GetType().Name,
            ["config"] = ConfigValue.Of(config),
            ["registered_name"] = entry is null ? value.GetType().Name : entry.Module.StartsWith("keras.src.", StringComparison.Ordinal) ? entry.Name : null,
        };
    }

    /// <summary>A function known by name.</summary>
    public static Dictionary<string, object?> SerializeFunction(string name) =>
        new() { ["module"] = "builtins", ["class_name"] = "function", ["config"] = name, ["registered_name"] = "function" };

    /// <summary>The name of a function, or of an object written as a plain string; null if the value is something else.</summary>
    public static string? FunctionName(object? value) => value switch
    {
        string name => name,
        IReadOnlyDictionary<string, object?> f when f.GetValueOrDefault("class_name") is "function" => f.GetValueOrDefault("config") as string,
        _ => null,
    };

    /// <summary>Builds what a configuration describes: the form of Keras 3, <c>{"class_name", "config"}</c>, Keras 1's <c>{"name", …}</c>, or a name alone.</summary>
    /// <exception cref="ValueError">The class is neither in the table nor among the custom objects, or its configuration is not acceptable.</exception>
    public static T Deserialize<T>(object? value, ConfigContext? context = null) where T : class =>
        Deserialize<T>(new ConfigItem(value, typeof(T).Name, context ?? ConfigContext.Default));

    /// <inheritdoc cref="Deserialize{T}(object?, ConfigContext?)"/>
    public static T Deserialize<T>(ConfigItem item) where T : class
    {
        if (item.Value is T already and not string and not IReadOnlyDictionary<string, object?>) return already;
        var (name, module, registered, config) = Parts(item);
        CustomObjects? custom = item.Context.CustomObjects;
        foreach (string? known in (ReadOnlySpan<string?>)[registered, name, Bare(registered), Bare(name)])
            if (known is not null && custom is not null && custom.TryGetValue(known, out var create))
                return create(config) as T ?? throw new ValueError($"{item.Where}: the custom object '{known}' did not make a {typeof(T).Name}.");

        config = ConfigLegacy.Config(name, config);
        name = ConfigLegacy.ClassName(Bare(name)!, config);
        ClassEntry entry = ClassTable.Find<T>(name, module) ?? throw (Exception?)UnsupportedClasses.Find(name, config, item.Where) ?? new ValueError(
            $"{item.Where}: Could not locate class '{name}' (a {typeof(T).Name}). If it is your own, pass custom_objects: new() {{ [\"{name}\"] = config => new {name}(…) }}.");
        return (T)Create(entry, config, item.Context);
    }

    /// <summary>Builds an object of a class in the table.</summary>
    /// <exception cref="ValueError">The configuration is not acceptable.</exception>
    public static object Create(ClassEntry entry, IReadOnlyDictionary<string, object?> config, ConfigContext? context = null)
    {
        ConfigReader reader = new(entry.Name, config, context);
        object made = entry.Create(reader);
        reader.Finish();
        return made;
    }

    private static (string Name, string? Module, string? Registered, IReadOnlyDictionary<string, object?> Config) Parts(ConfigItem item)
    {
        Dictionary<string, object?> none = [];
        if (FunctionName(item.Value) is { } plain) return (plain, null, null, none);
        if (item.Value is not IReadOnlyDictionary<string, object?> parts) throw item.Error("an object's configuration or a name");
        string? registered = parts.GetValueOrDefault("registered_name") as string;
        if (parts.GetValueOrDefault("class_name") is string name)
            return parts.GetValueOrDefault("config") switch
            {
                null => (name, parts.GetValueOrDefault("module") as string, registered, none),
                IReadOnlyDictionary<string, object?> config => (name, parts.GetValueOrDefault("module") as string, registered, config),
                // Sequential in Keras 1 and early 2: the list of layers itself.
                List<object?> layers => (name, null, registered, new Dictionary<string, object?> { ["layers"] = layers }),
                _ => throw item.Error("a dictionary under 'config'"),
            };
        // Keras 1: {"name": "WeightRegularizer", "l1": 0.0, "l2": 0.01}
        if (parts.GetValueOrDefault("name") is string old) return (old, null, null, parts.Where(p => p.Key != "name").ToDictionary());
        throw item.Error("an object's configuration with 'class_name' and 'config'");
    }

    // "Custom>Adam" is Adam of the package Custom.
    private static string? Bare(string? name) => name?[(name.LastIndexOf('>') + 1)..];
}
