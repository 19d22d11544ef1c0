namespace KerasTransfer.Tests.Layers;

[TestClass]
public class Cropping1DTests : LayerTest
{
    [TestMethod]
    public void Agrees_with_Keras() => Check("Cropping1D");

    [TestMethod]
    public void Refuses_what_does_not_fit()
    {
        StringAssert.Contains(Assert.Throws<ValueError>(() => keras.layers.Cropping1D(2).Apply(keras.Input((4, 4)))).Message, "`cropping` parameter of `Cropping1D` layer must be smaller than the input length. Received: input_shape=(None, 4, 4), cropping=(2, 2)");
        StringAssert.Contains(Assert.Throws<ValueError>(() => keras.layers.Cropping1D(-1)).Message, "The `cropping` argument must be a tuple of 2 integers.");
    }
}
