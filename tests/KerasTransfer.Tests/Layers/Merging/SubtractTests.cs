using KerasTransfer.Layers;

namespace KerasTransfer.Tests.Layers;

[TestClass]
public class SubtractTests : LayerTest
{
    [TestMethod]
    public void Agrees_with_Keras() => Check("Subtract");

    [TestMethod]
    public void Needs_two_inputs()
    {
        NDArray x = np.zeros((2, 3)).astype("float32");
        StringAssert.Contains(Assert.Throws<ValueError>(() => keras.layers.Subtract().Apply([x, x, x])).Message, "A `Subtract` layer should be called on exactly 2 inputs. Received: input_shape=[(2, 3), (2, 3), (2, 3)]");
    }
}
