using KerasTransfer.Layers;

namespace KerasTransfer.Tests.Layers;

[TestClass]
public class LayerNormalizationTests : LayerTest
{
    [TestMethod]
    public void Agrees_with_Keras() => Check("LayerNormalization");
}
