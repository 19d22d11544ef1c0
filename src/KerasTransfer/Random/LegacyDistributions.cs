namespace KerasTransfer.RandomNumbers;

/// <summary>
/// The distributions of NumPy's <c>RandomState</c>, one number at a time, with the order of draws and of floating-point operations that NumPy froze
/// in version 1.16. Not safe for several threads: <see cref="RandomState"/> holds the lock.
/// </summary>
internal sealed class LegacyDistributions
{
    public readonly MersenneTwister Words = new();

    /// <summary>The second number of the last pair of normals, if still unused.</summary>
    public double? KeptGauss;

    public double Uniform() => Words.NextDouble();

    /// <summary>A whole number 0 … top: masked bits, drawn again until not above.</summary>
    public ulong Interval(ulong top)
    {
        if (top == 0) return 0;
        ulong mask = ulong.MaxValue >> System.Numerics.BitOperations.LeadingZeroCount(top), r;
        if (top <= uint.MaxValue) do r = Words.NextUInt32() & mask; while (r > top);
        else do r = Words.NextUInt64() & mask; while (r > top);
        return r;
    }

    /// <summary>Fisher and Yates, from the end.</summary>
    public void Shuffle<T>(Span<T> x)
    {
        for (int i = x.Length - 1; i > 0; i--)
        {
            int j = (int)Interval((ulong)i);
            (x[i], x[j]) = (x[j], x[i]);
        }
    }

    /// <summary>Marsaglia's polar method; the first of a pair is kept for the next call.</summary>
    public double Gauss()
    {
        if (KeptGauss is { } kept)
        {
            KeptGauss = null;
            return kept;
        }
        double x1, x2, r2;
        do
        {
            x1 = 2.0 * Uniform() - 1.0;
            x2 = 2.0 * Uniform() - 1.0;
            r2 = x1 * x1 + x2 * x2;
        }
        while (r2 >= 1.0 || r2 == 0.0);
        double f = Math.Sqrt(-2.0 * Math.Log(r2) / r2);
        KeptGauss = f * x1;
        return f * x2;
    }

    public double Exponential() => -Math.Log(1.0 - Uniform());

    /// <summary>Marsaglia and Tsang 2000 for shape ≥ 1, Ahrens and Dieter 1974 (GS) below.</summary>
    public double Gamma(double shape)
    {
        if (shape == 1.0) return Exponential();
        if (shape == 0.0) return 0.0;
        if (shape < 1.0)
            while (true)
            {
                double u = Uniform(), e = Exponential();
                if (u <= 1.0 - shape)
                {
                    double x = Math.Pow(u, 1.0 / shape);
                    if (x <= e) return x;
                }
                else
                {
                    double y = -Math.Log((1 - u) / shape);
                    double x = Math.Pow(1.0 - shape + shape * y, 1.0 / shape);
                    if (x <= e + y) return x;
                }
            }
        double b = shape - 1.0 / 3.0, c = 1.0 / Math.Sqrt(9 * b);
        while (true)
        {
            double x, v;
            do
            {
                x = Gauss();
                v = 1.0 + c * x;
            }
            while (v <= 0.0);
            v = v * v * v;
            double u = Uniform();
            if (u < 1.0 - 0.0331 * (x * x) * (x * x) || Math.Log(u) < 0.5 * x * x + b * (1.0 - v + Math.Log(v))) return b * v;
        }
    }

    /// <summary>Jöhnk 1964 where both are at most 1, otherwise from two gammas.</summary>
    public double Beta(double a, double b)
    {
        if (a > 1.0 || b > 1.0)
        {
            double ga = Gamma(a), gb = Gamma(b);
            return ga / (ga + gb);
        }
        while (true)
        {
            double u = Uniform(), v = Uniform();
            double x = Math.Pow(u, 1.0 / a), y = Math.Pow(v, 1.0 / b);
            if (x + y > 1.0) continue;
            if (x + y > 0) return x / (x + y);
            double logX = Math.Log(u) / a, logY = Math.Log(v) / b, logM = logX > logY ? logX : logY;
            logX -= logM;
            logY -= logM;
            return Math.Exp(logX - Math.Log(Math.Exp(logX) + Math.Exp(logY)));
        }
    }

