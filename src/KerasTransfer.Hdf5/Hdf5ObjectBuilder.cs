using System.Diagnostics.CodeAnalysis;
using KerasTransfer.Hdf5.Writing;

namespace KerasTransfer.Hdf5;

/// <summary>A group or dataset to be written.</summary>
public abstract class Hdf5ObjectBuilder
{
    private protected Hdf5ObjectBuilder(string path) => (Path, Attributes) = (path, new Hdf5AttributesBuilder(path));

    /// <summary>Absolute path in the file.</summary>
    public string Path { get; }

    /// <summary>Last part of <see cref="Path"/>.</summary>
    public string Name => Path[(Path.LastIndexOf('/') + 1)..];

    /// <summary>The object's attributes.</summary>
    public Hdf5AttributesBuilder Attributes { get; }
}

/// <summary>A group to be written. Names may be paths: <c>"a/b"</c> makes the group <c>a</c> if it is not there.</summary>
public class Hdf5GroupBuilder : Hdf5ObjectBuilder
{
    private readonly Dictionary<string, Hdf5ObjectBuilder> children = [];

    internal Hdf5GroupBuilder(string path) : base(path) { }

    internal IReadOnlyDictionary<string, Hdf5ObjectBuilder> Children => children;

    /// <summary>Names of what the group holds, in the order in which it was made.</summary>
    public IReadOnlyCollection<string> Keys => children.Keys;

    /// <summary>Makes a group.</summary>
    /// <exception cref="ArgumentException">The name is taken, empty, or has a part that cannot be a name.</exception>
    public Hdf5GroupBuilder CreateGroup(string path) => Add(path, full => new Hdf5GroupBuilder(full));

    /// <summary>The group at a path; made if it is not there.</summary>
    /// <exception cref="ArgumentException">A dataset has the name, or a part of it cannot be a name.</exception>
    public Hdf5GroupBuilder RequireGroup(string path) => TryGet(path, out Hdf5ObjectBuilder? found)
        ? found as Hdf5GroupBuilder ?? throw new ArgumentException($"'{found.Path}' is a dataset, not a group.", nameof(path))
        : CreateGroup(path);

    /// <summary>Whether something has that path.</summary>
    public bool Contains(string path) => TryGet(path, out _);

    /// <summary>Makes a dataset of numbers or bools in row-major order. The memory is not copied; it is read when the file is saved.</summary>
    /// <param name="path">Its name, or path from this group.</param>
    /// <param name="shape">Length of each axis; empty for a scalar.</param>
    /// <param name="values">As many values as the shape says.</param>
    /// <param name="chunks">How to cut and compress the data; null to store them as they are.</param>
    /// <exception cref="ArgumentException">The name cannot be used, or the shape does not fit.</exception>
    public Hdf5DatasetBuilder CreateDataset<T>(string path, ReadOnlySpan<long> shape, ReadOnlyMemory<T> values, Hdf5Chunking? chunks = null) where T : unmanaged
    {
        DataToWrite data = new(Hdf5Type.Of<T>(), shape, chunks, () => MemoryBytes.From(values));
        if (data.Count != values.Length) throw Mismatch(path, data, values.Length);
        return AddDataset(path, data);
    }

    /// <inheritdoc cref="CreateDataset{T}(string, ReadOnlySpan{long}, ReadOnlyMemory{T}, Hdf5Chunking?)"/>
    public Hdf5DatasetBuilder CreateDataset<T>(string path, ReadOnlySpan<long> shape, T[] values, Hdf5Chunking? chunks = null) where T : unmanaged =>
        CreateDataset(path, shape, new ReadOnlyMemory<T>(values), chunks);

    /// <summary>Makes a dataset whose values are asked for only when they are written, one dataset after the other, so that they need not
    /// be in memory all at once.</summary>
    /// <inheritdoc cref="CreateDataset{T}(string, ReadOnlySpan{long}, ReadOnlyMemory{T}, Hdf5Chunking?)"/>
    public Hdf5DatasetBuilder CreateDataset<T>(string path, ReadOnlySpan<long> shape, Func<ReadOnlyMemory<T>> values, Hdf5Chunking? chunks = null) where T : unmanaged =>
        AddDataset(path, new DataToWrite(Hdf5Type.Of<T>(), shape, chunks, () => MemoryBytes.From(values())));

    /// <inheritdoc cref="CreateDataset{T}(string, ReadOnlySpan{long}, Func{ReadOnlyMemory{T}}, Hdf5Chunking?)"/>
    public Hdf5DatasetBuilder CreateDataset<T>(string path, ReadOnlySpan<long> shape, Func<T[]> values, Hdf5Chunking? chunks = null) where T : unmanaged =>
        CreateDataset<T>(path, shape, () => new ReadOnlyMemory<T>(values()), chunks);

    /// <summary>Makes a scalar dataset.</summary>
    /// <exception cref="ArgumentException">The name cannot be used.</exception>
    public Hdf5DatasetBuilder CreateDataset<T>(string path, T value) where T : unmanaged => CreateDataset(path, [], new ReadOnlyMemory<T>([value]));

