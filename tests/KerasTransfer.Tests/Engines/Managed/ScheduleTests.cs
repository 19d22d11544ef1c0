using KerasTransfer.Autodiff;
using KerasTransfer.Engines;
using KerasTransfer.Engines.Managed;
using KerasTransfer.Graph;
using KerasTransfer.Ops;
using KerasTransfer.Rewrites;

namespace KerasTransfer.Tests.Engines.Managed;

[TestClass]
public class ScheduleTests
{
    private static readonly OpsApi ops = keras.ops;

    internal static NDArray Values(int seed, params int[] shape) => new RandomState(seed).rand(shape).astype("float32") - np.array(0.5f);
    private static TensorType[] Types(params NDArray[] inputs) => [.. inputs.Select(i => new TensorType(i.shape, i.dtype))];

    /// <summary>A training step with momentum of a network of two layers, as it is traced.</summary>
    internal static Function TrainingStep(Variable[] weights, Variable[] moments, int batch, int inputs) =>
        Function.Of([new((batch, inputs), DType.float32), new(batch, DType.int64)], x =>
        {
            Tensor[] w = [.. weights.Select(v => (Tensor)v)];
            Tensor z = ops.matmul(x[0], w[0]) + w[1];
            Tensor h = ops.leaky_relu(z, 0.2);
            Tensor loss = ops.mean(new SparseCrossEntropy().On(ops.matmul(h, w[2]) + w[3], x[1]));
            Tensor?[] g = Gradients.Of(loss, w);
            for (int i = 0; i < w.Length; i++)
            {
                moments[i].assign((Tensor)moments[i] * 0.9 - g[i]! * 0.1);
                weights[i].assign((Tensor)weights[i] + (Tensor)moments[i]);
            }
            return [loss];
        });

    internal static (Variable[] weights, Variable[] moments) Network(int inputs = 37, int hidden = 50, int classes = 10)
    {
        NDArray[] start = [Values(1, inputs, hidden), Values(2, hidden), Values(3, hidden, classes), Values(4, classes)];
        return ([.. start.Select((a, i) => new Variable(a, $"w{i}"))], [.. start.Select((a, i) => new Variable(np.zeros(a.shape).astype("float32"), $"m{i}"))]);
    }

    internal static NDArray[] Batch(int batch = 32, int inputs = 37) => [Values(5, batch, inputs), NDArray.FromArray([.. Enumerable.Range(0, batch).Select(i => (long)(i * 7 % 10))], batch)];

    private static Schedule Scheduled(Function f) => Schedule.Of(Simplification.Apply(f));

    [TestMethod]
    public void A_chain_is_one_step()
    {
        Schedule schedule = Scheduled(Function.Of([new((5, 7), DType.float32), new(7, DType.float32)], x => [ops.tanh(x[0] * x[1] + 1) * ops.sigmoid(x[0])]));
        Assert.HasCount(1, schedule.Steps);
        Assert.IsTrue(schedule.Steps[0].Fused);
        Assert.HasCount(1, schedule.Steps[0].Outputs);
    }

    [TestMethod]
    public void A_value_that_later_steps_need_too_is_stored_by_the_first_step_that_uses_it()
    {
        Schedule schedule = Scheduled(Function.Of([new((5, 7), DType.float32)], x => { Tensor z = ops.exp(x[0]); return [ops.sum(z + 1, axis: 0), ops.sum(z * 2, axis: 0) * ops.sum(z, axis: 0)]; }));
        Step first = schedule.Steps.First(s => s.Nodes.Any(n => n.Op is Exp));
        Assert.IsGreaterThan(1, first.Nodes.Count);
        Assert.IsTrue(first.Outputs.Any(o => o.Op is Exp));
    }

    [TestMethod]
    public void Bias_and_activation_join_the_product()
    {
        NDArray x = Values(1, 6, 20), w = Values(2, 20, 33), b = Values(3, 33);
        foreach ((Func<Tensor, Tensor> activation, int nodes) in ((Func<Tensor, Tensor>, int)[])[(z => z, 2), (ops.sigmoid, 3), (ops.tanh, 3), (ops.relu, 3), (z => ops.leaky_relu(z, 0.1), 3), (ops.relu6, 3), (z => ops.elu(z, 0.7), 3), (ops.silu, 3), (ops.exp, 2)])
        {
            Function function = Function.Of(Types(x, w, b), a => [activation(ops.matmul(a[0], a[1]) + a[2])]);
            Schedule schedule = Scheduled(function);
            Assert.HasCount(nodes == 3 || schedule.Steps.Count == 1 ? 1 : 2, schedule.Steps);
            Assert.HasCount(nodes, schedule.Steps[0].Product!.Nodes);
            // The same bits as step by step: the product as a result of its own keeps it from joining.
            NDArray joined = function.Compile().Run([x, w, b])[0];
            NDArray[] apart = Function.Of(Types(x, w, b), a => { Tensor p = ops.matmul(a[0], a[1]); return [p, activation(p + a[2])]; }).Compile().Run([x, w, b]);
            Assert.IsTrue((bool)np.array_equal(joined, apart[1]));
        }
        // the sum is needed elsewhere too: only the bias joins
        Schedule shared = Scheduled(Function.Of(Types(x, w, b), a => { Tensor z = ops.matmul(a[0], a[1]) + a[2]; return [z, ops.tanh(z)]; }));
        Assert.HasCount(2, shared.Steps[0].Product!.Nodes);
        // one number per row is no bias per column
        Schedule rows = Scheduled(Function.Of(Types(x, w, Values(3, 6, 1)), a => [ops.matmul(a[0], a[1]) + a[2]]));
        Assert.IsTrue(rows.Steps.All(s => s.Product is null));
        // as many rows as columns, and a column vector
        Schedule square = Scheduled(Function.Of(Types(Values(1, 5, 5), Values(2, 5, 5), Values(3, 5, 1)), a => [ops.matmul(a[0], a[1]) + a[2]]));
        Assert.IsTrue(square.Steps.All(s => s.Product is null));
    }

