using System.Runtime.CompilerServices;

namespace KerasTransfer.Preprocessing;

/// <summary>
/// How far a picture may be shifted. A number with a point is a share of its size if below 1, else pixels: any amount up to it, either way. A whole number n: 0 to n − 1 pixels, either way.
/// A list: one of its numbers, either way.
/// </summary>
[CollectionBuilder(typeof(ShiftRange), nameof(Create))]
public sealed class ShiftRange : IEnumerable<double>
{
    private readonly double[] amounts;
    private readonly int whole;
    private readonly double number;

    private ShiftRange(double[] amounts, int whole, double number) => (this.amounts, this.whole, this.number) = (amounts, whole, number);

    /// <summary>For collection expressions: <c>[-0.2, 0.1]</c>.</summary>
    public static ShiftRange Create(ReadOnlySpan<double> amounts) => new(amounts.ToArray(), 0, 0);
    /// <summary>Any amount up to this.</summary>
    public static implicit operator ShiftRange(double number) => new([], 0, number);
    /// <summary>0 to <paramref name="number"/> − 1 pixels.</summary>
    public static implicit operator ShiftRange(int number) => number > 0 ? new([], number, number) : new([], 0, number);
    /// <summary>One of these amounts.</summary>
    public static implicit operator ShiftRange(double[] amounts) => Create(amounts);
    /// <summary>One of these amounts.</summary>
    public static implicit operator ShiftRange(int[] amounts) => new([.. amounts.Select(a => (double)a)], 0, 0);

    /// <summary>A shift in pixels; 0, and nothing drawn, where there is no range.</summary>
    internal double Draw(RandomState random, int size)
    {
        if (amounts.Length == 0 && number == 0) return 0;
        double shift, most;
        if (amounts.Length > 0) (shift, most) = (random.choice(amounts) * Sign(), amounts.Max());
        else if (whole > 0) (shift, most) = (random.choice(whole) * Sign(), whole);
        else (shift, most) = (random.uniform(-number, number), number);
        return most < 1 ? shift * size : shift;

        int Sign() => random.choice((int[])[-1, 1]);
    }

    /// <inheritdoc/>
    public IEnumerator<double> GetEnumerator() => (amounts.Length > 0 ? amounts : [number]).AsEnumerable().GetEnumerator();
    System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
}