    public double StandardT(double df)
    {
        double numerator = Gauss(), denominator = Gamma(df / 2);
        return Math.Sqrt(df / 2) * numerator / Math.Sqrt(denominator);
    }

    public double Laplace(double loc, double scale)
    {
        double u;
        do u = Uniform(); while (u == 0.0);
        return u >= 0.5 ? loc - scale * Math.Log(2.0 - u - u) : loc + scale * Math.Log(u + u);
    }

    public double Gumbel(double loc, double scale)
    {
        double u;
        do u = 1.0 - Uniform(); while (u >= 1.0);
        return loc - scale * Math.Log(-Math.Log(u));
    }

    public double Logistic(double loc, double scale)
    {
        double u;
        do u = Uniform(); while (u == 0.0);
        return loc + scale * Math.Log(u / (1.0 - u));
    }

    public double Rayleigh(double scale) => scale * Math.Sqrt(-2.0 * Log1p(-Uniform()));

    public double Triangular(double left, double mode, double right)
    {
        double width = right - left, u = Uniform();
        return u <= (mode - left) / width ? left + Math.Sqrt(u * ((mode - left) * width)) : right - Math.Sqrt((1.0 - u) * ((right - mode) * width));
    }

    /// <summary>Products of uniforms (Knuth) below 10, the transformed rejection PTRS of Hörmann 1993 from there on.</summary>
    public long Poisson(double lam)
    {
        if (lam == 0) return 0;
        if (lam < 10)
        {
            double limit = Math.Exp(-lam), product = 1.0;
            for (long x = 0; ; x++)
            {
                product *= Uniform();
                if (product <= limit) return x;
            }
        }
        double rootLam = Math.Sqrt(lam), logLam = Math.Log(lam);
        double b = 0.931 + 2.53 * rootLam, a = -0.059 + 0.02483 * b;
        double inverseAlpha = 1.1239 + 1.1328 / (b - 3.4), vr = 0.9277 - 3.6224 / (b - 2);
        while (true)
        {
            double u = Uniform() - 0.5, v = Uniform(), us = 0.5 - Math.Abs(u);
            long k = (long)Math.Floor((2 * a / us + b) * u + lam + 0.43);
            if (us >= 0.07 && v <= vr) return k;
            if (k < 0 || us < 0.013 && v > us) continue;
            if (Math.Log(v) + Math.Log(inverseAlpha) - Math.Log(a / (us * us) + b) <= -lam + k * logLam - LogGamma((double)k + 1)) return k;
        }
    }

    /// <summary>Inversion for small n·p, otherwise BTPE of Kachitvichyanukul and Schmeiser 1988.</summary>
    public long Binomial(long n, double p) => p <= 0.5 ? LowerHalf(n, p) : n - LowerHalf(n, 1.0 - p);

    private long LowerHalf(long n, double p) => p * n <= 30.0 ? BinomialByInversion(n, p) : BinomialByRejection(n, p);

    private long BinomialByInversion(long n, double p)
    {
        double q = 1.0 - p, p0 = Math.Exp(n * Math.Log(q)), mean = n * p;
        long bound = (long)Math.Min(n, mean + 10.0 * Math.Sqrt(mean * q + 1)), x = 0;
        double px = p0, u = Uniform();
        while (u > px)
        {
            x++;
            if (x > bound)
            {
                x = 0;
                px = p0;
                u = Uniform();
            }
            else
            {
                u -= px;
                px = (n - x + 1) * p * px / (x * q);
            }
        }
        return x;
    }

