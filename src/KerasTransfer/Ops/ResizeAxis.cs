namespace KerasTransfer.Ops;

/// <summary>The two old places around each new one, and how far it is from the lower one to the upper one.</summary>
internal readonly record struct Neighbourhood(int[] Low, int[] High, float[] Fraction);

/// <summary>How TensorFlow resizes one axis: new place i is the sum of old places from <see cref="First"/>[i] on, times weights.</summary>
/// <param name="First">The first old place.</param>
/// <param name="Count">How many there are.</param>
/// <param name="Weights">Their weights, <see cref="Widest"/> numbers for each new place.</param>
/// <param name="Widest">The largest count.</param>
internal sealed record ResizeAxis(int[] First, int[] Count, float[] Weights, int Widest)
{
    /// <summary>The methods of <c>keras.ops.image.resize</c>.</summary>
    public static readonly string[] Methods = ["bilinear", "nearest", "lanczos3", "lanczos5", "bicubic", "area"];

    /// <summary>The weights of <paramref name="method"/> (any of <c>tf.image.ResizeMethod</c> but <c>nearest</c>) from <paramref name="n"/> to <paramref name="m"/> places.</summary>
    public static ResizeAxis Of(string method, bool antialias, int n, int m)
    {
        float scale = (float)n / m, inverse = 1 / ((float)m / n);       // ScaleAndTranslate is given new / old and takes the inverse
        var spans = new (int First, float[] Weights)[m];
        for (int i = 0; i < m; i++)
            spans[i] = method switch
            {
                "area" => Area(i, scale, n),
                "bilinear" when !antialias => Bilinear(i, scale, n),
                "bicubic" when !antialias => Bicubic(i, scale, n),
                "bilinear" => Kernel(i, inverse, n, 1, antialias, static x => MathF.Max(0, 1 - x)),
                "bicubic" => Kernel(i, inverse, n, 2, antialias, Keys),
                "lanczos3" => Kernel(i, inverse, n, 3, antialias, static x => Lanczos(x, 3)),
                "lanczos5" => Kernel(i, inverse, n, 5, antialias, static x => Lanczos(x, 5)),
                "gaussian" => Kernel(i, inverse, n, 1.5f, antialias, static x => x < 1.5f ? MathF.Exp(-x * x / (2 * 0.5f * 0.5f)) : 0),
                "mitchellcubic" => Kernel(i, inverse, n, 2, antialias, Mitchell),
                _ => throw new ValueError($"resize: unknown method '{method}'. Expected bilinear, nearest, bicubic, area, lanczos3, lanczos5, gaussian or mitchellcubic."),
            };
        return Pack(spans);
    }

    /// <summary>The old places around a new one, without antialiasing: lower, upper, and how far it is from the lower one to the upper one.</summary>
    public static (int Low, int High, float Fraction) Neighbours(int i, float scale, int n)
    {
        float at = (i + 0.5f) * scale - 0.5f, floor = MathF.Floor(at);
        return (Math.Max((int)floor, 0), Math.Min((int)MathF.Ceiling(at), n - 1), at - floor);
    }

    /// <summary>The same for all of <paramref name="m"/> new places.</summary>
    public static Neighbourhood Neighbours(int n, int m)
    {
        var all = new Neighbourhood(new int[m], new int[m], new float[m]);
        for (int i = 0; i < m; i++) (all.Low[i], all.High[i], all.Fraction[i]) = Neighbours(i, (float)n / m, n);
        return all;
    }

    /// <summary>The old place of each new one, for <c>nearest</c>.</summary>
    public static long[] Nearest(int n, int m)
    {
        float scale = (float)n / m;
        var places = new long[m];
        for (int i = 0; i < m; i++) places[i] = Math.Min((int)MathF.Floor((i + 0.5f) * scale), n - 1);
        return places;
    }

