using KerasTransfer.Layers;

namespace KerasTransfer.Tests.Layers;

[TestClass]
public class FlattenTests : LayerTest
{
    [TestMethod]
    public void Agrees_with_Keras() => Check("Flatten");

    [TestMethod]
    public void Refuses_other_data_formats() => StringAssert.Contains(Assert.Throws<ValueError>(() => keras.layers.Flatten("first")).Message, "The `data_format` argument must be one of {'channels_first', 'channels_last'}. Received: data_format=first");

    [TestMethod]
    public void A_length_not_known_stays_so() => Assert.AreEqual((null, null), keras.layers.Flatten().Apply(keras.Input((null, 3))).shape);
}
