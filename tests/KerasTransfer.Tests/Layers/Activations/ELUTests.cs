using KerasTransfer.Layers;

namespace KerasTransfer.Tests.Layers;

[TestClass]
public class ELUTests : LayerTest
{
    [TestMethod]
    public void Agrees_with_Keras() => Check("ELU");
}
