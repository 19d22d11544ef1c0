using System.Reflection;

namespace KerasTransfer.ApiUsage;

/// <summary>The library's public API, looked through by reflection (which the library itself never uses).</summary>
public static class PublicApi
{
    private const BindingFlags Public = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static;

    private static readonly Type[] types = typeof(KerasApi).Assembly.GetExportedTypes();

    /// <summary>Names of Python that are types or conversions here.</summary>
    private static readonly Dictionary<string, Type> renamed = new()
    {
        ["tf.Tensor"] = typeof(Tensor),
        ["tf.TensorShape"] = typeof(Shape),
    };

    /// <summary>The keyword arguments that a name's calls take; null if there is no such name. What only says that it is not offered is none.</summary>
    public static IReadOnlySet<string>? Arguments(string name)
    {
        if (name.StartsWith('.')) return MemberArguments(name[1..]);
        string[] path = name.Split('.');
        if (renamed.TryGetValue(name, out Type? type)) return ConstructorArguments(type);
        type = path[0] == "np-object" ? typeof(NDArray) : typeof(KerasApi).GetField(path[0], Public)?.FieldType ?? typeof(KerasApi).GetProperty(path[0], Public)?.PropertyType;
        if (type is null) return null;
        foreach (string part in path[1..^1])
        {
            if (TypeOf(type, part) is not { } inner) return null;
            type = inner;
        }

        MethodInfo[] methods = [.. Offered(type.GetMethods(Public)).Where(m => m.Name == path[^1])];
        if (methods.Length > 0) return methods.SelectMany(m => m.GetParameters()).Select(p => p.Name!).ToHashSet();
        if (TypeOf(type, path[^1]) is { } value)
            return typeof(Delegate).IsAssignableFrom(value) ? [.. value.GetMethod("Invoke")!.GetParameters().Select(p => p.Name!)]
                : value.GetMethods(Public).Where(m => m.Name == "Invoke").SelectMany(m => m.GetParameters()).Select(p => p.Name!).ToHashSet();
        // Base classes (Callback, Layer) and what is only named as a type.
        return path[0] is "keras" or "tf" && types.FirstOrDefault(t => t.Name == path[^1]) is { } named ? ConstructorArguments(named) : null;
    }

    // Scripts do not say of which class a member is: any with a name in Keras's or NumPy's spelling counts.
    private static HashSet<string>? MemberArguments(string name)
    {
        MethodInfo[] methods = [.. types.SelectMany(t => Offered(t.GetMethods(Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))).Where(m => (m.IsPublic || m.IsFamily) && !m.IsSpecialName && m.Name == name)];
        bool exists = methods.Length > 0 || types.Any(t => Offered(t.GetProperties(Public | BindingFlags.DeclaredOnly)).Any(p => p.Name == name))
            || types.Any(t => t.GetMethods(Public | BindingFlags.DeclaredOnly).Any(m => m.Name == "get_" + name));     // extensions
        return exists ? methods.SelectMany(m => m.GetParameters()).Select(p => p.Name!).ToHashSet() : null;
    }

    private static HashSet<string> ConstructorArguments(Type type) =>
        [.. type.GetConstructors(Public | BindingFlags.NonPublic).SelectMany(c => c.GetParameters()).Select(p => p.Name!)];

    private static Type? TypeOf(Type type, string member) =>
        Offered(type.GetProperties(Public)).FirstOrDefault(p => p.Name == member)?.PropertyType ?? Offered(type.GetFields(Public)).FirstOrDefault(f => f.Name == member)?.FieldType;

    private static IEnumerable<T> Offered<T>(IEnumerable<T> members) where T : MemberInfo => members.Where(m => m.GetCustomAttribute<ObsoleteAttribute>() is not { IsError: true });
}
