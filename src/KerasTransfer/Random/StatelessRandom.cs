namespace KerasTransfer.RandomNumbers;

/// <summary>TensorFlow's stateless random ops: the values for a pair of seeds, written into a span.</summary>
internal static class StatelessRandom
{
    /// <summary>Uniform in [minval, maxval).</summary>
    public static void Uniform(SeedPair seed, Span<float> values, double minval = 0.0, double maxval = 1.0) => StreamValues.Uniform(seed.Stream, 0, values, minval, maxval);

    /// <summary>Normal.</summary>
    public static void Normal(SeedPair seed, Span<float> values, double mean = 0.0, double stddev = 1.0) => StreamValues.Normal(seed.Stream, 0, values, mean, stddev);

    /// <summary>Normal within two standard deviations.</summary>
    public static void TruncatedNormal(SeedPair seed, Span<float> values, double mean = 0.0, double stddev = 1.0) => StreamValues.TruncatedNormal(seed.Stream, 0, values, mean, stddev);

    /// <summary>The mask that Keras's Dropout multiplies with: 1 / (1 − rate) where kept, 0 where dropped.</summary>
    public static void DropoutMask(SeedPair seed, Span<float> mask, double rate) => StreamValues.DropoutMask(seed.Stream, 0, mask, rate, (float)(1.0 / (1.0 - rate)));
}
