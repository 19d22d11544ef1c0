namespace KerasTransfer.Sklearn;

/// <summary>How large a part of the samples is: a fraction (<c>0.2</c>) or a number of samples (<c>200</c>).</summary>
public readonly struct SplitSize
{
    private readonly double? fraction;
    private readonly int count;

    private SplitSize(double? fraction, int count) => (this.fraction, this.count) = (fraction, count);

    /// <summary>A fraction of the samples.</summary>
    public static implicit operator SplitSize(double fraction) => new(fraction, 0);
    /// <summary>A number of samples.</summary>
    public static implicit operator SplitSize(int count) => new(null, count);

    private int Of(int samples, bool roundUp) => fraction is { } f ? (int)(roundUp ? Math.Ceiling(f * samples) : Math.Floor(f * samples)) : count;

    private void Check(string name, int samples)
    {
        if (fraction is { } f ? f is <= 0 or >= 1 : count <= 0 || count >= samples)
            throw new ValueError($"{name}={ToString()} should be either positive and smaller than the number of samples {samples} or a float in the (0, 1) range");
    }

    /// <summary>How many samples are for training and for testing; a quarter is for testing if nothing is said.</summary>
    /// <exception cref="ValueError">A part is empty, or both are more than there is.</exception>
    internal static (int Train, int Test) Of(int samples, SplitSize? test_size, SplitSize? train_size)
    {
        if (test_size is null && train_size is null) test_size = 0.25;
        test_size?.Check("test_size", samples);
        train_size?.Check("train_size", samples);
        if (train_size?.fraction + test_size?.fraction > 1)
            throw new ValueError($"The sum of test_size and train_size = {train_size!.Value.fraction + test_size!.Value.fraction}, should be in the (0, 1) range. Reduce test_size and/or train_size.");
        int? test = test_size?.Of(samples, roundUp: true), train = train_size?.Of(samples, roundUp: false);
        (int forTrain, int forTest) = (train ?? samples - test!.Value, test ?? samples - train!.Value);
        if (forTrain + forTest > samples)
            throw new ValueError($"The sum of train_size and test_size = {forTrain + forTest}, should be smaller than the number of samples {samples}. Reduce test_size and/or train_size.");
        if (forTrain <= 0)
            throw new ValueError($"With n_samples={samples}, test_size={test_size} and train_size={train_size?.ToString() ?? "None"}, the resulting train set will be empty. Adjust any of the aforementioned parameters.");
        return (forTrain, forTest);
    }

    /// <inheritdoc/>
    public override string ToString() => fraction is { } f ? PythonText.Str(f) : PythonText.Str(count);
}

/// <summary>Where randomness comes from: a seed, or a generator that goes on.</summary>
public readonly struct RandomSource
{
    private readonly RandomState generator;
    private RandomSource(RandomState generator) => this.generator = generator;

    /// <summary>A generator with this seed.</summary>
    public static implicit operator RandomSource(int seed) => new(new RandomState(seed));
    /// <summary>A generator with this seed.</summary>
    public static implicit operator RandomSource(long seed) => new(new RandomState(seed));
    /// <summary>This generator.</summary>
    public static implicit operator RandomSource(RandomState generator) => new(generator);

    /// <summary>The generator; without one, <c>np.random</c>.</summary>
    internal static RandomState Of(RandomSource? source) => source?.generator ?? KerasApi.np.random;
}
