using System.Text.RegularExpressions;

namespace KerasTransfer.ApiUsage;

/// <summary>docs/porting.md: the names that it says what to write for.</summary>
public sealed partial class PortingPage
{
    private readonly HashSet<string> names = [], missing = [];
    private readonly List<string> families = [];

    /// <summary>Reads the page: each <c>`dotted.name`</c> in it, and each <c>`dotted.*`</c> for all names below one.</summary>
    public PortingPage()
    {
        string page = File.ReadAllText(Repository.File("docs/porting.md"));
        foreach (Match match in Quoted().Matches(page))
            if (match.Groups[1].Value is var name && name.EndsWith(".*")) families.Add(name[..^1]);
            else names.Add(name);
        // The tables at the end have what does not exist in their first column.
        foreach (string line in page[page.IndexOf("## Names that do not exist here", StringComparison.Ordinal)..].Split('\n'))
            if (line.StartsWith('|')) missing.UnionWith(Quoted().Matches(line.Split('|')[1]).Select(m => m.Groups[1].Value));
    }

    /// <summary>Whether the page names it.</summary>
    public bool Names(string name) => names.Contains(name) || families.Any(name.StartsWith);

    /// <summary>Whether the page lists it among what does not exist.</summary>
    public bool CallsMissing(string name) => missing.Contains(name);

    [GeneratedRegex(@"`((?:keras|tf|np|np-object|sklearn)?\.[\w.]*\*?)`")]
    private static partial Regex Quoted();
}