    private long BinomialByRejection(long n, double r)
    {
        double q = 1.0 - r, fm = n * r + r;
        long m = (long)Math.Floor(fm);
        double p1 = Math.Floor(2.195 * Math.Sqrt(n * r * q) - 4.6 * q) + 0.5;
        double xm = m + 0.5, xl = xm - p1, xr = xm + p1, c = 0.134 + 20.5 / (15.3 + m);
        double a = (fm - xl) / (fm - xl * r), lambdaL = a * (1.0 + a / 2.0);
        a = (xr - fm) / (xr * q);
        double lambdaR = a * (1.0 + a / 2.0);
        double p2 = p1 * (1.0 + 2.0 * c), p3 = p2 + c / lambdaL, p4 = p3 + c / lambdaR, nrq = n * r * q;
        while (true)
        {
            double u = Uniform() * p4, v = Uniform();
            long y;
            if (u <= p1) return (long)Math.Floor(xm - p1 * v + u);       // the triangle: accepted at once
            if (u <= p2)                                                  // the parallelograms
            {
                double x = xl + (u - p1) / c;
                v = v * c + 1.0 - Math.Abs(m - x + 0.5) / p1;
                if (v > 1.0) continue;
                y = (long)Math.Floor(x);
            }
            else if (u <= p3)                                             // the left tail
            {
                if (v == 0.0) continue;
                y = (long)Math.Floor(xl + Math.Log(v) / lambdaL);
                if (y < 0) continue;
                v = v * (u - p2) * lambdaL;
            }
            else                                                          // the right tail
            {
                if (v == 0.0) continue;
                y = (long)Math.Floor(xr - Math.Log(v) / lambdaR);
                if (y > n) continue;
                v = v * (u - p3) * lambdaR;
            }
            if (Accepts(y, v)) return y;
        }

        bool Accepts(long y, double v)
        {
            long k = Math.Abs(y - m);
            if (k <= 20 || k >= nrq / 2.0 - 1)
            {
                double s = r / q, factor = s * (n + 1), f = 1.0;
                for (long i = m + 1; i <= y; i++) f *= factor / i - s;
                for (long i = y + 1; i <= m; i++) f /= factor / i - s;
                return v <= f;
            }
            double rho = k / nrq * ((k * (k / 3.0 + 0.625) + 0.16666666666666666) / nrq + 0.5);
            double t = -k * k / (2 * nrq), logV = Math.Log(v);
            if (logV < t - rho) return true;
            if (logV > t + rho) return false;
            double x1 = (double)y + 1, f1 = (double)m + 1, z = (double)n + 1 - m, w = (double)n - y + 1;
            // 13680 and four plus signs are the paper's misprints; NumPy keeps them so that old seeds give old numbers.
            static double Stirling(double x)
            {
                double x2 = x * x;
                return (13680.0 - (462.0 - (132.0 - (99.0 - 140.0 / x2) / x2) / x2) / x2) / x / 166320.0;
            }
            return logV <= xm * Math.Log(f1 / x1) + (n - m + 0.5) * Math.Log(z / w) + (y - m) * Math.Log(w * r / (x1 * q))
                + Stirling(f1) + Stirling(z) + Stirling(x1) + Stirling(w);
        }
    }

    public long Geometric(double p)
    {
        if (p < 0.333333333333333333333333) return (long)Math.Ceiling(Log1p(-Uniform()) / Math.Log(1 - p));
        double sum = p, product = p, q = 1.0 - p, u = Uniform();
        long x = 1;
        while (u > sum)
        {
            product *= q;
            sum += product;
            x++;
        }
        return x;
    }

    /// <summary>ln Γ(x) by Stirling's series, shifted up to x ≥ 7.</summary>
    private static double LogGamma(double x)
    {
        if (x is 1.0 or 2.0) return 0.0;
        ReadOnlySpan<double> a =
        [
            8.333333333333333e-02, -2.777777777777778e-03, 7.936507936507937e-04, -5.952380952380952e-04, 8.417508417508418e-04,
            -1.917526917526918e-03, 6.410256410256410e-03, -2.955065359477124e-02, 1.796443723688307e-01, -1.39243221690590e+00,
        ];
        long n = x < 7.0 ? (long)(7 - x) : 0;
        double x0 = x + n, x2 = 1.0 / x0 * (1.0 / x0), sum = a[9];
        for (int k = 8; k >= 0; k--) sum = sum * x2 + a[k];
        double result = sum / x0 + 0.5 * 1.8378770664093453 + (x0 - 0.5) * Math.Log(x0) - x0;
        for (long k = 1; k <= n; k++)
        {
            result -= Math.Log(x0 - 1.0);
            x0 -= 1.0;
        }
        return result;
    }

    /// <summary>ln(1 + x) without loss for small x: Kahan's correction of the rounding of 1 + x.</summary>
    private static double Log1p(double x)
    {
        double y = 1.0 + x;
        return y == 1.0 ? x : Math.Log(y) * (x / (y - 1.0));
    }
}
