using KerasTransfer.Engines;
using KerasTransfer.Engines.Managed;
using KerasTransfer.Graph;

namespace KerasTransfer.Tests.Engines.Managed;

[TestClass]
[DoNotParallelize]                                                              // sets the number of threads
public class ManagedProgramTests
{
    private static readonly OpsApi ops = keras.ops;

    [TestMethod]
    public void The_same_bits_for_any_number_of_threads()
    {
        int before = WorkerPool.DefaultThreads;
        try
        {
            List<byte[]> results = [];
            foreach (int threads in (int[])[1, 2, 3])
            {
                WorkerPool.DefaultThreads = threads;
                (Variable[] w, Variable[] m) = ScheduleTests.Network(300, 400);
                IProgram step = ScheduleTests.TrainingStep(w, m, 64, 300).Compile();
                NDArray[] batch = ScheduleTests.Batch(64, 300);
                for (int i = 0; i < 3; i++) step.Run(batch);
                results.Add([.. w.Concat(m).SelectMany(v => Pinned.Bytes(v.numpy()).ToArray())]);
            }
            Assert.IsTrue(results[0].AsSpan().SequenceEqual(results[1]));
            Assert.IsTrue(results[0].AsSpan().SequenceEqual(results[2]));
        }
        finally { WorkerPool.DefaultThreads = before; }
    }

    [TestMethod]
    public void A_program_goes_on_when_the_threads_are_replaced()
    {
        int before = WorkerPool.DefaultThreads;
        try
        {
            NDArray x = ScheduleTests.Values(1, 300, 300);
            IProgram program = Function.Of([new(x.shape, x.dtype)], a => [ops.tanh(a[0] * 2)]).Compile();
            NDArray first = program.Run([x])[0];
            WorkerPool.DefaultThreads = before + 1;
            Assert.IsTrue((bool)np.array_equal(first, program.Run([x])[0]));
        }
        finally { WorkerPool.DefaultThreads = before; }
    }

