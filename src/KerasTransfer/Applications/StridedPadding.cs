namespace KerasTransfer.Applications;

/// <summary>Zeros before a strided convolution, so that its windows lie as those of networks that were trained with TensorFlow.</summary>
internal static class StridedPadding
{
    /// <summary>Half a kernel at each side, one less before an even length (or one that is not known).</summary>
    public static Padding2D Of(KerasTensor x, int kernel_size)
    {
        int half = kernel_size / 2;
        bool known = x.shape[1] != Shape.Unknown;
        return ((half - Less(x.shape[1]), half), (half - Less(x.shape[2]), half));
        int Less(int length) => known && length != Shape.Unknown ? 1 - length % 2 : 1;
    }
}
