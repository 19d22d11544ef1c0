namespace KerasTransfer.Tests.Layers;

[TestClass]
public class InputTests
{
    [TestMethod]
    public void Has_the_batch_axis_before_the_sample()
    {
        KerasTensor x = keras.Input((28, 28, 1), name: "image");
        Assert.AreEqual((null, 28, 28, 1), x.shape);
        Assert.AreEqual(DType.float32, x.dtype);
        Assert.AreEqual("image", x.name);
        Assert.AreEqual((8, 3), keras.layers.Input(3, batch_size: 8, dtype: "int32").shape);
        Assert.AreEqual((null, null, 3), keras.Input((null, 3)).shape);
        Assert.AreEqual((2, 5), keras.Input(batch_shape: (2, 5)).shape);
        Assert.AreEqual((null, 4), keras.layers.InputLayer(input_shape: 4).batch_shape);
        Assert.AreSame(x, keras.Input(tensor: x));
    }

    [TestMethod]
    public void Needs_one_shape()
    {
        StringAssert.Contains(Assert.Throws<ValueError>(() => keras.Input()).Message, "You must pass a `shape` argument.");
        StringAssert.Contains(Assert.Throws<ValueError>(() => keras.Input(3, batch_shape: (2, 3))).Message, "You cannot pass both `shape` and `batch_shape` at the same time.");
    }
}
