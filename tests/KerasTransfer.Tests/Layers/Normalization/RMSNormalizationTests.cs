using KerasTransfer.Layers;

namespace KerasTransfer.Tests.Layers;

[TestClass]
public class RMSNormalizationTests : LayerTest
{
    [TestMethod]
    public void Agrees_with_Keras() => Check("RMSNormalization");
}
