using System.Runtime.CompilerServices;

namespace KerasTransfer.Sklearn;

/// <summary><c>sklearn.utils</c>.</summary>
public sealed class SklearnUtilsApi
{
    internal SklearnUtilsApi() { }

    /// <summary><c>sklearn.utils.class_weight</c>.</summary>
    public ClassWeightApi class_weight { get; } = new();

    /// <summary>A copy with the samples in random order.</summary>
    /// <param name="X">Samples along the first axis.</param>
    /// <param name="random_state">A seed or a generator; null for <c>np.random</c>.</param>
    /// <param name="n_samples">How many of them; null for all.</param>
    [OverloadResolutionPriority(1)]
    public NDArray shuffle(NDArray X, RandomSource? random_state = null, int? n_samples = null) => X[Order([X.Length], random_state, n_samples)];

    /// <summary>Copies with the samples in the same random order.</summary>
    /// <exception cref="ValueError">The lengths differ.</exception>
    /// <inheritdoc cref="shuffle(NDArray, RandomSource?, int?)"/>
    [OverloadResolutionPriority(1)]
    public (NDArray X, NDArray y) shuffle(NDArray X, NDArray y, RandomSource? random_state = null, int? n_samples = null)
    {
        int[] order = Order([X.Length, y.Length], random_state, n_samples);
        return (X[order], y[order]);
    }

    /// <summary>A copy of a list in random order.</summary>
    /// <inheritdoc cref="shuffle(NDArray, RandomSource?, int?)"/>
    public T[] shuffle<T>(IReadOnlyList<T> X, RandomSource? random_state = null, int? n_samples = null) => Array.ConvertAll(Order([X.Count], random_state, n_samples), i => X[i]);

    /// <summary>Copies of two lists in the same random order.</summary>
    /// <inheritdoc cref="shuffle(NDArray, RandomSource?, int?)"/>
    public (TX[] X, TY[] y) shuffle<TX, TY>(IReadOnlyList<TX> X, IReadOnlyList<TY> y, RandomSource? random_state = null, int? n_samples = null)
    {
        int[] order = Order([X.Count, y.Count], random_state, n_samples);
        return (Array.ConvertAll(order, i => X[i]), Array.ConvertAll(order, i => y[i]));
    }

    private static int[] Order(int[] lengths, RandomSource? random_state, int? n_samples)
    {
        if (lengths.Any(l => l != lengths[0])) throw new ValueError($"Found input variables with inconsistent numbers of samples: [{string.Join(", ", lengths)}]");
        if (n_samples > lengths[0]) throw new ValueError($"Cannot sample {n_samples} out of arrays with dim {lengths[0]} when replace is False");
        return RandomSource.Of(random_state).Order(lengths[0])[..(n_samples ?? lengths[0])];
    }
}

/// <summary><c>sklearn.utils.class_weight</c>.</summary>
public sealed class ClassWeightApi
{
    internal ClassWeightApi() { }

    /// <summary>Weights of classes so that each counts alike: samples / (classes · samples of the class). For <c>fit</c>: <c>class_weight: weights.Select((w, i) => (i, (double)w)).ToDictionary()</c>.</summary>
    /// <param name="class_weight"><c>balanced</c>, or null for 1 each.</param>
    /// <param name="classes">The classes: <c>np.unique(y)</c>.</param>
    /// <param name="y">One label per sample.</param>
    /// <returns>float64, in the order of <paramref name="classes"/>.</returns>
    /// <exception cref="ValueError">A class has no sample, or a label is no class.</exception>
    public NDArray compute_class_weight(string? class_weight, Labels classes, Labels y)
    {
        if (class_weight is not (null or "balanced")) throw new ValueError($"class_weight must be 'balanced', or None. Received: '{class_weight}'");
        int[] places = y.Flat("compute_class_weight").PlacesIn(classes);
        if (places.Contains(-1)) throw new ValueError("classes should include all valid labels that can be in y");
        int[] counts = new int[classes.Length];
        foreach (int place in places) counts[place]++;
        if (class_weight is null) return KerasApi.np.ones(classes.Length);
        if (counts.Contains(0)) throw new ValueError("classes should have valid labels that are in y");
        return NDArray.FromArray([.. counts.Select(c => places.Length / ((double)classes.Length * c))], counts.Length);
    }

    /// <summary>The weight of each sample: that of its class.</summary>
    /// <inheritdoc cref="compute_class_weight"/>
    public NDArray compute_sample_weight(string? class_weight, Labels y)
    {
        (Labels classes, int[][] places) = Labels.Encode(y.Flat("compute_sample_weight"));
        return compute_class_weight(class_weight, classes, y)[places[0]];
    }
}
