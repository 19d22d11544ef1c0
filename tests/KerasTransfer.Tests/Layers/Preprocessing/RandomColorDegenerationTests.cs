namespace KerasTransfer.Tests.Layers;

[TestClass]
public class RandomColorDegenerationTests : LayerTest
{
    [TestMethod]
    public void Agrees_with_Keras() => Check("RandomColorDegeneration");
}
