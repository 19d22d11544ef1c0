using KerasTransfer.Layers;

namespace KerasTransfer.Tests.Layers;

[TestClass]
public class GroupNormalizationTests : LayerTest
{
    [TestMethod]
    public void Agrees_with_Keras() => Check("GroupNormalization");

    [TestMethod]
    public void Groups_must_divide_the_channels()
    {
        NDArray x = np.zeros((1, 2, 2, 6)).astype("float32");
        StringAssert.Contains(Assert.Throws<ValueError>(() => keras.layers.GroupNormalization(4).Apply(x)).Message, "Number of groups (4) must be a multiple of the number of channels (6).");
        StringAssert.Contains(Assert.Throws<ValueError>(() => keras.layers.GroupNormalization().Apply(x)).Message, "Number of groups (32) cannot be more than the number of channels (6).");
        Assert.Throws<ValueError>(() => keras.layers.GroupNormalization(0));
    }
}
