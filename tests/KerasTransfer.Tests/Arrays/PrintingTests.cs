using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace KerasTransfer.Tests.Arrays;

/// <summary>Arrays as text, against NumPy's str and repr (golden/np.py).</summary>
[TestClass, DoNotParallelize]   // the print options are shared
public partial class PrintingTests
{
    private static readonly NpzFile inputs = np.load_npz(NumPyGolden.Path("inputs.npz"));

    public static IEnumerable<object[]> Texts => NumPyGolden.Printed.GetProperty("texts").EnumerateObject().Select(t => (object[])[t.Name, t.Value[0].GetString()!, t.Value[1].GetString()!]);

    [TestMethod, DynamicData(nameof(Texts))]
    public void Str_and_repr_are_those_of_NumPy(string expression, string str, string repr)
    {
        NDArray a = Made(expression);
        Assert.AreEqual(str, a.ToString(), expression);
        if (!(a.ndim == 0 && expression.StartsWith("np.array", StringComparison.Ordinal))) Assert.AreEqual(repr, np.array_repr(a), expression);   // one number has the text of a NumPy scalar
    }

    public static IEnumerable<object[]> Options => NumPyGolden.Printed.GetProperty("options").EnumerateObject().Select(t => (object[])[t.Name, t.Value.GetString()!]);

    [TestMethod, DynamicData(nameof(Options))]
    public void Options_work_as_in_NumPy(string case_, string expected)
    {
        JsonElement c = JsonDocument.Parse(case_).RootElement, o = c[1];
        PrintOptions before = PrintOptions.Current;
        try
        {
            np.set_printoptions(Int("precision"), Int("threshold"), Int("edgeitems"), Int("linewidth"), o.TryGetProperty("suppress", out JsonElement s) ? s.GetBoolean() : null,
                Text("nanstr"), Text("infstr"), Text("sign"), Text("floatmode"));
            Assert.AreEqual(expected, Made(c[0].GetString()!).ToString(), case_);
        }
        finally { PrintOptions.Current = before; }

        int? Int(string name) => o.TryGetProperty(name, out JsonElement v) ? v.GetInt32() : null;
        string? Text(string name) => o.TryGetProperty(name, out JsonElement v) ? v.GetString() : null;
    }

    // The few Python expressions of the golden file.
    private static NDArray Made(string expression)
    {
        if (inputs.files.Contains(expression)) return inputs[expression];
        string e = expression.Replace("np.float32)", "'float32')").Replace("np.uint8", "'uint8'").Replace("np.int32", "'int32'");
        Match shape = Reshape().Match(e), scale = Scale().Match(e), dtype = Type().Match(e);
        if (scale.Success)
        {
            NDArray inner = Made(scale.Groups[1].Value);
            int number = int.Parse(scale.Groups[3].Value, CultureInfo.InvariantCulture);
            return scale.Groups[2].Value == "*" ? inner * number : inner / number;
        }
        if (shape.Success) return Made(shape.Groups[1].Value).reshape(Dims(shape.Groups[2].Value));
        DType? type = dtype.Success ? (DType)dtype.Groups[1].Value : null;
        if (dtype.Success) e = e.Remove(dtype.Index, dtype.Length);
        string args = e[(e.IndexOf('(') + 1)..^1];
        return e[..e.IndexOf('(')] switch
        {
            "np.arange" => np.arange(long.Parse(args, CultureInfo.InvariantCulture)),
            "np.zeros" => np.zeros(Dims(args), type),
            "np.ones" => np.ones(Dims(args), type),
            "np.eye" => np.eye(int.Parse(args, CultureInfo.InvariantCulture)),
            "np.linspace" => args.Split(", ") is var p ? np.linspace(Number(p[0]), Number(p[1]), (int)Number(p[2]), dtype: type) : null!,
            "np.float32" => NDArray.FromArray([(float)Number(args)], Shape.Scalar),
            "np.float64" => NDArray.FromArray([Number(args)], Shape.Scalar),
            "np.int64" => NDArray.FromArray([(long)Number(args)], Shape.Scalar),
            "np.array" => Literal(args, type),
            _ => throw new InvalidOperationException(expression),
        };
    }

    private static Shape Dims(string text) => new([.. text.Trim('(', ')').Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(int.Parse)]);

    private static double Number(string text) => text.Trim() switch
    {
        "np.nan" => double.NaN,
        "np.inf" => double.PositiveInfinity,
        "-np.inf" => double.NegativeInfinity,
        var t when t.Contains('/') => Number(t.Split('/')[0]) / Number(t.Split('/')[1]),
        var t when t.Contains(" + ") => Number(t.Split(" + ")[0]) + Number(t.Split(" + ")[1]),
        var t => double.Parse(t, CultureInfo.InvariantCulture),
    };

    private static NDArray Literal(string text, DType? type)
    {
        List<int> dims = [];
        for (int depth = 0; depth < text.Length && text[depth] == '['; depth++) dims.Add(0);
        string[] items = text.Replace("[", "").Replace("]", "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        int rows = dims.Count == 2 ? text.Count(c => c == '[') - 1 : 1;
        Shape shape = dims.Count switch { 0 => Shape.Scalar, 1 => items.Length, 2 => (rows, items.Length / rows), _ => (1, 1, items.Length) };
        if (items[0] is "True" or "False") return NDArray.FromArray(items.Select(i => i == "True").ToArray(), shape);
        bool whole = items.All(i => i.All(c => char.IsDigit(c) || c == '-'));
        NDArray values = NDArray.FromArray(items.Select(Number).ToArray(), shape);
        return values.astype(type ?? (whole ? DType.int64 : DType.float64));
    }

    [GeneratedRegex(@"^(.*)\.reshape\((.*)\)$")]
    private static partial Regex Reshape();
    [GeneratedRegex(@"^(np\.arange.*\)) ([*/]) (\d+)$")]
    private static partial Regex Scale();
    [GeneratedRegex(@", dtype='(\w+)'")]
    private static partial Regex Type();
}