    [TestMethod]
    public void A_step_allocates_nothing()
    {
        (Variable[] w, Variable[] m) = ScheduleTests.Network(300, 400);
        IProgram step = ScheduleTests.TrainingStep(w, m, 64, 300).Compile();
        NDArray[] batch = ScheduleTests.Batch(64, 300), results = [NDArray.Zeros(Shape.Scalar, DType.float32)];
        for (int i = 0; i < 50; i++) step.Run(batch, results);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 20; i++) step.Run(batch, results);
        Assert.AreEqual(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [TestMethod]
    public void Four_threads_call_one_program()
    {
        NDArray w = ScheduleTests.Values(9, 40, 50);
        IProgram program = Function.Of([new((16, 40), DType.float32)], x => [ops.softmax(ops.matmul(x[0], (Tensor)w)), ops.sum(ops.tanh(x[0]) * 2, axis: 0)]).Compile();
        NDArray[] inputs = [.. Enumerable.Range(0, 4).Select(i => ScheduleTests.Values(20 + i, 16, 40))];
        NDArray[][] expected = [.. inputs.Select(x => program.Run([x]))];
        Exception? failure = null;
        Thread[] threads = [.. inputs.Select((x, i) => new Thread(() =>
        {
            try
            {
                for (int run = 0; run < 200; run++)
                {
                    NDArray[] y = program.Run([x]);
                    if (!(bool)np.array_equal(y[0], expected[i][0]) || !(bool)np.array_equal(y[1], expected[i][1])) throw new InvalidOperationException($"Thread {i}, run {run}: other values.");
                }
            }
            catch (Exception e) { failure = e; }
        }))];
        foreach (Thread t in threads) t.Start();
        foreach (Thread t in threads) t.Join();
        Assert.IsNull(failure, failure?.ToString());
    }

    [TestMethod]
    public void Updates_from_several_threads_are_all_counted()
    {
        Variable count = new(np.zeros(5).astype("float32"), "count");
        IProgram program = Function.Of([], _ => { count.assign_add(1); return []; }).Compile();
        Thread[] threads = [.. Enumerable.Range(0, 4).Select(_ => new Thread(() => { for (int i = 0; i < 250; i++) program.Run([]); }))];
        foreach (Thread t in threads) t.Start();
        foreach (Thread t in threads) t.Join();
        Assert.AreEqual(1000f, count.numpy().AsSpan<float>()[3]);
    }

    [TestMethod]
    public void An_error_in_a_kernel_leaves_the_variables_alone()
    {
        (Variable[] w, Variable[] m) = ScheduleTests.Network();
        IProgram step = ScheduleTests.TrainingStep(w, m, 32, 37).Compile();
        NDArray[] good = ScheduleTests.Batch(), bad = ScheduleTests.Batch();
        step.Run(good);
        NDArray[] before = [.. w.Concat(m).Select(v => v.numpy())];
        bad[1].AsSpan<long>()[5] = 10;
        Assert.ThrowsExactly<ValueError>(() => step.Run(bad));
        foreach ((Variable v, NDArray old) in w.Concat(m).Zip(before)) Assert.IsTrue((bool)np.array_equal(v.numpy(), old));
        step.Run(good);                                                         // and the program still works
        Assert.IsFalse((bool)np.array_equal(w[0].numpy(), before[0]));
    }

    [TestMethod]
    public void Wrong_inputs_are_refused()
    {
        IProgram program = Function.Of([new((2, 3), DType.float32)], x => [x[0] * 2]).Compile();
        StringAssert.Contains(Assert.ThrowsExactly<ValueError>(() => program.Run([np.zeros((3, 2)).astype("float32")])).Message, "(2, 3)");
        StringAssert.Contains(Assert.ThrowsExactly<ValueError>(() => program.Run([np.zeros((2, 3))])).Message, "float32");
        Assert.ThrowsExactly<ValueError>(() => program.Run([]));
        Assert.ThrowsExactly<ValueError>(() => program.Run([np.zeros((2, 3)).astype("float32")], [np.zeros(6).astype("float32")]));
    }

    [TestMethod]
    public void Views_of_arrays_are_read_where_they_lie()
    {
        NDArray all = np.arange(12).astype("float32").reshape(4, 3);
        NDArray y = Function.Of([new((2, 3), DType.float32), new(3, DType.@bool)], x => [ops.where(x[1], x[0], 0)]).Compile().Run([all[1..3], np.array([true, false, true])])[0];
        CollectionAssert.AreEqual(new[] { 3f, 0f, 5f, 6f, 0f, 8f }, y.AsSpan<float>().ToArray());
    }

    [TestMethod]
    public void Empty_tensors_and_single_numbers()
    {
        NDArray[] y = Function.Of([new((0, 3), DType.float32), new(Shape.Scalar, DType.float32)], x => [ops.exp(x[0]) * x[1], ops.sum(x[0], axis: 0) + x[1], ops.matmul(x[0], ops.ones((3, 2))), ops.concatenate([x[0], x[0]], axis: 0)])
            .Compile().Run([np.zeros((0, 3)).astype("float32"), NDArray.FromArray([2f], Shape.Scalar)]);
        Assert.AreEqual((Shape)(0, 3), y[0].shape);
        CollectionAssert.AreEqual(new[] { 2f, 2f, 2f }, y[1].AsSpan<float>().ToArray());
        Assert.AreEqual((Shape)(0, 2), y[2].shape);
        Assert.AreEqual((Shape)(0, 3), y[3].shape);
    }

    [TestMethod]
    public void Memory_is_given_back()
    {
        // 60 programs of 20 MB each would be 1.2 GB if they were kept.
        for (int i = 0; i < 60; i++)
            Function.Of([new((1000, 2500), DType.float32)], x => [ops.sum(ops.softmax(ops.softmax(x[0])))]).Compile().Run([NDArray.Zeros((1000, 2500), DType.float32)]);
        GC.Collect();
        GC.WaitForPendingFinalizers();
        Assert.IsLessThan(1L << 30, Environment.WorkingSet - GC.GetTotalMemory(false));
    }
}
