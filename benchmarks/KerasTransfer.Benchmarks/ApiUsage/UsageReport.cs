namespace KerasTransfer.ApiUsage;

/// <summary>How much exists of what real scripts use: each name, then shares.</summary>
public static class UsageReport
{
    /// <summary>An argument given in fewer calls than this is not asked for: most of those are misspelt.</summary>
    public const int FewCalls = 4;

    /// <summary>The arguments used that a name's calls do not take here; null if there is no such name.</summary>
    public static IReadOnlyList<string>? MissingArguments(Usage usage) =>
        PublicApi.Arguments(usage.Name) is { } known ? [.. usage.Arguments.Where(a => a.Calls >= FewCalls && a.Name != "**" && !known.Contains(a.Name)).Select(a => a.Name)] : null;

    /// <summary>Prints it all; with <paramref name="all"/> the names that exist too.</summary>
    public static void Run(bool all = false)
    {
        IReadOnlyList<Usage> table = UsageTable.Read(), members = UsageTable.ReadMembers();
        PortingPage page = new();
        Console.WriteLine("transfer repositories, repositories, name, state");
        foreach (Usage usage in table.Concat(members))
        {
            string state = State(usage, page);
            if (all || state != "exists") Console.WriteLine($"{usage.TransferRepositories,4} {usage.Repositories,4}  {usage.Name,-45} {state}");
        }
        Console.WriteLine();
        Share("all names", table, page);
        Share("names of at least 3 transfer-learning repositories", [.. table.Where(u => u.TransferRepositories >= 3)], page);
        foreach (string root in new[] { "keras.", "np.", "np-object.", "tf.", "sklearn." })
            Share($"  of them {root}*", [.. table.Where(u => u.TransferRepositories >= 3 && u.Name.StartsWith(root))], page);
        Share("members of objects (.fit, .layers) of at least 3 transfer-learning repositories", [.. members.Where(u => u.TransferRepositories >= 3)], page);
    }

    private static string State(Usage usage, PortingPage page) => MissingArguments(usage) switch
    {
        { Count: 0 } when page.CallsMissing(usage.Name) => "exists, but docs/porting.md says that it does not",
        { Count: 0 } => "exists",
        { } missing => $"exists; missing: {string.Join(", ", missing.Select(m => m + ":"))}",
        null when page.Names(usage.Name) => "docs/porting.md says what to write",
        null => "missing",
    };

    private static void Share(string what, IReadOnlyList<Usage> names, PortingPage page)
    {
        string[] states = [.. names.Select(u => State(u, page))];
        double weight = names.Sum(u => u.TransferRepositories);
        string Part(Func<string, bool> holds)
        {
            int count = states.Count(holds);
            double uses = names.Zip(states).Where(p => holds(p.Second)).Sum(p => p.First.TransferRepositories) / weight;
            return $"{count} ({(double)count / names.Count:P1}; weighted by use {uses:P1})";
        }
        Console.WriteLine($"{what}: {names.Count}");
        Console.WriteLine($"    exist {Part(s => s.StartsWith("exists"))}, with every argument used {Part(s => s.StartsWith("exists") && !s.Contains("missing"))}; exist or in docs/porting.md {Part(s => s != "missing")}");
    }
}
