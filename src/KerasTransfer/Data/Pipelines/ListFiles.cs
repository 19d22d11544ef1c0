using System.Text.RegularExpressions;
using KerasTransfer.Data;

namespace KerasTransfer;

public abstract partial class Dataset
{
    /// <summary>The paths of files that fit a pattern, as texts: <c>list_files("photos/*/*.jpg").map((string path) => …)</c>.</summary>
    /// <param name="file_pattern">A path with <c>*</c>, <c>?</c> and <c>[a-z]</c> in names.</param>
    /// <param name="shuffle">Whether they come in another order in each pass; true unless given. Else they are sorted.</param>
    /// <param name="seed">The seed of that order.</param>
    /// <exception cref="ValueError">No file fits.</exception>
    public static Dataset list_files(string file_pattern, bool? shuffle = null, long? seed = null) => list_files([file_pattern], shuffle, seed);

    /// <inheritdoc cref="list_files(string, bool?, long?)"/>
    public static Dataset list_files(string[] file_pattern, bool? shuffle = null, long? seed = null)
    {
        string[] files = [.. file_pattern.SelectMany(Matching).Distinct().Order(StringComparer.Ordinal)];
        if (files.Length == 0) throw new ValueError($"No files matched pattern: {string.Join(", ", file_pattern)}. Look at the working folder: {Directory.GetCurrentDirectory()}.");
        Dataset sorted = from_tensor_slices(files);
        return shuffle ?? true ? sorted.shuffle(files.Length, seed) : sorted;
    }

    private static IEnumerable<string> Matching(string pattern)
    {
        string[] parts = pattern.Replace('\\', '/').Split('/');
        IEnumerable<string> found = [parts[0] == "" && parts.Length > 1 ? "/" : ""];
        for (int i = parts[0] == "" ? 1 : 0; i < parts.Length; i++)
        {
            (string part, bool last) = (parts[i], i == parts.Length - 1);
            if (part.IndexOfAny(['*', '?', '[']) < 0) found = found.Select(f => Path.Combine(f, part)).Where(f => last ? File.Exists(f) || Directory.Exists(f) : Directory.Exists(f));
            else
            {
                Regex name = new("^" + Regex.Escape(part).Replace("\\*", ".*").Replace("\\?", ".").Replace("\\[", "[").Replace("]", "]") + "$", RegexOptions.CultureInvariant);
                found = found.SelectMany(f => Directory.Exists(f == "" ? "." : f) ? Directory.EnumerateFileSystemEntries(f == "" ? "." : f).Select(Path.GetFileName).OfType<string>().Where(n => name.IsMatch(n)).Select(n => Path.Combine(f, n)) : []);
            }
        }
        return found;
    }
}