    /// <summary>The way back: which new places each of <paramref name="n"/> old ones has a part in.</summary>
    public ResizeAxis Transposed(int n)
    {
        var spans = new (int First, float[] Weights)[n];
        int[] first = new int[n], end = new int[n];
        Array.Fill(first, int.MaxValue);
        for (int i = 0; i < First.Length; i++)
            for (int j = First[i]; j < First[i] + Count[i]; j++) (first[j], end[j]) = (Math.Min(first[j], i), i + 1);
        for (int j = 0; j < n; j++) spans[j] = end[j] == 0 ? (0, []) : (first[j], new float[end[j] - first[j]]);
        for (int i = 0; i < First.Length; i++)
            for (int k = 0; k < Count[i]; k++) spans[First[i] + k].Weights[i - first[First[i] + k]] += Weights[i * Widest + k];
        return Pack(spans);
    }

    private static ResizeAxis Pack((int First, float[] Weights)[] spans)
    {
        int widest = spans.Length == 0 ? 0 : spans.Max(s => s.Weights.Length);
        var axis = new ResizeAxis([.. spans.Select(s => s.First)], [.. spans.Select(s => s.Weights.Length)], new float[spans.Length * widest], widest);
        for (int i = 0; i < spans.Length; i++) spans[i].Weights.CopyTo(axis.Weights, i * widest);
        return axis;
    }

    private static (int, float[]) Bilinear(int i, float scale, int n)
    {
        (int low, int high, float fraction) = Neighbours(i, scale, n);
        return low == high ? (low, [1f]) : (low, [1 - fraction, fraction]);
    }

    private static (int, float[]) Area(int i, float scale, int n)
    {
        float from = i * scale, to = (i + 1) * scale;
        int first = (int)MathF.Floor(from), end = Math.Min((int)MathF.Ceiling(to), n);
        return (first, [.. Enumerable.Range(first, end - first).Select(j => (j < from ? j + 1 > to ? scale : j + 1 - from : j + 1 > to ? to - j : 1) / scale)]);
    }

    // The kernel of Keys with a = −1/2 in a table of 1024 steps; taps outside the picture are left out.
    private static (int, float[]) Bicubic(int i, float scale, int n)
    {
        float at = (i + 0.5f) * scale - 0.5f;
        int floor = (int)MathF.Floor(at);
        float step = MathF.Round((at - floor) * 1024) / 1024;
        return Inside(floor - 1, [Keys(1 + step), Keys(step), Keys(1 - step), Keys(2 - step)], n);
    }

    // TensorFlow's ScaleAndTranslate: when shrinking with antialiasing the kernel is stretched.
    private static (int, float[]) Kernel(int i, float scale, int n, float radius, bool antialias, Func<float, float> kernel)
    {
        float stretch = antialias ? MathF.Max(scale, 1) : 1, centre = (i + 0.5f) * scale;
        int first = Math.Clamp((int)MathF.Ceiling(centre - radius * stretch - 0.5f), 0, n - 1), end = Math.Clamp((int)MathF.Floor(centre + radius * stretch - 0.5f), 0, n - 1) + 1;
        float inverse = 1 / stretch;
        return Inside(first, [.. Enumerable.Range(first, Math.Max(0, end - first)).Select(j => kernel(MathF.Abs((j + 0.5f - centre) * inverse)))], n);
    }

    private static (int, float[]) Inside(int first, float[] weights, int n)
    {
        int skip = Math.Max(0, -first), end = Math.Min(weights.Length, n - first);
        weights = weights[skip..end];
        float sum = weights.Sum();
        return (first + skip, MathF.Abs(sum) >= 1000 * 1.17549435e-38f ? [.. weights.Select(w => w * (1 / sum))] : weights);
    }

    private static float Keys(float x) => x >= 2 ? 0 : x >= 1 ? ((-0.5f * x + 2.5f) * x - 4) * x + 2 : (1.5f * x - 2.5f) * x * x + 1;

    // Mitchell and Netravali, "Reconstruction filters in computer graphics", 1988, with B = C = 1/3.
    private static float Mitchell(float x) => x >= 2 ? 0 : x >= 1 ? ((-7f / 18 * x + 2) * x - 10f / 3) * x + 16f / 9 : (7f / 6 * x - 2) * x * x + 8f / 9;

    private static float Lanczos(float x, float radius)
    {
        const double Pi = 3.14159265359;        // TensorFlow's
        if (x > radius) return 0;
        if (x <= 1e-3f) return 1;
        return (float)(radius * Math.Sin(Pi * x) * Math.Sin(Pi * x / radius) / (Pi * Pi * x * x));
    }
}
