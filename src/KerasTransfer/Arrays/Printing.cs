using System.Globalization;
using System.Numerics;
using System.Text;

namespace KerasTransfer;

/// <summary>How arrays are written; NumPy's <c>np.set_printoptions</c>.</summary>
internal sealed record PrintOptions
{
    public static PrintOptions Current { get; set; } = new();

    public int Precision { get; init; } = 8;
    public double Threshold { get; init; } = 1000;
    public int EdgeItems { get; init; } = 3;
    public int LineWidth { get; init; } = 75;
    public bool Suppress { get; init; }
    public string Nan { get; init; } = "nan";
    public string Inf { get; init; } = "inf";
    public string Sign { get; init; } = "-";
    public string FloatMode { get; init; } = "maxprec";
}

/// <summary>Arrays as text, to the character as NumPy writes them.</summary>
internal static class Printing
{
    /// <summary>NumPy's <c>str(a)</c>.</summary>
    public static string Str(NDArray a) => a.ndim == 0 ? Element(a) : Format(a, PrintOptions.Current, " ", "", "");

    /// <summary>NumPy's <c>repr(a)</c>; of a single number that of NumPy's scalars.</summary>
    public static string Repr(NDArray a)
    {
        PrintOptions options = PrintOptions.Current;
        if (a.ndim == 0) return a.IsWeak ? Element(a) : a.dtype == DType.@bool ? $"np.{Element(a)}_" : $"np.{a.dtype}({Element(a)})";
        string text = "array(" + Format(a, options, ", ", "array(", ")");
        List<string> extras = [];
        if (a.size == 0 && a.shape != new Shape(0) || a.size > options.Threshold) extras.Add($"shape={a.shape}");
        if (a.size == 0 || !(a.dtype == DType.float64 || a.dtype == DType.int64 || a.dtype == DType.@bool)) extras.Add($"dtype={a.dtype}");
        if (extras.Count == 0) return text + ")";
        text += ",";
        string extra = string.Join(", ", extras) + ")";
        int lastLine = text.Length - (text.LastIndexOf('\n') + 1);
        return text + (lastLine + extra.Length + 1 > options.LineWidth ? "\n      " : " ") + extra;
    }

    /// <summary>A single number as NumPy's scalars write it.</summary>
    public static string Element(NDArray a) => a.dtype.Code switch
    {
        DTypeCode.Bool => a.item<bool>() ? "True" : "False",
        DTypeCode.Float32 => Number(a.item<float>()),
        DTypeCode.Float64 => Number(a.item<double>()),
        _ => a.item<long>().ToString(CultureInfo.InvariantCulture),
    };

    /// <summary>A floating point number as Python writes it: the shortest digits that give it back.</summary>
    public static string Number(double value) => Decimal.Special(value) ?? Scalar(Decimal.Of(value), 1e16);
    /// <summary>A float32 as NumPy writes it: the shortest digits that give it back as float32.</summary>
    public static string Number(float value) => Decimal.Special(value) ?? Scalar(Decimal.Of(value), 1e6);

    private static string Scalar(Decimal d, double limit)
    {
        double magnitude = Math.Abs(d.Value);
        if (magnitude == 0 || magnitude >= 1e-4 && magnitude < limit)
        {
            string text = d.Positional(-1, unique: true);
            return text.EndsWith('.') ? text + "0" : text;
        }
        string scientific = d.Scientific(-1, unique: true, expDigits: 2);
        return scientific.Replace(".e", "e");
    }

