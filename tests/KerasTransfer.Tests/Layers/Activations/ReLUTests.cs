using KerasTransfer.Layers;

namespace KerasTransfer.Tests.Layers;

[TestClass]
public class ReLUTests : LayerTest
{
    [TestMethod]
    public void Agrees_with_Keras() => Check("ReLU");

    [TestMethod]
    public void Refuses_negative_arguments()
    {
        StringAssert.Contains(Assert.Throws<ValueError>(() => keras.layers.ReLU(max_value: -1)).Message, "max_value of a ReLU layer cannot be a negative value. Received: max_value=-1.0");
        StringAssert.Contains(Assert.Throws<ValueError>(() => keras.layers.ReLU(negative_slope: -1)).Message, "negative_slope of a ReLU layer cannot be None or a negative value.");
        StringAssert.Contains(Assert.Throws<ValueError>(() => keras.layers.ReLU(threshold: -0.5)).Message, "threshold of a ReLU layer cannot be None or a negative value. Received: threshold=-0.5");
    }
}
