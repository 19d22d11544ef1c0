using KerasTransfer.Layers;

namespace KerasTransfer.Tests.Layers;

[TestClass]
public class ReshapeTests : LayerTest
{
    [TestMethod]
    public void Agrees_with_Keras() => Check("Reshape");

    [TestMethod]
    public void Says_what_does_not_fit()
    {
        NDArray x = np.zeros((2, 4)).astype("float32");
        StringAssert.Contains(Assert.Throws<ValueError>(() => keras.layers.Reshape(5).Apply(x)).Message, "The total size of the tensor must be unchanged. Received: input_shape=(4,), target_shape=(5,)");
        StringAssert.Contains(Assert.Throws<ValueError>(() => keras.layers.Reshape((-1, 3)).Apply(x)).Message, "the input size cannot by divided by the specified dimensions in target_shape. Received: input_shape=(4,), target_shape=(-1, 3)");
        StringAssert.Contains(Assert.Throws<ValueError>(() => keras.layers.Reshape((-1, -1))).Message, "There must be at most one unknown dimension (-1) in `target_shape`. Received: target_shape=(-1, -1).");
    }
}
