namespace KerasTransfer.Preprocessing;

/// <summary>What lies outside a picture (a, b, c, d), as <c>scipy.ndimage</c> has it.</summary>
internal readonly record struct FillMode
{
    private enum Kind { Constant, Nearest, Reflect, Wrap, Mirror }

    private readonly Kind kind;
    private FillMode(Kind kind) => this.kind = kind;

    /// <summary>The mode of that name: <c>constant</c> (k k | a b c d | k k), <c>nearest</c> (a a | … | d d), <c>reflect</c> (b a | … | d c), <c>wrap</c>, <c>mirror</c> (c b | … | c b).</summary>
    /// <exception cref="ValueError">There is none of that name.</exception>
    public static FillMode Parse(string fill_mode) => new(fill_mode switch
    {
        "constant" => Kind.Constant,
        "nearest" => Kind.Nearest,
        "reflect" or "grid-mirror" => Kind.Reflect,
        "wrap" => Kind.Wrap,
        "mirror" => Kind.Mirror,
        "grid-wrap" or "grid-constant" => throw new NotSupportedException($"fill_mode \"{fill_mode}\" is not supported. Use \"nearest\", \"constant\", \"reflect\" or \"wrap\"."),
        _ => throw new ValueError($"fill_mode must be one of \"constant\", \"nearest\", \"reflect\", \"wrap\". Received: fill_mode=\"{fill_mode}\""),
    });

    /// <summary>The place along an axis of that length that a place outside stands for; −1 where it is the constant. A reflected one may lie up to a pixel outside.</summary>
    public double Inside(double place, int length)
    {
        if (place >= 0 && place <= length - 1) return place;
        bool before = place < 0;
        switch (kind)
        {
            case Kind.Constant: return -1;
            case Kind.Nearest: return before ? 0 : length - 1;
        }
        if (length <= 1) return 0;
        double period = kind switch { Kind.Reflect => 2.0 * length, Kind.Mirror => 2.0 * length - 2, _ => length - 1 };
        switch (kind)
        {
            case Kind.Wrap: return before ? place + period * (Math.Truncate(-place / period) + 1) : place - period * Math.Truncate(place / period);
            case Kind.Reflect:
                if (!before)
                {
                    place -= period * Math.Truncate(place / period);
                    return place >= length ? period - place - 1 : place;
                }
                if (place < -period) place = period * Math.Truncate(-place / period) + place;
                return place < -length ? place + period : Math.Max(-place, 2.220446049250313e-16) - 1;
            default:
                if (!before)
                {
                    place -= period * Math.Truncate(place / period);
                    return place >= length ? period - place : place;
                }
                place = period * Math.Truncate(-place / period) + place;
                return place <= 1 - length ? place + period : -place;
        }
    }

    /// <summary>The pixel that an index up to one outside stands for.</summary>
    public int Index(int index, int length)
    {
        if ((uint)index < (uint)length) return index;
        if (length <= 1) return 0;
        return kind is Kind.Mirror or Kind.Constant or Kind.Nearest ? index < 0 ? -index : 2 * length - 2 - index : index < 0 ? -1 - index : 2 * length - 1 - index;
    }
}
