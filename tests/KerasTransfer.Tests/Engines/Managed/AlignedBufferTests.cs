using KerasTransfer.Engines.Managed;

namespace KerasTransfer.Tests.Engines.Managed;

[TestClass]
public unsafe class AlignedBufferTests
{
    [TestMethod]
    [DataRow(0L), DataRow(1L), DataRow(63L), DataRow(4096L), DataRow(4097L), DataRow(1_000_000L), DataRow(300_000_001L)]
    public void Has_the_room_and_the_alignment(long bytes)
    {
        using AlignedBuffer buffer = AlignedBuffer.Rent(bytes);
        Assert.IsGreaterThanOrEqualTo(bytes, buffer.Bytes);
        Assert.AreEqual(0, (long)buffer.Pointer % 64);
        if (bytes > 0) buffer.Pointer[bytes - 1] = 1;
    }

    [TestMethod]
    public void Two_that_are_rented_never_share_memory()
    {
        AlignedBuffer first = AlignedBuffer.Rent(5000);
        first.Dispose();
        first.Dispose();   // giving back twice must not hand it out twice
        using AlignedBuffer a = AlignedBuffer.Rent(5000), b = AlignedBuffer.Rent(5000);
        Assert.AreNotEqual((long)a.Pointer, (long)b.Pointer);
    }

    [TestMethod]
    public void A_steady_state_allocates_nothing()
    {
        AlignedBuffer.Rent(100_000).Dispose();
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1000; i++) AlignedBuffer.Rent(100_000).Dispose();
        Assert.AreEqual(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [TestMethod]
    public void Spans_are_checked()
    {
        using AlignedBuffer buffer = AlignedBuffer.Rent<float>(10);
        Assert.AreEqual(10, buffer.Span<float>(10).Length);
        Assert.Throws<ArgumentOutOfRangeException>(() => buffer.Span<float>((int)(buffer.Bytes / 4) + 1).Length.ToString());
        AlignedBuffer.Trim();
    }
}
