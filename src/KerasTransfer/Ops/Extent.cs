namespace KerasTransfer.Ops;

/// <summary>The number of elements under some neighbouring axes; allocates nothing.</summary>
internal static class Extent
{
    public static int Of(ReadOnlySpan<int> dims)
    {
        long count = 1;
        foreach (int d in dims) count *= d;
        return checked((int)count);
    }

    /// <summary>A shape's axes before, from <paramref name="first"/> up to <paramref name="end"/>, and after, each as one length.</summary>
    public static (int Outer, int Axis, int Inner) Split(Shape x, int first, int end) => (Of(x.Dims[..first]), Of(x.Dims[first..end]), Of(x.Dims[end..]));
}
