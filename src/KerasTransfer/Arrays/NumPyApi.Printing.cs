namespace KerasTransfer;

public sealed partial class NumPyApi
{
    /// <summary>Says how arrays are written from now on; what is null stays as it is.</summary>
    /// <param name="precision">Decimals of floating point numbers at most; 8 at first.</param>
    /// <param name="threshold">Arrays of more elements are cut short with <c>...</c>; 1000 at first, <c>np.inf</c> for never.</param>
    /// <param name="edgeitems">How many elements remain at each end then; 3 at first.</param>
    /// <param name="linewidth">Characters of a line; 75 at first.</param>
    /// <param name="suppress">Whether small numbers are written without exponent, rounded; false at first.</param>
    /// <param name="nanstr">What not-a-number is written as.</param>
    /// <param name="infstr">What infinity is written as.</param>
    /// <param name="sign"><c>"-"</c>: only minus signs; <c>"+"</c>: always a sign; <c>" "</c>: a blank where there is no minus.</param>
    /// <param name="floatmode"><c>maxprec</c>, <c>fixed</c>, <c>unique</c> or <c>maxprec_equal</c>.</param>
    /// <exception cref="ValueError">A value is out of range or unknown.</exception>
    public void set_printoptions(int? precision = null, double? threshold = null, int? edgeitems = null, int? linewidth = null, bool? suppress = null, string? nanstr = null, string? infstr = null, string? sign = null, string? floatmode = null)
    {
        if (precision < 0) throw new ValueError("precision must be >= 0");
        if (threshold is double.NaN) throw new ValueError("threshold must be non-NAN, try sys.maxsize for untruncated representation");
        if (sign is not (null or "-" or "+" or " ")) throw new ValueError("sign option must be one of ' ', '+', or '-'");
        if (floatmode is not (null or "maxprec" or "fixed" or "unique" or "maxprec_equal")) throw new ValueError("floatmode option must be one of \"fixed\", \"unique\", \"maxprec\", \"maxprec_equal\"");
        PrintOptions now = PrintOptions.Current;
        PrintOptions.Current = new()
        {
            Precision = precision ?? now.Precision,
            Threshold = threshold ?? now.Threshold,
            EdgeItems = edgeitems ?? now.EdgeItems,
            LineWidth = linewidth ?? now.LineWidth,
            Suppress = suppress ?? now.Suppress,
            Nan = nanstr ?? now.Nan,
            Inf = infstr ?? now.Inf,
            Sign = sign ?? now.Sign,
            FloatMode = floatmode ?? now.FloatMode,
        };
    }

    /// <summary>The array as text, with other settings than those in force where they are given.</summary>
    public string array2string(NDArray a, int? max_line_width = null, int? precision = null, bool? suppress_small = null, string separator = " ")
    {
        PrintOptions now = PrintOptions.Current;
        return a.ndim == 0 ? Printing.Str(a) : Printing.Format(a, now with
        {
            LineWidth = max_line_width ?? now.LineWidth,
            Precision = precision ?? now.Precision,
            Suppress = suppress_small ?? now.Suppress,
        }, separator, "", "");
    }
    /// <summary>The array as Python's interpreter shows it: <c>array([1, 2])</c>.</summary>
    public string array_repr(NDArray arr) => Printing.Repr(arr);
    /// <summary>The array as <c>print</c> writes it.</summary>
    public string array_str(NDArray a) => Printing.Str(a);
}

public sealed partial class NDArray
{
    /// <summary>As NumPy's <c>str</c> and <c>print</c> write it; <c>np.set_printoptions</c> says how.</summary>
    public override string ToString() => Printing.Str(this);
}
