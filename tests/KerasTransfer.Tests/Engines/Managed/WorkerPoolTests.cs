using KerasTransfer.Engines.Managed;

namespace KerasTransfer.Tests.Engines.Managed;

[TestClass]
public class WorkerPoolTests
{
    private readonly struct CountWork(int[] counts) : IWork
    {
        public void Run(int part) => Interlocked.Increment(ref counts[part]);
    }

    [TestMethod]
    [DataRow(1), DataRow(2), DataRow(3), DataRow(5), DataRow(16)]
    public void Every_part_runs_once(int threads)
    {
        using WorkerPool pool = new(threads);
        Assert.AreEqual(threads, pool.Threads);
        foreach (int parts in (int[])[0, 1, 2, 3, 4, 5, 7, 16, 100, 1001])
        {
            for (int round = 0; round < 20; round++)
            {
                int[] counts = new int[parts];
                pool.Run(parts, new CountWork(counts));
                Assert.IsTrue(counts.All(c => c == 1));
            }
        }
    }

    [TestMethod]
    public void Regions_after_a_pause_wake_the_workers()
    {
        using WorkerPool pool = new(3);
        for (int round = 0; round < 20; round++)
        {
            Thread.Sleep(round % 3);
            int[] counts = new int[10];
            pool.Run(10, part => { Thread.Sleep(1); counts[part]++; });
            Assert.IsTrue(counts.All(c => c == 1));
        }
    }

    [TestMethod]
    public void Workers_do_take_parts()
    {
        using WorkerPool pool = new(2);
        using Barrier both = new(2);
        pool.Run(2, _ => Assert.IsTrue(both.SignalAndWait(TimeSpan.FromSeconds(60))));
    }

    [TestMethod]
    public void A_region_within_a_part_is_run_by_that_part()
    {
        using WorkerPool pool = new(3);
        int sum = 0;
        pool.Run(8, outer =>
        {
            int thread = Environment.CurrentManagedThreadId;
            pool.Run(8, inner =>
            {
                Assert.AreEqual(thread, Environment.CurrentManagedThreadId);
                Interlocked.Add(ref sum, outer * 8 + inner);
            });
        });
        Assert.AreEqual(63 * 64 / 2, sum);
    }

    [TestMethod]
    public void Callers_at_the_same_time_all_get_their_work_done()
    {
        using WorkerPool pool = new(2);
        Thread[] callers = [.. Enumerable.Range(0, 4).Select(_ => new Thread(() =>
        {
            for (int round = 0; round < 300; round++)
            {
                int[] counts = new int[9];
                pool.Run(9, new CountWork(counts));
                if (counts.Any(c => c != 1)) Interlocked.Increment(ref _wrong);
            }
        }))];
        foreach (Thread caller in callers) caller.Start();
        foreach (Thread caller in callers) caller.Join();
        Assert.AreEqual(0, _wrong);
    }

    private int _wrong;

    [TestMethod]
    [DataRow(1), DataRow(2), DataRow(5)]
    public void What_a_part_throws_reaches_the_caller_and_the_pool_lives_on(int threads)
    {
        using WorkerPool pool = new(threads);
        for (int bad = 0; bad < 7; bad++)
        {
            InvalidOperationException thrown = Assert.ThrowsExactly<InvalidOperationException>(() => pool.Run(7, part =>
            {
                if (part == bad) throw new InvalidOperationException($"part {part}");
            }));
            Assert.AreEqual($"part {bad}", thrown.Message);
            int[] counts = new int[7];
            pool.Run(7, new CountWork(counts));
            Assert.IsTrue(counts.All(c => c == 1));
        }
    }

    [TestMethod]
    public void After_Dispose_the_caller_does_the_work()
    {
        WorkerPool pool = new(3);
        pool.Dispose();
        int[] counts = new int[7];
        pool.Run(7, new CountWork(counts));
        Assert.IsTrue(counts.All(c => c == 1));
    }

    [TestMethod]
    public void A_region_allocates_nothing()
    {
        using WorkerPool pool = new(2);
        int[] counts = new int[8];
        for (int i = 0; i < 100; i++) pool.Run(8, new CountWork(counts));
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1000; i++) pool.Run(8, new CountWork(counts));
        Assert.AreEqual(before, GC.GetAllocatedBytesForCurrentThread());
    }
}
