using System.Numerics;

namespace KerasTransfer.Preprocessing;

/// <summary>
/// Where each pixel of a picture comes from: pixel (r, c) is read at (M00·r + M01·c + Row, M10·r + M11·c + Column). The numbers are those of
/// <c>scipy.ndimage.affine_transform</c> of order 0 and 1, which Keras calls.
/// </summary>
internal readonly record struct AffineTransform(double M00, double M01, double Row, double M10, double M11, double Column)
{
    /// <summary>
    /// Keras's rotation · shift · shear · zoom about the centre. Keras exchanges the two axes at the end: <paramref name="tx"/> and <paramref name="zx"/> act on columns.
    /// </summary>
    /// <param name="theta">Rotation in degrees.</param>
    /// <param name="tx">Shift in pixels, of the columns.</param>
    /// <param name="ty">Shift in pixels, of the rows.</param>
    /// <param name="shear">Shear in degrees.</param>
    /// <param name="zx">Zoom of the columns: above 1 the picture shrinks.</param>
    /// <param name="zy">Zoom of the rows.</param>
    /// <param name="height">The picture's height.</param>
    /// <param name="width">The picture's width.</param>
    /// <param name="exchange">Whether the axes are exchanged: they are unless the columns' axis comes before the rows'.</param>
    /// <returns>The transform, or null where nothing is to be done.</returns>
    public static AffineTransform? Of(double theta, double tx, double ty, double shear, double zx, double zy, int height, int width, bool exchange = true)
    {
        double[]? matrix = null;
        if (theta != 0)
        {
            double angle = theta * (Math.PI / 180);
            Then([Math.Cos(angle), -Math.Sin(angle), 0, Math.Sin(angle), Math.Cos(angle), 0, 0, 0, 1]);
        }
        if (tx != 0 || ty != 0) Then([1, 0, tx, 0, 1, ty, 0, 0, 1]);
        if (shear != 0)
        {
            double angle = shear * (Math.PI / 180);
            Then([1, -Math.Sin(angle), 0, 0, Math.Cos(angle), 0, 0, 0, 1]);
        }
        if (zx != 1 || zy != 1) Then([zx, 0, 0, 0, zy, 0, 0, 0, 1]);
        if (matrix is null) return null;
        double x = height / 2.0 - 0.5, y = width / 2.0 - 0.5;
        double[] m = Product(Product([1, 0, x, 0, 1, y, 0, 0, 1], matrix), [1, 0, -x, 0, 1, -y, 0, 0, 1]);
        return exchange ? new(m[4], m[3], m[5], m[1], m[0], m[2]) : new(m[0], m[1], m[2], m[3], m[4], m[5]);

        void Then(double[] next) => matrix = matrix is null ? next : Product(matrix, next);
    }

    // NumPy's product of small matrices adds with one rounding; a coordinate that just misses the picture's edge is filled, so the last bit counts.
    private static double[] Product(double[] a, double[] b)
    {
        double[] c = new double[9];
        for (int i = 0; i < 3; i++)
            for (int j = 0; j < 3; j++)
            {
                double sum = 0;
                for (int k = 0; k < 3; k++) sum = Math.FusedMultiplyAdd(a[3 * i + k], b[3 * k + j], sum);
                c[3 * i + j] = sum;
            }
        return c;
    }

    /// <summary>How pictures lie in memory: lengths and steps of the rows, of the columns and of the channels.</summary>
    public readonly record struct Layout(int Rows, int Columns, int Channels, int RowStep, int ColumnStep, int ChannelStep);

    /// <summary>Reads every pixel of a picture at its place.</summary>
    /// <param name="input">The picture.</param>
    /// <param name="output">Where the result goes; not the same memory.</param>
    /// <param name="layout">Of both.</param>
    /// <param name="fill">What lies outside.</param>
    /// <param name="cval">The value outside for the mode <c>constant</c>.</param>
    /// <param name="order">0: the nearest pixel; 1: between the four around.</param>
    public void Apply<T>(ReadOnlySpan<T> input, Span<T> output, Layout layout, FillMode fill, double cval, int order) where T : unmanaged, INumber<T>
    {
        (int rows, int columns, int channels, int rowStep, int columnStep, int channelStep) = layout;
        T outside = T.CreateTruncating(cval);
        for (int r = 0; r < rows; r++)
            for (int c = 0; c < columns; c++)
            {
                int target = r * rowStep + c * columnStep;
                double y = fill.Inside(Row + r * M00 + c * M01, rows), x = fill.Inside(Column + r * M10 + c * M11, columns);
                if (!(y > -1 && x > -1))                                        // not a number counts as outside too
                {
                    for (int k = 0; k < channels; k++) output[target + k * channelStep] = outside;
                    continue;
                }
                if (order == 0)
                {
                    int source = fill.Index((int)Math.Floor(y + 0.5), rows) * rowStep + fill.Index((int)Math.Floor(x + 0.5), columns) * columnStep;
                    for (int k = 0; k < channels; k++) output[target + k * channelStep] = input[source + k * channelStep];
                    continue;
                }
                double top = Math.Floor(y), left = Math.Floor(x), y1 = y - top, x1 = x - left, y0 = 1 - y1, x0 = 1 - x1;
                int above = fill.Index((int)top, rows) * rowStep, below = fill.Index((int)top + 1, rows) * rowStep;
                int before = fill.Index((int)left, columns) * columnStep, after = fill.Index((int)left + 1, columns) * columnStep;
                for (int k = 0, at = 0; k < channels; k++, at += channelStep)
                {
                    double sum = double.CreateTruncating(input[above + before + at]) * y0 * x0;
                    sum += double.CreateTruncating(input[above + after + at]) * y0 * x1;
                    sum += double.CreateTruncating(input[below + before + at]) * y1 * x0;
                    sum += double.CreateTruncating(input[below + after + at]) * y1 * x1;
                    output[target + at] = T.CreateTruncating(sum);
                }
            }
    }
}
