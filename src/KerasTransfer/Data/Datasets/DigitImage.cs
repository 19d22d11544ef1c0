namespace KerasTransfer.Data;

/// <summary>
/// One drawn digit: a way of writing it as strokes, its points moved, the whole turned, slanted, stretched and warped, drawn with a pen of random width, with specks and
/// noise. Only sums, products, quotients and square roots are used, which are the same on every machine.
/// </summary>
internal static class DigitImage
{
    public const int Side = 28, Pixels = Side * Side;
    private const int Steps = 6;                                                // straight pieces between two points of a curve

    private static readonly string[][] writings =
    [
        ["~50,0 24,15 14,50 24,85 50,100 76,85 86,50 76,15 50,0", "~55,2 30,12 20,48 28,88 50,100 72,86 80,52 70,14 48,3"],
        ["50,0 50,100", "30,22 52,0 52,100", "32,20 52,0 52,100;30,100 74,100"],
        ["~18,26 32,4 64,2 80,24 66,52 18,100;18,100 86,98", "~18,24 36,3 66,4 78,28 56,64 26,94 18,80 38,78 86,98"],
        ["~18,14 46,0 76,18 66,40 40,46;~40,46 72,52 82,76 58,98 14,88", "18,2 78,2 44,42;~44,42 74,48 82,74 60,98 16,90"],
        ["26,2 18,58 84,56;68,26 66,100", "66,0 14,66 88,66;66,0 66,100"],
        ["78,2 30,2 24,44;~24,44 52,38 80,58 74,86 48,100 16,90", "30,2 24,44;~24,44 56,38 80,62 66,94 16,92;30,2 80,0"],
        ["~70,2 36,26 18,66 32,96 62,98 78,74 58,52 24,68", "~58,0 28,40 20,74 44,100 76,84 70,58 44,56 22,74"],
        ["16,4 82,2 40,100", "16,4 82,2 42,100;30,52 70,50", "~16,14 40,6 84,2;~84,2 58,44 46,100"],
        ["~54,46 28,30 34,6 64,3 74,24 50,48 22,72 34,97 64,98 80,74 54,46", "~74,14 46,0 26,20 52,46 80,74 52,100 22,78 50,48 74,14"],
        ["~76,28 54,2 26,14 26,42 54,52 76,28;~76,28 72,66 62,100", "~76,26 50,2 24,22 40,52 74,34;~76,26 78,62 62,92 24,96"],
    ];

    /// <summary>The strokes of each way of writing each digit, in a unit square, x to the right and y down.</summary>
    private static readonly (bool Curved, (double X, double Y)[] Points)[][][] glyphs = [.. writings.Select(digit => digit.Select(writing => writing.Split(';').Select(Stroke).ToArray()).ToArray())];

    private static (bool, (double, double)[]) Stroke(string text) => (text[0] == '~', [.. text.TrimStart('~').Split(' ').Select(point => point.Split(','))
        .Select(p => (int.Parse(p[0], System.Globalization.CultureInfo.InvariantCulture) / 100.0, int.Parse(p[1], System.Globalization.CultureInfo.InvariantCulture) / 100.0))]);

    /// <summary>Draws image number <paramref name="index"/> of a part of the set and gives its digit.</summary>
    public static byte Draw(long seed, int part, int index, Span<byte> image)
    {
        Dice dice = new((ulong)seed * 0x9E3779B97F4A7C15 ^ (ulong)part << 60 ^ (ulong)index * 0xD1B54A32D192ED03);
        byte digit = (byte)dice.Below(10);
        var strokes = glyphs[digit][dice.Below(glyphs[digit].Length)];

        // Turned by up to about 25°, slanted, stretched, moved.
        double t = 0.06 * dice.Bell(), cos = (1 - t * t) / (1 + t * t), sin = 2 * t / (1 + t * t);
        double slant = 0.18 * dice.Bell() - 0.05, width = 15 * (1 + 0.14 * dice.Bell()), height = 19 * (1 + 0.09 * dice.Bell());
        double dx = Side / 2.0 + 0.8 * dice.Bell(), dy = Side / 2.0 + 0.7 * dice.Bell();
        Span<double> warp = stackalloc double[2 * 16];                          // moves the points of a grid of 4×4, in pixels
        foreach (ref double w in warp) w = 0.9 * dice.Bell();

        double radius = 0.8 + 0.8 * dice.Next(), ink = 150 + 105 * dice.Next(), shake = 0.038 + 0.02 * dice.Next();
        Span<double> light = stackalloc double[Pixels];
        Span<(double X, double Y)> points = stackalloc (double, double)[16];
        foreach (var (curved, shape) in strokes)
        {
            for (int i = 0; i < shape.Length; i++)
            {
                double x = (shape[i].X - 0.5 + shake * dice.Bell()) * width, y = (shape[i].Y - 0.5 + shake * dice.Bell()) * height;
                x -= slant * y;
                (x, y) = (cos * x - sin * y + dx, sin * x + cos * y + dy);
                points[i] = (x + Warp(warp[..16], x, y), y + Warp(warp[16..], x, y));
            }
            Pen(light, points[..shape.Length], curved, radius);
        }
        if (dice.Next() < 0.3) Speck(light, ref dice);
        bool gap = dice.Next() < 0.25;
        double gapX = dice.Next() * Side, gapY = dice.Next() * Side, gapSize = 1 + dice.Next();
        double noise = 4 + 12 * dice.Next();
        for (int i = 0; i < Pixels; i++)
        {
            double value = light[i] * ink;
            if (gap && Square(i % Side + 0.5 - gapX) + Square(i / Side + 0.5 - gapY) < gapSize * gapSize) value *= 0.25;
            double grain = noise * dice.Bell();
            if (value > 8 || grain > 1.2 * noise) value += grain;               // paper is clean but for some grains
            image[i] = (byte)Math.Clamp(value, 0, 255);
        }
        return digit;
    }

