using KerasTransfer.Layers;

namespace KerasTransfer.Tests.Layers;

[TestClass]
public class MultiplyTests : LayerTest
{
    [TestMethod]
    public void Agrees_with_Keras() => Check("Multiply");
}
