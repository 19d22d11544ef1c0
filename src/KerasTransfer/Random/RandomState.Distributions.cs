using System.Runtime.CompilerServices;
using KerasTransfer.RandomNumbers;

namespace KerasTransfer;

public partial class RandomState
{
    /// <summary>A number evenly distributed from <paramref name="low"/> up to <paramref name="high"/>.</summary>
    /// <exception cref="ValueError">A parameter is out of range.</exception>
    [OverloadResolutionPriority(1)]
    public double uniform(double low = 0.0, double high = 1.0)
    {
        if (!double.IsFinite(high - low)) throw OutOfRange("uniform", "Range exceeds valid bounds", low, high);
        lock (gate) return low + (high - low) * draw.Uniform();
    }

    /// <summary>Numbers evenly distributed from <paramref name="low"/> up to <paramref name="high"/>.</summary>
    /// <exception cref="ValueError">A parameter is out of range.</exception>
    public NDArray uniform(double low = 0.0, double high = 1.0, Shape? size = null)
    {
        if (!double.IsFinite(high - low)) throw OutOfRange("uniform", "Range exceeds valid bounds", low, high);
        return Array(size ?? Shape.Scalar, d => low + (high - low) * d.Uniform());
    }

    /// <summary>A number of the normal distribution with mean <paramref name="loc"/> and standard deviation <paramref name="scale"/>.</summary>
    /// <exception cref="ValueError">A parameter is out of range.</exception>
    [OverloadResolutionPriority(1)]
    public double normal(double loc = 0.0, double scale = 1.0)
    {
        if (scale < 0) throw OutOfRange("normal", "scale < 0", loc, scale);
        lock (gate) return loc + scale * draw.Gauss();
    }

    /// <summary>Numbers of the normal distribution with mean <paramref name="loc"/> and standard deviation <paramref name="scale"/>.</summary>
    /// <exception cref="ValueError">A parameter is out of range.</exception>
    public NDArray normal(double loc = 0.0, double scale = 1.0, Shape? size = null)
    {
        if (scale < 0) throw OutOfRange("normal", "scale < 0", loc, scale);
        return Array(size ?? Shape.Scalar, d => loc + scale * d.Gauss());
    }

    /// <summary>A number whose logarithm has the normal distribution with mean <paramref name="mean"/> and standard deviation <paramref name="sigma"/>.</summary>
    /// <exception cref="ValueError">A parameter is out of range.</exception>
    [OverloadResolutionPriority(1)]
    public double lognormal(double mean = 0.0, double sigma = 1.0)
    {
        if (sigma < 0) throw OutOfRange("lognormal", "sigma < 0", mean, sigma);
        lock (gate) return Math.Exp(mean + sigma * draw.Gauss());
    }

    /// <summary>Numbers whose logarithm has the normal distribution with mean <paramref name="mean"/> and standard deviation <paramref name="sigma"/>.</summary>
    /// <exception cref="ValueError">A parameter is out of range.</exception>
    public NDArray lognormal(double mean = 0.0, double sigma = 1.0, Shape? size = null)
    {
        if (sigma < 0) throw OutOfRange("lognormal", "sigma < 0", mean, sigma);
        return Array(size ?? Shape.Scalar, d => Math.Exp(mean + sigma * d.Gauss()));
    }

    /// <summary>A number of the exponential distribution with mean <paramref name="scale"/>.</summary>
    /// <exception cref="ValueError">A parameter is out of range.</exception>
    [OverloadResolutionPriority(1)]
    public double exponential(double scale = 1.0)
    {
        if (scale < 0) throw OutOfRange("exponential", "scale < 0", scale);
        lock (gate) return scale * draw.Exponential();
    }

    /// <summary>Numbers of the exponential distribution with mean <paramref name="scale"/>.</summary>
    /// <exception cref="ValueError">A parameter is out of range.</exception>
    public NDArray exponential(double scale = 1.0, Shape? size = null)
    {
        if (scale < 0) throw OutOfRange("exponential", "scale < 0", scale);
        return Array(size ?? Shape.Scalar, d => scale * d.Exponential());
    }

