using System.Collections;
using System.Runtime.CompilerServices;

namespace KerasTransfer.Saving;

/// <summary>A type that says itself how it stands in a configuration. Implement <see cref="IConfigValue{TSelf}"/>.</summary>
internal interface IConfigValue
{
    /// <summary>The value as configurations hold it: string, long, double, bool, null, a list or a dictionary of these (ints and such are widened by <see cref="ConfigValue.Of(object?)"/>).</summary>
    object? ToConfig();
}

/// <summary>A type that can be a constructor's parameter in a configuration: written by <c>ToConfig</c>, read by <c>FromConfig</c>. Implement both explicitly.</summary>
internal interface IConfigValue<TSelf> : IConfigValue where TSelf : IConfigValue<TSelf>
{
    /// <summary>Reads the value; an unacceptable one is <c>throw item.Error("what is expected")</c>. Never called for a null that the parameter's type allows.</summary>
    static abstract TSelf FromConfig(ConfigItem item);
}

/// <summary>Turns values into what configurations hold: string, long, double, bool, null, <c>List&lt;object?&gt;</c> and <c>Dictionary&lt;string, object?&gt;</c>.</summary>
internal static class ConfigValue
{
    /// <exception cref="ValueError">The value has no form in a configuration.</exception>
    public static object? Of(object? value) => value switch
    {
        null or string or bool or long or double => value,
        int i => (long)i,
        float f => (double)f,
        byte or sbyte or short or ushort or uint => Convert.ToInt64(value, null),
        Enum e => e.ToString(),
        IConfigValue own => Of(own.ToConfig()),
        Shape shape => shape.Select(d => (object?)(long?)d).ToList(),
        DType dtype => dtype.name,
        _ when ClassTable.ModuleOf(value) is not null => ObjectConfig.Serialize(value),
        ITuple tuple => Enumerable.Range(0, tuple.Length).Select(i => Of(tuple[i])).ToList(),
        IEnumerable<KeyValuePair<string, object?>> dictionary => Of(dictionary),
        IEnumerable list => list.Cast<object?>().Select(Of).ToList(),
        _ => throw new ValueError($"A value of type {value.GetType().Name} cannot be stored in a configuration. Expected: a number, string, bool, list, dictionary, or an object of Keras."),
    };

    /// <summary>A whole configuration, each value through <see cref="Of(object?)"/>.</summary>
    public static Dictionary<string, object?> Of(IEnumerable<KeyValuePair<string, object?>> config) => config.ToDictionary(pair => pair.Key, pair => Of(pair.Value));

    /// <summary>The dtype of a layer, as Keras 3 writes it.</summary>
    public static Dictionary<string, object?> Policy(DType dtype) => new()
    {
        ["module"] = "keras", ["class_name"] = "DTypePolicy", ["config"] = new Dictionary<string, object?> { ["name"] = dtype.name }, ["registered_name"] = null,
    };
}
