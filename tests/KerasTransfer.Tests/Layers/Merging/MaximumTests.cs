using KerasTransfer.Layers;

namespace KerasTransfer.Tests.Layers;

[TestClass]
public class MaximumTests : LayerTest
{
    [TestMethod]
    public void Agrees_with_Keras() => Check("Maximum");
}
