using System.Globalization;

namespace KerasTransfer;

/// <summary>
/// One index of an array: a number, a range, a range with a step, all axes between (<see cref="Ellipsis"/>), a new axis, a mask or an array of indices.
/// Written <c>x[0]</c>, <c>x[..5000]</c>, <c>x[.., ^1]</c>, <c>x["::2"]</c>, <c>x["...", 0]</c>, <c>x[labels == 3]</c>, <c>x[order]</c>.
/// </summary>
public readonly struct Slice
{
    internal enum SliceKind : byte { All, Index, Range, Step, Ellipsis, NewAxis, Array }

    internal readonly SliceKind Kind;
    internal readonly NDArray? Array;
    private readonly Range range;
    private readonly int? start, stop;
    private readonly int step;

    private Slice(SliceKind kind) => Kind = kind;
    private Slice(int index) => (Kind, step) = (SliceKind.Index, index);
    private Slice(Range range) => (Kind, this.range) = (SliceKind.Range, range);
    private Slice(NDArray array) => (Kind, Array) = (SliceKind.Array, array);
    private Slice(int? start, int? stop, int step) => (Kind, this.start, this.stop, this.step) = (SliceKind.Step, start, stop, step);

    /// <summary>The whole axis: Python's <c>:</c>, C#'s <c>..</c>.</summary>
    public static Slice All => default;
    /// <summary>As many whole axes as are left: Python's <c>...</c>.</summary>
    public static Slice Ellipsis => new(SliceKind.Ellipsis);
    /// <summary>A new axis of length 1: NumPy's <c>np.newaxis</c>.</summary>
    public static Slice NewAxis => new(SliceKind.NewAxis);
    /// <summary>Python's <c>start:stop:step</c>; null where Python writes nothing, negative counts from the end.</summary>
    /// <exception cref="ValueError">The step is zero.</exception>
    public static Slice Step(int? start, int? stop, int step) => step != 0 ? new(start, stop, step) : throw new ValueError("slice step cannot be zero");

    /// <summary>A range written as in Python: <c>"::2"</c>, <c>"1:-1"</c>, <c>"::-1"</c>, <c>":"</c>, <c>"..."</c>, or a number.</summary>
    /// <exception cref="ValueError">It is none.</exception>
    public static Slice Parse(string text)
    {
        if (text.Trim() == "...") return Ellipsis;
        string[] parts = text.Split(':');
        int? first = Part(0), second = Part(1), third = Part(2);
        return parts.Length switch
        {
            1 when first is int i => i,
            2 => Step(first, second, 1),
            3 => Step(first, second, third ?? 1),
            _ => throw Unreadable(),
        };

        int? Part(int i) => i >= parts.Length || string.IsNullOrWhiteSpace(parts[i]) ? null
            : int.TryParse(parts[i], NumberStyles.AllowLeadingSign | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out int value) ? value : throw Unreadable();
        ValueError Unreadable() => new($"'{text}' is no slice. Expected Python's start:stop:step, such as \"::2\", \"1:-1\" or \"...\".");
    }

    /// <summary>One place; negative counts from the end.</summary>
    public static implicit operator Slice(int index) => new(index);
    /// <summary>One place; <c>^1</c> is the last.</summary>
    public static implicit operator Slice(Index index) => index.IsFromEnd ? index.Value == 0 ? new(int.MaxValue) : new(-index.Value) : new(index.Value);
    /// <summary>A run of places, cut to what there is.</summary>
    public static implicit operator Slice(Range range) => range.Equals(Range.All) ? All : new(range);
    /// <summary>A slice written as in Python.</summary>
    public static implicit operator Slice(string text) => Parse(text);
    /// <summary>A mask of bools, or integers that say which places.</summary>
    public static implicit operator Slice(NDArray array) => new(array);
    /// <summary>Which places.</summary>
    public static implicit operator Slice(int[] indices) => new(indices);
    /// <summary>Which places.</summary>
    public static implicit operator Slice(long[] indices) => new(indices);
    /// <summary>Which places: those that are true.</summary>
    public static implicit operator Slice(bool[] mask) => new(mask);

    /// <summary>As files of Keras 3 have it.</summary>
    /// <exception cref="NotSupportedException">It is a mask or an array of indices.</exception>
    internal object? ToConfig() => Kind switch
    {
        SliceKind.Index => (long)step,
        SliceKind.NewAxis => null,
        SliceKind.Ellipsis => Wrapped("__ellipsis__", []),
        SliceKind.Array => throw new NotSupportedException("A part of a symbolic tensor by a mask or an array of indices cannot be saved. Use keras.ops.take."),
        SliceKind.Range => Wrapped("__slice__", new() { ["start"] = Bound(range.Start, 0), ["stop"] = Bound(range.End, null), ["step"] = null }),
        _ => Wrapped("__slice__", new() { ["start"] = (long?)start, ["stop"] = (long?)stop, ["step"] = Kind == SliceKind.All || step == 1 ? null : (long)step }),
    };

    private static Dictionary<string, object?> Wrapped(string name, Dictionary<string, object?> config) => new() { ["class_name"] = name, ["config"] = config };
    private static object? Bound(Index index, int? open) => index.IsFromEnd ? (index.Value == 0 ? null : -(long)index.Value) : index.Value == open ? null : (long)index.Value;

    /// <summary>The place on an axis of that length that an index names.</summary>
    internal int Place(int axis, int length)
    {
        int i = step < 0 ? step + length : step;
        if ((uint)i < (uint)length) return i;
        string given = step == int.MaxValue ? "^0" : step.ToString(CultureInfo.InvariantCulture);
        throw new ValueError($"index {given} is out of bounds for axis {axis} with size {length}");
    }

    /// <summary>Where on an axis of that length a range starts, how far it steps, and how many places it takes; as Python cuts slices.</summary>
    internal (int start, int step, int count) Places(int length)
    {
        if (Kind == SliceKind.All) return (0, 1, length);
        if (Kind == SliceKind.Range)
        {
            int from = Math.Clamp(range.Start.GetOffset(length), 0, length), to = Math.Clamp(range.End.GetOffset(length), 0, length);
            return (from, 1, Math.Max(0, to - from));
        }
        int low = step > 0 ? 0 : -1, high = step > 0 ? length : length - 1;
        int begin = start is int s ? Math.Clamp(s < 0 ? s + length : s, low, high) : step > 0 ? 0 : length - 1;
        int end = stop is int e ? Math.Clamp(e < 0 ? e + length : e, low, high) : step > 0 ? length : -1;
        long span = step > 0 ? (long)end - begin : (long)begin - end, stride = Math.Abs((long)step);
        return (begin, step, (int)Math.Max(0, (span + stride - 1) / stride));
    }
}