    /// <summary>Makes a dataset of strings in row-major order.</summary>
    /// <param name="path">Its name, or path from this group.</param>
    /// <param name="shape">Length of each axis; empty for a scalar.</param>
    /// <param name="values">As many strings as the shape says.</param>
    /// <param name="type">Kind of string; <see cref="Hdf5Type.Utf8"/> if null.</param>
    /// <exception cref="ArgumentException">The name cannot be used, the shape does not fit, or a string has a zero character or is too long.</exception>
    public Hdf5DatasetBuilder CreateDataset(string path, ReadOnlySpan<long> shape, IEnumerable<string> values, Hdf5Type? type = null)
    {
        StringsToWrite strings = StringsToWrite.Encode(path, values, type ?? Hdf5Type.Utf8);
        DataToWrite data = new(strings.Type, shape, null, () => throw new InvalidOperationException()) { Strings = strings };
        if (data.Count != strings.Bytes.Length) throw Mismatch(path, data, strings.Bytes.Length);
        return AddDataset(path, data);
    }

    /// <summary>Makes a dataset of any fixed-size type from its elements' bytes: opaque data, or big-endian numbers.</summary>
    /// <param name="path">Its name, or path from this group.</param>
    /// <param name="shape">Length of each axis; empty for a scalar.</param>
    /// <param name="type">The elements' type.</param>
    /// <param name="bytes">The elements in row-major order, <see cref="Hdf5Type.Size"/> bytes each.</param>
    /// <param name="chunks">How to cut and compress the data; null to store them as they are.</param>
    /// <exception cref="ArgumentException">The name cannot be used, the shape does not fit, or the type is of variable length.</exception>
    public Hdf5DatasetBuilder CreateDataset(string path, ReadOnlySpan<long> shape, Hdf5Type type, ReadOnlyMemory<byte> bytes, Hdf5Chunking? chunks = null)
    {
        if (type.IsVariableLength) throw new ArgumentException($"'{path}': bytes of {type} lie elsewhere in a file; use the overload for strings.", nameof(type));
        DataToWrite data = new(type, shape, chunks, () => MemoryBytes.From(bytes));
        if (data.Bytes != bytes.Length) throw Mismatch(path, data, bytes.Length);
        return AddDataset(path, data);
    }

    private static ArgumentException Mismatch(string path, DataToWrite data, long given) =>
        new($"'{path}': the shape ({string.Join(", ", data.Shape)}) of {data.Type} does not fit {given} {(data.Count == given ? "bytes" : "values")}.");

    private Hdf5DatasetBuilder AddDataset(string path, DataToWrite data) => Add(path, full => new Hdf5DatasetBuilder(full, data));

    private bool TryGet(string path, [NotNullWhen(true)] out Hdf5ObjectBuilder? found)
    {
        found = this;
        foreach (string part in Parts(path))
            if (found is not Hdf5GroupBuilder group || !group.children.TryGetValue(part, out found))
            {
                found = null;
                return false;
            }
        return true;
    }

    private TObject Add<TObject>(string path, Func<string, TObject> make) where TObject : Hdf5ObjectBuilder
    {
        string[] parts = Parts(path);
        Hdf5GroupBuilder here = this;
        foreach (string part in parts.AsSpan(..^1))
        {
            if (!here.children.TryGetValue(part, out Hdf5ObjectBuilder? next)) here.children[part] = next = new Hdf5GroupBuilder(here.Join(part));
            here = next as Hdf5GroupBuilder ?? throw new ArgumentException($"'{next.Path}' is a dataset; '{path}' cannot lie in it.", nameof(path));
        }
        TObject made = make(here.Join(parts[^1]));
        return here.children.TryAdd(parts[^1], made) ? made
            : throw new ArgumentException($"'{made.Path}' exists already (unable to create: name already exists).", nameof(path));
    }

    private string Join(string name) => Path == "/" ? "/" + name : Path + "/" + name;

    private static string[] Parts(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        string[] parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length == 0 || parts.Contains(".") || path.Contains('\0'))
            throw new ArgumentException($"'{path}' is no name for an object: names are not empty, not '.', and without zero characters.", nameof(path));
        return parts;
    }
}

/// <summary>A dataset to be written.</summary>
public sealed class Hdf5DatasetBuilder : Hdf5ObjectBuilder
{
    internal Hdf5DatasetBuilder(string path, DataToWrite data) : base(path) => Data = data;

    internal DataToWrite Data { get; }

    /// <summary>Type of an element.</summary>
    public Hdf5Type Type => Data.Type;

    /// <summary>Length of each axis; empty for a scalar.</summary>
    public long[] Shape => [.. Data.Shape];
}

/// <summary>How a dataset is cut into chunks and compressed.</summary>
/// <param name="Shape">Shape of a chunk, of the dataset's rank; null for about 1 MiB of whole trailing axes.</param>
/// <param name="Gzip">Deflate level from 0 to 9 (h5py's <c>compression_opts</c>, 4 by default), or null for no compression.</param>
/// <param name="Shuffle">Whether the elements' bytes are regrouped first, which helps compression.</param>
/// <param name="Fletcher32">Whether each chunk gets a checksum.</param>
public sealed record Hdf5Chunking(long[]? Shape = null, int? Gzip = 4, bool Shuffle = false, bool Fletcher32 = false);
