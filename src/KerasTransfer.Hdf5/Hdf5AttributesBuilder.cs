using KerasTransfer.Hdf5.Writing;

namespace KerasTransfer.Hdf5;

/// <summary>The attributes of an object to be written. Setting one again replaces it.</summary>
public sealed class Hdf5AttributesBuilder
{
    private readonly string path;
    private readonly Dictionary<string, DataToWrite> values = [];

    internal Hdf5AttributesBuilder(string path) => this.path = path;

    internal IReadOnlyDictionary<string, DataToWrite> Values => values;

    /// <summary>The names set so far.</summary>
    public IReadOnlyCollection<string> Keys => values.Keys;

    /// <summary>Whether an attribute of that name was set.</summary>
    public bool Contains(string name) => values.ContainsKey(name);

    /// <summary>Takes an attribute away; false if there was none.</summary>
    public bool Remove(string name) => values.Remove(name);

    /// <summary>Sets a string.</summary>
    /// <param name="name">The attribute's name.</param>
    /// <param name="value">Text without zero characters.</param>
    /// <param name="type">Kind of string; <see cref="Hdf5Type.Utf8"/> if null, what h5py makes of <c>str</c>. <see cref="Hdf5Type.Ascii"/> is what it
    /// makes of <c>bytes</c>, and may hold UTF-8 all the same.</param>
    /// <exception cref="ArgumentException">The name is empty, or the text does not fit the type.</exception>
    public void Set(string name, string value, Hdf5Type? type = null) => Set(name, [], StringsToWrite.Encode(name, [value], type ?? Hdf5Type.Utf8));

    /// <summary>Sets an array of strings of one axis.</summary>
    /// <inheritdoc cref="Set(string, string, Hdf5Type?)"/>
    public void Set(string name, IEnumerable<string> value, Hdf5Type? type = null)
    {
        StringsToWrite strings = StringsToWrite.Encode(name, value, type ?? Hdf5Type.Utf8);
        Set(name, [strings.Bytes.Length], strings);
    }

    /// <summary>Sets a number or bool.</summary>
    /// <exception cref="ArgumentException">The name is empty.</exception>
    public void Set<T>(string name, T value) where T : unmanaged => Set<T>(name, [value], []);

    /// <summary>Sets an array of numbers or bools of one axis; an empty one is h5py's empty list.</summary>
    /// <exception cref="ArgumentException">The name is empty.</exception>
    public void Set<T>(string name, ReadOnlySpan<T> value) where T : unmanaged => Set(name, value, [value.Length]);

    /// <inheritdoc cref="Set{T}(string, ReadOnlySpan{T})"/>
    public void Set<T>(string name, T[] value) where T : unmanaged => Set(name, value.AsSpan(), [value.Length]);

    /// <summary>Sets an array of numbers or bools in row-major order.</summary>
    /// <exception cref="ArgumentException">The name is empty, or the shape does not fit.</exception>
    public void Set<T>(string name, ReadOnlySpan<T> value, ReadOnlySpan<long> shape) where T : unmanaged
    {
        ReadOnlyMemory<T> copy = value.ToArray();
        DataToWrite data = new(Hdf5Type.Of<T>(), shape, null, () => MemoryBytes.From(copy));
        if (data.Count != copy.Length)
            throw new ArgumentException($"Attribute '{name}': the shape ({string.Join(", ", data.Shape)}) does not fit {copy.Length} values.");
        Set(name, data);
    }

    private void Set(string name, ReadOnlySpan<long> shape, StringsToWrite strings) =>
        Set(name, new DataToWrite(strings.Type, shape, null, () => throw new InvalidOperationException()) { Strings = strings });

    private void Set(string name, DataToWrite data)
    {
        if (string.IsNullOrEmpty(name) || name.Contains('\0') || name.Length > 20_000)
            throw new ArgumentException($"'{path}': an attribute's name is not empty, has no zero characters and at most 20000 letters.", nameof(name));
        values[name] = data;
    }
}
