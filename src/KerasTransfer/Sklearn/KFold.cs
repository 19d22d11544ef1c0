namespace KerasTransfer.Sklearn;

/// <summary>Folds for cross-validation: each sample is tested in one fold and trained on in the others. After sklearn.model_selection.KFold.</summary>
/// <param name="n_splits">The number of folds, 2 or more.</param>
/// <param name="shuffle">Whether samples come into folds at random; otherwise in order.</param>
/// <param name="random_state">A seed or a generator, with <paramref name="shuffle"/>; null for <c>np.random</c>.</param>
/// <exception cref="ValueError">There are fewer than 2 folds, or a seed without shuffling.</exception>
public sealed class KFold(int n_splits = 5, bool shuffle = false, RandomSource? random_state = null)
{
    private readonly int folds = Folds.Check(n_splits, shuffle, random_state);

    /// <summary>The number of folds.</summary>
    public int get_n_splits() => folds;

    /// <summary>Where the samples of each fold stand, for training and for testing, in rising order.</summary>
    /// <exception cref="ValueError">There are fewer samples than folds.</exception>
    public IEnumerable<(NDArray train, NDArray test)> split(NDArray X, Labels? y = null) => Split(X.Length);

    /// <inheritdoc cref="split(NDArray, Labels?)"/>
    public IEnumerable<(NDArray train, NDArray test)> split<T>(IReadOnlyList<T> X, Labels? y = null) => Split(X.Count);

    private IEnumerable<(NDArray, NDArray)> Split(int samples)
    {
        if (folds > samples) throw new ValueError($"Cannot have number of splits n_splits={folds} greater than the number of samples: n_samples={samples}.");
        int[] order = [.. Enumerable.Range(0, samples)];
        if (shuffle) RandomSource.Of(random_state).shuffle(order);
        int[] fold = new int[samples];
        for (int f = 0, at = 0; f < folds; f++)
            for (int size = samples / folds + (f < samples % folds ? 1 : 0); size > 0; size--) fold[order[at++]] = f;
        return Folds.Of(fold, folds);
    }
}

/// <summary>Folds in which the classes have the shares that they have in all. After sklearn.model_selection.StratifiedKFold.</summary>
/// <param name="n_splits">The number of folds, 2 or more.</param>
/// <param name="shuffle">Whether samples of a class come into folds at random; otherwise in order.</param>
/// <param name="random_state">A seed or a generator, with <paramref name="shuffle"/>; null for <c>np.random</c>.</param>
/// <exception cref="ValueError">There are fewer than 2 folds, or a seed without shuffling.</exception>
public sealed class StratifiedKFold(int n_splits = 5, bool shuffle = false, RandomSource? random_state = null)
{
    private readonly int folds = Folds.Check(n_splits, shuffle, random_state);

    /// <summary>The number of folds.</summary>
    public int get_n_splits() => folds;

    /// <summary>Where the samples of each fold stand, for training and for testing, in rising order.</summary>
    /// <param name="X">Samples; only their number counts.</param>
    /// <param name="y">One label per sample.</param>
    /// <exception cref="ValueError">The lengths differ, or every class has fewer samples than there are folds.</exception>
    public IEnumerable<(NDArray train, NDArray test)> split(NDArray X, Labels y) => Split(X.Length, y.Flat("StratifiedKFold.split"));

    /// <inheritdoc cref="split(NDArray, Labels)"/>
    public IEnumerable<(NDArray train, NDArray test)> split<T>(IReadOnlyList<T> X, Labels y) => Split(X.Count, y.Flat("StratifiedKFold.split"));

    private IEnumerable<(NDArray, NDArray)> Split(int samples, Labels y)
    {
        if (y.Length != samples) throw new ValueError($"Found input variables with inconsistent numbers of samples: [{samples}, {y.Length}]");
        if (y.IsContinuous) throw new ValueError("Supported target types are: ('binary', 'multiclass'). Got 'continuous' instead.");
        (Labels classes, int[][] places) = Labels.Encode(y);
        int[] appearance = [.. places[0].Distinct()];                           // classes are numbered as they first appear
        int[] number = new int[classes.Length];
        for (int i = 0; i < appearance.Length; i++) number[appearance[i]] = i;
        int[] encoded = Array.ConvertAll(places[0], p => number[p]), counts = new int[classes.Length];
        foreach (int c in encoded) counts[c]++;
        if (counts.All(c => folds > c)) throw new ValueError($"n_splits={folds} cannot be greater than the number of members in each class.");
        if (counts.Min() < folds) Warning.Write($"The least populated class in y has only {counts.Min()} members, which is less than n_splits={folds}.");

        // Sorted samples are dealt out like cards, so that folds differ by one sample of a class at most.
        int[,] dealt = new int[folds, counts.Length];
        int[] sorted = [.. encoded.Order()];
        for (int i = 0; i < samples; i++) dealt[i % folds, sorted[i]]++;
        RandomState random = RandomSource.Of(random_state);
        int[] fold = new int[samples];
        for (int c = 0; c < counts.Length; c++)
        {
            int[] of = [.. Enumerable.Range(0, folds).SelectMany(f => Enumerable.Repeat(f, dealt[f, c]))];
            if (shuffle) random.shuffle(of);
            for (int i = 0, next = 0; i < samples; i++)
                if (encoded[i] == c) fold[i] = of[next++];
        }
        return Folds.Of(fold, folds);
    }
}

/// <summary>What both kinds of folds share.</summary>
internal static class Folds
{
    public static int Check(int n_splits, bool shuffle, RandomSource? random_state)
    {
        if (n_splits <= 1) throw new ValueError($"k-fold cross-validation requires at least one train/test split by setting n_splits=2 or more, got n_splits={n_splits}.");
        if (!shuffle && random_state is not null)
            throw new ValueError("Setting a random_state has no effect since shuffle is False. You should leave random_state to its default (None), or set shuffle=True.");
        return n_splits;
    }

    public static IEnumerable<(NDArray train, NDArray test)> Of(int[] fold, int folds)
    {
        for (int f = 0; f < folds; f++) yield return (Where(fold, i => i != f), Where(fold, i => i == f));
    }

    private static NDArray Where(int[] fold, Func<int, bool> holds)
    {
        long[] places = [.. Enumerable.Range(0, fold.Length).Where(i => holds(fold[i])).Select(i => (long)i)];
        return NDArray.FromArray(places, places.Length);
    }
}
