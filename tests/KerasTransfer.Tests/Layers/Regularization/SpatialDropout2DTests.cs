using KerasTransfer.Layers;

namespace KerasTransfer.Tests.Layers;

[TestClass]
public class SpatialDropout2DTests : LayerTest
{
    [TestMethod]
    public void Agrees_with_Keras() => Check("SpatialDropout2D");
}
