using KerasTransfer.Data;

namespace KerasTransfer;

public abstract partial class Dataset
{
    /// <summary>Elements of several datasets side by side: <c>zip(images, labels)</c>. Ends with the shortest.</summary>
    public static Dataset zip(params Dataset[] datasets) => new ZipDataset(datasets);

    /// <summary>Two datasets side by side: <c>zip((images, labels))</c>.</summary>
    public static Dataset zip((Dataset, Dataset) datasets) => new ZipDataset([datasets.Item1, datasets.Item2]);

    /// <summary>Three datasets side by side.</summary>
    public static Dataset zip((Dataset, Dataset, Dataset) datasets) => new ZipDataset([datasets.Item1, datasets.Item2, datasets.Item3]);

    /// <summary>This dataset's elements, then another's.</summary>
    public Dataset concatenate(Dataset dataset) => new ConcatenateDataset(this, dataset);

    /// <summary>Elements of several datasets, each time of the one whose number another dataset gives.</summary>
    /// <param name="datasets">Where the elements come from.</param>
    /// <param name="choice_dataset">Whole numbers from 0.</param>
    /// <param name="stop_on_empty_dataset">Whether the end of one is the end; else it is passed over.</param>
    public static Dataset choose_from_datasets(IReadOnlyList<Dataset> datasets, Dataset choice_dataset, bool stop_on_empty_dataset = true) => new ChooseDataset(datasets, choice_dataset, stop_on_empty_dataset);

    /// <summary>Not supported: TensorFlow's draws cannot be had here.</summary>
    /// <exception cref="NotSupportedException">Always.</exception>
    public static Dataset sample_from_datasets(IReadOnlyList<Dataset> datasets, double[]? weights = null, long? seed = null, bool stop_on_empty_dataset = false, bool? rerandomize_each_iteration = null) =>
        throw new NotSupportedException("sample_from_datasets is not supported: the order in which TensorFlow draws is not known here. Draw the numbers of the datasets yourself: choose_from_datasets(datasets, Dataset.from_tensor_slices(np.random.choice(n, size: count, p: weights))).");
}

internal sealed class ZipDataset(Dataset[] sources) : Dataset
{
    private readonly Dataset[] sources = sources.Length > 0 ? sources : throw new ValueError("zip was given no dataset.");

    internal override Pass NewPass() => new ZipPass([.. sources.Select(s => s.NewPass())]);
    internal override Element Sample() => Element.Of([.. sources.Select(s => s.Sample())]);
    public override long cardinality()
    {
        long[] counts = [.. sources.Select(s => s.cardinality())];
        return counts.Contains(UNKNOWN) ? UNKNOWN : counts.All(c => c == INFINITE) ? INFINITE : counts.Where(c => c >= 0).Min();
    }

    private sealed class ZipPass(Pass[] passes) : Pass
    {
        private bool ended;

        public override Element? Next()
        {
            if (ended) return null;
            Element[] parts = new Element[passes.Length];
            for (int i = 0; i < parts.Length; i++)
            {
                if (passes[i].Next() is not { } part) { ended = true; return null; }
                parts[i] = part;
            }
            return Element.Of(parts);
        }

        public override void Dispose() { foreach (Pass pass in passes) pass.Dispose(); }
    }
}

internal sealed class ConcatenateDataset(Dataset first, Dataset second) : DerivedDataset(first)
{
    internal override Pass NewPass() => new ConcatenatePass(Source.NewPass(), second);
    public override long cardinality() => (Source.cardinality(), second.cardinality()) switch
    {
        (INFINITE, _) or (_, INFINITE) => INFINITE,
        (UNKNOWN, _) or (_, UNKNOWN) => UNKNOWN,
        var (a, b) => a + b,
    };

    private sealed class ConcatenatePass(Pass first, Dataset second) : Pass
    {
        private Pass pass = first;
        private bool onSecond;

        public override Element? Next()
        {
            if (pass.Next() is { } element) return element;
            if (onSecond) return null;
            pass.Dispose();
            (pass, onSecond) = (second.NewPass(), true);
            return pass.Next();
        }

        public override void Dispose() => pass.Dispose();
    }
}

internal sealed class ChooseDataset(IReadOnlyList<Dataset> sources, Dataset choice, bool stopOnEmpty) : DerivedDataset(sources[0])
{
    internal override Pass NewPass() => new ChoosePass([.. sources.Select(s => s.NewPass())], choice.NewPass(), stopOnEmpty);
    public override long cardinality() => UNKNOWN;

    private sealed class ChoosePass(Pass[] passes, Pass choice, bool stopOnEmpty) : DerivedPass(choice)
    {
        private bool ended;

        public override Element? Next()
        {
            while (!ended && Source.Next() is { } chosen)
            {
                long number = ((NDArray)chosen).item<long>();
                if (number < 0 || number >= passes.Length) throw new ValueError($"Selector index out of range: {number} of {passes.Length} datasets.");
                if (passes[number].Next() is { } element) return element;
                ended = stopOnEmpty;
            }
            return null;
        }

        public override void Dispose()
        {
            foreach (Pass pass in passes) pass.Dispose();
            base.Dispose();
        }
    }
}
