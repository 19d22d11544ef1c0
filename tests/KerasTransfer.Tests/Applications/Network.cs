using System.Diagnostics;
using System.Text.Json;

namespace KerasTransfer.Tests.Applications;

/// <summary>A network, the arguments that tests/golden/applications.py builds it with, and the size and brightness of its images.</summary>
internal sealed record Network(string Name, Network.Builder Build, int Rows, int Columns, float Brightness = 1)
{
    /// <summary>The arguments that differ from test to test; the network's own are the delegate's.</summary>
    public delegate Model Builder(bool top, Shape? shape, string? pooling, int classes, string? activation);

    private static Builder Of(ApplicationFunction f) => (top, shape, pooling, classes, activation) =>
        f(include_top: top, weights: null, input_shape: shape, pooling: pooling, classes: classes, classifier_activation: activation);

    private static Builder MobileNet(double alpha, int depth_multiplier = 1, double dropout = 1e-3) => (top, shape, pooling, classes, activation) =>
        keras.applications.MobileNet(input_shape: shape, alpha: alpha, depth_multiplier: depth_multiplier, dropout: dropout, include_top: top, weights: null, pooling: pooling, classes: classes, classifier_activation: activation);

    private static Builder MobileNetV2(double alpha) => (top, shape, pooling, classes, activation) =>
        keras.applications.MobileNetV2(input_shape: shape, alpha: alpha, include_top: top, weights: null, pooling: pooling, classes: classes, classifier_activation: activation);

    public static readonly Network[] All =
    [
        new("VGG16", Of(keras.applications.VGG16), 37, 46), new("VGG19", Of(keras.applications.VGG19), 33, 32),
        new("ResNet50", Of(keras.applications.ResNet50), 35, 50), new("ResNet101", Of(keras.applications.ResNet101), 33, 32), new("ResNet152", Of(keras.applications.ResNet152), 32, 33),
        new("MobileNet", MobileNet(1), 39, 64), new("MobileNet_wide", MobileNet(0.5, 2, 0.1), 40, 33),
        new("MobileNetV2", MobileNetV2(1), 47, 64), new("MobileNetV2_narrow", MobileNetV2(0.35), 32, 33), new("MobileNetV2_wide", MobileNetV2(1.3), 33, 32),
    ];

    public static Network Named(string name) => All.First(n => n.Name == name);

    public override string ToString() => Name;

    /// <summary>Layers, shapes, parameters and connections, with and without the classifier.</summary>
    public void CheckStructure(JsonElement golden)
    {
        using WeightsToCome none = new();                                       // values do not matter here
        keras.utils.clear_session();
        ApplicationGolden.Structure(golden.GetProperty("top"), Build(true, null, null, 1000, "softmax"), $"{Name}");
        keras.utils.clear_session();
        ApplicationGolden.Structure(golden.GetProperty("bare"), Build(false, null, null, 1000, "softmax"), $"{Name} without top");
        keras.utils.clear_session();
        ApplicationGolden.Structure(golden.GetProperty("pooled"), Build(false, (Rows, Columns, 3), "max", 1000, "softmax"), $"{Name} with pooling");
    }

    /// <summary>Feature maps and scores for two images; how far they are from Keras's, relative to the largest.</summary>
    public (double Features, double Scores) Differences(JsonElement golden)
    {
        NDArray x = ApplicationGolden.Images(Rows, Columns, Brightness);
        return (Run(false, "features", 1000, "softmax"), Run(true, "scores", 7, null));

        double Run(bool top, string what, int classes, string? activation)
        {
            using WeightsToCome none = new();
            keras.utils.clear_session();
            Model model = Build(top, (Rows, Columns, 3), null, classes, activation);
            ApplicationGolden.SetWeights(model);
            return ApplicationGolden.Difference(golden.GetProperty(what), model.predict(x, verbose: 0), $"{Name}: {what}");
        }
    }
}
