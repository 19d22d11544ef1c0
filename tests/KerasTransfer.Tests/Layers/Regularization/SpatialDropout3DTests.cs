using KerasTransfer.Layers;

namespace KerasTransfer.Tests.Layers;

[TestClass]
public class SpatialDropout3DTests : LayerTest
{
    [TestMethod]
    public void Agrees_with_Keras() => Check("SpatialDropout3D");
}
