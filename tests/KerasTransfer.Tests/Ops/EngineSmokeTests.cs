using KerasTransfer.Autodiff;
using KerasTransfer.Graph;

namespace KerasTransfer.Tests.Ops;

[TestClass]
public class EngineSmokeTests
{
    static readonly OpsApi ops = keras.ops;

    static NDArray Values(Shape shape, int seed = 1)
    {
        RandomState random = new(seed);
        return NDArray.FromArray([.. Enumerable.Range(0, (int)shape.Size).Select(_ => (float)(random.rand() * 2 - 1))], shape);
    }

    [TestMethod]
    public void Broadcasting_chain_equals_numpy()
    {
        NDArray a = Values((5, 7)), b = Values(7, 2), c = Values((5, 1), 3);
        NDArray y = Function.Of([new(a.shape, a.dtype), new(b.shape, b.dtype), new(c.shape, c.dtype)], x => [ops.relu(x[0] * x[1] + x[2] * 2 - 0.25)]).Compile().Run([a, b, c])[0];
        NDArray expected = np.maximum(a * b + c * 2.0 - 0.25, 0.0);
        Assert.IsTrue((bool)np.allclose(y, expected, atol: 1e-6), $"{y}\n{expected}");
    }

    [TestMethod]
    public void Gradients_of_a_two_layer_network()
    {
        GradientCheck.Run("mlp", x => ops.log_softmax(ops.matmul(ops.tanh(ops.matmul(x[0], x[1]) + x[2]), x[3])), [Values((4, 5)), Values((5, 3), 2), Values(3, 3), Values((3, 2), 4)]);
    }

    [TestMethod]
    public void Gradients_through_shapes_and_reductions()
    {
        GradientCheck.Run("reductions", x => ops.mean(ops.square(x[0] - ops.mean(x[0], axis: [0, 2], keepdims: true)), axis: [0, 2]), [Values((3, 4, 5))]);
        GradientCheck.Run("max", x => ops.max(x[0], axis: 1), [Values((3, 4))]);
        GradientCheck.Run("concat", x => ops.concatenate([x[0], ops.transpose(x[1])], axis: 1), [Values((3, 4)), Values((2, 3), 2)]);
        GradientCheck.Run("take", x => ops.take(x[0], (Tensor)np.array([2, 0, 2]), axis: 1), [Values((3, 4))]);
        GradientCheck.Run("prod", x => ops.prod(x[0], axis: 1), [Values((3, 4))]);
    }

    [TestMethod]
    public void Variables_are_updated_in_place_and_old_values_are_seen()
    {
        Variable w = new(Values((300, 40)), "w"), m = new(np.zeros((300, 40)).astype("float32"), "m");
        NDArray w0 = w.numpy(), g = Values((300, 40), 5);
        var step = Function.Of([new(g.shape, g.dtype)], x =>
        {
            Tensor before = (Tensor)w;
            m.assign((Tensor)m * 0.9 + x[0]);
            w.assign((Tensor)w - (Tensor)m * 0.1);
            return [before, ops.sum((Tensor)w)];
        }).Compile();
        NDArray[] y = step.Run([g]);
        Assert.IsTrue((bool)np.array_equal(y[0], w0));
        Assert.IsTrue((bool)np.allclose(w.numpy(), w0 - g * 0.1, atol: 1e-6));
        Assert.IsTrue((bool)np.allclose(m.numpy(), g, atol: 1e-6));
        step.Run([g]);
        Assert.IsTrue((bool)np.allclose(m.numpy(), g * 1.9, atol: 1e-6));
        Assert.AreEqual((double)np.sum(w0 - g * 0.1), y[1].AsSpan<float>()[0], 1e-3);
    }
}
