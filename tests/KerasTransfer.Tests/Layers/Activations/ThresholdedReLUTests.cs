using KerasTransfer.Layers;

namespace KerasTransfer.Tests.Layers;

[TestClass]
public class ThresholdedReLUTests : LayerTest
{
    [TestMethod]
    public void Lets_pass_what_is_above_theta()
    {
        Layer read = Read(KerasTransfer.Saving.ConfigJson.Parse("""{"class_name": "ThresholdedReLU", "config": {"name": "t", "trainable": true, "theta": 1.5}}"""));
        NDArray x = np.array([-2f, 1.5f, 1.6f, 7f]);
        LayerGolden.Same(np.array([0f, 0f, 1.6f, 7f]), read.Apply(x), "output");
        LayerGolden.Same(np.array([0f, 1.5f, 1.6f, 7f]), keras.layers.ThresholdedReLU().Apply(x), "theta 1");
        RoundTrip(read, "ThresholdedReLU");
        Assert.Throws<ValueError>(() => new ThresholdedReLU(-1));
    }
}