    /// <summary>NumPy's <c>array2string</c>.</summary>
    public static string Format(NDArray a, PrintOptions options, string separator, string prefix, string suffix)
    {
        if (a.size == 0) return "[]";
        bool summarize = a.size > options.Threshold;
        int width = options.LineWidth - suffix.Length, edge = options.EdgeItems;
        int[] strides = Broadcasting.Strides(a.shape);
        List<int> shown = [];
        Collect(0, 0);
        Func<int, string> format = Formatter(a, shown, options);
        return Recurse(0, 0, " " + new string(' ', prefix.Length), width);

        void Collect(int axis, int at)
        {
            if (axis == a.ndim) { shown.Add(at); return; }
            int n = a.shape[axis];
            for (int i = 0; i < n; i++)
            {
                if (summarize && n > 2 * edge && i == edge) i = n - edge;
                if (i < n) Collect(axis + 1, at + i * strides[axis]);
            }
        }

        string Recurse(int axis, int at, string indent, int currentWidth)
        {
            int left = a.ndim - axis;
            if (left == 0) return format(at);
            string nextIndent = indent + " ";
            int nextWidth = currentWidth - 1, n = a.shape[axis], leading = 0, trailing = n;
            bool cut = summarize && 2 * edge < n;
            if (cut) leading = trailing = edge;
            StringBuilder text = new();
            if (left == 1)
            {
                int elementWidth = currentWidth - Math.Max(separator.TrimEnd().Length, 1);
                StringBuilder line = new(indent);
                for (int i = 0; i < leading; i++) { Extend(format(at + i), elementWidth, indent); line.Append(separator); }
                if (cut) { Extend("...", elementWidth, indent); line.Append(separator); }
                for (int i = n - trailing; i < n - 1; i++) { Extend(format(at + i), elementWidth, indent); line.Append(separator); }
                if (trailing > 0) Extend(format(at + n - 1), elementWidth, indent);
                text.Append(line);

                void Extend(string word, int limit, string start)
                {
                    if (line.Length + word.Length > limit && line.Length > start.Length)
                    {
                        text.Append(line.ToString().TrimEnd()).Append('\n');
                        line.Clear().Append(start);
                    }
                    line.Append(word);
                }
            }
            else
            {
                string lineSeparator = separator.TrimEnd() + new string('\n', left - 1);
                for (int i = 0; i < leading; i++) text.Append(indent).Append(Recurse(axis + 1, at + i * strides[axis], nextIndent, nextWidth)).Append(lineSeparator);
                if (cut) text.Append(indent).Append("...").Append(lineSeparator);
                for (int i = n - trailing; i < n; i++)
                {
                    text.Append(indent).Append(Recurse(axis + 1, at + i * strides[axis], nextIndent, nextWidth));
                    if (i < n - 1) text.Append(lineSeparator);
                }
            }
            return "[" + text.ToString()[indent.Length..] + "]";
        }
    }

    private static Func<int, string> Formatter(NDArray a, List<int> shown, PrintOptions options)
    {
        if (a.dtype == DType.@bool) return i => a.item<bool>(i) ? " True" : "False";
        if (a.dtype.IsInteger)
        {
            bool anyNegative = shown.Any(i => a.item<long>(i) < 0);
            string Text(int i)
            {
                long v = a.item<long>(i);
                string digits = v.ToString(CultureInfo.InvariantCulture);
                return v < 0 || options.Sign == "-" || options.Sign == " " && anyNegative ? digits : options.Sign + digits;
            }
            int width = shown.Max(i => Text(i).Length);
            return i => Text(i).PadLeft(width);
        }
        return new FloatFormat(a, shown, options).Format;
    }

    /// <summary>NumPy's FloatingFormat: one layout for all numbers that are shown, so that their points stand below each other.</summary>
    private sealed class FloatFormat
    {
        private readonly NDArray array;
        private readonly PrintOptions options;
        private readonly bool scientific, unique;
        private readonly bool keepZeros;
        private readonly int precision, padLeft, padRight, expSize = -1;

