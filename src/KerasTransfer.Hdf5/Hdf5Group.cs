using System.Diagnostics.CodeAnalysis;
using KerasTransfer.Hdf5.Format;

namespace KerasTransfer.Hdf5;

/// <summary>A group: named links to groups and datasets, and attributes.</summary>
public class Hdf5Group : IHdf5Object
{
    private const int MaxSoftLinks = 16;

    private readonly ObjectHeader header;
    private GroupLinks? links;
    private Hdf5Attributes? attributes;

    internal Hdf5Group(FileContext file, string path, ObjectHeader header)
    {
        if (!header.IsGroup) throw file.Error(path, header.Address, "expected a group, found an object without links");
        (File, Path, this.header) = (file, path, header);
    }

    internal FileContext File { get; }

    /// <inheritdoc/>
    public string Path { get; }

    /// <inheritdoc/>
    public string Name => Path[(Path.LastIndexOf('/') + 1)..] is { Length: > 0 } name ? name : "/";

    /// <inheritdoc/>
    public Hdf5Attributes Attributes => attributes ??= new Hdf5Attributes(File, Path, header);

    /// <summary>Names of the links: in creation order where the file tracks it, else in byte order of the names, as h5py lists them.</summary>
    public IReadOnlyList<string> Keys => Links.Names;

    /// <summary>How many links the group has.</summary>
    public int Count => Links.Names.Count;

    private GroupLinks Links => links ??= File.Links.Get(Path, header);

    /// <summary>The object at a path such as <c>"a/b"</c>, from this group, or <c>"/a/b"</c>, from the root.</summary>
    /// <exception cref="KeyNotFoundException">There is no such object.</exception>
    /// <exception cref="Hdf5Exception">The file is damaged there, or the link leads to another file.</exception>
    public IHdf5Object this[string path] => TryGet(path, out IHdf5Object? found) ? found : throw NotFound(path, "object");

    /// <summary>The group at a path.</summary>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    /// <exception cref="Hdf5Exception">It is a dataset, or damaged.</exception>
    public Hdf5Group Group(string path) => this[path] as Hdf5Group
        ?? throw File.Error(Absolute(path), header.Address, "expected a group, found a dataset");

    /// <summary>The dataset at a path.</summary>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    /// <exception cref="Hdf5Exception">It is a group, or damaged.</exception>
    public Hdf5Dataset Dataset(string path) => this[path] as Hdf5Dataset
        ?? throw File.Error(Absolute(path), header.Address, "expected a dataset, found a group");

    /// <summary>Whether an object lies at the path (a dangling soft link does not).</summary>
    public bool Contains(string path) => TryGet(path, out _);

    /// <summary>The object at a path, or false where there is none.</summary>
    /// <exception cref="Hdf5Exception">The file is damaged there, or the link leads to another file.</exception>
    public bool TryGet(string path, [NotNullWhen(true)] out IHdf5Object? found) => (found = Find(path, MaxSoftLinks)) is not null;

    /// <summary>The group at a path, or false where there is none or it is a dataset.</summary>
    public bool TryGetGroup(string path, [NotNullWhen(true)] out Hdf5Group? group) => (group = Find(path, MaxSoftLinks) as Hdf5Group) is not null;

    /// <summary>The dataset at a path, or false where there is none or it is a group.</summary>
    public bool TryGetDataset(string path, [NotNullWhen(true)] out Hdf5Dataset? dataset) =>
        (dataset = Find(path, MaxSoftLinks) as Hdf5Dataset) is not null;

    /// <summary>All objects below this group, parents before children, each once even where links form a circle.
    /// Soft and external links and named datatypes are left out.</summary>
    public IEnumerable<IHdf5Object> Descendants()
    {
        HashSet<long> seen = [header.Address];
        Stack<(Hdf5Group, GroupLink)> open = new();
        Push(this);
        while (open.TryPop(out var next))
        {
            var (parent, link) = next;
            if (!seen.Add(link.Address)) continue;
            if (parent.Open(link) is not { } child) continue;
            yield return child;
            if (child is Hdf5Group group) Push(group);
        }

        void Push(Hdf5Group group)
        {
            foreach (string name in group.Keys.Reverse())
                if (group.Links.Find(name) is { Kind: LinkKind.Hard } link) open.Push((group, link));
        }
    }

    private IHdf5Object? Find(string path, int softLinks)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        IHdf5Object here = path[0] == '/' && Path != "/" ? new Hdf5Group(File, "/", ObjectHeader.Read(File, File.RootAddress, "/")) : this;
        foreach (string part in path.Split('/'))
        {
            if (part is "" or ".") continue;
            if (here is not Hdf5Group group || group.Links.Find(part) is not { } link) return null;
            switch (link.Kind)
            {
                case LinkKind.Hard:
                    here = group.Open(link) ?? throw File.Error(group.Absolute(part), link.Address, "expected a group or a dataset, found a named datatype or an unknown object");
                    break;
                case LinkKind.Soft when softLinks == 0:
                    throw File.Error(group.Absolute(part), header.Address, $"more than {MaxSoftLinks} soft links in a row, or a circle of them");
                case LinkKind.Soft:
                    if (link.Target is "" || group.Find(link.Target, --softLinks) is not { } target) return null;
                    here = target;
                    break;
                case LinkKind.External:
                    throw File.Error(group.Absolute(part), header.Address, "the link leads to another file, which is not followed");
                default:
                    throw File.Error(group.Absolute(part), header.Address, "the link is of a user-defined kind, which is not supported");
            }
        }
        return here;
    }

    // Null for what is neither a group nor a dataset.
    private IHdf5Object? Open(GroupLink link)
    {
        string path = Absolute(link.Name);
        ObjectHeader child = ObjectHeader.Read(File, link.Address, path);
        return child.IsGroup ? new Hdf5Group(File, path, child)
            : child.IsDataset ? new Hdf5Dataset(File, path, child)
            : null;
    }

    private string Absolute(string path) => path[0] == '/' ? path : Path == "/" ? "/" + path : Path + "/" + path;

    private KeyNotFoundException NotFound(string path, string what)
    {
        string names = Count == 0 ? "nothing" : string.Join(", ", Keys.Take(12)) + (Count > 12 ? ", …" : "");
        return new($"{File.Name}: there is no {what} '{Absolute(path)}'; '{Path}' holds {names}.");
    }

    /// <summary>Path and number of links.</summary>
    public override string ToString() => $"{Path} ({Count} links)";
}