    [TestMethod]
    public void A_bias_under_another_shape_and_a_batch_of_matrices()
    {
        NDArray x = Values(1, 2, 3, 4), w = Values(2, 4, 5), b = Values(3, 5);
        NDArray y = Function.Of(Types(x, w, b), a => [ops.matmul(a[0], a[1]) + ops.reshape(a[2], (1, 1, 5))]).Compile().Run([x, w, b])[0];
        Assert.IsTrue((bool)np.allclose(y, np.matmul(x, w) + b, atol: 1e-6));
    }

    [TestMethod]
    public void Updates_are_written_in_place_and_last()
    {
        (Variable[] w, Variable[] m) = Network();
        Schedule schedule = Scheduled(TrainingStep(w, m, 32, 37));
        Assert.HasCount(8, schedule.InPlace);
        Assert.IsEmpty(schedule.Assignments);
        int firstUpdate = schedule.Steps.ToList().FindIndex(s => s.Outputs.Any(schedule.InPlace.ContainsKey));
        Assert.IsTrue(schedule.Steps.Skip(firstUpdate).All(s => s.Outputs.All(schedule.InPlace.ContainsKey)));
    }

    [TestMethod]
    public void Values_that_live_at_the_same_time_do_not_overlap()
    {
        (Variable[] w, Variable[] m) = Network();
        Function[] functions =
        [
            TrainingStep(w, m, 32, 37),
            Function.Of([new((64, 100), DType.float32)], x => [Enumerable.Range(0, 30).Aggregate(x[0], (t, i) => ops.softmax(ops.tanh(t) * (i + 1)) + ops.sum(t, axis: 0))]),
            Function.Of([new((8, 9, 10), DType.float32)], x => [ops.transpose(x[0]), ops.transpose(ops.exp(x[0])), ops.cast(x[0] > 0, "float64"), ops.concatenate([x[0], ops.exp(x[0])], axis: 2)]),
        ];
        foreach (Function function in functions) Check(Scheduled(function));

        static void Check(Schedule schedule)
        {
            MemoryPlan plan = new(schedule);
            HashSet<Tensor> live = [];
            for (int i = 0; i < schedule.Steps.Count; i++)
            {
                Step step = schedule.Steps[i];
                foreach (Tensor output in step.Outputs.Where(o => !schedule.InPlace.ContainsKey(o)))
                {
                    (long start, long length) = (plan.Offsets[output], MemoryPlan.Bytes(output));
                    Assert.IsTrue(start % 64 == 0 && start >= 0 && start + length <= plan.Length);
                    foreach (Tensor other in live)
                    {
                        bool apart = plan.Offsets[other] + MemoryPlan.Bytes(other) <= start || start + length <= plan.Offsets[other];
                        bool handedOn = plan.Offsets[other] == start && plan.LastUse[other] == i && step.Fused && step.MayOverwrite(output, other);
                        Assert.IsTrue(apart || handedOn, GraphPrinter.Print(schedule, plan));
                    }
                }
                // Two results of one step never share a place.
                for (int a = 0; a < step.Outputs.Count; a++)
                    for (int b = 0; b < a; b++)
                        Assert.IsTrue(schedule.InPlace.ContainsKey(step.Outputs[a]) || schedule.InPlace.ContainsKey(step.Outputs[b]) || plan.Offsets[step.Outputs[a]] != plan.Offsets[step.Outputs[b]]);
                live.UnionWith(step.Outputs.Where(o => !schedule.InPlace.ContainsKey(o)));
                live.RemoveWhere(t => plan.LastUse.GetValueOrDefault(t, -1) <= i);
            }
        }
    }

    [TestMethod]
    public void Memory_is_used_again()
    {
        // A chain of 50 products needs room for two of them, not for fifty.
        Schedule schedule = Scheduled(Function.Of([new((64, 64), DType.float32)], x => [Enumerable.Range(0, 50).Aggregate(x[0], (t, i) => ops.matmul(t, t))]));
        Assert.AreEqual(2 * 64 * 64 * 4, new MemoryPlan(schedule).Length);
        // Element-wise steps between kernels write over what they read.
        schedule = Scheduled(Function.Of([new((64, 64), DType.float32)], x => [Enumerable.Range(0, 20).Aggregate(x[0], (t, i) => ops.tanh(ops.softmax(t)))]));
        Assert.IsLessThanOrEqualTo(2 * 64 * 64 * 4, new MemoryPlan(schedule).Length);
    }

