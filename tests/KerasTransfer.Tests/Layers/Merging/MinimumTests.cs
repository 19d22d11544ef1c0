using KerasTransfer.Layers;

namespace KerasTransfer.Tests.Layers;

[TestClass]
public class MinimumTests : LayerTest
{
    [TestMethod]
    public void Agrees_with_Keras() => Check("Minimum");
}