    /// <summary>A number of the exponential distribution with mean 1.</summary>
    public double standard_exponential() { lock (gate) return draw.Exponential(); }
    /// <summary>Numbers of the exponential distribution with mean 1.</summary>
    public NDArray standard_exponential(Shape size) => Array(size, d => d.Exponential());

    /// <summary>A number of the gamma distribution.</summary>
    /// <exception cref="ValueError">A parameter is out of range.</exception>
    [OverloadResolutionPriority(1)]
    public double gamma(double shape, double scale = 1.0)
    {
        if (shape < 0) throw OutOfRange("gamma", "shape < 0", shape, scale);
        if (scale < 0) throw OutOfRange("gamma", "scale < 0", shape, scale);
        lock (gate) return scale * draw.Gamma(shape);
    }

    /// <summary>Numbers of the gamma distribution.</summary>
    /// <exception cref="ValueError">A parameter is out of range.</exception>
    public NDArray gamma(double shape, double scale = 1.0, Shape? size = null)
    {
        if (shape < 0) throw OutOfRange("gamma", "shape < 0", shape, scale);
        if (scale < 0) throw OutOfRange("gamma", "scale < 0", shape, scale);
        return Array(size ?? Shape.Scalar, d => scale * d.Gamma(shape));
    }

    /// <summary>A number of the gamma distribution with scale 1.</summary>
    /// <exception cref="ValueError">A parameter is out of range.</exception>
    [OverloadResolutionPriority(1)]
    public double standard_gamma(double shape)
    {
        if (shape < 0) throw OutOfRange("standard_gamma", "shape < 0", shape);
        lock (gate) return draw.Gamma(shape);
    }

    /// <summary>Numbers of the gamma distribution with scale 1.</summary>
    /// <exception cref="ValueError">A parameter is out of range.</exception>
    public NDArray standard_gamma(double shape, Shape? size = null)
    {
        if (shape < 0) throw OutOfRange("standard_gamma", "shape < 0", shape);
        return Array(size ?? Shape.Scalar, d => d.Gamma(shape));
    }

    /// <summary>A number of the beta distribution.</summary>
    /// <exception cref="ValueError">A parameter is out of range.</exception>
    [OverloadResolutionPriority(1)]
    public double beta(double a, double b)
    {
        if (!(a > 0)) throw OutOfRange("beta", "a <= 0", a, b);
        if (!(b > 0)) throw OutOfRange("beta", "b <= 0", a, b);
        lock (gate) return draw.Beta(a, b);
    }

    /// <summary>Numbers of the beta distribution.</summary>
    /// <exception cref="ValueError">A parameter is out of range.</exception>
    public NDArray beta(double a, double b, Shape? size = null)
    {
        if (!(a > 0)) throw OutOfRange("beta", "a <= 0", a, b);
        if (!(b > 0)) throw OutOfRange("beta", "b <= 0", a, b);
        return Array(size ?? Shape.Scalar, d => d.Beta(a, b));
    }

    /// <summary>A number of the χ² distribution with <paramref name="df"/> degrees of freedom.</summary>
    /// <exception cref="ValueError">A parameter is out of range.</exception>
    [OverloadResolutionPriority(1)]
    public double chisquare(double df)
    {
        if (!(df > 0)) throw OutOfRange("chisquare", "df <= 0", df);
        lock (gate) return 2.0 * draw.Gamma(df / 2.0);
    }

    /// <summary>Numbers of the χ² distribution with <paramref name="df"/> degrees of freedom.</summary>
    /// <exception cref="ValueError">A parameter is out of range.</exception>
    public NDArray chisquare(double df, Shape? size = null)
    {
        if (!(df > 0)) throw OutOfRange("chisquare", "df <= 0", df);
        return Array(size ?? Shape.Scalar, d => 2.0 * d.Gamma(df / 2.0));
    }

