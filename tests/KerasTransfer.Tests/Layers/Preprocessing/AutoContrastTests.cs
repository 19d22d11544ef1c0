namespace KerasTransfer.Tests.Layers;

[TestClass]
public class AutoContrastTests : LayerTest
{
    [TestMethod]
    public void Agrees_with_Keras() => Check("AutoContrast");
}
