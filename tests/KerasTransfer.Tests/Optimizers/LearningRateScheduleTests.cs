using KerasTransfer.Optimizers.Schedules;
using KerasTransfer.Saving;

namespace KerasTransfer.Tests.Optimizers;

[TestClass]
public class LearningRateScheduleTests
{
    private static readonly List<object?> golden = (List<object?>)OptimizerGolden.Load("schedules")!;
    public static IEnumerable<object[]> Cases => golden.Select((c, i) => new object[] { i, $"{((Dictionary<string, object?>)c!)["class"]} {ConfigJson.Describe(c.Dictionary("arguments"))}" });

    [TestMethod, DynamicData(nameof(Cases))]
    public void Agrees_with_Keras(int number, string what)
    {
        var expected = (Dictionary<string, object?>)golden[number]!;
        LearningRateSchedule schedule = keras.optimizers.schedules.deserialize(expected.Dictionary("config"));
        List<object?> steps = expected.List("steps"), values = expected.List("values");
        for (int i = 0; i < steps.Count; i++) Assert.AreEqual(Convert.ToDouble(values[i]), schedule.Apply((long)steps[i]!), 5e-7 * Math.Max(0.02, Convert.ToDouble(values[i])), $"{what} at {steps[i]}");
        Assert.AreEqual(ConfigJson.Write(expected["config"]), ConfigJson.Write(keras.optimizers.schedules.serialize(schedule)), what);
    }

    [TestMethod]
    public void Arguments_are_checked()
    {
        Assert.AreEqual("Argument `decay_steps` must be > 0. Received: decay_steps=0", Assert.Throws<ValueError>(() => new ExponentialDecay(0.1, 0, 0.5)).Message);
        Assert.AreEqual("Argument `first_decay_steps` must be > 0. Received: first_decay_steps=-1", Assert.Throws<ValueError>(() => new CosineDecayRestarts(0.1, -1)).Message);
        Assert.AreEqual("The length of boundaries should be 1 less than the length of values. Received: boundaries=[1, 2] of length 2, and values=[0.1, 0.2] of length 2.",
            Assert.Throws<ValueError>(() => keras.optimizers.schedules.PiecewiseConstantDecay([1, 2], [0.1, 0.2])).Message);
    }

    [TestMethod]
    public void Converts_to_a_learning_rate()
    {
        Optimizer optimizer = keras.optimizers.Adam(keras.optimizers.schedules.CosineDecay(0.25, 10));
        Assert.AreEqual(0.25, (double)optimizer.learning_rate);
    }
}