    /// <summary>A number of Student's t distribution with <paramref name="df"/> degrees of freedom.</summary>
    /// <exception cref="ValueError">A parameter is out of range.</exception>
    [OverloadResolutionPriority(1)]
    public double standard_t(double df)
    {
        if (!(df > 0)) throw OutOfRange("standard_t", "df <= 0", df);
        lock (gate) return draw.StandardT(df);
    }

    /// <summary>Numbers of Student's t distribution with <paramref name="df"/> degrees of freedom.</summary>
    /// <exception cref="ValueError">A parameter is out of range.</exception>
    public NDArray standard_t(double df, Shape? size = null)
    {
        if (!(df > 0)) throw OutOfRange("standard_t", "df <= 0", df);
        return Array(size ?? Shape.Scalar, d => d.StandardT(df));
    }

    /// <summary>A number of the Cauchy distribution.</summary>
    public double standard_cauchy() { lock (gate) return draw.Gauss() / draw.Gauss(); }
    /// <summary>Numbers of the Cauchy distribution.</summary>
    public NDArray standard_cauchy(Shape size) => Array(size, d => d.Gauss() / d.Gauss());

    /// <summary>A number of the Laplace distribution around <paramref name="loc"/>.</summary>
    /// <exception cref="ValueError">A parameter is out of range.</exception>
    [OverloadResolutionPriority(1)]
    public double laplace(double loc = 0.0, double scale = 1.0)
    {
        if (scale < 0) throw OutOfRange("laplace", "scale < 0", loc, scale);
        lock (gate) return draw.Laplace(loc, scale);
    }

    /// <summary>Numbers of the Laplace distribution around <paramref name="loc"/>.</summary>
    /// <exception cref="ValueError">A parameter is out of range.</exception>
    public NDArray laplace(double loc = 0.0, double scale = 1.0, Shape? size = null)
    {
        if (scale < 0) throw OutOfRange("laplace", "scale < 0", loc, scale);
        return Array(size ?? Shape.Scalar, d => d.Laplace(loc, scale));
    }

    /// <summary>A number of the Gumbel distribution.</summary>
    /// <exception cref="ValueError">A parameter is out of range.</exception>
    [OverloadResolutionPriority(1)]
    public double gumbel(double loc = 0.0, double scale = 1.0)
    {
        if (scale < 0) throw OutOfRange("gumbel", "scale < 0", loc, scale);
        lock (gate) return draw.Gumbel(loc, scale);
    }

    /// <summary>Numbers of the Gumbel distribution.</summary>
    /// <exception cref="ValueError">A parameter is out of range.</exception>
    public NDArray gumbel(double loc = 0.0, double scale = 1.0, Shape? size = null)
    {
        if (scale < 0) throw OutOfRange("gumbel", "scale < 0", loc, scale);
        return Array(size ?? Shape.Scalar, d => d.Gumbel(loc, scale));
    }

    /// <summary>A number of the logistic distribution around <paramref name="loc"/>.</summary>
    /// <exception cref="ValueError">A parameter is out of range.</exception>
    [OverloadResolutionPriority(1)]
    public double logistic(double loc = 0.0, double scale = 1.0)
    {
        if (scale < 0) throw OutOfRange("logistic", "scale < 0", loc, scale);
        lock (gate) return draw.Logistic(loc, scale);
    }

    /// <summary>Numbers of the logistic distribution around <paramref name="loc"/>.</summary>
    /// <exception cref="ValueError">A parameter is out of range.</exception>
    public NDArray logistic(double loc = 0.0, double scale = 1.0, Shape? size = null)
    {
        if (scale < 0) throw OutOfRange("logistic", "scale < 0", loc, scale);
        return Array(size ?? Shape.Scalar, d => d.Logistic(loc, scale));
    }