        public FloatFormat(NDArray a, List<int> shown, PrintOptions options)
        {
            (array, this.options) = (a, options);
            bool single = a.dtype == DType.float32;
            List<Decimal> finite = [.. shown.Select(At).Where(d => double.IsFinite(d.Value))];
            double max = 0, min = double.PositiveInfinity;
            foreach (Decimal d in finite)
            {
                double magnitude = Math.Abs(d.Value);
                if (magnitude == 0) continue;
                (max, min) = (Math.Max(max, magnitude), Math.Min(min, magnitude));
            }
            double limit = single ? 1e6 : 1e8;
            double ratio = single ? (float)max / (float)min : max / min;
            scientific = max > 0 && (max >= limit || !options.Suppress && (min < 0.0001 || ratio > 1000));
            unique = options.FloatMode != "fixed";
            precision = options.FloatMode == "unique" ? -1 : options.Precision;
            if (finite.Count == 0) unique = true;
            else if (scientific)
            {
                string[] texts = [.. finite.Select(d => Signed(d, d.Scientific(precision, unique, 2)))];
                precision = texts.Max(t => t.IndexOf('e') - t.IndexOf('.') - 1);
                padLeft = texts.Max(t => t.IndexOf('.'));
                expSize = texts.Max(t => t.Length - t.IndexOf('e') - 2);
                padRight = expSize + 2 + precision;
                keepZeros = true;
            }
            else
            {
                string[] texts = [.. finite.Select(d => Signed(d, d.Positional(precision, unique)))];
                padLeft = texts.Max(t => t.IndexOf('.'));
                padRight = texts.Max(t => t.Length - t.IndexOf('.') - 1);
                if (options.FloatMode is "fixed" or "maxprec_equal")
                {
                    precision = padRight;
                    keepZeros = true;
                }
            }
            if (options.Sign == " " && finite.Count > 0 && !finite.Any(d => d.IsNegative)) padLeft++;
            if (finite.Count != shown.Count)
            {
                bool signed = options.Sign != "-" || shown.Any(i => At(i).Value == double.NegativeInfinity);
                int offset = padRight + 1;
                padLeft = Math.Max(padLeft, Math.Max(options.Nan.Length - offset, options.Inf.Length + (signed ? 1 : 0) - offset));
            }
        }

        private Decimal At(int i) => array.dtype == DType.float32 ? Decimal.Of(array.item<float>(i)) : Decimal.Of(array.item<double>(i));

        private string Signed(Decimal d, string text) => options.Sign == "+" && !d.IsNegative ? "+" + text : text;

        public string Format(int i)
        {
            Decimal d = At(i);
            int width = padLeft + padRight + 1;
            if (double.IsNaN(d.Value)) return ((options.Sign == "+" ? "+" : "") + options.Nan).PadLeft(width);
            if (double.IsInfinity(d.Value)) return ((d.Value < 0 ? "-" : options.Sign == "+" ? "+" : "") + options.Inf).PadLeft(width);
            string text = Signed(d, scientific ? d.Scientific(precision, unique, expSize, keepZeros) : d.Positional(precision, unique, keepZeros));
            int point = text.IndexOf('.');
            text = new string(' ', Math.Max(0, padLeft - point)) + text;
            return scientific ? text : text.PadRight(width);
        }
    }

