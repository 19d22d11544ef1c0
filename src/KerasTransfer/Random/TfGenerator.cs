using System.Security.Cryptography;
using System.Runtime.InteropServices;
using KerasTransfer.RandomNumbers;

namespace KerasTransfer;

/// <summary><c>tf.random.Generator</c>: where generators come from.</summary>
public sealed class TfGeneratorFactory
{
    internal TfGeneratorFactory() { }

    /// <summary>A generator that gives the same numbers for the same seed.</summary>
    public TfGenerator from_seed(long seed) => new((ulong)seed);

    /// <summary>A generator seeded by the operating system: no two runs are alike.</summary>
    public TfGenerator from_non_deterministic_state()
    {
        ulong start = 0;
        RandomNumberGenerator.Fill(MemoryMarshal.AsBytes(new Span<ulong>(ref start)));
        return new(start);
    }
}

/// <summary>A TensorFlow generator with a state of its own: each call goes on where the last one ended. Safe to use from several threads.</summary>
public sealed class TfGenerator
{
    private readonly Lock gate = new();
    private readonly PhiloxStream stream = PhiloxStream.Stateful(0, 0);
    private ulong block;

    internal TfGenerator(ulong start) => block = start;

    /// <summary>Numbers evenly distributed in [minval, maxval); maxval null is 1, for floating point only.</summary>
    /// <exception cref="ValueError">The type is not float32, float64, int32 or int64, or the range of integers is empty or has no end.</exception>
    public NDArray uniform(Shape shape, double minval = 0, double? maxval = null, DType? dtype = null)
    {
        dtype ??= DType.float32;
        if (dtype.IsFloating) return RandomArrays.Uniform(Take(shape), shape, minval, maxval ?? 1.0, dtype, "tf.random.Generator.uniform");
        TfRandomApi.CheckInteger(dtype, maxval, "tf.random.Generator.uniform");
        return RandomArrays.Integers(Take(shape), shape, (long)minval, (long)maxval!.Value, dtype);
    }

    /// <summary>Numbers of the normal distribution.</summary>
    /// <exception cref="ValueError"><paramref name="dtype"/> is no floating point type.</exception>
    public NDArray normal(Shape shape, double mean = 0.0, double stddev = 1.0, DType? dtype = null) =>
        RandomArrays.Normal(Take(shape), shape, mean, stddev, dtype ?? DType.float32, "tf.random.Generator.normal");

    /// <summary>Numbers of the normal distribution, none further than two standard deviations from the mean.</summary>
    /// <exception cref="ValueError"><paramref name="dtype"/> is no floating point type.</exception>
    public NDArray truncated_normal(Shape shape, double mean = 0.0, double stddev = 1.0, DType? dtype = null) =>
        RandomArrays.TruncatedNormal(Take(shape), shape, mean, stddev, dtype ?? DType.float32, "tf.random.Generator.truncated_normal");

    private PhiloxStream Take(Shape shape)
    {
        lock (gate)
        {
            PhiloxStream here = stream.At(block);
            block += 256 * (ulong)shape.Size;
            return here;
        }
    }
}
