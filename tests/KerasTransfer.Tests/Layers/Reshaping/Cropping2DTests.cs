namespace KerasTransfer.Tests.Layers;

[TestClass]
public class Cropping2DTests : LayerTest
{
    [TestMethod]
    public void Agrees_with_Keras() => Check("Cropping2D", tolerance: 2e-5);

    [TestMethod]
    public void Refuses_to_leave_nothing()
    {
        StringAssert.Contains(Assert.Throws<ValueError>(() => keras.layers.Cropping2D(3).Apply(np.zeros((2, 5, 5, 3)).astype("float32"))).Message, "Values in `cropping` argument should be smaller than the corresponding spatial dimension of the input.");
        StringAssert.Contains(Assert.Throws<ValueError>(() => keras.layers.Cropping2D((-1, 0))).Message, "The `1st entry of cropping` argument must be a tuple of 2 integers. Received 1st entry of cropping=(-1, -1), including values {-1} that do not satisfy `value >= 0`");
    }
}
