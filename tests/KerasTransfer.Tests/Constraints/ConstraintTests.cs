using System.Text.Json;
using KerasTransfer.Constraints;
using KerasTransfer.Saving;
using KerasTransfer.Tests.Layers;

namespace KerasTransfer.Tests.Constraints;

[TestClass]
public class ConstraintTests
{
    [TestMethod]
    public void Agree_with_Keras()
    {
        foreach (JsonElement one in LayerGolden.Load("penalties").GetProperty("constraints").EnumerateArray())
        {
            object? config = one.GetProperty("object").Config();
            Constraint c = ObjectConfig.Deserialize<Constraint>(config);
            LayerGolden.SameConfig(config, ObjectConfig.Serialize(c), c.GetType().Name);
            LayerGolden.Close(one.GetProperty("output").Array(), c.call(one.GetProperty("input").Array()).numpy(), ConfigJson.Write(config));
        }
    }

    [TestMethod]
    public void Names_and_factories()
    {
        foreach (string name in (string[])["max_norm", "MaxNorm", "maxnorm"]) Assert.IsInstanceOfType<MaxNorm>((Constraint)name);
        foreach (string name in (string[])["non_neg", "NonNeg", "nonneg"]) Assert.IsInstanceOfType<NonNeg>((Constraint)name);
        Assert.IsInstanceOfType<UnitNorm>((Constraint)"unit_norm");
        Assert.IsInstanceOfType<MinMaxNorm>((Constraint)"min_max_norm");
        Assert.AreEqual(3.0, keras.constraints.max_norm(3).max_value);
        Assert.AreEqual(4.0, keras.constraints.maxnorm(4).max_value);
        StringAssert.Contains(Assert.Throws<ValueError>(() => { Constraint c = "nope"; }).Message, "Could not interpret constraint identifier: nope");
    }
}
