using System.Collections;
using System.Runtime.CompilerServices;

namespace KerasTransfer.Saving;

/// <summary>One value found in a configuration, with the words to complain about it.</summary>
/// <param name="value">The value: string, number, bool, null, list or dictionary; in a configuration made in C# also the object itself.</param>
/// <param name="where">Where it was found, for error messages: <c>Dense 'units'</c>.</param>
/// <param name="context">Custom objects and the file's version.</param>
internal readonly struct ConfigItem(object? value, string where, ConfigContext context)
{
    public object? Value => value;
    public string Where => where;
    public ConfigContext Context => context;
    public bool IsNull => value is null;

    /// <summary>True or false; files of Keras 2 also have the numbers 1 and 0.</summary>
    public bool ToBool() => value switch
    {
        bool b => b,
        1L or 1 => true,
        0L or 0 => false,
        _ => throw Error("true or false"),
    };
    public string ToText() => value as string ?? throw Error("a string");
    public int ToInt() => ToLong() is >= int.MinValue and <= int.MaxValue and long n ? (int)n : throw Error("an integer of 32 bits");
    public float ToFloat() => (float)ToDouble();

    public long ToLong() => value switch
    {
        long n => n,
        int n => n,
        double d when d == Math.Floor(d) && Math.Abs(d) < 1L << 53 => (long)d,
        _ => throw Error("an integer"),
    };

    public double ToDouble() => value switch
    {
        double d => d,
        long n => n,
        int n => n,
        float f => f,
        _ => throw Error("a number"),
    };

    /// <summary>A member of an enumeration by its name, in either case.</summary>
    public T ToEnum<T>() where T : struct, Enum
    {
        if (value is T same) return same;
        foreach (string name in Enum.GetNames<T>())
            if (string.Equals(name, value as string, StringComparison.OrdinalIgnoreCase)) return Enum.Parse<T>(name);
        throw Error($"one of {string.Join(", ", Enum.GetNames<T>().Select(n => $"'{n}'"))}");
    }

    /// <summary>A dtype by its name or as a policy object.</summary>
    public DType ToDType() => value switch
    {
        DType dtype => dtype,
        string name => DType.Parse(name),
        IReadOnlyDictionary<string, object?> policy when policy.GetValueOrDefault("config") is IReadOnlyDictionary<string, object?> config
            && config.GetValueOrDefault("name") is string name => DType.Parse(name),
        _ => throw Error("the name of a dtype"),
    };

    /// <summary>A list of lengths, null where unknown, or one length.</summary>
    public Shape ToShape()
    {
        if (value is Shape shape) return shape;
        int?[] dims = value is long or int ? [ToInt()] : ToArray(static d => d.IsNull ? (int?)null : d.ToInt());
        return dims.All(d => d is null or >= -1) ? Shape.Create(dims) : throw Error("a shape");
    }

    /// <summary>The parts of a list; <paramref name="count"/> of them if that is given.</summary>
    public ConfigItem[] ToItems(int? count = null)
    {
        object? list = value is ITuple ? ConfigValue.Of(value) : value;
        // Tuples and shapes in the JSON of Keras 2: {"class_name": "__tuple__" or "TensorShape", "items": [...]}.
        if (list is IReadOnlyDictionary<string, object?> wrapped && wrapped.GetValueOrDefault("items") is IList items) list = items;
        if (list is IEnumerable and not string and not IReadOnlyDictionary<string, object?>)
        {
            var (place, setting) = (where, context);
            ConfigItem[] parts = [.. ((IEnumerable)list).Cast<object?>().Select((part, i) => new ConfigItem(part, $"{place}[{i}]", setting))];
            if (count is null || parts.Length == count) return parts;
        }
        throw Error(count is null ? "a list" : $"a list of {count}");
    }

    /// <summary>A list, each part read by <paramref name="part"/>.</summary>
    public T[] ToArray<T>(Func<ConfigItem, T> part) => Array.ConvertAll(ToItems(), item => part(item));

    /// <summary>A list of two.</summary>
    public (A, B) ToTuple<A, B>(Func<ConfigItem, A> a, Func<ConfigItem, B> b) => ToItems(2) is var p ? (a(p[0]), b(p[1])) : default;
    /// <summary>A list of three.</summary>
    public (A, B, C) ToTuple<A, B, C>(Func<ConfigItem, A> a, Func<ConfigItem, B> b, Func<ConfigItem, C> c) => ToItems(3) is var p ? (a(p[0]), b(p[1]), c(p[2])) : default;
    /// <summary>A list of four.</summary>
    public (A, B, C, D) ToTuple<A, B, C, D>(Func<ConfigItem, A> a, Func<ConfigItem, B> b, Func<ConfigItem, C> c, Func<ConfigItem, D> d) =>
        ToItems(4) is var p ? (a(p[0]), b(p[1]), c(p[2]), d(p[3])) : default;

    /// <summary>A value of a type that reads itself.</summary>
    public T To<T>() where T : IConfigValue<T> => value is T same ? same : T.FromConfig(this);

    /// <summary>An object of a class in the table or of a custom one, by its name or its configuration.</summary>
    public T ToObject<T>() where T : class => ObjectConfig.Deserialize<T>(this);

    /// <summary>What to throw where the value is not acceptable.</summary>
    public ValueError Error(string expected) => new($"{where}: expected {expected}, received {ConfigJson.Describe(value)}.");
}
