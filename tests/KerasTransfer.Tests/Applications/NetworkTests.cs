namespace KerasTransfer.Tests.Applications;

/// <summary>Every network against Keras: layers, shapes, parameters, connections; and what comes out.</summary>
[TestClass]
public class NetworkTests
{
    private static readonly string[] quick = ["VGG16", "ResNet50", "MobileNet", "MobileNet_wide", "MobileNetV2", "MobileNetV2_narrow", "MobileNetV2_wide"];

    private static bool Everything => !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("KERASTRANSFER_ALL_NETWORKS"));
    private static IEnumerable<string> Chosen => Network.All.Select(n => n.Name).Where(n => Everything || quick.Contains(n));

    public static IEnumerable<object[]> Cases => Chosen.Select(n => (object[])[n]);

    [TestMethod, DynamicData(nameof(Cases))]
    public void Layers_are_those_of_Keras(string name) => Network.Named(name).CheckStructure(ApplicationGolden.Load(name));

    [TestMethod, DynamicData(nameof(Cases))]
    public void Features_and_scores_are_those_of_Keras(string name)
    {
        (double features, double scores) = Network.Named(name).Differences(ApplicationGolden.Load(name));
        Console.WriteLine($"{name}: features {features:E1}, scores {scores:E1}");
        Assert.IsLessThan(1e-4, features, name);
        Assert.IsLessThan(1e-4, scores, name);
    }
}
