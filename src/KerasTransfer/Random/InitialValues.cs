using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace KerasTransfer.RandomNumbers;

/// <summary>How a <see cref="InitialValues.VarianceScaling"/> counts the connections of a unit.</summary>
internal enum FanMode { FanIn, FanOut, FanAvg }

/// <summary>The distribution that a <see cref="InitialValues.VarianceScaling"/> draws from.</summary>
internal enum ScaledDistribution { TruncatedNormal, UntruncatedNormal, Uniform }

/// <summary>
/// The initial weights of Keras's initializers as functions of seed and shape. All equal Keras 3 on TensorFlow (CPU) bit for bit, but
/// <see cref="Orthogonal"/>, which is within 1e-6 of it.
/// </summary>
internal static class InitialValues
{
    // A standard normal cut off at two standard deviations has this standard deviation.
    private const double TruncatedStddev = 0.87962566103423978;
    private const int ParallelFrom = 1 << 17, PartLength = 1 << 16;

    private delegate void FillPart(long start, Span<float> values);

    public static float[] Uniform(SeedPair seed, Shape shape, double minval = -0.05, double maxval = 0.05)
    {
        PhiloxStream stream = seed.Stream;
        return Fill(shape, (start, values) => StreamValues.Uniform(stream, start, values, minval, maxval));
    }

    public static float[] Normal(SeedPair seed, Shape shape, double mean = 0.0, double stddev = 0.05)
    {
        PhiloxStream stream = seed.Stream;
        return Fill(shape, (start, values) => StreamValues.Normal(stream, start, values, mean, stddev));
    }

    public static float[] TruncatedNormal(SeedPair seed, Shape shape, double mean = 0.0, double stddev = 0.05)
    {
        PhiloxStream stream = seed.Stream;
        return Fill(shape, (start, values) => StreamValues.TruncatedNormal(stream, start, values, mean, stddev));
    }

    /// <summary>The family of Glorot, He and LeCun: the spread follows the number of connections.</summary>
    /// <remarks>Glorot: scale 1, FanAvg. He: scale 2, FanIn. LeCun: scale 1, FanIn.</remarks>
    public static float[] VarianceScaling(SeedPair seed, Shape shape, double scale = 1.0, FanMode mode = FanMode.FanIn, ScaledDistribution distribution = ScaledDistribution.TruncatedNormal)
    {
        var (fanIn, fanOut) = Fans(shape);
        double fan = mode switch { FanMode.FanIn => fanIn, FanMode.FanOut => fanOut, _ => (fanIn + fanOut) / 2.0 };
        scale /= Math.Max(1.0, fan);
        switch (distribution)
        {
            case ScaledDistribution.Uniform:
                double limit = Math.Sqrt(3.0 * scale);
                return Uniform(seed, shape, -limit, limit);
            case ScaledDistribution.UntruncatedNormal:
                return Normal(seed, shape, 0.0, Math.Sqrt(scale));
            default:
                return TruncatedNormal(seed, shape, 0.0, Math.Sqrt(scale) / TruncatedStddev);
        }
    }

    /// <summary>Connections into and out of one unit: the last two axes, each times the size of the kernel's window.</summary>
    public static (long FanIn, long FanOut) Fans(Shape shape)
    {
        if (shape.Rank == 0) return (1, 1);
        if (shape.Rank == 1) return (shape[0], shape[0]);
        long window = shape[..^2].Size;
        return (shape[^2] * window, shape[^1] * window);
    }

    /// <summary>
    /// A matrix with orthonormal rows or columns (whichever are fewer), times <paramref name="gain"/>: Q of a random matrix's QR decomposition with
    /// the signs of R's diagonal. All axes but the last count as rows. Saxe et al. 2014.
    /// </summary>
    /// <exception cref="ValueError">The shape has fewer than two axes.</exception>
    public static float[] Orthogonal(SeedPair seed, Shape shape, double gain = 1.0)
    {
        float scale = (float)gain;
        return Orthogonal(shape, normals => Array.ConvertAll(Normal(seed, normals, 0.0, 1.0), static x => (double)x), q => scale * (float)q);
    }

