namespace KerasTransfer.Tests.Layers;

[TestClass]
public class MaxPooling1DTests : LayerTest
{
    [TestMethod]
    public void Agrees_with_Keras() => Check("MaxPooling1D", tolerance: 2e-5);
}
