namespace KerasTransfer.Tests.Layers;

[TestClass]
public class Conv3DTests : LayerTest
{
    [TestMethod]
    public void Agrees_with_Keras() => Check("Conv3D", tolerance: 2e-5);

    [TestMethod]
    public void Refuses_what_does_not_fit()
    {
        StringAssert.Contains(Assert.Throws<ValueError>(() => keras.layers.Conv3D(2, 3).Apply(np.zeros((1, 2, 5, 5, 1)).astype("float32"))).Message, "Computed output size would be zero or negative. Received `inputs shape=(1, 2, 5, 5, 1)`, `kernel shape=(3, 3, 3, 1, 2)`, `dilation_rate=[1 1 1]`, `strides=(1, 1, 1)`, `padding=valid`.");
        StringAssert.Contains(Assert.Throws<ValueError>(() => keras.layers.Conv3D(2, 3, strides: 2, dilation_rate: 2)).Message, "`strides > 1` not supported in conjunction with `dilation_rate > 1`. Received: strides=(2, 2, 2) and dilation_rate=(2, 2, 2)");
        StringAssert.Contains(Assert.Throws<ValueError>(() => keras.layers.Conv3D(2, (3, 0, 1))).Message, "The `kernel_size` argument must be a tuple of 3 integers. Received kernel_size=(3, 0, 1), including values {0} that do not satisfy `value > 0`");
        StringAssert.Contains(Assert.Throws<ValueError>(() => keras.layers.Conv3D(2, 3).Apply(np.zeros((1, 5, 5, 3)).astype("float32"))).Message, "expected min_ndim=5, found ndim=4. Full shape received: (1, 5, 5, 3)");
    }

    [TestMethod]
    public void Has_its_other_name_unknown_lengths_and_double_precision()
    {
        Assert.AreEqual("(3, 4, 5)", keras.layers.Convolution3D(4, (3, 4, 5)).kernel_size.ToString());
        Assert.AreEqual(new Shape([Shape.Unknown, Shape.Unknown, 16, Shape.Unknown, 4]), keras.layers.Conv3D(4, 3, strides: 2, padding: "same").Apply(keras.Input((null, 31, null, 3))).shape);
        NDArray x = np.arange(2 * 3 * 3 * 3 * 2).reshape((2, 3, 3, 3, 2)).astype("float64");
        NDArray y = keras.layers.Conv3D(3, 3, padding: "same", dtype: "float64", kernel_initializer: "ones").Apply(x);
        Assert.AreEqual(DType.float64, y.dtype);
        Assert.AreEqual(np.sum(x[0, ..2, ..2, ..2]).item<double>(), y[0, 0, 0, 0, 0].item<double>());
    }
}