    /// <summary>A number of the Rayleigh distribution.</summary>
    /// <exception cref="ValueError">A parameter is out of range.</exception>
    [OverloadResolutionPriority(1)]
    public double rayleigh(double scale = 1.0)
    {
        if (scale < 0) throw OutOfRange("rayleigh", "scale < 0", scale);
        lock (gate) return draw.Rayleigh(scale);
    }

    /// <summary>Numbers of the Rayleigh distribution.</summary>
    /// <exception cref="ValueError">A parameter is out of range.</exception>
    public NDArray rayleigh(double scale = 1.0, Shape? size = null)
    {
        if (scale < 0) throw OutOfRange("rayleigh", "scale < 0", scale);
        return Array(size ?? Shape.Scalar, d => d.Rayleigh(scale));
    }

    /// <summary>A number of the Pareto II (Lomax) distribution.</summary>
    /// <exception cref="ValueError">A parameter is out of range.</exception>
    [OverloadResolutionPriority(1)]
    public double pareto(double a)
    {
        if (!(a > 0)) throw OutOfRange("pareto", "a <= 0", a);
        lock (gate) return Math.Exp(draw.Exponential() / a) - 1;
    }

    /// <summary>Numbers of the Pareto II (Lomax) distribution.</summary>
    /// <exception cref="ValueError">A parameter is out of range.</exception>
    public NDArray pareto(double a, Shape? size = null)
    {
        if (!(a > 0)) throw OutOfRange("pareto", "a <= 0", a);
        return Array(size ?? Shape.Scalar, d => Math.Exp(d.Exponential() / a) - 1);
    }

    /// <summary>A number of the Weibull distribution.</summary>
    /// <exception cref="ValueError">A parameter is out of range.</exception>
    [OverloadResolutionPriority(1)]
    public double weibull(double a)
    {
        if (a < 0) throw OutOfRange("weibull", "a < 0", a);
        lock (gate) return (a == 0.0 ? 0.0 : Math.Pow(draw.Exponential(), 1.0 / a));
    }

    /// <summary>Numbers of the Weibull distribution.</summary>
    /// <exception cref="ValueError">A parameter is out of range.</exception>
    public NDArray weibull(double a, Shape? size = null)
    {
        if (a < 0) throw OutOfRange("weibull", "a < 0", a);
        return Array(size ?? Shape.Scalar, d => (a == 0.0 ? 0.0 : Math.Pow(d.Exponential(), 1.0 / a)));
    }

    /// <summary>A number in [0, 1] with density a·xᵃ⁻¹.</summary>
    /// <exception cref="ValueError">A parameter is out of range.</exception>
    [OverloadResolutionPriority(1)]
    public double power(double a)
    {
        if (!(a > 0)) throw OutOfRange("power", "a <= 0", a);
        lock (gate) return Math.Pow(1 - Math.Exp(-draw.Exponential()), 1.0 / a);
    }

    /// <summary>Numbers in [0, 1] with density a·xᵃ⁻¹.</summary>
    /// <exception cref="ValueError">A parameter is out of range.</exception>
    public NDArray power(double a, Shape? size = null)
    {
        if (!(a > 0)) throw OutOfRange("power", "a <= 0", a);
        return Array(size ?? Shape.Scalar, d => Math.Pow(1 - Math.Exp(-d.Exponential()), 1.0 / a));
    }

    /// <summary>A number of the triangular distribution from <paramref name="left"/> to <paramref name="right"/> with its peak at <paramref name="mode"/>.</summary>
    /// <exception cref="ValueError">A parameter is out of range.</exception>
    [OverloadResolutionPriority(1)]
    public double triangular(double left, double mode, double right)
    {
        if (left > mode) throw OutOfRange("triangular", "left > mode", left, mode, right);
        if (mode > right) throw OutOfRange("triangular", "mode > right", left, mode, right);
        if (left == right) throw OutOfRange("triangular", "left == right", left, mode, right);
        lock (gate) return draw.Triangular(left, mode, right);
    }

