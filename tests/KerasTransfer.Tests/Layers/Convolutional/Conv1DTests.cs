namespace KerasTransfer.Tests.Layers;

[TestClass]
public class Conv1DTests : LayerTest
{
    [TestMethod]
    public void Agrees_with_Keras() => Check("Conv1D", tolerance: 2e-5);
}
