using KerasTransfer.Engines.Managed;

namespace KerasTransfer.Tests.Engines.Managed;

[TestClass]
public class SpreadTests
{
    [TestMethod]
    public void Stretches_any_axes_from_any_place()
    {
        (Shape From, Shape To)[] cases =
        [
            (Shape.Scalar, (2, 3)), (3, (2, 3)), ((2, 1), (2, 3)), ((2, 1, 4), (2, 3, 4)), ((1, 3, 1), (2, 3, 4)), ((2, 1, 1), (2, 3, 4)), ((2, 1, 4, 1), (2, 3, 4, 5)),
            ((3, 1, 4), (2, 3, 5, 4)), ((2, 1, 3, 1, 2), (2, 2, 3, 3, 2)), ((2, 1, 1, 3), (2, 4, 1, 3)), ((2, 1, 2, 3), (2, 2, 2, 3)),
        ];
        foreach ((Shape from, Shape to) in cases)
            foreach (int elementSize in new[] { 1, 2, 4, 8 })
                Check(from, to, elementSize);
    }

    private static unsafe void Check(Shape from, Shape to, int elementSize)
    {
        byte[] source = new byte[from.Size * elementSize];
        for (int i = 0; i < from.Size; i++) source[i * elementSize] = (byte)(i + 1);
        int size = (int)to.Size;
        Spread spread = Spread.Of(from, to);
        for (int start = 0; start < size; start++)
            foreach (int count in new[] { 1, 2, 5, size - start })
            {
                if (start + count > size) continue;
                byte[] target = new byte[count * elementSize];
                fixed (byte* s = source, t = target) spread.Fill((nint)s, elementSize, start, count, (nint)t);
                for (int i = 0; i < count; i++) Assert.AreEqual(Expected(start + i), target[i * elementSize], $"{from} to {to}, element {start + i}");
            }

        byte Expected(int flat)
        {
            int at = 0, stride = 1;
            for (int axis = to.Rank - 1; axis >= 0; axis--)
            {
                int index = flat % to[axis], own = axis - (to.Rank - from.Rank);
                flat /= to[axis];
                if (own < 0) continue;
                at += from[own] == 1 ? 0 : index * stride;
                stride *= from[own];
            }
            return (byte)(at + 1);
        }
    }
}
