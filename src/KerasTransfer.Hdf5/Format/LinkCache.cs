using System.Collections.Concurrent;

namespace KerasTransfer.Hdf5.Format;

/// <summary>The links of groups that were looked at before, so that going down the same path again does not read them again.
/// Groups of a damaged file can share their links; no more are kept than a sound file has room for.</summary>
internal sealed class LinkCache(FileContext file)
{
    private const int BytesPerLink = 16;

    private readonly ConcurrentDictionary<long, GroupLinks> groups = [];
    private long kept;

    public GroupLinks Get(string path, ObjectHeader header)
    {
        if (groups.TryGetValue(header.Address, out GroupLinks? links)) return links;
        links = GroupLinks.Read(file, path, header);
        if (Interlocked.Add(ref kept, (links.Names.Count + 1) * BytesPerLink) <= file.Length) groups.TryAdd(header.Address, links);
        return links;
    }
}
