using System.Collections;
using System.Diagnostics.CodeAnalysis;
using KerasTransfer.Hdf5.Format;

namespace KerasTransfer.Hdf5;

/// <summary>The attributes of a group or dataset, by name.</summary>
public sealed class Hdf5Attributes : IReadOnlyCollection<Hdf5Attribute>
{
    private readonly FileContext file;
    private readonly string path;
    private readonly long address;
    private readonly Dictionary<string, Hdf5Attribute> byName = [];
    private readonly List<Hdf5Attribute> ordered;

    internal Hdf5Attributes(FileContext file, string path, ObjectHeader header)
    {
        (this.file, this.path, address) = (file, path, header.Address);
        ordered = AttributeMessages.Read(file, path, header);
        foreach (Hdf5Attribute attribute in ordered)
            if (!byName.TryAdd(attribute.Name, attribute))
                throw file.Error(path, address, $"the attribute '{attribute.Name}' is there twice");
    }

    /// <summary>Names: in creation order where the file tracks it, else in byte order, as h5py lists them.</summary>
    public IEnumerable<string> Keys => ordered.Select(attribute => attribute.Name);

    /// <summary>How many attributes there are.</summary>
    public int Count => ordered.Count;

    /// <summary>The attribute of that name.</summary>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    public Hdf5Attribute this[string name] => byName.TryGetValue(name, out Hdf5Attribute? found) ? found
        : throw new KeyNotFoundException($"{file.Name}: '{path}' has no attribute '{name}'; it has {(Count == 0 ? "none" : string.Join(", ", Keys))}.");

    /// <summary>Whether there is an attribute of that name.</summary>
    public bool Contains(string name) => byName.ContainsKey(name);

    /// <summary>The attribute of that name, or false.</summary>
    public bool TryGet(string name, [NotNullWhen(true)] out Hdf5Attribute? attribute) => byName.TryGetValue(name, out attribute);

    /// <inheritdoc/>
    public IEnumerator<Hdf5Attribute> GetEnumerator() => ordered.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
