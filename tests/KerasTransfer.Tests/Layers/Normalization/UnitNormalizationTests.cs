using KerasTransfer.Layers;

namespace KerasTransfer.Tests.Layers;

[TestClass]
public class UnitNormalizationTests : LayerTest
{
    [TestMethod]
    public void Agrees_with_Keras() => Check("UnitNormalization");

    [TestMethod]
    public void Zero_stays_zero() => LayerGolden.Same(np.zeros((1, 3)).astype("float32"), keras.layers.UnitNormalization().Apply(np.zeros((1, 3)).astype("float32")), "output");
}
