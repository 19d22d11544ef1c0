using System.Numerics.Tensors;

namespace KerasTransfer.Images;

/// <summary>The filters that PNG puts before compression (recommendation, section 9).</summary>
internal static class PngFilters
{
    /// <param name="filter">0 to 4.</param>
    /// <param name="row">The row; undone in place.</param>
    /// <param name="above">The one above, undone; zeros above the first.</param>
    /// <param name="step">Bytes of a pixel, at least 1.</param>
    /// <returns>False: there is no such filter.</returns>
    public static bool Undo(int filter, Span<byte> row, ReadOnlySpan<byte> above, int step)
    {
        above = above[..row.Length];
        switch (filter)
        {
            case 0: break;
            case 1:
                for (int i = step; i < row.Length; i++) row[i] += row[i - step];
                break;
            case 2:
                TensorPrimitives.Add(row, above, row);
                break;
            case 3:
                for (int i = 0; i < row.Length; i++) row[i] += (byte)(((i < step ? 0 : row[i - step]) + above[i]) >> 1);
                break;
            case 4:
                for (int i = 0; i < Math.Min(step, row.Length); i++) row[i] += above[i];
                for (int i = step; i < row.Length; i++) row[i] += (byte)Paeth(row[i - step], above[i], above[i - step]);
                break;
            default: return false;
        }
        return true;
    }

    /// <summary>That of the three neighbours which is nearest to left + above − corner.</summary>
    public static int Paeth(int left, int above, int corner)
    {
        int toLeft = Math.Abs(above - corner), toAbove = Math.Abs(left - corner), toCorner = Math.Abs(left + above - 2 * corner);
        return toLeft <= toAbove && toLeft <= toCorner ? left : toAbove <= toCorner ? above : corner;
    }
}
