using System.Runtime.CompilerServices;

namespace KerasTransfer.Sklearn;

/// <summary><c>sklearn.model_selection</c>: the same seed gives scikit-learn's own split.</summary>
public sealed class ModelSelectionApi
{
    internal ModelSelectionApi() { }

    // Lists of numbers become arrays, as in Python; lists of other things, such as file names, stay lists. So what takes arrays has the higher priority.

    /// <summary>Splits samples at random into a part for training and one for testing.</summary>
    /// <param name="X">Samples along the first axis.</param>
    /// <param name="test_size">For testing: a fraction, rounded up, or a number of samples; null for the rest, or a quarter.</param>
    /// <param name="train_size">For training: a fraction, rounded down, or a number of samples; null for the rest.</param>
    /// <param name="random_state">A seed or a generator; null for <c>np.random</c>.</param>
    /// <param name="shuffle">Whether samples are drawn at random; otherwise the first ones are for training.</param>
    /// <param name="stratify">Labels whose shares both parts keep.</param>
    /// <exception cref="ValueError">Lists differ in length, a part is empty, or a class has too few samples.</exception>
    [OverloadResolutionPriority(2)]
    public (NDArray train, NDArray test) train_test_split(NDArray X, SplitSize? test_size = null, SplitSize? train_size = null, RandomSource? random_state = null, bool shuffle = true, Labels? stratify = null)
    {
        (int[] train, int[] test) = Places([X.Length], test_size, train_size, random_state, shuffle, stratify);
        return (X[train], X[test]);
    }

    /// <inheritdoc cref="train_test_split(NDArray, SplitSize?, SplitSize?, RandomSource?, bool, Labels?)"/>
    [OverloadResolutionPriority(2)]
    public (NDArray X_train, NDArray X_test, NDArray y_train, NDArray y_test) train_test_split(NDArray X, NDArray y, SplitSize? test_size = null, SplitSize? train_size = null, RandomSource? random_state = null, bool shuffle = true, Labels? stratify = null)
    {
        (int[] train, int[] test) = Places([X.Length, y.Length], test_size, train_size, random_state, shuffle, stratify);
        return (X[train], X[test], y[train], y[test]);
    }

    /// <summary>Splits three arrays alike.</summary>
    /// <inheritdoc cref="train_test_split(NDArray, SplitSize?, SplitSize?, RandomSource?, bool, Labels?)"/>
    [OverloadResolutionPriority(2)]
    public (NDArray a_train, NDArray a_test, NDArray b_train, NDArray b_test, NDArray c_train, NDArray c_test) train_test_split(NDArray a, NDArray b, NDArray c, SplitSize? test_size = null, SplitSize? train_size = null, RandomSource? random_state = null, bool shuffle = true, Labels? stratify = null)
    {
        (int[] train, int[] test) = Places([a.Length, b.Length, c.Length], test_size, train_size, random_state, shuffle, stratify);
        return (a[train], a[test], b[train], b[test], c[train], c[test]);
    }

    /// <summary>Splits a list, of file names for example.</summary>
    /// <inheritdoc cref="train_test_split(NDArray, SplitSize?, SplitSize?, RandomSource?, bool, Labels?)"/>
    public (T[] train, T[] test) train_test_split<T>(IReadOnlyList<T> X, SplitSize? test_size = null, SplitSize? train_size = null, RandomSource? random_state = null, bool shuffle = true, Labels? stratify = null)
    {
        (int[] train, int[] test) = Places([X.Count], test_size, train_size, random_state, shuffle, stratify);
        return (Take(X, train), Take(X, test));
    }

    /// <summary>Splits two lists alike, of file names and their labels for example.</summary>
    /// <inheritdoc cref="train_test_split(NDArray, SplitSize?, SplitSize?, RandomSource?, bool, Labels?)"/>
    public (TX[] X_train, TX[] X_test, TY[] y_train, TY[] y_test) train_test_split<TX, TY>(IReadOnlyList<TX> X, IReadOnlyList<TY> y, SplitSize? test_size = null, SplitSize? train_size = null, RandomSource? random_state = null, bool shuffle = true, Labels? stratify = null)
    {
        (int[] train, int[] test) = Places([X.Count, y.Count], test_size, train_size, random_state, shuffle, stratify);
        return (Take(X, train), Take(X, test), Take(y, train), Take(y, test));
    }

    /// <summary>Splits a list and an array alike.</summary>
    /// <inheritdoc cref="train_test_split(NDArray, SplitSize?, SplitSize?, RandomSource?, bool, Labels?)"/>
    [OverloadResolutionPriority(1)]
    public (TX[] X_train, TX[] X_test, NDArray y_train, NDArray y_test) train_test_split<TX>(IReadOnlyList<TX> X, NDArray y, SplitSize? test_size = null, SplitSize? train_size = null, RandomSource? random_state = null, bool shuffle = true, Labels? stratify = null)
    {
        (int[] train, int[] test) = Places([X.Count, y.Length], test_size, train_size, random_state, shuffle, stratify);
        return (Take(X, train), Take(X, test), y[train], y[test]);
    }

    /// <summary>Splits an array and a list alike.</summary>
    /// <inheritdoc cref="train_test_split(NDArray, SplitSize?, SplitSize?, RandomSource?, bool, Labels?)"/>
    [OverloadResolutionPriority(1)]
    public (NDArray X_train, NDArray X_test, TY[] y_train, TY[] y_test) train_test_split<TY>(NDArray X, IReadOnlyList<TY> y, SplitSize? test_size = null, SplitSize? train_size = null, RandomSource? random_state = null, bool shuffle = true, Labels? stratify = null)
    {
        (int[] train, int[] test) = Places([X.Length, y.Count], test_size, train_size, random_state, shuffle, stratify);
        return (X[train], X[test], Take(y, train), Take(y, test));
    }

    /// <inheritdoc cref="Sklearn.KFold"/>
    public KFold KFold(int n_splits = 5, bool shuffle = false, RandomSource? random_state = null) => new(n_splits, shuffle, random_state);
    /// <inheritdoc cref="Sklearn.StratifiedKFold"/>
    public StratifiedKFold StratifiedKFold(int n_splits = 5, bool shuffle = false, RandomSource? random_state = null) => new(n_splits, shuffle, random_state);

    private static T[] Take<T>(IReadOnlyList<T> list, int[] places) => Array.ConvertAll(places, i => list[i]);

    private static (int[] Train, int[] Test) Places(int[] lengths, SplitSize? test_size, SplitSize? train_size, RandomSource? random_state, bool shuffle, Labels? stratify)
    {
        int n = lengths[0];
        if (lengths.Any(l => l != n)) throw new ValueError($"Found input variables with inconsistent numbers of samples: [{string.Join(", ", lengths)}]");
        (int train, int test) = SplitSize.Of(n, test_size, train_size);
        if (!shuffle)
            return stratify is null ? ([.. Enumerable.Range(0, train)], [.. Enumerable.Range(train, test)])
                : throw new ValueError("Stratified train/test split is not implemented for shuffle=False. Leave stratify out, or shuffle.");
        RandomState random = RandomSource.Of(random_state);
        if (stratify is not null) return StratifiedSplit.Of(stratify, n, train, test, random);
        int[] order = random.Order(n);
        return (order[test..(test + train)], order[..test]);
    }
}
