namespace KerasTransfer.Tests.Layers;

[TestClass]
public class GlobalMaxPooling1DTests : LayerTest
{
    [TestMethod]
    public void Agrees_with_Keras() => Check("GlobalMaxPooling1D", tolerance: 2e-5);
}
