using System.Collections;
using KerasTransfer.Data;

namespace KerasTransfer;

/// <summary>
/// What a <see cref="Dataset"/> holds: an array, several of them (<c>(x, y)</c>), arrays by name, or these inside each other. One array is used as it is: it converts to
/// <see cref="NDArray"/>; several are taken apart: <c>foreach (var (images, labels) in ds)</c>.
/// </summary>
public sealed class Element : IEnumerable<Element>
{
    private readonly object? leaf;                                              // an NDArray, a string or (in windows) a Dataset
    private readonly List<Element> parts = [];
    private readonly List<string>? names;

    /// <summary>To be filled by name: <c>new() { ["image"] = x, ["label"] = y }</c>.</summary>
    public Element() => names = [];

    private Element(object leaf) => this.leaf = leaf;
    private Element(IEnumerable<Element> parts, IEnumerable<string>? names = null)
    {
        this.parts.AddRange(parts);
        if (names is not null) this.names = [.. names];
    }

    /// <summary>One array.</summary>
    public static implicit operator Element(NDArray array) => new((object)array);
    /// <summary>One array.</summary>
    public static implicit operator Element(int[] array) => new((object)(NDArray)array);
    /// <summary>One array.</summary>
    public static implicit operator Element(long[] array) => new((object)(NDArray)array);
    /// <summary>One array.</summary>
    public static implicit operator Element(float[] array) => new((object)(NDArray)array);
    /// <summary>One array.</summary>
    public static implicit operator Element(double[] array) => new((object)(NDArray)array);
    /// <summary>One array.</summary>
    public static implicit operator Element(bool[] array) => new((object)(NDArray)array);
    /// <summary>One array.</summary>
    public static implicit operator Element(byte[] array) => new((object)(NDArray)array);
    /// <summary>One array.</summary>
    public static implicit operator Element(int[,] array) => new((object)(NDArray)array);
    /// <summary>One array.</summary>
    public static implicit operator Element(float[,] array) => new((object)(NDArray)array);
    /// <summary>One array.</summary>
    public static implicit operator Element(double[,] array) => new((object)(NDArray)array);
    /// <summary>One array.</summary>
    public static implicit operator Element(float[,,,] array) => new((object)(NDArray)array);
    /// <summary>One array.</summary>
    public static implicit operator Element(byte[,,,] array) => new((object)(NDArray)array);
    /// <summary>A tensor's value.</summary>
    public static implicit operator Element(Tensor tensor) => new((object)tensor.numpy());
    /// <summary>A text, such as the path of a file.</summary>
    public static implicit operator Element(string text) => new((object)text);
    /// <summary>Texts.</summary>
    public static implicit operator Element(string[] texts) => new((object)texts);
    /// <summary>A dataset inside a dataset, as <c>window</c> makes them.</summary>
    public static implicit operator Element(Dataset dataset) => new((object)dataset);
    /// <summary>A pair, such as inputs and targets; its parts may have parts themselves.</summary>
    public static implicit operator Element((Element, Element) e) => Of(e.Item1, e.Item2);
    /// <summary>A triple, such as inputs, targets and sample weights.</summary>
    public static implicit operator Element((Element, Element, Element) e) => Of(e.Item1, e.Item2, e.Item3);
    /// <summary>Four parts.</summary>
    public static implicit operator Element((Element, Element, Element, Element) e) => Of(e.Item1, e.Item2, e.Item3, e.Item4);
    /// <summary>Several arrays.</summary>
    public static implicit operator Element(NDArray[] arrays) => Of([.. arrays.Select(a => (Element)a)]);
    /// <summary>Arrays by name.</summary>
    public static implicit operator Element(Dictionary<string, NDArray> arrays) => Named(arrays.Select(a => (a.Key, (Element)a.Value)));

    /// <summary>The array.</summary>
    /// <exception cref="ValueError">It has several parts, or is no array.</exception>
    public static implicit operator NDArray(Element element) => element.Array;
    /// <summary>The array as a constant.</summary>
    /// <exception cref="ValueError">It has several parts, or is no array.</exception>
    public static implicit operator Tensor(Element element) => element.Array;
    /// <summary>The text.</summary>
    /// <exception cref="ValueError">It is no text.</exception>
    public static implicit operator string(Element element) => element.leaf as string ?? throw element.IsNot("a text");
    /// <summary>The dataset.</summary>
    /// <exception cref="ValueError">It is no dataset.</exception>
    public static implicit operator Dataset(Element element) => element.leaf as Dataset ?? throw element.IsNot("a dataset");

    internal static Element Of(params Element[] parts) => new(parts);
    internal static Element Named(IEnumerable<(string Name, Element Part)> parts) { var all = parts.ToArray(); return new(all.Select(p => p.Part), all.Select(p => p.Name)); }

    internal bool IsLeaf => leaf is not null;
    internal bool IsTuple => leaf is null && names is null;
    internal bool IsNamed => leaf is null && names is not null;
    internal object? Leaf => leaf;
    internal IReadOnlyList<Element> Parts => parts;
    internal IReadOnlyList<string> Names => names ?? [];

    private NDArray Array => leaf as NDArray ?? throw IsNot("one array");

    private ValueError IsNot(string what) => new($"The dataset's element is not {what}: it is {Describe()}. {(IsTuple ? "Take it apart: var (x, y) = element, or element[0]." : IsNamed ? "Ask for a part by name: element[\"name\"]." : "Use it as what it is.")}");

