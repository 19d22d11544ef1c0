namespace KerasTransfer;

/// <summary>For a name that is unknown, those it may have been meant for.</summary>
internal static class NearestNames
{
    /// <summary>A sentence that names the nearest of the known names, or all where none is near.</summary>
    public static string Of(string name, IReadOnlyCollection<string> known)
    {
        var close = known.Select(k => (Name: k, Distance: Distance(Plain(name), Plain(k)))).Where(x => x.Distance <= Math.Max(2, x.Name.Length / 4)).ToArray();
        string[] near = [.. close.Where(x => x.Distance <= close.Min(c => c.Distance) + 1).OrderBy(x => x.Distance).ThenBy(x => Distance(name, x.Name)).ThenBy(x => x.Name, StringComparer.Ordinal)
            .Select(x => x.Name).Take(3)];
        if (near.Length == 0) near = [.. known.Where(k => name.Length > 2 && Plain(k).Contains(Plain(name), StringComparison.Ordinal)).Order(StringComparer.Ordinal).Take(3)];
        return near.Length > 0 ? $"Did you mean {string.Join(" or ", near.Select(n => $"'{n}'"))}?" : $"Known: {string.Join(", ", known.Order(StringComparer.Ordinal))}.";
    }

    private static string Plain(string name) => name.Replace("_", "").ToLowerInvariant();

    // Levenshtein, row by row.
    private static int Distance(string a, string b)
    {
        int[] row = [.. Enumerable.Range(0, b.Length + 1)];
        for (int i = 1; i <= a.Length; i++)
        {
            (int diagonal, row[0]) = (row[0], i);
            for (int j = 1; j <= b.Length; j++)
                (diagonal, row[j]) = (row[j], Math.Min(Math.Min(row[j], row[j - 1]) + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1)));
        }
        return row[^1];
    }
}
