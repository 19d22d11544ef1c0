namespace KerasTransfer.Tests.Ops;

/// <summary>keras.ops on arrays, which is generated from keras.ops on tensors.</summary>
[TestClass]
public class AtOnceTests
{
    private static readonly NDArray x = np.array(new[,] { { 1f, -2f }, { 3f, 4f } });

    [TestMethod]
    public void Arrays_give_arrays()
    {
        NDArray y = keras.ops.relu(x);
        Assert.IsTrue(np.array_equal(y, np.maximum(x, 0)));
        NDArray mean = keras.ops.mean(x, axis: 0, keepdims: true);
        Assert.AreEqual(new Shape(1, 2), mean.shape);
        NDArray joined = keras.ops.concatenate([x, x], axis: 1);
        Assert.AreEqual(new Shape(2, 4), joined.shape);
        (NDArray values, NDArray indices) = keras.ops.top_k(x, 1);
        Assert.IsTrue(np.array_equal(values, np.array(new[,] { { 1f }, { 4f } })));
        Assert.AreEqual(1, indices[1, 0].item<int>());
        Assert.AreEqual(new Shape(2, 2), keras.ops.shape(x));
    }

    [TestMethod]
    public void Numbers_take_the_arrays_type()
    {
        Assert.AreEqual(DType.float32, keras.ops.add(x, 1.5).dtype);
        Assert.AreEqual(DType.float32, keras.ops.maximum(x, 0).dtype);
        Assert.AreEqual(DType.int32, keras.ops.add(np.array([1, 2]).astype("int32"), 1).dtype);
        NDArray y = keras.ops.where(x > 0, x, 0);
        Assert.AreEqual(DType.float32, y.dtype);
        Assert.IsTrue(np.array_equal(y, np.maximum(x, 0)));
    }

    [TestMethod]
    public void A_tensor_among_the_arguments_gives_a_tensor()
    {
        Tensor t = x;
        Tensor sum = keras.ops.add(t, x), other = keras.ops.add(x, t), number = keras.ops.multiply(t, 2);
        Assert.IsTrue(np.array_equal(sum.numpy(), x + x));
        Assert.IsTrue(np.array_equal(other.numpy(), number.numpy()));
        Tensor joined = keras.ops.concatenate([t, t], axis: -1);
        Assert.AreEqual(new Shape(2, 4), joined.shape);
    }
}
