using KerasTransfer.Data;

namespace KerasTransfer;

public abstract partial class Dataset
{
    /// <summary>The elements that a generator gives. It is called anew for each pass.</summary>
    /// <param name="generator">An iterator method, or a function that gives a sequence.</param>
    /// <param name="output_signature">Types and shapes, which the elements are made to have or must have; as they come unless given.</param>
    public static Dataset from_generator(Func<IEnumerable<NDArray>> generator, ElementSpec? output_signature = null) => new GeneratorDataset(() => generator().Select(e => (Element)e), output_signature);
    /// <inheritdoc cref="from_generator(Func{IEnumerable{NDArray}}, ElementSpec)"/>
    public static Dataset from_generator(Func<IEnumerable<(NDArray, NDArray)>> generator, ElementSpec? output_signature = null) => new GeneratorDataset(() => generator().Select(e => (Element)e), output_signature);
    /// <inheritdoc cref="from_generator(Func{IEnumerable{NDArray}}, ElementSpec)"/>
    public static Dataset from_generator(Func<IEnumerable<(NDArray, NDArray, NDArray)>> generator, ElementSpec? output_signature = null) => new GeneratorDataset(() => generator().Select(e => (Element)e), output_signature);
    /// <inheritdoc cref="from_generator(Func{IEnumerable{NDArray}}, ElementSpec)"/>
    public static Dataset from_generator(Func<IEnumerable<Element>> generator, ElementSpec? output_signature = null) => new GeneratorDataset(generator, output_signature);

    /// <summary>The elements that a generator gives, with their types in the words of TensorFlow 1. It is called anew for each pass.</summary>
    /// <param name="generator">An iterator method, or a function that gives a sequence.</param>
    /// <param name="output_types">The type each array is made to have.</param>
    /// <param name="output_shapes">The shape it must have, null for lengths that differ; null: any.</param>
    public static Dataset from_generator(Func<IEnumerable<NDArray>> generator, DType output_types, Shape? output_shapes = null) =>
        output_shapes is null ? from_generator(() => generator().Select(a => a.As(output_types))) : from_generator(generator, new ElementSpec(output_shapes, output_types));
    /// <inheritdoc cref="from_generator(Func{IEnumerable{NDArray}}, DType, Shape)"/>
    public static Dataset from_generator(Func<IEnumerable<(NDArray, NDArray)>> generator, (DType, DType) output_types, (Shape?, Shape?) output_shapes = default) =>
        new GeneratorDataset(() => generator().Select(e => (Element)(Typed(e.Item1, output_types.Item1, output_shapes.Item1), Typed(e.Item2, output_types.Item2, output_shapes.Item2))),
            output_shapes is ({ } a, { } b) ? (new ElementSpec(a, output_types.Item1), new ElementSpec(b, output_types.Item2)) : null);

    private static NDArray Typed(NDArray array, DType dtype, Shape? shape)
    {
        if (shape is not null) new ElementSpec(shape, dtype).Check(array, "The generator");
        return array.As(dtype);
    }
}

internal sealed class GeneratorDataset(Func<IEnumerable<Element>> generator, ElementSpec? signature) : Dataset
{
    internal override Pass NewPass() => new SequencePass(Elements());
    public override long cardinality() => UNKNOWN;
    internal override Element Sample() => Elements().FirstOrDefault() ?? throw new ValueError("The generator gave no element.");
    private protected override ElementSpec FindSpec() => signature ?? base.FindSpec();

    private IEnumerable<Element> Elements()
    {
        foreach (Element element in generator()) yield return signature?.Check(element, "The generator") ?? element;
    }
}
