using System.Globalization;
using System.Text;
using System.Text.Json;

namespace KerasTransfer.Saving;

/// <summary>Configurations as JSON: read into dictionaries and lists, written as Python's <c>json.dumps</c> writes.</summary>
internal static class ConfigJson
{
    /// <summary>How deep lists and objects may lie in each other.</summary>
    public const int MaxDepth = 256;

    /// <summary>Reads JSON, Python's <c>NaN</c> and <c>Infinity</c> included, into string, long, double, bool, null, <c>List&lt;object?&gt;</c>, <c>Dictionary&lt;string, object?&gt;</c>.</summary>
    /// <exception cref="ValueError">The text is not JSON.</exception>
    public static object? Parse(string json) => Parse(Encoding.UTF8.GetBytes(json));

    /// <inheritdoc cref="Parse(string)"/>
    public static object? Parse(ReadOnlySpan<byte> json)
    {
        if (json.StartsWith("\uFEFF"u8)) json = json[3..];
        try
        {
            Utf8JsonReader reader = new(QuoteNonNumbers(json), new JsonReaderOptions { MaxDepth = MaxDepth });
            reader.Read();
            object? value = Read(ref reader);
            if (reader.Read()) throw new JsonException("more text after the end");
            return value;
        }
        // InvalidOperationException: half of a surrogate pair in a string.
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new ValueError($"The configuration is not valid JSON: {e.Message}", e);
        }
    }

    private static object? Read(ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                Dictionary<string, object?> members = [];
                while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
                {
                    string name = reader.GetString()!;
                    reader.Read();
                    members[name] = Read(ref reader);
                }
                return members;
            case JsonTokenType.StartArray:
                List<object?> items = [];
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray) items.Add(Read(ref reader));
                return items;
            case JsonTokenType.Number:
                bool isInteger = reader.ValueSpan.IndexOfAny(".eE"u8) < 0;
                return isInteger && reader.TryGetInt64(out long integer) ? (object)integer : double.Parse(reader.ValueSpan, CultureInfo.InvariantCulture);
            case JsonTokenType.String:
                string text = reader.GetString()!;
                return text.StartsWith(Mark) ? NonNumber(text[1..]) : text;
            case JsonTokenType.True: return true;
            case JsonTokenType.False: return false;
            default: return null;
        }
    }

    // Python's three words for floats that are no numbers are not JSON, so they are read as strings beginning with a character that no text begins with.
    private const char Mark = '\uFFFF';
    private static ReadOnlySpan<byte> QuotedMark => "\"\uFFFF"u8;

    private static object NonNumber(string word) => word switch
    {
        "NaN" => double.NaN,
        "Infinity" => double.PositiveInfinity,
        "-Infinity" => double.NegativeInfinity,
        _ => Mark + word,
    };

    private static ReadOnlySpan<byte> QuoteNonNumbers(ReadOnlySpan<byte> json)
    {
        if (json.IndexOf("NaN"u8) < 0 && json.IndexOf("Infinity"u8) < 0) return json;
        List<byte> quoted = new(json.Length + 64);
        bool inString = false;
        for (int i = 0; i < json.Length; i++)
        {
            ReadOnlySpan<byte> rest = json[i..];
            int word = inString ? 0 : rest.StartsWith("NaN"u8) ? 3 : rest.StartsWith("Infinity"u8) ? 8 : rest.StartsWith("-Infinity"u8) ? 9 : 0;
            if (word > 0)
            {
                quoted.AddRange([.. QuotedMark, .. rest[..word], (byte)'"']);
                i += word - 1;
                continue;
            }
            quoted.Add(json[i]);
            if (json[i] == '"') inString = !inString;
            else if (inString && json[i] == '\\' && i + 1 < json.Length) quoted.Add(json[++i]);
        }
        return quoted.ToArray();
    }

    /// <summary>Writes a configuration as <c>json.dumps</c> does, on one line or, with <paramref name="indent"/>, on many.</summary>
    /// <exception cref="ValueError">A value has no form in a configuration.</exception>
    public static string Write(object? value, int? indent = null)
    {
        StringBuilder text = new();
        Write(text, ConfigValue.Of(value), indent, 0);
        return text.ToString();
    }

    private static void Write(StringBuilder text, object? value, int? indent, int depth)
    {
        switch (value)
        {
            case null: text.Append("null"); break;
            case bool b: text.Append(b ? "true" : "false"); break;
            case long n: text.Append(n.ToString(CultureInfo.InvariantCulture)); break;
            case double d: text.Append(Number(d)); break;
            case string s: WriteString(text, s); break;
            case Dictionary<string, object?> { Count: 0 }: text.Append("{}"); break;
            case List<object?> { Count: 0 }: text.Append("[]"); break;
            case Dictionary<string, object?> members: WriteAll('{', members, pair => { WriteString(text, pair.Key); text.Append(": "); return pair.Value; }, '}'); break;
            case List<object?> items: WriteAll('[', items, item => item, ']'); break;
        }

        void WriteAll<T>(char open, IEnumerable<T> parts, Func<T, object?> before, char close)
        {
            text.Append(open);
            bool first = true;
            foreach (T part in parts)
            {
                if (!first) text.Append(indent is null ? ", " : ",");
                first = false;
                NewLine(depth + 1);
                Write(text, before(part), indent, depth + 1);
            }
            NewLine(depth);
            text.Append(close);
        }

        void NewLine(int levels)
        {
            if (indent is { } width) text.Append('\n').Append(' ', width * levels);
        }
    }

    private static void WriteString(StringBuilder text, string s)
    {
        text.Append('"');
        foreach (char c in s)
            text.Append(c switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                '\n' => "\\n",
                '\r' => "\\r",
                '\t' => "\\t",
                '\b' => "\\b",
                '\f' => "\\f",
                < ' ' or > '~' and not '\u007F' => $"\\u{(int)c:x4}",
                _ => c.ToString(),
            });
        text.Append('"');
    }

    /// <summary>A float as Python writes it: the shortest digits that give it back, with an exponent below 1e-4 and from 1e16.</summary>
    public static string Number(double d)
    {
        if (!double.IsFinite(d)) return double.IsNaN(d) ? "NaN" : d > 0 ? "Infinity" : "-Infinity";
        string shortest = Math.Abs(d).ToString("E16", CultureInfo.InvariantCulture);
        for (int precision = 0; precision < 16; precision++)
        {
            string shorter = Math.Abs(d).ToString("E" + precision, CultureInfo.InvariantCulture);
            if (double.Parse(shorter, CultureInfo.InvariantCulture) != Math.Abs(d)) continue;
            shortest = shorter;
            break;
        }
        int e = shortest.IndexOf('E');
        string digits = shortest[..e].Replace(".", "");
        int exponent = int.Parse(shortest.AsSpan(e + 1), CultureInfo.InvariantCulture);
        string sign = double.IsNegative(d) ? "-" : "";
        if (d == 0) return sign + "0.0";
        if (exponent is < -4 or >= 16) return $"{sign}{digits[0]}{(digits.Length > 1 ? "." + digits[1..] : "")}e{(exponent < 0 ? '-' : '+')}{Math.Abs(exponent):00}";
        if (exponent < 0) return $"{sign}0.{new string('0', -exponent - 1)}{digits}";
        digits = digits.PadRight(exponent + 1, '0');
        return $"{sign}{digits[..(exponent + 1)]}.{(digits.Length > exponent + 1 ? digits[(exponent + 1)..] : "0")}";
    }

    /// <summary>A value for an error message, cut if long.</summary>
    public static string Describe(object? value)
    {
        string text = value is null or string or bool or long or int or double or float or System.Collections.ICollection ? Write(value) : value.ToString() ?? "";
        return text.Length > 200 ? text[..200] + "…" : text;
    }
}
