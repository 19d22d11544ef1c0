using KerasTransfer.Layers;

namespace KerasTransfer.Tests.Layers;

[TestClass]
public class AlphaDropoutTests : LayerTest
{
    [TestMethod]
    public void Agrees_with_Keras() => Check("AlphaDropout");
}
