namespace KerasTransfer.Tests.Applications;

/// <summary>
/// Networks against Keras: layers, shapes, parameters, connections; and what comes out. All of them, also the large ones, where the environment variable
/// KERASTRANSFER_ALL_NETWORKS is set (some minutes, 6 GB of memory).
/// </summary>
[TestClass]
public class NetworkTests
{
    // At least one of each family.
    private static readonly string[] quick =
    [
        "VGG16", "ResNet50", "MobileNet", "MobileNet_wide", "MobileNetV2", "MobileNetV2_narrow", "MobileNetV2_wide", "ResNet50V2", "InceptionV3", "Xception", "DenseNet121",
        "MobileNetV3Small", "MobileNetV3Small_mini", "MobileNetV3Large", "MobileNetV3Large_mini", "EfficientNetB0", "EfficientNetV2B0", "EfficientNetV2B1_bare", "NASNetMobile", "ConvNeXtTiny",
    ];
    private static readonly string[] built = [.. quick, "InceptionResNetV2", "EfficientNetV2S", "ConvNeXtTiny_bare"];

    internal static bool Everything => !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("KERASTRANSFER_ALL_NETWORKS"));

    public static IEnumerable<object[]> Built => Network.All.Select(n => n.Name).Where(n => Everything || built.Contains(n)).Select(n => (object[])[n]);
    public static IEnumerable<object[]> Run => Network.All.Select(n => n.Name).Where(n => Everything || quick.Contains(n)).Select(n => (object[])[n]);

    [TestMethod, DynamicData(nameof(Built))]
    public void Layers_are_those_of_Keras(string name) => Network.Named(name).CheckStructure(ApplicationGolden.Load(name));

    [TestMethod, DynamicData(nameof(Run))]
    public void Features_and_scores_are_those_of_Keras(string name)
    {
        (double features, double scores) = Network.Named(name).Differences(ApplicationGolden.Load(name));
        Console.WriteLine($"{name}: features {features:E1}, scores {scores:E1}");
        Assert.IsLessThan(1e-4, features, name);
        Assert.IsLessThan(1e-4, scores, name);
    }
}
