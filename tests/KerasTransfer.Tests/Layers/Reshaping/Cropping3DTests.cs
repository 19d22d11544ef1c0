namespace KerasTransfer.Tests.Layers;

[TestClass]
public class Cropping3DTests : LayerTest
{
    [TestMethod]
    public void Agrees_with_Keras() => Check("Cropping3D");

    [TestMethod]
    public void Refuses_what_does_not_fit()
    {
        StringAssert.Contains(Assert.Throws<ValueError>(() => keras.layers.Cropping3D(2).Apply(keras.Input((4, 5, 5, 1)))).Message,
            "Values in `cropping` argument should be smaller than the corresponding spatial dimension of the input. Received: input_shape=(None, 4, 5, 5, 1), cropping=((2, 2), (2, 2), (2, 2))");
        StringAssert.Contains(Assert.Throws<ValueError>(() => keras.layers.ZeroPadding3D((1, -1, 1))).Message, "The `2nd entry of padding` argument must be a tuple of 2 integers.");
    }
}
