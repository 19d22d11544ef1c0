using KerasTransfer.Layers;

namespace KerasTransfer.Tests.Layers;

[TestClass]
public class PReLUTests : LayerTest
{
    [TestMethod]
    public void Agrees_with_Keras() => Check("PReLU");

    [TestMethod]
    public void Refuses_shared_axes_that_are_not_there() =>
        StringAssert.Contains(Assert.Throws<ValueError>(() => keras.layers.PReLU(shared_axes: [3]).Apply(np.zeros((2, 3, 4)).astype("float32"))).Message, "shared axis 3 is not among 1 … 2");
}
