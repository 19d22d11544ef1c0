using KerasTransfer.Layers;

namespace KerasTransfer.Tests.Layers;

[TestClass]
public class NormalizationTests : LayerTest
{
    [TestMethod]
    public void Agrees_with_Keras() => Check("Normalization");

    [TestMethod]
    public void Learns_what_Keras_learns()
    {
        foreach (System.Text.Json.JsonElement one in LayerGolden.Load("adapt").EnumerateArray())
        {
            Normalization make() => one.GetProperty("axis").ValueKind switch
            {
                System.Text.Json.JsonValueKind.Null => keras.layers.Normalization(axis: null),
                System.Text.Json.JsonValueKind.Number => keras.layers.Normalization(axis: -1),
                _ => keras.layers.Normalization(axis: [1, 2]),
            };
            NDArray x = one.GetProperty("data").Array();
            Normalization n = make(), batches = make();
            n.adapt(x);
            batches.adapt([x[..3], x[3..]]);
            LayerGolden.Close(one.GetProperty("mean").Array(), n.mean, "mean", 1e-6);
            LayerGolden.Close(one.GetProperty("variance").Array(), n.variance, "variance", 1e-6);
            LayerGolden.Close(one.GetProperty("batch_mean").Array(), batches.mean, "mean of batches", 1e-6);
            LayerGolden.Close(one.GetProperty("batch_variance").Array(), batches.variance, "variance of batches", 1e-6);
            LayerGolden.Close(one.GetProperty("output").Array(), n.Apply(x), "output");
            Assert.HasCount(one.GetProperty("weights").GetInt32(), n.weights);
            Assert.AreEqual("count", n.weights[2].name);
        }
    }

    [TestMethod]
    public void Says_what_does_not_fit()
    {
        StringAssert.Contains(Assert.Throws<ValueError>(() => keras.layers.Normalization(mean: 1.0)).Message, "both `mean` and `variance` must be set");
        StringAssert.Contains(Assert.Throws<ValueError>(() => keras.layers.Normalization(mean: new[] { 1.0 }, variance: 1.0)).Message, "`mean` and `variance` must have the same shape");
        StringAssert.Contains(Assert.Throws<ValueError>(() => keras.layers.Normalization(axis: 5).Apply(np.zeros((2, 3)).astype("float32"))).Message, "All `axis` values must be in the range [-ndim, ndim). Received inputs with ndim=2, while axis=(5,)");
        Normalization n = keras.layers.Normalization();
        n.adapt(np.zeros((2, 3)).astype("float32"));
        StringAssert.Contains(Assert.Throws<ValueError>(() => n.adapt(np.zeros((2, 4)).astype("float32"))).Message, "incompatible shape, data.shape=(2, 4)");
        StringAssert.Contains(Assert.Throws<ValueError>(() => n.adapt(new List<NDArray>())).Message, "adapt() received an empty iterable");
        StringAssert.Contains(Assert.Throws<ValueError>(() => keras.layers.Normalization(mean: 0.0, variance: 1.0).adapt(np.zeros((2, 3)).astype("float32"))).Message, "nothing to adapt");
    }
}