    /// <summary>Numbers of the triangular distribution from <paramref name="left"/> to <paramref name="right"/> with its peak at <paramref name="mode"/>.</summary>
    /// <exception cref="ValueError">A parameter is out of range.</exception>
    public NDArray triangular(double left, double mode, double right, Shape? size = null)
    {
        if (left > mode) throw OutOfRange("triangular", "left > mode", left, mode, right);
        if (mode > right) throw OutOfRange("triangular", "mode > right", left, mode, right);
        if (left == right) throw OutOfRange("triangular", "left == right", left, mode, right);
        return Array(size ?? Shape.Scalar, d => d.Triangular(left, mode, right));
    }

    /// <summary>A whole number of the Poisson distribution with mean <paramref name="lam"/>.</summary>
    /// <exception cref="ValueError">A parameter is out of range.</exception>
    [OverloadResolutionPriority(1)]
    public long poisson(double lam = 1.0)
    {
        if (!(lam >= 0)) throw OutOfRange("poisson", "lam < 0 or lam is NaN", lam);
        if (lam > long.MaxValue - Math.Sqrt(long.MaxValue) * 10) throw OutOfRange("poisson", "lam value too large", lam);
        lock (gate) return draw.Poisson(lam);
    }

    /// <summary>Whole numbers of the Poisson distribution with mean <paramref name="lam"/>.</summary>
    /// <exception cref="ValueError">A parameter is out of range.</exception>
    public NDArray poisson(double lam = 1.0, Shape? size = null)
    {
        if (!(lam >= 0)) throw OutOfRange("poisson", "lam < 0 or lam is NaN", lam);
        if (lam > long.MaxValue - Math.Sqrt(long.MaxValue) * 10) throw OutOfRange("poisson", "lam value too large", lam);
        return Whole(size ?? Shape.Scalar, d => d.Poisson(lam));
    }

    /// <summary>A whole number of trials up to the first success, each with probability <paramref name="p"/>.</summary>
    /// <exception cref="ValueError">A parameter is out of range.</exception>
    [OverloadResolutionPriority(1)]
    public long geometric(double p)
    {
        if (!(p > 0 && p <= 1)) throw OutOfRange("geometric", "p <= 0, p > 1 or p contains NaNs", p);
        lock (gate) return draw.Geometric(p);
    }

    /// <summary>Whole numbers of trials up to the first success, each with probability <paramref name="p"/>.</summary>
    /// <exception cref="ValueError">A parameter is out of range.</exception>
    public NDArray geometric(double p, Shape? size = null)
    {
        if (!(p > 0 && p <= 1)) throw OutOfRange("geometric", "p <= 0, p > 1 or p contains NaNs", p);
        return Whole(size ?? Shape.Scalar, d => d.Geometric(p));
    }

    /// <summary>The number of successes in <paramref name="n"/> trials, each with probability <paramref name="p"/>.</summary>
    /// <exception cref="ValueError">A parameter is out of range.</exception>
    [OverloadResolutionPriority(1)]
    public long binomial(long n, double p)
    {
        CheckBinomial(n, p);
        lock (gate) return draw.Binomial(n, p);
    }

    /// <summary>The numbers of successes in <paramref name="n"/> trials, each with probability <paramref name="p"/>.</summary>
    /// <exception cref="ValueError">A parameter is out of range.</exception>
    public NDArray binomial(long n, double p, Shape? size = null)
    {
        CheckBinomial(n, p);
        return Whole(size ?? Shape.Scalar, d => d.Binomial(n, p));
    }

    /// <summary>The numbers of failures before <paramref name="n"/> successes, each trial's with probability <paramref name="p"/>.</summary>
    /// <exception cref="ValueError">A parameter is out of range.</exception>
    public NDArray negative_binomial(double n, double p, Shape? size = null)
    {
        if (!(n > 0)) throw OutOfRange("negative_binomial", "n <= 0", n, p);
        if (!(p > 0 && p <= 1)) throw OutOfRange("negative_binomial", "p <= 0, p > 1 or p contains NaNs", n, p);
        return Whole(size ?? Shape.Scalar, d => d.Poisson((1 - p) / p * d.Gamma(n)));
    }

