using KerasTransfer.Layers;

namespace KerasTransfer.Tests.Layers;

[TestClass]
public class DotTests : LayerTest
{
    [TestMethod]
    public void Agrees_with_Keras() => Check("Dot");

    [TestMethod]
    public void Says_which_axes_do_not_fit()
    {
        NDArray zeros(params int[] shape) => np.zeros(shape).astype("float32");
        StringAssert.Contains(Assert.Throws<ValueError>(() => keras.layers.Dot(1).Apply([zeros(2, 3), zeros(2, 4)])).Message,
            "Incompatible input shapes: axis values 3 (at axis 1) != 4 (at axis 1). Full input shapes: (2, 3), (2, 4)");
        StringAssert.Contains(Assert.Throws<ValueError>(() => keras.layers.Dot(1).Apply([zeros(2, 3)])).Message, "A `Dot` layer should be called on a list of 2 inputs.");
        Assert.Throws<ValueError>(() => keras.layers.Dot([1, 2, 3]));
    }
}
