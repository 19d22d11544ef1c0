using KerasTransfer.Layers;

namespace KerasTransfer.Tests.Layers;

[TestClass]
public class LeakyReLUTests : LayerTest
{
    [TestMethod]
    public void Agrees_with_Keras() => Check("LeakyReLU");

    [TestMethod]
    public void Takes_alpha_as_in_Keras_2()
    {
        Assert.AreEqual(0.3, keras.layers.LeakyReLU().negative_slope);
#pragma warning disable CS0618
        Assert.AreEqual(0.1, keras.layers.LeakyReLU(alpha: 0.1).negative_slope);
#pragma warning restore CS0618
        Assert.AreEqual(0.2, ((LeakyReLU)Read(KerasTransfer.Saving.ConfigJson.Parse("""{"class_name": "LeakyReLU", "config": {"name": "l", "alpha": 0.2}}"""))).negative_slope);
        StringAssert.Contains(Assert.Throws<ValueError>(() => keras.layers.LeakyReLU(-0.1)).Message, "cannot be None or negative value. Expected a float. Received: negative_slope=-0.1");
    }

    [TestMethod]
    public void Not_a_number_stays_so() => Assert.IsTrue(float.IsNaN(keras.layers.LeakyReLU().Apply(np.array([float.NaN])).item<float>()));
}
