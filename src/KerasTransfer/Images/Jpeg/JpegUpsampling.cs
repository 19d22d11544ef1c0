namespace KerasTransfer.Images;

/// <summary>Rows of a component at the image's full size. Factors of 2 use the triangle filter of the IJG's decoder ("fancy upsampling": 3/4 of the nearer sample, 1/4 of the further one);
/// all others repeat.</summary>
internal ref struct JpegUpsampling
{
    private readonly JpegComponent _component;
    private readonly int _across, _down, _width;
    private readonly byte[] _row;
    private readonly int[] _sums;

    /// <param name="component">The component, decoded.</param>
    /// <param name="maxAcross">The largest sampling factor across of all components.</param>
    /// <param name="maxDown">The same down.</param>
    /// <param name="width">The image's width.</param>
    public JpegUpsampling(JpegComponent component, int maxAcross, int maxDown, int width)
    {
        (_component, _across, _down, _width) = (component, maxAcross / component.Across, maxDown / component.Down, width);
        bool plain = _across == 1 && _down == 1;
        _row = plain ? [] : new byte[component.Width * _across];
        _sums = _across == 2 && _down == 2 ? new int[component.Width] : [];
    }

    /// <summary>Row <paramref name="y"/> of the image; valid until the next call.</summary>
    public readonly ReadOnlySpan<byte> Row(int y)
    {
        int from = y / _down;
        ReadOnlySpan<byte> near = Source(from);
        if (_across == 1 && _down == 1) return near[.._width];
        bool smoothAcross = _across == 2 && _component.Width > 2;
        if (_down == 1 && smoothAcross) Across(near, _row);
        else if (_down == 2 && (_across == 1 || smoothAcross))
        {
            bool upper = y % 2 == 0;
            ReadOnlySpan<byte> far = Source(Math.Clamp(upper ? from - 1 : from + 1, 0, _component.Height - 1));
            if (_across == 1) Down(near, far, upper ? 1 : 2, _row);
            else Both(near, far, _sums, _row);
        }
        else
            for (int x = 0; x < _row.Length; x++) _row[x] = near[x / _across];
        return _row.AsSpan(0, _width);
    }

    private readonly ReadOnlySpan<byte> Source(int row) => _component.Samples.AsSpan(row * _component.Stride, _component.Width);

    private static void Across(ReadOnlySpan<byte> source, Span<byte> row)
    {
        int last = source.Length - 1;
        row[0] = source[0];
        row[1] = (byte)((source[0] * 3 + source[1] + 2) >> 2);
        for (int x = 1; x < last; x++)
        {
            int three = source[x] * 3;
            row[2 * x] = (byte)((three + source[x - 1] + 1) >> 2);
            row[2 * x + 1] = (byte)((three + source[x + 1] + 2) >> 2);
        }
        row[2 * last] = (byte)((source[last] * 3 + source[last - 1] + 1) >> 2);
        row[2 * last + 1] = source[last];
    }

    private static void Down(ReadOnlySpan<byte> near, ReadOnlySpan<byte> far, int bias, Span<byte> row)
    {
        row = row[..near.Length];
        far = far[..near.Length];
        for (int x = 0; x < near.Length; x++) row[x] = (byte)((near[x] * 3 + far[x] + bias) >> 2);
    }

    private static void Both(ReadOnlySpan<byte> near, ReadOnlySpan<byte> far, Span<int> sums, Span<byte> row)
    {
        sums = sums[..near.Length];
        far = far[..near.Length];
        for (int x = 0; x < near.Length; x++) sums[x] = near[x] * 3 + far[x];
        int last = sums.Length - 1;
        row[0] = (byte)((sums[0] * 4 + 8) >> 4);
        row[1] = (byte)((sums[0] * 3 + sums[1] + 7) >> 4);
        for (int x = 1; x < last; x++)
        {
            int three = sums[x] * 3;
            row[2 * x] = (byte)((three + sums[x - 1] + 8) >> 4);
            row[2 * x + 1] = (byte)((three + sums[x + 1] + 7) >> 4);
        }
        row[2 * last] = (byte)((sums[last] * 3 + sums[last - 1] + 8) >> 4);
        row[2 * last + 1] = (byte)((sums[last] * 4 + 7) >> 4);
    }
}
