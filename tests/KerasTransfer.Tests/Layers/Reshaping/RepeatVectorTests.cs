using KerasTransfer.Layers;

namespace KerasTransfer.Tests.Layers;

[TestClass]
public class RepeatVectorTests : LayerTest
{
    [TestMethod]
    public void Agrees_with_Keras() => Check("RepeatVector");

    [TestMethod]
    public void Refuses_what_is_not_above_0() => StringAssert.Contains(Assert.Throws<ValueError>(() => keras.layers.RepeatVector(0)).Message, "Argument `n` should be a positive integer. Received: n=0");
}