    /// <summary>A binary floating point number in decimal: its shortest digits, and its exact value for rounding them.</summary>
    private readonly struct Decimal
    {
        public readonly double Value;
        private readonly string digits;   // the shortest that give the number back, without leading and trailing zeros
        private readonly int exponent;    // of the first digit: 1 for 12.5

        private Decimal(double value, string shortest)
        {
            (Value, digits) = (value, "0");
            if (!double.IsFinite(value) || value == 0) return;
            int e = shortest.IndexOf('E');
            string mantissa = (e < 0 ? shortest : shortest[..e]).TrimStart('-');
            int scale = e < 0 ? 0 : int.Parse(shortest.AsSpan(e + 1), CultureInfo.InvariantCulture), point = mantissa.IndexOf('.');
            int whole = point < 0 ? mantissa.Length : point;
            string all = mantissa.Replace(".", "");
            int zeros = all.Length - all.TrimStart('0').Length;
            digits = all.Trim('0');
            exponent = whole - 1 - zeros + scale;
        }

        public static Decimal Of(double value) => new(value, value.ToString("R", CultureInfo.InvariantCulture));
        public static Decimal Of(float value) => new(value, value.ToString("R", CultureInfo.InvariantCulture));

        public static string? Special(double value) => double.IsNaN(value) ? "nan" : double.IsInfinity(value) ? value > 0 ? "inf" : "-inf" : null;

        public bool IsNegative => double.IsNegative(Value);

        /// <summary>Without an exponent, with at most so many decimals (−1: all the shortest has), or with just so many if they are kept; the point stays.</summary>
        public string Positional(int precision, bool unique, bool keepZeros = false)
        {
            int shown = Value == 0 ? 0 : Math.Max(0, digits.Length - 1 - exponent);   // decimals
            string text;                                                             // all digits, without the point
            if (precision >= 0 && (shown > precision || !unique || keepZeros))
            {
                shown = precision;
                text = Rounded(precision).ToString(CultureInfo.InvariantCulture);
            }
            else text = exponent >= 0 ? digits.PadRight(exponent + 1, '0') : digits;
            text = text.PadLeft(shown + 1, '0');
            string whole = text[..^shown], fraction = text[^shown..];
            if (keepZeros) fraction = fraction.PadRight(Math.Max(precision, 0), '0');
            else if (unique) fraction = fraction.TrimEnd('0');
            return $"{(IsNegative ? "-" : "")}{whole}.{fraction}";
        }

        /// <summary>With an exponent of at least so many digits, and at most so many decimals (−1: all the shortest has).</summary>
        public string Scientific(int precision, bool unique, int expDigits, bool keepZeros = false)
        {
            string shown = digits;
            int power = exponent;
            if (precision >= 0 && (digits.Length > precision + 1 || !unique || keepZeros) && Value != 0)
            {
                // The exact value may begin one digit further down than the shortest digits, where these were rounded up to a power of ten.
                shown = Rounded(precision - power + 1).ToString(CultureInfo.InvariantCulture);
                if (shown.Length == precision + 1) power--;
                else shown = Rounded(precision - power).ToString(CultureInfo.InvariantCulture);
                if (shown.Length > precision + 1) (shown, power) = (shown[..^1], power + 1);
            }
            string fraction = shown[1..];
            if (keepZeros || !unique) fraction = fraction.PadRight(Math.Max(precision, 0), '0');
            else fraction = fraction.TrimEnd('0');
            string magnitude = Math.Abs(power).ToString(CultureInfo.InvariantCulture).PadLeft(expDigits, '0');
            return $"{(IsNegative ? "-" : "")}{shown[0]}.{fraction}e{(power < 0 ? "-" : "+")}{magnitude}";
        }

        /// <summary>The magnitude times ten to the power of <paramref name="decimals"/>, rounded from the exact value, halves to even.</summary>
        private BigInteger Rounded(int decimals)
        {
            long bits = BitConverter.DoubleToInt64Bits(Value);
            int biased = (int)((bits >> 52) & 0x7FF);
            BigInteger numerator = biased == 0 ? bits & 0xFFFFFFFFFFFFF : (bits & 0xFFFFFFFFFFFFF) | 0x10000000000000, denominator = BigInteger.One;
            int power = (biased == 0 ? 1 : biased) - 1075;
            if (power >= 0) numerator <<= power;
            else denominator <<= -power;
            if (decimals >= 0) numerator *= BigInteger.Pow(10, decimals);
            else denominator *= BigInteger.Pow(10, -decimals);
            BigInteger quotient = BigInteger.DivRem(numerator, denominator, out BigInteger remainder);
            int half = (remainder * 2).CompareTo(denominator);
            return half > 0 || half == 0 && !quotient.IsEven ? quotient + 1 : quotient;
        }
    }
}