    /// <summary>The same in double precision, from double-precision random numbers.</summary>
    /// <exception cref="ValueError">The shape has fewer than two axes.</exception>
    public static double[] OrthogonalDoubles(SeedPair seed, Shape shape, double gain = 1.0)
    {
        return Orthogonal(shape, Normals, q => gain * q);

        double[] Normals(Shape normals)
        {
            double[] values = new double[normals.Size];
            StreamValues.Normal(seed.Stream, 0, values);
            return values;
        }
    }

    private static T[] Orthogonal<T>(Shape shape, Func<Shape, double[]> normals, Func<double, T> value)
    {
        if (shape.Rank < 2) throw new ValueError($"The tensor to initialize must be at least two-dimensional. Received: shape={shape} of rank {shape.Rank}.");
        int cols = shape[^1], rows = checked((int)shape[..^1].Size);
        int m = Math.Max(rows, cols), n = Math.Min(rows, cols);
        double[][] q = OrthonormalColumns(normals(new Shape(m, n)), m, n);
        T[] values = new T[shape.Size];
        for (int i = 0; i < rows; i++)
            for (int j = 0; j < cols; j++)
                values[i * cols + j] = value(rows < cols ? q[i][j] : q[j][i]);
        return values;
    }

    /// <summary>Ones on the diagonal, times <paramref name="gain"/>.</summary>
    /// <exception cref="ValueError">The shape does not have two axes.</exception>
    public static float[] Identity(Shape shape, double gain = 1.0)
    {
        if (shape.Rank != 2) throw new ValueError($"Identity matrix initializer can only be used for 2D matrices. Received: shape={shape} of rank {shape.Rank}.");
        int rows = shape[0], cols = shape[1];
        float[] values = new float[shape.Size];
        for (int i = 0; i < Math.Min(rows, cols); i++) values[i * cols + i] = (float)gain;
        return values;
    }

    /// <summary>The columns of Q in A = Q·R with R's diagonal positive, by Householder's reflections; A has m ≥ n and lies row by row.</summary>
    private static double[][] OrthonormalColumns(double[] a, int m, int n)
    {
        double[][] columns = new double[n][];                             // each of A's columns lies in one piece
        for (int j = 0; j < n; j++)
        {
            columns[j] = new double[m];
            for (int i = 0; i < m; i++) columns[j][i] = a[i * n + j];
        }
        double[][] reflections = new double[n][];                         // unit vectors v of the reflections I − 2·v·vᵀ
        double[] signs = new double[n];
        for (int k = 0; k < n; k++)
        {
            double[] v = columns[k][k..];
            double length = Math.Sqrt(TensorPrimitives.Dot<double>(v, v));
            double diagonal = v[0] > 0 ? -length : length;                // R's, of the sign that adds no cancellation below
            signs[k] = Math.Sign(diagonal);
            v[0] -= diagonal;
            double norm = Math.Sqrt(TensorPrimitives.Dot<double>(v, v));
            if (norm > 0) TensorPrimitives.Divide(v, norm, v);
            reflections[k] = v;
            Parallel(k + 1, n, m - k, j => Reflect(v, columns[j].AsSpan(k)));
        }
        Parallel(0, n, m, j =>
        {
            double[] q = new double[m];
            q[j] = signs[j];
            for (int k = n - 1; k >= 0; k--)
                if (k <= j) Reflect(reflections[k], q.AsSpan(k));
            columns[j] = q;
        });
        return columns;

        static void Reflect(double[] v, Span<double> x) => TensorPrimitives.MultiplyAdd(v, -2.0 * TensorPrimitives.Dot<double>(v, x), x, x);

        static void Parallel(int from, int to, int length, Action<int> body)
        {
            if ((long)(to - from) * length < 1 << 16)
                for (int j = from; j < to; j++) body(j);
            else System.Threading.Tasks.Parallel.For(from, to, body);
        }
    }

    private static float[] Fill(Shape shape, FillPart fill)
    {
        float[] values = new float[shape.Size];
        if (values.Length < ParallelFrom) fill(0, values);
        else
            Parallel.For(0, (values.Length + PartLength - 1) / PartLength, part =>
            {
                int start = part * PartLength;
                fill(start, values.AsSpan(start, Math.Min(PartLength, values.Length - start)));
            });
        return values;
    }
}
