using System.Collections.Frozen;

namespace KerasTransfer.Saving;

/// <summary>A class that files may name: the module Keras 3 writes for it, its names (its own first), its type, and its construction from a configuration.</summary>
internal sealed record ClassEntry(string Module, string[] Names, Type Type, Func<ConfigReader, object> Create)
{
    public string Name => Names[0];
}

/// <summary>The closed table of the classes that files may name. Its entries are generated; nothing else can be built from a file but the caller's custom objects.</summary>
internal static partial class ClassTable
{
    private static partial ClassEntry[] Entries();

    /// <summary>The module of the family that an object belongs to (<c>keras.layers</c>), or null.</summary>
    public static partial string? ModuleOf(object value);

    /// <summary>The object's <c>get_config()</c>, or null if it has none.</summary>
    public static partial Dictionary<string, object?>? ConfigOf(object value);

    /// <summary>Every class, in the order of modules and names.</summary>
    public static IReadOnlyList<ClassEntry> All { get; } = Entries();

    private static readonly FrozenDictionary<Type, ClassEntry> byType = All.ToFrozenDictionary(e => e.Type);
    private static readonly ILookup<string, ClassEntry> byName = All.SelectMany(e => e.Names, (e, name) => (e, name)).ToLookup(x => x.name, x => x.e);

    /// <summary>The entry of exactly that class, or null.</summary>
    public static ClassEntry? Find(Type type) => byType.GetValueOrDefault(type);

    /// <summary>
    /// The class of that name whose objects are <typeparamref name="T"/>s, or null. Where several families have one, <paramref name="module"/> decides.
    /// Optimizers go by their names in any case, as in Keras.
    /// </summary>
    public static ClassEntry? Find<T>(string name, string? module = null)
    {
        ClassEntry[] found = [.. byName[name].Where(e => typeof(T).IsAssignableFrom(e.Type))];
        if (found.Length == 0) found = [.. byName[name.ToLowerInvariant()].Where(e => e.Module == "keras.optimizers" && typeof(T).IsAssignableFrom(e.Type))];
        return found.Length > 1 ? found.FirstOrDefault(e => e.Module == module) : found.FirstOrDefault();
    }
}

/// <summary>A function that files may name, with its own name (<c>swish</c> finds <c>silu</c>).</summary>
internal sealed record NamedFunction<T>(string Name, T Function) where T : Delegate;
