namespace KerasTransfer.Tests.Layers;

[TestClass]
public class DepthwiseConv2DTests : LayerTest
{
    [TestMethod]
    public void Agrees_with_Keras() => Check("DepthwiseConv2D", tolerance: 2e-5);

    [TestMethod]
    public void Refuses_what_does_not_fit()
    {
        StringAssert.Contains(Assert.Throws<ValueError>(() => keras.layers.DepthwiseConv2D(3, depth_multiplier: 0)).Message, "Invalid value for argument `depth_multiplier`. Expected a strictly positive value. Received depth_multiplier=0.");
        StringAssert.Contains(Assert.Throws<ValueError>(() => keras.layers.DepthwiseConv2D(7, depth_multiplier: 2).Apply(np.zeros((2, 5, 5, 3)).astype("float32"))).Message, "Computed output size would be zero or negative. Received `inputs shape=(2, 5, 5, 3)`, `kernel shape=(7, 7, 3, 6)`");
    }
}
