using KerasTransfer.Layers;

namespace KerasTransfer.Tests.Layers;

[TestClass]
public class PermuteTests : LayerTest
{
    [TestMethod]
    public void Agrees_with_Keras() => Check("Permute");

    [TestMethod]
    public void Refuses_what_is_no_order() =>
        StringAssert.Contains(Assert.Throws<ValueError>(() => keras.layers.Permute((0, 1))).Message, "The set of indices in `dims` must be consecutive and start from 1. Received dims=(0, 1)");
}
