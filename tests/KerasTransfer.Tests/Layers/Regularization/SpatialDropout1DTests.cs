using KerasTransfer.Layers;

namespace KerasTransfer.Tests.Layers;

[TestClass]
public class SpatialDropout1DTests : LayerTest
{
    [TestMethod]
    public void Agrees_with_Keras() => Check("SpatialDropout1D");

    [TestMethod]
    public void Needs_three_axes() => StringAssert.Contains(Assert.Throws<ValueError>(() => keras.layers.SpatialDropout1D(0.5).Apply(np.ones((2, 3)).astype("float32"))).Message, "expected ndim=3, found ndim=2. Full shape received: (2, 3)");
}
