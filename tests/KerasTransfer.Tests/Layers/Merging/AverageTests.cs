using KerasTransfer.Layers;

namespace KerasTransfer.Tests.Layers;

[TestClass]
public class AverageTests : LayerTest
{
    [TestMethod]
    public void Agrees_with_Keras() => Check("Average");
}
