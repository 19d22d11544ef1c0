using KerasTransfer.Saving;

namespace KerasTransfer.Models;

/// <summary>The call of an operation as a file has it: tensors in order, and settings by name.</summary>
/// <param name="Function">The function of keras.ops.</param>
/// <param name="Arguments">KerasTensor, NDArray, numbers, or lists of these.</param>
/// <param name="Settings">The configuration of the operation and the keywords of the call.</param>
/// <param name="Where">Where it stands, for errors.</param>
internal sealed record SymbolicCall(string Function, IReadOnlyList<object?> Arguments, IReadOnlyDictionary<string, object?> Settings, string Where)
{
    private static readonly string[][] tensorKeys = [["x", "x1", "input", "a"], ["y", "x2", "b", "bias", "indices"], ["x2"]];

    /// <summary>A tensor or number.</summary>
    public SymbolicArgument this[int place] =>
        place < Arguments.Count ? Of(Arguments[place]) : tensorKeys[place].Select(k => Settings.GetValueOrDefault(k)).FirstOrDefault(v => v is not null) is { } named ? Of(named)
        : throw new ValueError($"{Where}: the operation '{Function}' lacks argument {place}.");

    private SymbolicArgument Of(object? value) => value switch
    {
        KerasTensor or NDArray or double or int => SymbolicArgument.Of(value),
        long n => (int)n,
        List<object?> numbers when numbers.All(n => n is long) => numbers.Select(n => (long)n!).ToArray() is var whole ? (NDArray)whole : null!,
        List<object?> numbers when numbers.All(n => n is long or double) => (NDArray)numbers.Select(n => (float)Convert.ToDouble(n, System.Globalization.CultureInfo.InvariantCulture)).ToArray(),
        _ => throw new ValueError($"{Where}: the operation '{Function}' takes {ConfigJson.Describe(value)}. Expected: a tensor, an array or a number."),
    };

    public KerasTensor Symbol(int place) => this[place].Value as KerasTensor ?? throw new ValueError($"{Where}: the operation '{Function}' needs a tensor.");
    public SymbolicArguments Several(int place) => new([.. (place < Arguments.Count && Arguments[place] is List<object?> list ? list : Arguments).Select(Of)]);

    private ConfigItem? Setting(string key, string? old = null) =>
        Settings.TryGetValue(key, out object? value) || (old is not null && Settings.TryGetValue(old, out value)) ? new ConfigItem(value, $"{Where} '{key}'", ConfigContext.Default) : null;

    public Axes? Axes(string key) => Setting(key) is { IsNull: false } item ? item.To<Axes>() : null;
    public bool Bool(string key, bool otherwise = false) => Setting(key) is { IsNull: false } item ? item.ToBool() : otherwise;
    public int? Int(string key, int? otherwise = null) => Setting(key) is { } item ? item.IsNull ? null : item.ToInt() : otherwise;
    public double Double(string key, double otherwise, string? old = null) => Setting(key, old) is { IsNull: false } item ? item.ToDouble() : otherwise;
    public string? Text(string key) => Setting(key) is { IsNull: false } item ? item.ToText() : null;
    public DType DType(string key) => Setting(key) is { IsNull: false } item ? item.ToDType() : FloatX.Value;
    public int[]? Ints(string key, string? old = null) => Setting(key, old) is { IsNull: false } item ? item.ToArray(static i => i.ToInt()) : null;
    public Shape Shape(string key, string? old = null) => Setting(key, old) is { IsNull: false } item ? item.ToShape() : throw new ValueError($"{Where}: the operation '{Function}' lacks '{key}'.");
    public SymbolicArgument Number(string key, string old) => Setting(key, old) is { IsNull: false } item ? Of(item.Value) : throw new ValueError($"{Where}: the operation '{Function}' lacks '{key}'.");

    /// <summary>Python's x[…].</summary>
    public Slice[] Slices(string key)
    {
        object? given = Arguments.Count > 1 ? Arguments[1] : Settings.GetValueOrDefault(key) ?? Settings.GetValueOrDefault("slice_spec");
        return given is List<object?> several ? [.. several.Select(One)] : [One(given)];
    }

    private Slice One(object? given)
    {
        if (given is null) return Slice.NewAxis;
        if (given is long or int) return Convert.ToInt32(given, System.Globalization.CultureInfo.InvariantCulture);
        if (given is IReadOnlyDictionary<string, object?> wrapped)
        {
            if (wrapped.GetValueOrDefault("class_name") is "__ellipsis__") return Slice.Ellipsis;
            IReadOnlyDictionary<string, object?> bounds = wrapped.GetValueOrDefault("config") as IReadOnlyDictionary<string, object?> ?? wrapped;
            if (bounds.ContainsKey("start") || bounds.ContainsKey("stop")) return Slice.Step(Bound("start"), Bound("stop"), Bound("step") ?? 1);
            int? Bound(string name) => bounds.GetValueOrDefault(name) is long n ? (int)n : null;
        }
        throw new NotSupportedException($"{Where}: a part of a tensor by {ConfigJson.Describe(given)} is not supported. Build this part of the model in code and load the weights by name.");
    }
}
