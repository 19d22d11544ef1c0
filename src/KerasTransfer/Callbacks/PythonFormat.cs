using System.Globalization;
using System.Text;

namespace KerasTransfer.Callbacks;

/// <summary>
/// Numbers as Python's <c>format</c> writes them, and templates as its <c>str.format</c> fills them. Decimals are rounded from the exact value, halves to even:
/// an accuracy of 1/32 is 0.0312.
/// </summary>
internal static class PythonFormat
{
    /// <summary><c>f"{value:.4f}"</c>.</summary>
    public static string Fixed(double value, int decimals)
    {
        if (!double.IsFinite(value)) return NotFinite(value);
        (string digits, int exponent) = Digits(value);
        return Sign(value) + Plain(Round(digits, exponent, exponent + 1 + decimals).Digits, decimals);
    }

    /// <summary><c>f"{value:.4e}"</c>.</summary>
    public static string Scientific(double value, int decimals)
    {
        if (!double.IsFinite(value)) return NotFinite(value);
        (string digits, int exponent) = Digits(value);
        (digits, exponent) = Round(digits, exponent, decimals + 1);
        digits = digits[..(decimals + 1)];
        string point = decimals > 0 ? "." : "";
        return $"{Sign(value)}{digits[0]}{point}{digits[1..]}e{(exponent < 0 ? '-' : '+')}{Math.Abs(exponent):00}";
    }

    /// <summary><c>format(value, spec)</c> for a float.</summary>
    /// <exception cref="ValueError">The format is none that floats have.</exception>
    public static string Format(double value, string spec) => Spec.Parse(spec) is var s && s.Type is '\0' && s.Precision is null
        ? s.Pad(s.Group(PythonText.Repr(value)))
        : s.Pad(s.Group(s.Type switch
        {
            'f' => Fixed(value, s.Precision ?? 6),
            'F' => Fixed(value, s.Precision ?? 6).ToUpperInvariant(),
            'e' => Scientific(value, s.Precision ?? 6),
            'E' => Scientific(value, s.Precision ?? 6).ToUpperInvariant(),
            'g' or '\0' => General(value, s.Precision ?? 6),
            'G' => General(value, s.Precision ?? 6).ToUpperInvariant(),
            '%' => Fixed(value * 100, s.Precision ?? 6) + "%",
            _ => throw new ValueError($"Unknown format code '{s.Type}' for object of type 'float'"),
        }));

    /// <summary><c>format(value, spec)</c> for an int.</summary>
    /// <exception cref="ValueError">The format is none that ints have.</exception>
    public static string Format(int value, string spec)
    {
        Spec s = Spec.Parse(spec);
        if ("eEfFgG%".Contains(s.Type)) return Format((double)value, spec);
        if (s.Precision is not null) throw new ValueError("Precision not allowed in integer format specifier");
        long n = Math.Abs((long)value);
        string magnitude = s.Type switch
        {
            '\0' or 'd' or 'n' => n.ToString(CultureInfo.InvariantCulture),
            'x' => n.ToString("x", CultureInfo.InvariantCulture),
            'X' => n.ToString("X", CultureInfo.InvariantCulture),
            'b' => n.ToString("b", CultureInfo.InvariantCulture),
            'o' => Convert.ToString(n, 8),
            _ => throw new ValueError($"Unknown format code '{s.Type}' for object of type 'int'"),
        };
        return s.Pad(s.Group((value < 0 ? "-" : "") + magnitude));
    }

    /// <summary>Fills the fields of a template: <c>{epoch:02d}-{val_loss:.2f}</c>.</summary>
    /// <param name="template">Text with fields; <c>{{</c> and <c>}}</c> are braces.</param>
    /// <param name="value">The text of a field, given its name and format; null if there is no such field.</param>
    /// <exception cref="KeyNotFoundException">A field's name is not known.</exception>
    /// <exception cref="ValueError">A brace is not closed or not opened.</exception>
    public static string Fill(string template, Func<string, string, string?> value)
    {
        StringBuilder text = new();
        for (int i = 0; i < template.Length; i++)
        {
            char c = template[i];
            if (c is not ('{' or '}')) text.Append(c);
            else if (i + 1 < template.Length && template[i + 1] == c) text.Append(template[i++]);
            else if (c == '}') throw new ValueError("Single '}' encountered in format string");
            else
            {
                int end = template.IndexOf('}', i);
                if (end < 0) throw new ValueError("expected '}' before end of string");
                string field = template[(i + 1)..end];
                int colon = field.IndexOf(':');
                (string name, string spec) = colon < 0 ? (field, "") : (field[..colon], field[(colon + 1)..]);
                text.Append(value(name, spec) ?? throw new KeyNotFoundException($"'{name}'"));
                i = end;
            }
        }
        return text.ToString();
    }

    private static string NotFinite(double value) => double.IsNaN(value) ? "nan" : value > 0 ? "inf" : "-inf";
    private static string Sign(double value) => double.IsNegative(value) ? "-" : "";

