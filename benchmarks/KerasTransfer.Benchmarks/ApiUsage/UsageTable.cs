using System.Runtime.CompilerServices;

namespace KerasTransfer.ApiUsage;

/// <summary>A name that real Keras scripts use.</summary>
/// <param name="Name"><c>keras.layers.Dense</c>; <c>np-object.astype</c> is a method of an array.</param>
/// <param name="TransferRepositories">In how many of 236 public repositories that do transfer learning.</param>
/// <param name="Repositories">In how many of 291 public repositories.</param>
/// <param name="Arguments">The keyword arguments, with the number of calls that give each.</param>
public sealed record Usage(string Name, int TransferRepositories, int Repositories, IReadOnlyList<(string Name, int Calls)> Arguments);

/// <summary>tests/golden/api-usage.tsv: the names that at least four of 291 public repositories with 4,046 Keras scripts and notebooks use, counted in 2026.</summary>
public static class UsageTable
{
    private static readonly string[] roots = ["keras.", "np.", "np-object.", "tf.", "sklearn."];

    /// <summary>The names of Keras, TensorFlow, NumPy with its arrays, and scikit-learn, most used first.</summary>
    public static IReadOnlyList<Usage> Read() => [.. File.ReadLines(Repository.File("tests/golden/api-usage.tsv")).Skip(1).Select(Row)
        .Where(u => roots.Any(u.Name.StartsWith)).OrderByDescending(u => u.TransferRepositories).ThenByDescending(u => u.Repositories).ThenBy(u => u.Name, StringComparer.Ordinal)];

    /// <summary>Members of objects, whose class the scripts do not say: <c>.fit</c>, <c>.layers</c>; most used first.</summary>
    public static IReadOnlyList<Usage> ReadMembers() => [.. File.ReadLines(Repository.File("tests/golden/api-usage.tsv")).Skip(1).Select(Row)
        .Where(u => u.Name.StartsWith('.')).OrderByDescending(u => u.TransferRepositories).ThenByDescending(u => u.Repositories).ThenBy(u => u.Name, StringComparer.Ordinal)];

    private static Usage Row(string line)
    {
        string[] fields = line.Split('\t');
        return new Usage(fields[0], int.Parse(fields[1]), int.Parse(fields[2]), [.. fields[3].Split(';', StringSplitOptions.RemoveEmptyEntries).Select(Argument)]);
    }

    private static (string, int) Argument(string text) => text.LastIndexOf(':') is var colon ? (text[..colon], int.Parse(text[(colon + 1)..])) : default;
}

/// <summary>The folder that these sources lie in.</summary>
public static class Repository
{
    /// <summary>A file of the repository.</summary>
    public static string File(string path) => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Here())!, "..", "..", "..", path));

    private static string Here([CallerFilePath] string here = "") => here;
}
