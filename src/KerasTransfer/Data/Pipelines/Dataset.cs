using System.Collections;
using KerasTransfer.Data;

namespace KerasTransfer;

/// <summary>
/// Data as a stream of elements: arrays <c>x</c>, pairs <c>(x, y)</c>, triples <c>(x, y, sample_weight)</c>, arrays by name. Nothing is read or computed before it is asked for, and
/// each going-through begins anew. <c>fit</c>, <c>evaluate</c> and <c>predict</c> take datasets of batches. After tf.data.Dataset: the same elements in the same order, also from <c>shuffle</c>.
/// </summary>
public abstract partial class Dataset : IEnumerable<Element>
{
    /// <summary>What <c>cardinality</c> gives where there is no end.</summary>
    public const long INFINITE = -1;
    /// <summary>What <c>cardinality</c> gives where only the end will tell.</summary>
    public const long UNKNOWN = -2;

    private ElementSpec? spec;

    private protected Dataset() { }

    /// <summary>Starts a pass; takes the next seeds of the shuffles that it goes through.</summary>
    internal abstract Pass NewPass();

    /// <summary>The number of elements, or <see cref="INFINITE"/> or <see cref="UNKNOWN"/>.</summary>
    public abstract long cardinality();

    /// <summary>An element to see what they look like, made without a pass.</summary>
    /// <exception cref="ValueError">There is none.</exception>
    internal abstract Element Sample();

    private protected virtual ElementSpec FindSpec() => ElementSpec.Of(Sample());

    /// <summary>Shapes and types of the elements. Where functions are mapped, they are called once on a sample to find out.</summary>
    public ElementSpec element_spec => spec ??= FindSpec();

    /// <summary>The number of elements; Python's <c>len(ds)</c>.</summary>
    /// <exception cref="ValueError">There is no end, or only the end will tell.</exception>
    public int Length => cardinality() switch
    {
        INFINITE => throw new ValueError("The dataset is infinite: it has no length. Use take(n)."),
        UNKNOWN => throw new ValueError("The dataset's length is unknown. Count its elements: ds.Count()."),
        var n => checked((int)n),
    };

    /// <summary>The names of the classes, where the data come from folders named so; else null.</summary>
    public string[]? class_names { get; internal init; }

    /// <summary>The paths of the files that the data come from, in the order before shuffling; null where they come from elsewhere.</summary>
    public string[]? file_paths { get; internal init; }

    /// <summary>Goes through the elements.</summary>
    public IEnumerator<Element> GetEnumerator() => Elements(NewPass());
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private static IEnumerator<Element> Elements(Pass pass)
    {
        using (pass)
            while (pass.Next() is { } element) yield return element;
    }

    /// <summary>An iterator over arrays: <c>foreach</c>, or <c>.next()</c>.</summary>
    public NumpyIterator as_numpy_iterator() => new(NewPass());

    /// <summary>The only element.</summary>
    /// <exception cref="ValueError">There is none, or more than one.</exception>
    public Element get_single_element()
    {
        using Pass pass = NewPass();
        Element only = pass.Next() ?? throw new ValueError("Dataset was empty. Expected a dataset with one element.");
        return pass.Next() is null ? only : throw new ValueError("Dataset had more than one element.");
    }

    /// <summary>What a function makes of this dataset.</summary>
    public Dataset apply(Func<Dataset, Dataset> transformation_func) => transformation_func(this);

    /// <summary>As Python prints it.</summary>
    public override string ToString() => $"<{GetType().Name} element_spec={element_spec}>";
}

/// <summary>What <c>Dataset.as_numpy_iterator()</c> gives.</summary>
public sealed class NumpyIterator : IEnumerable<Element>, IDisposable
{
    private readonly Pass pass;

    internal NumpyIterator(Pass pass) => this.pass = pass;

    /// <summary>The next element.</summary>
    /// <exception cref="InvalidOperationException">There is none left.</exception>
    public Element next() => pass.Next() ?? throw new InvalidOperationException("StopIteration: the dataset has no more elements.");

    /// <summary>The elements that are left.</summary>
    public IEnumerator<Element> GetEnumerator()
    {
        while (pass.Next() is { } element) yield return element;
    }
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Ends the pass.</summary>
    public void Dispose() => pass.Dispose();
}
