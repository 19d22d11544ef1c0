using KerasTransfer.Layers;

namespace KerasTransfer.Tests.Layers;

[TestClass]
public class SoftmaxTests : LayerTest
{
    [TestMethod]
    public void Agrees_with_Keras() => Check("Softmax");
}
