using KerasTransfer.Layers;

namespace KerasTransfer.Tests.Layers;

[TestClass]
public class ConcatenateTests : LayerTest
{
    [TestMethod]
    public void Agrees_with_Keras() => Check("Concatenate");

    [TestMethod]
    public void Says_which_shapes_do_not_fit()
    {
        NDArray zeros(params int[] shape) => np.zeros(shape).astype("float32");
        StringAssert.Contains(Assert.Throws<ValueError>(() => keras.layers.Concatenate().Apply([zeros(2, 3, 3), zeros(2, 4, 4)])).Message,
            "A `Concatenate` layer requires inputs with matching shapes except for the concatenation axis. Received: input_shape=[(2, 3, 3), (2, 4, 4)]");
    }
}
