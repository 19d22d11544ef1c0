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