    internal string Describe() => leaf switch
    {
        NDArray a => $"an array of shape {a.shape}",
        string => "a text",
        string[] => "a list of texts",
        Dataset => "a dataset",
        _ when names is not null => $"arrays by name ({string.Join(", ", names)})",
        _ => $"{parts.Count} parts ({string.Join(", ", parts.Select(p => p.Describe()))})",
    };

    /// <summary>A part of several, counted from 0; of one array, what it has there along its first axis.</summary>
    /// <exception cref="ValueError">There is no such part.</exception>
    public Element this[int index] => leaf is NDArray array ? array[index] : !IsTuple ? throw IsNot("several arrays in order")
        : index >= -parts.Count && index < parts.Count ? parts[index < 0 ? index + parts.Count : index] : throw new ValueError($"The dataset's element has {parts.Count} parts. Asked for: {index}.");

    /// <summary>A slice of the array.</summary>
    public NDArray this[params ReadOnlySpan<Slice> slices] => Array[slices];

    /// <summary>The part of that name.</summary>
    /// <exception cref="ValueError">There is no such part.</exception>
    public Element this[string name]
    {
        get => names?.IndexOf(name) is >= 0 and { } i ? parts[i] : throw new ValueError($"The dataset's element has no part '{name}': it is {Describe()}.");
        set
        {
            if (names is null) throw IsNot("made of parts by name");
            if (names.IndexOf(name) is var i and >= 0) { parts[i] = value; return; }
            names.Add(name);
            parts.Add(value);
        }
    }

    /// <summary>The array's shape.</summary>
    public Shape shape => Array.shape;
    /// <summary>The array's type.</summary>
    public DType dtype => Array.dtype;
    /// <summary>The array's number of axes.</summary>
    public int ndim => Array.ndim;
    /// <summary>The array.</summary>
    public NDArray numpy() => Array;

    /// <summary>The two arrays: <c>var (images, labels) = element</c>.</summary>
    /// <exception cref="ValueError">There are more or less, or one has parts itself.</exception>
    public void Deconstruct(out NDArray first, out NDArray second) => (first, second) = Expect(2) is var p ? (p[0].Array, p[1].Array) : default;
    /// <summary>The three arrays.</summary>
    /// <exception cref="ValueError">There are more or less, or one has parts itself.</exception>
    public void Deconstruct(out NDArray first, out NDArray second, out NDArray third) => (first, second, third) = Expect(3) is var p ? (p[0].Array, p[1].Array, p[2].Array) : default;
    /// <summary>The four arrays.</summary>
    /// <exception cref="ValueError">There are more or less, or one has parts itself.</exception>
    public void Deconstruct(out NDArray first, out NDArray second, out NDArray third, out NDArray fourth) =>
        (first, second, third, fourth) = Expect(4) is var p ? (p[0].Array, p[1].Array, p[2].Array, p[3].Array) : default;

    /// <summary>The parts, which must be that many.</summary>
    internal IReadOnlyList<Element> Expect(int count) => IsTuple && parts.Count == count ? parts
        : throw new ValueError($"Expected an element of {count} parts; the dataset's element is {Describe()}.{(IsLeaf ? " Write a function of one argument, x => …, or foreach (var x in ds)." : "")}");

    /// <summary>The arrays inside, in order.</summary>
    internal IEnumerable<object> Leaves => leaf is not null ? [leaf] : parts.SelectMany(p => p.Leaves);

    /// <summary>The same structure with something else in each place.</summary>
    internal Element Map(Func<object, Element> f) => leaf is not null ? f(leaf) : new(parts.Select(p => p.Map(f)), names);

    /// <summary>The same structure with other arrays inside, in order.</summary>
    internal Element With(IReadOnlyList<NDArray> arrays)
    {
        int next = 0;
        return Map(_ => arrays[next++]);
    }

    /// <summary>The parts, or the elements along an array's first axis.</summary>
    public IEnumerator<Element> GetEnumerator()
    {
        if (leaf is Dataset dataset) return dataset.GetEnumerator();
        if (leaf is NDArray array) return Enumerable.Range(0, array.ndim == 0 ? throw IsNot("a list") : array.shape[0]).Select(i => (Element)array[i]).GetEnumerator();
        return parts.GetEnumerator();
    }
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>As Python prints it.</summary>
    public override string ToString() => leaf is not null ? PythonText.Str(leaf)
        : names is null ? $"({string.Join(", ", parts.Select(p => p.Repr()))}{(parts.Count == 1 ? "," : "")})" : $"{{{string.Join(", ", names.Zip(parts, (n, p) => $"'{n}': {p.Repr()}"))}}}";

    private string Repr() => leaf is not null ? PythonText.Repr(leaf) : ToString();

    /// <summary>Element-wise sum.</summary>
    public static NDArray operator +(Element a, NDArray b) => a.Array + b;
    /// <summary>Element-wise difference.</summary>
    public static NDArray operator -(Element a, NDArray b) => a.Array - b;
    /// <summary>Element-wise product.</summary>
    public static NDArray operator *(Element a, NDArray b) => a.Array * b;
    /// <summary>Element-wise quotient.</summary>
    public static NDArray operator /(Element a, NDArray b) => a.Array / b;
    /// <summary>Element-wise remainder.</summary>
    public static NDArray operator %(Element a, NDArray b) => a.Array % b;
}
