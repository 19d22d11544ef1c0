using System.Text.Json;
using KerasTransfer.Autodiff;
using KerasTransfer.Graph;
using KerasTransfer.Regularizers;
using KerasTransfer.Saving;
using KerasTransfer.Tests.Layers;

namespace KerasTransfer.Tests.Regularizers;

[TestClass]
public class RegularizerTests
{
    [TestMethod]
    public void Agree_with_Keras()
    {
        foreach (JsonElement one in LayerGolden.Load("penalties").GetProperty("regularizers").EnumerateArray())
        {
            object? config = one.GetProperty("object").Config();
            Regularizer r = ObjectConfig.Deserialize<Regularizer>(config);
            LayerGolden.SameConfig(config, ObjectConfig.Serialize(r), r.GetType().Name);
            NDArray x = one.GetProperty("input").Array();
            NDArray[] found = Function.Of([new(x.shape, x.dtype)], inputs => { Tensor y = r.call(inputs[0]); return [y, Gradients.Of(y, inputs)[0] ?? keras.ops.zeros_like(inputs[0])]; }).Compile().Run([x]);
            Assert.AreEqual(one.GetProperty("output").GetDouble(), found[0].item<double>(), 1e-5 * (1 + one.GetProperty("output").GetDouble()));
            LayerGolden.Close(one.GetProperty("gradient").Array(), found[1], $"{ConfigJson.Write(config)}: gradient");
        }
    }

    [TestMethod]
    public void Names_and_factories()
    {
        Regularizer l2 = "l2", both = "l1_l2", neither = "l1l2";
        Assert.AreEqual(0.01, ((L2)l2).l2);
        Assert.AreEqual(0.01, ((L1L2)both).l1);
        Assert.AreEqual(0.0, ((L1L2)neither).l1);
        Assert.AreEqual(0.5, keras.regularizers.l2(0.5).l2);
        Assert.AreEqual(0.25, keras.regularizers.l1_l2(l1: 0.25).l1);
        StringAssert.Contains(Assert.Throws<ValueError>(() => { Regularizer r = "nope"; }).Message, "Could not interpret regularizer identifier: nope");
        StringAssert.Contains(Assert.Throws<ValueError>(() => keras.regularizers.L1(-1)).Message, "Invalid value for argument l1: expected a non-negative float.Received: l1=-1.0");
        StringAssert.Contains(Assert.Throws<ValueError>(() => new OrthogonalRegularizer(mode: "rings")).Message, "Received: mode=rings");
    }
}