    /// <summary>The exact value's first digits, and the power of ten of the first one.</summary>
    private static (string Digits, int Exponent) Digits(double value)
    {
        // 60 digits tell every double from a half of the last digit that anyone asks for; large ones have up to 309 before the point.
        int count = Math.Abs(value) < 1e40 ? 60 : 330;
        string text = Math.Abs(value).ToString("E" + count, CultureInfo.InvariantCulture);      // d.ddd…E+xxx
        return (text[0] + text[2..(2 + count)], int.Parse(text.AsSpan(3 + count), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture));
    }

    /// <summary>The first <paramref name="count"/> digits, rounded; more than there are: zeros behind.</summary>
    private static (string Digits, int Exponent) Round(string digits, int exponent, int count)
    {
        if (count > digits.Length) return (digits.PadRight(count, '0'), exponent);
        if (count < 0) return ("", exponent);
        ReadOnlySpan<char> rest = digits.AsSpan(count);
        bool up = !rest.IsEmpty && (rest[0] > '5' || (rest[0] == '5' && (rest[1..].ContainsAnyExcept('0') || (count > 0 && (digits[count - 1] - '0') % 2 == 1))));
        char[] kept = digits[..count].ToCharArray();
        if (!up) return (new string(kept), exponent);
        int i = count - 1;
        for (; i >= 0 && kept[i] == '9'; i--) kept[i] = '0';
        if (i >= 0) kept[i]++;
        // All nines: a one and as many zeros, one place higher. The caller's number of decimals says how many of them it shows.
        return i >= 0 ? (new string(kept), exponent) : ("1" + new string(kept), exponent + 1);
    }

    private static string Plain(string digits, int decimals)
    {
        digits = digits.PadLeft(decimals + 1, '0');
        return decimals == 0 ? digits : $"{digits[..^decimals]}.{digits[^decimals..]}";
    }

    private static string General(double value, int precision)
    {
        if (!double.IsFinite(value)) return NotFinite(value);
        precision = Math.Max(1, precision);
        string scientific = Scientific(value, precision - 1);
        int e = scientific.IndexOf('e'), exponent = int.Parse(scientific.AsSpan(e + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        string text = exponent < -4 || exponent >= precision ? scientific[..e] : Fixed(value, precision - 1 - exponent);
        if (text.Contains('.')) text = text.TrimEnd('0').TrimEnd('.');
        return exponent < -4 || exponent >= precision ? text + scientific[e..] : text;
    }

    /// <summary>Python's <c>[[fill]align][sign][0][width][grouping][.precision][type]</c>.</summary>
    private readonly record struct Spec(char Fill, char Align, char SignOf, int Width, char Grouping, int? Precision, char Type)
    {
        public static Spec Parse(string spec)
        {
            int i = 0;
            char? fill = null, align = null;
            (char sign, char grouping) = ('-', '\0');
            if (spec.Length > 1 && "<>=^".Contains(spec[1])) (fill, align, i) = (spec[0], spec[1], 2);
            else if (spec.Length > 0 && "<>=^".Contains(spec[0])) (align, i) = (spec[0], 1);
            if (i < spec.Length && "+- ".Contains(spec[i])) sign = spec[i++];
            if (i < spec.Length && spec[i] == '0')
            {
                (fill, align) = (fill ?? '0', align ?? '=');
                i++;
            }
            int width = Number(spec, ref i) ?? 0;
            if (i < spec.Length && spec[i] is ',' or '_') grouping = spec[i++];
            int? precision = null;
            if (i < spec.Length && spec[i] == '.')
            {
                i++;
                precision = Number(spec, ref i) ?? throw new ValueError("Format specifier missing precision");
            }
            char type = i < spec.Length ? spec[i++] : '\0';
            return i == spec.Length ? new(fill ?? ' ', align ?? '>', sign, width, grouping, precision, type) : throw new ValueError($"Invalid format specifier '{spec}'");
        }

        private static int? Number(string spec, ref int i)
        {
            int start = i;
            while (i < spec.Length && char.IsAsciiDigit(spec[i])) i++;
            return i == start ? null : i - start < 5 ? int.Parse(spec.AsSpan(start, i - start), CultureInfo.InvariantCulture) : throw new ValueError("Too many decimal digits in format string");
        }

        public string Group(string text)
        {
            if (Grouping == '\0') return text;
            int start = text.StartsWith('-') ? 1 : 0, end = start;
            while (end < text.Length && char.IsAsciiDigit(text[end])) end++;
            for (int i = end - 3; i > start; i -= 3) text = text.Insert(i, Grouping.ToString());
            return text;
        }

        public string Pad(string text)
        {
            if (SignOf != '-' && !text.StartsWith('-')) text = SignOf + text;
            int missing = Width - text.Length;
            if (missing <= 0) return text;
            int signs = text.Length > 0 && "+- ".Contains(text[0]) ? 1 : 0;
            return Align switch
            {
                '<' => text.PadRight(Width, Fill),
                '^' => new string(Fill, missing / 2) + text + new string(Fill, missing - missing / 2),
                '=' => text[..signs] + new string(Fill, missing) + text[signs..],
                _ => text.PadLeft(Width, Fill),
            };
        }
    }
}