    [TestMethod]
    public void Swapping_two_variables()
    {
        Variable a = new(np.array([1f, 2f]), "a"), b = new(np.array([3f, 4f]), "b");
        IProgram swap = Function.Of([], _ => { Tensor old = a; a.assign((Tensor)b); b.assign(old); return [old, ops.exp(old)]; }).Compile();
        NDArray[] y = swap.Run([]);
        CollectionAssert.AreEqual(new[] { 3f, 4f }, a.numpy().AsSpan<float>().ToArray());
        CollectionAssert.AreEqual(new[] { 1f, 2f }, b.numpy().AsSpan<float>().ToArray());
        CollectionAssert.AreEqual(new[] { 1f, 2f }, y[0].AsSpan<float>().ToArray());
    }

    [TestMethod]
    public void Updates_that_read_other_places_of_their_variable_are_not_in_place()
    {
        Variable v = new(np.arange(6).astype("float32").reshape(2, 3), "v");
        Function.Of([], _ => { v.assign((Tensor)v + ops.sum((Tensor)v, axis: 0)); return []; }).Compile().Run([]);
        CollectionAssert.AreEqual(new[] { 3f, 6f, 9f, 6f, 9f, 12f }, v.numpy().AsSpan<float>().ToArray());
        Function.Of([], _ => { v.assign(ops.flip((Tensor)v, axis: 1) + 0.5); return []; }).Compile().Run([]);
        CollectionAssert.AreEqual(new[] { 9.5f, 6.5f, 3.5f, 12.5f, 9.5f, 6.5f }, v.numpy().AsSpan<float>().ToArray());
        Variable row = new(np.array([1f, 2f, 3f]), "row");                       // read stretched, and element by element
        Function.Of([], _ => { Tensor r = row; row.assign(r * 2); return [ops.ones((2, 3)) * r + (Tensor)row]; }).Compile().Run([]);
        CollectionAssert.AreEqual(new[] { 2f, 4f, 6f }, row.numpy().AsSpan<float>().ToArray());
    }

    [TestMethod]
    public void Two_variables_may_get_one_value_and_inputs_constants_and_numbers_may_be_updates()
    {
        Variable a = new(np.zeros(3).astype("float32"), "a"), b = new(np.zeros(3).astype("float32"), "b"), c = new(np.zeros(3).astype("float32"), "c"), d = new(np.zeros(3).astype("float32"), "d");
        NDArray[] y = Function.Of([new(3, DType.float32)], x =>
        {
            Tensor e = x[0] * 2;
            a.assign(e); b.assign(e); c.assign(x[0]); d.assign(ops.ones(3));
            return [e, x[0], ops.ones(3), (Tensor)np.array([7f])];
        }).Compile().Run([np.array([1f, 2f, 3f])]);
        foreach ((Variable v, float[] expected) in ((Variable, float[])[])[(a, [2, 4, 6]), (b, [2, 4, 6]), (c, [1, 2, 3]), (d, [1, 1, 1])])
            CollectionAssert.AreEqual(expected, v.numpy().AsSpan<float>().ToArray());
        CollectionAssert.AreEqual(new[] { 1f, 2f, 3f }, y[1].AsSpan<float>().ToArray());
        Assert.AreEqual(7f, y[3].AsSpan<float>()[0]);
    }

    [TestMethod]
    public void A_wide_result_is_not_written_over_a_narrow_tile()
    {
        NDArray x = Values(1, 5000);
        NDArray y = Function.Of(Types(x), a => [ops.where(a[0] > 0, a[0], a[0] * 0.25) * 3 + ops.cast(ops.cast(a[0] * 7, "float64") * 2, "float32")]).Compile().Run([x])[0];
        float[] expected = [.. x.AsSpan<float>().ToArray().Select(v => (v > 0 ? v : v * 0.25f) * 3 + (float)((double)(v * 7) * 2))];
        for (int i = 0; i < expected.Length; i++) Assert.AreEqual(expected[i], y.AsSpan<float>()[i], 1e-5f, $"element {i}");
    }

    [TestMethod]
    public void Printed()
    {
        (Variable[] w, Variable[] m) = Network();
        Function function = Simplification.Apply(TrainingStep(w, m, 32, 37));
        string graph = GraphPrinter.Print(function);
        StringAssert.Contains(graph, "Input[0]");
        StringAssert.Contains(graph, "MatMul(%0, Read[w0]) : float32 (32, 50)");
        StringAssert.Contains(graph, "w0 <- %");
        Schedule schedule = Schedule.Of(function);
        string steps = GraphPrinter.Print(schedule, new MemoryPlan(schedule));
        StringAssert.Contains(steps, "-> w0 in place");
        StringAssert.Contains(steps, "product, (32, 50)");
        StringAssert.Contains(steps, "fused");
    }
}