    private static double Square(double x) => x * x;

    /// <summary>A smooth displacement: the grid's values, blended by their distance.</summary>
    private static double Warp(ReadOnlySpan<double> grid, double x, double y)
    {
        double u = Math.Clamp(x / Side * 3, 0, 2.999), v = Math.Clamp(y / Side * 3, 0, 2.999);
        int i = (int)u, j = (int)v;
        (u, v) = (Smooth(u - i), Smooth(v - j));
        double top = grid[4 * j + i] + u * (grid[4 * j + i + 1] - grid[4 * j + i]), bottom = grid[4 * j + 4 + i] + u * (grid[4 * j + 5 + i] - grid[4 * j + 4 + i]);
        return top + v * (bottom - top);
    }

    private static double Smooth(double t) => t * t * (3 - 2 * t);

    private static void Pen(Span<double> light, ReadOnlySpan<(double X, double Y)> points, bool curved, double radius)
    {
        for (int i = 0; i + 1 < points.Length; i++)
        {
            if (!curved) { Line(light, points[i], points[i + 1], radius); continue; }
            var (a, b, c, d) = (points[Math.Max(0, i - 1)], points[i], points[i + 1], points[Math.Min(points.Length - 1, i + 2)]);
            (double X, double Y) last = b;
            for (int s = 1; s <= Steps; s++)
            {
                double t = s / (double)Steps;
                (double X, double Y) next = (CatmullRom(a.X, b.X, c.X, d.X, t), CatmullRom(a.Y, b.Y, c.Y, d.Y, t));
                Line(light, last, next, radius);
                last = next;
            }
        }
    }

    /// <summary>The curve through b and c. Catmull, Rom 1974.</summary>
    private static double CatmullRom(double a, double b, double c, double d, double t) => 0.5 * (2 * b + t * (c - a + t * (2 * a - 5 * b + 4 * c - d + t * (3 * (b - c) + d - a))));

    /// <summary>Full light within the pen's radius of a straight line, fading over a pixel.</summary>
    private static void Line(Span<double> light, (double X, double Y) from, (double X, double Y) to, double radius)
    {
        double reach = radius + 1, lx = to.X - from.X, ly = to.Y - from.Y, length = lx * lx + ly * ly;
        int left = Math.Max(0, (int)(Math.Min(from.X, to.X) - reach)), right = Math.Min(Side - 1, (int)(Math.Max(from.X, to.X) + reach));
        int top = Math.Max(0, (int)(Math.Min(from.Y, to.Y) - reach)), bottom = Math.Min(Side - 1, (int)(Math.Max(from.Y, to.Y) + reach));
        for (int y = top; y <= bottom; y++)
            for (int x = left; x <= right; x++)
            {
                double px = x + 0.5 - from.X, py = y + 0.5 - from.Y;
                double along = length > 0 ? Math.Clamp((px * lx + py * ly) / length, 0, 1) : 0;
                double distance = Math.Sqrt(Square(px - along * lx) + Square(py - along * ly));
                double value = Math.Clamp(radius + 0.5 - distance, 0, 1);
                ref double pixel = ref light[y * Side + x];
                if (value > pixel) pixel = value;
            }
    }

    private static void Speck(Span<double> light, ref Dice dice)
    {
        (double X, double Y) from = (2 + 24 * dice.Next(), 2 + 24 * dice.Next());
        Line(light, from, (from.X + 3 * dice.Bell(), from.Y + 3 * dice.Bell()), 0.4 + 0.5 * dice.Next());
    }

    /// <summary>Random numbers. SplitMix64: Steele, Lea, Flood 2014.</summary>
    private struct Dice(ulong state)
    {
        private ulong Bits()
        {
            ulong z = state += 0x9E3779B97F4A7C15;
            z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9;
            z = (z ^ z >> 27) * 0x94D049BB133111EB;
            return z ^ z >> 31;
        }

        /// <summary>Evenly in [0, 1).</summary>
        public double Next() => (Bits() >> 11) * (1.0 / (1L << 53));
        public int Below(int n) => (int)(Next() * n);
        /// <summary>About normal, of mean 0 and variance 1, within ±3.5.</summary>
        public double Bell() => (Next() + Next() + Next() + Next() - 2) * 1.7320508075688772;
    }
}
