using System.Collections;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace KerasTransfer;

public static partial class KerasApi
{
    /// <summary>Writes values to the console as Python's <c>print</c> does: blanks between them, <c>True</c>, <c>None</c>, <c>1e-05</c>, <c>[1, 2]</c>, arrays in NumPy's way.</summary>
    public static void print(params object?[]? values) => Console.WriteLine(string.Join(" ", (values ?? [null]).Select(v => PythonText.Str(v))));

    /// <summary>Writes a list as Python does: <c>[1, 2, 3]</c>.</summary>
    public static void print<T>(T[] list) => Console.WriteLine(PythonText.Str(list));
}

/// <summary>Values as Python writes them.</summary>
internal static class PythonText
{
    /// <summary>Python's <c>str</c>.</summary>
    public static string Str(object? value) => value switch
    {
        string s => s,
        char c => c.ToString(),
        NDArray a => Printing.Str(a),
        _ => Repr(value),
    };

    /// <summary>Python's <c>repr</c>, as things inside a list are written.</summary>
    public static string Repr(object? value) => value switch
    {
        null => "None",
        bool b => b ? "True" : "False",
        string s => Quote(s),
        char c => Quote(c.ToString()),
        double d => Printing.Number(d),
        float f => Printing.Number(f),
        NDArray a => Printing.Repr(a),
        Enum e => e.ToString(),
        IFormattable f => f.ToString(null, CultureInfo.InvariantCulture),
        ITuple t => Tuple(t),
        IDictionary d => Dictionary(d),
        IEnumerable e when e.GetType() is var type && (type.IsArray || type.Namespace?.StartsWith("System", StringComparison.Ordinal) == true || IsListLiteral(type)) => $"[{string.Join(", ", e.Cast<object?>().Select(Repr))}]",
        _ => value.ToString() ?? "",
    };

    // What the compiler makes of a collection expression typed as an interface.
    private static bool IsListLiteral(Type type) => type.Name.StartsWith('<');

    private static string Tuple(ITuple t)
    {
        string[] items = [.. Enumerable.Range(0, t.Length).Select(i => Repr(t[i]))];
        return items.Length == 1 ? $"({items[0]},)" : $"({string.Join(", ", items)})";
    }

    private static string Dictionary(IDictionary d)
    {
        List<string> items = [];
        foreach (DictionaryEntry e in d) items.Add($"{Repr(e.Key)}: {Repr(e.Value)}");
        return $"{{{string.Join(", ", items)}}}";
    }

    private static string Quote(string s)
    {
        char quote = s.Contains('\'') && !s.Contains('"') ? '"' : '\'';
        StringBuilder text = new();
        text.Append(quote);
        foreach (char c in s)
        {
            if (c == quote || c == '\\') text.Append('\\').Append(c);
            else if (c == '\n') text.Append("\\n");
            else if (c == '\r') text.Append("\\r");
            else if (c == '\t') text.Append("\\t");
            else if (char.IsControl(c)) text.Append(CultureInfo.InvariantCulture, $"\\x{(int)c:x2}");
            else text.Append(c);
        }
        return text.Append(quote).ToString();
    }
}
