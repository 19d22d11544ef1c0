namespace KerasTransfer.Sklearn;

/// <summary>A split at random in which both parts keep the shares of the classes. After scikit-learn's StratifiedShuffleSplit.</summary>
internal static class StratifiedSplit
{
    public static (int[] Train, int[] Test) Of(Labels y, int samples, int train, int test, RandomState random)
    {
        // Of a table, such as one-hot labels, each different row is a class.
        if (y.IsTable) y = y.Numbers!.Select(row => string.Join(" ", row.ToArray<double>())).ToArray();
        if (y.Length != samples) throw new ValueError($"Found input variables with inconsistent numbers of samples: [{samples}, {y.Length}]");
        (Labels classes, int[][] places) = Labels.Encode(y.Flat("stratify"));
        int[] counts = new int[classes.Length];
        foreach (int place in places[0]) counts[place]++;
        if (counts.Min() < 2) throw new ValueError($"The least populated class in y has only {counts.Min()} member, which is too few. The minimum number of groups for any class cannot be less than 2.");
        if (train < classes.Length) throw new ValueError($"The train_size = {train} should be greater or equal to the number of classes = {classes.Length}");
        if (test < classes.Length) throw new ValueError($"The test_size = {test} should be greater or equal to the number of classes = {classes.Length}");

        int[][] members = [.. Enumerable.Range(0, classes.Length).Select(c => Enumerable.Range(0, samples).Where(i => places[0][i] == c).ToArray())];
        int[] forTrain = Shares(counts, train, random);
        int[] forTest = Shares([.. counts.Zip(forTrain, (count, taken) => count - taken)], test, random);
        List<int> trained = [], tested = [];
        for (int c = 0; c < counts.Length; c++)
        {
            int[] order = Array.ConvertAll(random.Order(counts[c]), i => members[c][i]);
            trained.AddRange(order[..forTrain[c]]);
            tested.AddRange(order[forTrain[c]..(forTrain[c] + forTest[c])]);
        }
        return (random.permutation(trained), random.permutation(tested));
    }

    /// <summary>So many draws shared out by the sizes of classes; what is left over after rounding down goes to the largest remainders, at random among equal ones.</summary>
    private static int[] Shares(int[] counts, int draws, RandomState random)
    {
        double sum = counts.Sum();
        double[] exact = Array.ConvertAll(counts, count => count / sum * draws);
        int[] shares = Array.ConvertAll(exact, e => (int)Math.Floor(e));
        int left = draws - shares.Sum();
        double[] remainders = [.. exact.Zip(shares, (e, s) => e - s)];
        foreach (double remainder in remainders.Distinct().OrderDescending())
        {
            if (left <= 0) break;
            long[] equal = [.. Enumerable.Range(0, counts.Length).Where(i => remainders[i] == remainder).Select(i => (long)i)];
            int now = Math.Min(equal.Length, left);
            foreach (long i in random.choice((NDArray)equal, now, replace: false).ToArray<long>()) shares[i]++;
            left -= now;
        }
        return shares;
    }
}