    /// <summary>How <paramref name="n"/> trials fall on the outcomes with the probabilities <paramref name="pvals"/>; the last one takes what is left.</summary>
    /// <returns>int64 of shape size + (outcomes,).</returns>
    /// <exception cref="ValueError">A parameter is out of range.</exception>
    public NDArray multinomial(long n, NDArray pvals, Shape? size = null)
    {
        if (pvals.ndim != 1) throw new ValueError($"multinomial: pvals must be a 1-d sequence. Received: shape {pvals.shape}");
        double[] p = pvals.astype(DType.float64).AsSpan<double>().ToArray();
        foreach (double v in p)
            if (!(v >= 0 && v <= 1)) throw new ValueError($"pvals < 0, pvals > 1 or pvals contains NaNs. Received: {Text(v)}");
        if (n < 0) throw new ValueError($"n < 0. Received: n={n}");
        int k = p.Length;
        if (k > 0 && KahanSum(p.AsSpan(..^1)) > 1.0 + 1e-12) throw new ValueError($"sum(pvals[:-1]) > 1.0. Received: {Text(KahanSum(p.AsSpan(..^1)))}");
        Shape shape = (size ?? Shape.Scalar).Concat(k);
        long[] counts = new long[shape.Size];
        lock (gate)
            for (int row = 0; row < counts.Length; row += k)
            {
                double rest = 1.0;
                long left = n;
                for (int j = 0; j < k - 1 && left > 0; j++)
                {
                    counts[row + j] = draw.Binomial(left, p[j] / rest);
                    left -= counts[row + j];
                    rest -= p[j];
                }
                if (left > 0) counts[row + k - 1] = left;
            }
        return NDArray.FromArray(counts, shape);
    }

    /// <summary>How <paramref name="n"/> trials fall on the outcomes with the probabilities <paramref name="pvals"/>.</summary>
    public NDArray multinomial(long n, double[] pvals, Shape? size = null) => multinomial(n, (NDArray)pvals, size);

    /// <summary>Rows of numbers that add up to 1, of the Dirichlet distribution.</summary>
    /// <returns>float64 of shape size + (length of alpha,).</returns>
    /// <exception cref="ValueError">A parameter is not positive.</exception>
    public NDArray dirichlet(double[] alpha, Shape? size = null)
    {
        foreach (double a in alpha)
            if (!(a > 0)) throw new ValueError($"alpha <= 0. Received: {Text(a)}");
        int k = alpha.Length;
        Shape shape = (size ?? Shape.Scalar).Concat(k);
        double[] values = new double[shape.Size];
        lock (gate)
            for (int row = 0; row < values.Length; row += k)
            {
                double sum = 0.0;
                for (int j = 0; j < k; j++) sum += values[row + j] = draw.Gamma(alpha[j]);
                double inverse = 1 / sum;
                for (int j = 0; j < k; j++) values[row + j] *= inverse;
            }
        return NDArray.FromArray(values, shape);
    }

    private static void CheckBinomial(long n, double p)
    {
        if (n < 0) throw new ValueError($"n < 0. Received: n={n}");
        if (!(p >= 0 && p <= 1)) throw new ValueError($"p < 0, p > 1 or p is NaN. Received: p={Text(p)}");
    }

    private static ValueError OutOfRange(string method, string what, params ReadOnlySpan<double> given) =>
        new($"{what} in {method}({string.Join(", ", given.ToArray().Select(Text))}).");

    private static double KahanSum(ReadOnlySpan<double> values)
    {
        double sum = 0.0, lost = 0.0;
        foreach (double value in values)
        {
            double y = value - lost, t = sum + y;
            lost = t - sum - y;
            sum = t;
        }
        return sum;
    }
}
