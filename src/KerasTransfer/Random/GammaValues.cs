using System.Numerics;

namespace KerasTransfer.RandomNumbers;

/// <summary>Numbers of the gamma distribution with scale 1: those of TensorFlow's stateless_gamma. Value i has 256 blocks of the stream to itself.</summary>
/// <remarks>Marsaglia and Tsang 2000, "A simple method for generating gamma variables": a normal x and a uniform number decide on d·(1 + c·x)³; below shape 1 by way of shape + 1.</remarks>
internal static class GammaValues
{
    private const ulong BlocksPerValue = 256;

    /// <param name="stream">The words.</param>
    /// <param name="alpha">The shape of each number's distribution.</param>
    /// <param name="values">Where they go; as many.</param>
    public static void Fill<T>(PhiloxStream stream, ReadOnlySpan<T> alpha, Span<T> values) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T least = typeof(T) == typeof(float) ? T.CreateTruncating(1.1754943508222875e-38) : T.CreateTruncating(2.2250738585072014e-308);   // the smallest normal number
        for (int i = 0; i < values.Length; i++) values[i] = T.Max(least, T.CreateTruncating(new Draw(stream, (ulong)i * BlocksPerValue).Gamma(double.CreateTruncating(alpha[i]))));
    }

    private ref struct Draw(PhiloxStream stream, ulong block)
    {
        // Numbers are made in pairs, of which the second is taken first.
        private double normal, uniform;
        private bool hasNormal, hasUniform;

        public double Gamma(double alpha)
        {
            if (alpha == 1) return -double.LogP1(-Uniform());
            double shape = alpha < 1 ? alpha + 1 : alpha, d = shape - 1.0 / 3, c = 1 / Math.Sqrt(9 * d);
            if (!(alpha > 0)) return double.NaN;
            while (true)
            {
                double x = Normal(), v = 1 + c * x;
                if (v <= 0) continue;
                v = v * v * v;
                double u = Uniform();
                if (!(u < 1 - 0.0331 * (x * x) * (x * x)) && !(Math.Log(u) < 0.5 * x * x + d * (1 - v + Math.Log(v)))) continue;
                return alpha < 1 ? d * v * Math.Pow(Uniform(), 1 / alpha) : d * v;
            }
        }

        private double Normal()
        {
            if (hasNormal)
            {
                hasNormal = false;
                return normal;
            }
            Span<uint> words = stackalloc uint[4];
            stream.Blocks(block++, 1, words);
            (normal, double second) = StreamValues.BoxMuller(words);
            hasNormal = true;
            return second;
        }

        private double Uniform()
        {
            if (hasUniform)
            {
                hasUniform = false;
                return uniform;
            }
            Span<uint> words = stackalloc uint[4];
            stream.Blocks(block++, 1, words);
            (uniform, hasUniform) = (StreamValues.Unit(words[0], words[1]), true);
            return StreamValues.Unit(words[2], words[3]);
        }
    }
}
