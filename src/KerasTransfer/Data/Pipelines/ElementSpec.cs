namespace KerasTransfer;

/// <summary>What a dataset's elements look like: the shape and type of an array, or this of several, in order or by name. After <c>Dataset.element_spec</c>.</summary>
public sealed class ElementSpec
{
    private readonly ElementSpec[] parts;
    private readonly string[]? names;

    /// <summary>Of one array; <c>tf.TensorSpec(shape, dtype)</c>.</summary>
    /// <param name="shape">Its shape; null where a length is not known or differs.</param>
    /// <param name="dtype">Its type; float32 unless given.</param>
    public ElementSpec(Shape shape, DType? dtype = null) => (this.shape, this.dtype, parts) = (shape, dtype ?? DType.float32, []);

    private ElementSpec(IEnumerable<ElementSpec> parts, IEnumerable<string>? names) => (shape, dtype, this.parts, this.names) = (Shape.Scalar, DType.float32, [.. parts], names is null ? null : [.. names]);

    private bool isText, isLeaf = true;

    /// <summary>The array's shape, null for lengths that are not known.</summary>
    public Shape shape { get; }
    /// <summary>The array's type.</summary>
    public DType dtype { get; }

    internal bool IsLeaf => isLeaf && !isText;

    /// <summary>A part of several.</summary>
    public ElementSpec this[int index] => parts[index < 0 ? index + parts.Length : index];
    /// <summary>The part of that name.</summary>
    public ElementSpec this[string name] => System.Array.IndexOf(names ?? [], name) is var i and >= 0 ? parts[i] : throw new ValueError($"There is no part '{name}' in {this}.");

    /// <summary>Two arrays.</summary>
    public static implicit operator ElementSpec((ElementSpec, ElementSpec) s) => Of([s.Item1, s.Item2]);
    /// <summary>Three arrays.</summary>
    public static implicit operator ElementSpec((ElementSpec, ElementSpec, ElementSpec) s) => Of([s.Item1, s.Item2, s.Item3]);

    private static ElementSpec Of(IEnumerable<ElementSpec> parts, IEnumerable<string>? names = null) => new(parts, names) { isLeaf = false };

    /// <summary>Of an element, as it is.</summary>
    internal static ElementSpec Of(Element element) => element.Leaf switch
    {
        NDArray a => new(a.shape, a.dtype),
        not null => new(Shape.Scalar) { isText = true },
        _ => Of(element.Parts.Select(Of), element.IsNamed ? element.Names : null),
    };

    /// <summary>The same with each array's shape replaced.</summary>
    internal ElementSpec Map(Func<Shape, Shape> f) => isText ? this : isLeaf ? new(f(shape), dtype) : Of(parts.Select(p => p.Map(f)), names);

    /// <summary>The arrays' specs, in order.</summary>
    internal IEnumerable<ElementSpec> Leaves => isLeaf ? [this] : parts.SelectMany(p => p.Leaves);

    /// <summary>An element's arrays in the types that are declared here.</summary>
    /// <exception cref="ValueError">It does not have these parts and shapes.</exception>
    internal Element Check(Element element, string what)
    {
        ElementSpec[] wanted = [.. Leaves];
        object[] given = [.. element.Leaves];
        if (given.Length != wanted.Length) throw new ValueError($"{what} gave {element.Describe()}, which is not what was declared: {this}.");
        int next = 0;
        return element.Map(leaf =>
        {
            ElementSpec spec = wanted[next++];
            if (leaf is not NDArray array) return leaf as string ?? throw new ValueError($"{what} gave {element.Describe()}, which is not what was declared: {this}.");
            bool fits = array.ndim == spec.shape.Rank;
            for (int i = 0; fits && i < array.ndim; i++) fits = spec.shape[i] == Shape.Unknown || spec.shape[i] == array.shape[i];
            return fits ? array.As(spec.dtype) : throw new ValueError($"{what} gave an array of shape {array.shape} where {spec.shape} was declared.");
        });
    }

    /// <summary>As Python prints it.</summary>
    public override string ToString() => isText ? "TensorSpec(shape=(), dtype=tf.string, name=None)"
        : isLeaf ? $"TensorSpec(shape={shape}, dtype=tf.{dtype.name}, name=None)"
        : names is null ? $"({string.Join(", ", parts.Select(p => p.ToString()))}{(parts.Length == 1 ? "," : "")})" : $"{{{string.Join(", ", names.Zip(parts, (n, p) => $"'{n}': {p}"))}}}";
}
