namespace KerasTransfer.Tests.Layers;

[TestClass]
public class CutMixTests : LayerTest
{
    [TestMethod]
    public void Agrees_with_Keras() => Check("CutMix");
}
