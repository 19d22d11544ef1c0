namespace KerasTransfer.Tests.Layers;

[TestClass]
public class RandomTranslationTests : LayerTest
{
    [TestMethod]
    public void Agrees_with_Keras() => Check("RandomTranslation");
}
