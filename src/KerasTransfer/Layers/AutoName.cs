using System.Text.RegularExpressions;

namespace KerasTransfer;

/// <summary>Names made from class names, numbered per class: <c>dense</c>, <c>dense_1</c>, … A name given by the user does not count.</summary>
internal static partial class AutoName
{
    private static readonly Dictionary<string, int> counts = [];
    private static readonly Lock gate = new();

    public static string Of(string class_name)
    {
        string name = Snake(class_name);
        lock (gate)
        {
            int count = counts.GetValueOrDefault(name);
            counts[name] = count + 1;
            return count == 0 ? name : $"{name}_{count}";
        }
    }

    /// <summary>Starts all counters again.</summary>
    public static void Reset() { lock (gate) counts.Clear(); }

    /// <summary>Keras's rule for class names: <c>GlobalAveragePooling2D</c> becomes <c>global_average_pooling2d</c>.</summary>
    public static string Snake(string name) => SecondBreak().Replace(FirstBreak().Replace(NoWord().Replace(name, ""), "$1_$2"), "$1_$2").ToLowerInvariant();

    [GeneratedRegex(@"\W+")] private static partial Regex NoWord();
    [GeneratedRegex("(.)([A-Z][a-z]+)")] private static partial Regex FirstBreak();
    [GeneratedRegex("([a-z])([A-Z])")] private static partial Regex SecondBreak();
}
