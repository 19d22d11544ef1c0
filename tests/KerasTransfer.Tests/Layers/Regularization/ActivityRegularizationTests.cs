using KerasTransfer.Layers;

namespace KerasTransfer.Tests.Layers;

[TestClass]
public class ActivityRegularizationTests : LayerTest
{
    [TestMethod]
    public void Agrees_with_Keras() => Check("ActivityRegularization");
}
