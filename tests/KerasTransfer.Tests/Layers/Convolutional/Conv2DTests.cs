namespace KerasTransfer.Tests.Layers;

[TestClass]
public class Conv2DTests : LayerTest
{
    [TestMethod]
    public void Agrees_with_Keras() => Check("Conv2D", tolerance: 2e-5);

    [TestMethod]
    public void Refuses_what_does_not_fit()
    {
        StringAssert.Contains(Assert.Throws<ValueError>(() => keras.layers.Conv2D(4, 7).Apply(np.zeros((2, 5, 5, 3)).astype("float32"))).Message, "Computed output size would be zero or negative. Received `inputs shape=(2, 5, 5, 3)`, `kernel shape=(7, 7, 3, 4)`, `dilation_rate=[1 1]`, `strides=(1, 1)`, `padding=valid`.");
        StringAssert.Contains(Assert.Throws<ValueError>(() => keras.layers.Conv2D(0, 3)).Message, "Invalid value for argument `filters`. Expected a strictly positive value. Received filters=0.");
        StringAssert.Contains(Assert.Throws<ValueError>(() => keras.layers.Conv2D(4, (3, 0))).Message, "The `kernel_size` argument must be a tuple of 2 integers. Received kernel_size=(3, 0), including values {0} that do not satisfy `value > 0`");
        StringAssert.Contains(Assert.Throws<ValueError>(() => keras.layers.Conv2D(4, 3, strides: 2, dilation_rate: 2)).Message, "`strides > 1` not supported in conjunction with `dilation_rate > 1`. Received: strides=(2, 2) and dilation_rate=(2, 2)");
        StringAssert.Contains(Assert.Throws<ValueError>(() => keras.layers.Conv2D(4, 3, groups: 0)).Message, "The number of groups must be a positive integer. Received: groups=0.");
        StringAssert.Contains(Assert.Throws<ValueError>(() => keras.layers.Conv2D(4, 3, groups: 3)).Message, "The number of filters must be evenly divisible by the number of groups. Received: groups=3, filters=4.");
        StringAssert.Contains(Assert.Throws<ValueError>(() => keras.layers.Conv2D(4, 3, groups: 2).Apply(np.zeros((2, 5, 5, 3)).astype("float32"))).Message, "The number of input channels must be evenly divisible by the number of groups. Received groups=2, but the input has 3 channels (full input shape is (2, 5, 5, 3)).");
        StringAssert.Contains(Assert.Throws<ValueError>(() => keras.layers.Conv2D(4, 3, padding: "causal")).Message, "The `padding` argument must be a list/tuple or one of");
        StringAssert.Contains(Assert.Throws<ValueError>(() => keras.layers.Conv2D(4, 3).Apply(np.zeros((2, 5, 3)).astype("float32"))).Message, "expected min_ndim=4, found ndim=3. Full shape received: (2, 5, 3)");
        StringAssert.Contains(Assert.Throws<ValueError>(() => _ = keras.layers.Conv2D(4, 3).kernel).Message, "You must build the layer before accessing `kernel`.");
    }

    [TestMethod]
    public void Has_its_other_names_and_unknown_lengths()
    {
        Assert.AreEqual((3, 5), (keras.layers.Convolution2D(4, (3, 5)).kernel_size.Rows, keras.layers.Convolution2D(4, (3, 5)).kernel_size.Columns));
        KerasTensor y = keras.layers.Conv2D(4, 3, strides: 2, padding: "same").Apply(keras.Input((null, 31, 3)));
        Assert.AreEqual(new Shape([Shape.Unknown, Shape.Unknown, 16, 4]), y.shape);
    }

    [TestMethod]
    public void Computes_in_double_precision()
    {
        NDArray x = np.arange(2 * 5 * 5 * 2).reshape((2, 5, 5, 2)).astype("float64");
        KerasTransfer.Layers.Conv2D layer = keras.layers.Conv2D(3, 3, padding: "same", dtype: "float64", kernel_initializer: "ones");
        NDArray y = layer.Apply(x);
        Assert.AreEqual(DType.float64, y.dtype);
        Assert.AreEqual(np.sum(x[0, ..2, ..2]).item<double>(), y[0, 0, 0, 0].item<double>());
    }
}
