namespace KerasTransfer.Tests.Layers;

[TestClass]
public class UpSampling2DTests : LayerTest
{
    [TestMethod]
    public void Agrees_with_Keras() => Check("UpSampling2D", tolerance: 2e-5);

    [TestMethod]
    public void Interpolates_as_Keras() => Check("UpSampling2D interpolation", tolerance: 2e-5);

    [TestMethod]
    public void Takes_unknown_lengths_and_refuses_other_interpolations()
    {
        StringAssert.Contains(Assert.Throws<ValueError>(() => keras.layers.UpSampling2D(2, interpolation: "cubic")).Message, "interpolation=cubic");
        Assert.AreEqual(new Shape([Shape.Unknown, Shape.Unknown, 10, 3]), keras.layers.UpSampling2D(2, interpolation: "bicubic").Apply(keras.Input((null, 5, 3))).shape);
    }
}
