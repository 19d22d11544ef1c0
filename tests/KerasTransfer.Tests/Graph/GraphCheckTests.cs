using KerasTransfer.Graph;
using KerasTransfer.Ops;

namespace KerasTransfer.Tests.Graph;

[TestClass]
public class GraphCheckTests
{
    [AssemblyInitialize]
    public static void CheckEveryGraph(TestContext _) => GraphCheck.IsOn = true;

    [TestMethod]
    public void A_sound_function_passes() => GraphCheck.Run(Function.Of([new((2, 3), DType.float32)], x => [x[0] * 2 + 1]));

    [TestMethod]
    public void An_input_of_another_function_is_found()
    {
        Tensor foreign = new Placeholder(3, new(2, DType.float32)).On();
        StringAssert.Contains(Assert.ThrowsExactly<InvalidOperationException>(() => GraphCheck.Run(new Function([], [foreign + 1], []))).Message, "another function");
    }

    [TestMethod]
    public void An_update_of_another_shape_and_a_second_update_are_found()
    {
        Variable v = new(np.zeros(3).astype("float32"), "v");
        Tensor two = KerasApi.keras.ops.zeros(2), three = KerasApi.keras.ops.zeros(3);
        StringAssert.Contains(Assert.ThrowsExactly<InvalidOperationException>(() => GraphCheck.Run(new Function([], [], [(v, two)]))).Message, "next value");
        StringAssert.Contains(Assert.ThrowsExactly<InvalidOperationException>(() => GraphCheck.Run(new Function([], [], [(v, three), (v, three)]))).Message, "twice");
    }

    [TestMethod]
    public void A_cycle_is_found()
    {
        Tensor[] inputs = [KerasApi.keras.ops.zeros(3)];
        Tensor a = new Exp().On(inputs);
        Tensor b = new Sin().On(a);
        inputs[0] = b;
        StringAssert.Contains(Assert.ThrowsExactly<InvalidOperationException>(() => GraphCheck.Run(new Function([], [b], []))).Message, "itself");
    }

    [TestMethod]
    public void A_deep_graph_does_not_overflow_the_stack()
    {
        Function deep = Function.Of([new(2, DType.float32)], x => [Enumerable.Range(0, 20_000).Aggregate(x[0], (t, _) => t + x[0])]);
        GraphCheck.Run(deep);
        Assert.AreEqual(20_001f, deep.Compile().Run([np.ones(2).astype("float32")])[0].AsSpan<float>()[0]);
    }
}
