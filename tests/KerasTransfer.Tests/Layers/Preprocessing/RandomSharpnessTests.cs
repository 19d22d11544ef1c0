namespace KerasTransfer.Tests.Layers;

[TestClass]
public class RandomSharpnessTests : LayerTest
{
    [TestMethod]
    public void Agrees_with_Keras() => Check("RandomSharpness");
}
