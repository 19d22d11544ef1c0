namespace KerasTransfer.Tests.Layers;

[TestClass]
public class Conv2DTransposeTests : LayerTest
{
    [TestMethod]
    public void Agrees_with_Keras() => Check("Conv2DTranspose", tolerance: 2e-5);

    [TestMethod]
    public void Refuses_what_does_not_fit()
    {
        StringAssert.Contains(Assert.Throws<ValueError>(() => keras.layers.Conv2DTranspose(2, 3, strides: 2, output_padding: 2)).Message,
            "`output_padding` must be strictly less than `strides` for all dimensions. At dimension 0, `output_padding` is 2 but `strides` is 2. Received: output_padding=(2, 2), strides=(2, 2)");
        StringAssert.Contains(Assert.Throws<ValueError>(() => keras.layers.Conv2DTranspose(2, 3, strides: 2, output_padding: -1)).Message, "The `output_padding` argument must be a tuple of 2 integers.");
        StringAssert.Contains(Assert.Throws<ValueError>(() => keras.layers.Conv2DTranspose(2, 3, strides: 2, dilation_rate: 2)).Message, "`strides > 1` not supported in conjunction with `dilation_rate > 1`.");
        StringAssert.Contains(Assert.Throws<ValueError>(() => keras.layers.Conv2DTranspose(2, 3).Apply(np.zeros((1, 4, 4)).astype("float32"))).Message, "expected min_ndim=4, found ndim=3. Full shape received: (1, 4, 4)");
        StringAssert.Contains(Assert.Throws<ValueError>(() => keras.ops.conv_transpose(np.zeros((1, 4, 4, 3)).astype("float32"), np.zeros((3, 3, 2, 5)).astype("float32"))).Message, "a kernel of shape (3, 3, 2, 5) does not fit inputs of shape (1, 4, 4, 3)");
    }

    [TestMethod]
    public void Has_its_other_names_and_unknown_lengths()
    {
        Assert.AreEqual("(3, 5)", keras.layers.Convolution2DTranspose(4, (3, 5)).kernel_size.ToString());
        Assert.AreEqual("(3, 5)", keras.layers.Deconvolution2D(4, (3, 5)).kernel_size.ToString());
        Assert.AreEqual(new Shape([Shape.Unknown, Shape.Unknown, 9, 2]), keras.layers.Conv2DTranspose(2, 3, strides: 2).Apply(keras.Input((null, 4, 3))).shape);
    }

    // Adjoint: sum(conv(x) · y) = sum(x · conv_transpose(y)).
    [TestMethod]
    [DataRow(2), DataRow(3)]
    public void Is_the_gradient_of_the_convolution(int rank)
    {
        Shape cells = new([2, .. Enumerable.Repeat(5, rank), 3]), places = new([2, .. Enumerable.Repeat(3, rank), 4]), size = new([.. Enumerable.Repeat(2, rank), 3, 4]);
        NDArray Numbers(Shape shape, int step) => np.sin(np.arange((int)shape.Size) * step).reshape(shape).astype("float32");
        (NDArray x, NDArray y, NDArray kernel) = (Numbers(cells, 1), Numbers(places, 2), Numbers(size, 3));
        NDArray forward = keras.ops.conv(x, kernel, strides: 2, padding: "same"), back = keras.ops.conv_transpose(y, kernel, strides: 2, padding: "same", output_padding: 1);
        Assert.AreEqual(places, forward.shape);
        Assert.AreEqual(cells, back.shape);
        Assert.AreEqual(np.sum(forward * y).item<float>(), np.sum(x * back).item<float>(), 1e-3f);
    }
}
