namespace KerasTransfer.Tests.Layers;

[TestClass]
public class MaxPooling2DTests : LayerTest
{
    [TestMethod]
    public void Agrees_with_Keras() => Check("MaxPooling2D", tolerance: 2e-5);

    [TestMethod]
    public void Refuses_what_does_not_fit()
    {
        StringAssert.Contains(Assert.Throws<ValueError>(() => keras.layers.MaxPooling2D(7).Apply(keras.Input((5, 5, 3)))).Message, "Computed output size would be zero or negative. Received: `inputs.shape=[None 5 5 3]`, `pool_size=[7 7]`, `strides=(7, 7)`, `padding=valid`.");
        StringAssert.Contains(Assert.Throws<ValueError>(() => keras.layers.MaxPool2D(0)).Message, "The `pool_size` argument must be a tuple of 2 integers. Received pool_size=(0, 0), including values {0} that do not satisfy `value > 0`");
        StringAssert.Contains(Assert.Throws<ValueError>(() => keras.layers.MaxPooling2D(2).Apply(np.zeros((2, 5, 3)).astype("float32"))).Message, "expected ndim=4, found ndim=3");
    }
}
