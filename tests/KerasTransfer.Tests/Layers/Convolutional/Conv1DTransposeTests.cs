namespace KerasTransfer.Tests.Layers;

[TestClass]
public class Conv1DTransposeTests : LayerTest
{
    [TestMethod]
    public void Agrees_with_Keras() => Check("Conv1DTranspose", tolerance: 2e-5);
}
