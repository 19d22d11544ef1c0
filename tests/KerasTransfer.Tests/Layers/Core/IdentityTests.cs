using KerasTransfer.Layers;

namespace KerasTransfer.Tests.Layers;

[TestClass]
public class IdentityTests : LayerTest
{
    [TestMethod]
    public void Agrees_with_Keras() => Check("Identity");
}
