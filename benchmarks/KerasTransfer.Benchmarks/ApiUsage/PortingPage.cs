using System.Text.RegularExpressions;

namespace KerasTransfer.ApiUsage;

/// <summary>docs/porting.md: the names that it says what to write for.</summary>
public sealed partial class PortingPage
{
    private readonly HashSet<string> names = [];
    private readonly List<string> families = [];

    /// <summary>Reads the page: each <c>`dotted.name`</c> in it, and each <c>`dotted.*`</c> for all names below one.</summary>
    public PortingPage()
    {
        foreach (Match match in Quoted().Matches(File.ReadAllText(Repository.File("docs/porting.md"))))
            if (match.Groups[1].Value is var name && name.EndsWith(".*")) families.Add(name[..^1]);
            else names.Add(name);
    }

    /// <summary>Whether the page names it.</summary>
    public bool Names(string name) => names.Contains(name) || families.Any(name.StartsWith);

    [GeneratedRegex(@"`((?:keras|tf|np|np-object|sklearn)\.[\w.]*\*?)`")]
    private static partial Regex Quoted();
}
