using System.Diagnostics;
using System.Text.Json;

namespace KerasTransfer.Tests.Applications;

/// <summary>A network, the arguments that tests/golden/applications.py builds it with, the size and brightness of its images, and the spread of its kernels.</summary>
internal sealed record Network(string Name, Network.Builder Build, int Rows, int Columns, float Brightness = 1, double Spread = 1.2)
{
    /// <summary>The arguments that differ from test to test; the network's own are the delegate's.</summary>
    public delegate Model Builder(bool top, Shape? shape, string? pooling, int classes, string? activation);

    private static Builder Of(ApplicationFunction f) => (top, shape, pooling, classes, activation) =>
        f(include_top: top, weights: null, input_shape: shape, pooling: pooling, classes: classes, classifier_activation: activation);

    private static Builder MobileNet(double alpha, int depth_multiplier = 1, double dropout = 1e-3) => (top, shape, pooling, classes, activation) =>
        keras.applications.MobileNet(input_shape: shape, alpha: alpha, depth_multiplier: depth_multiplier, dropout: dropout, include_top: top, weights: null, pooling: pooling, classes: classes, classifier_activation: activation);

    private static Builder MobileNetV2(double alpha) => (top, shape, pooling, classes, activation) =>
        keras.applications.MobileNetV2(input_shape: shape, alpha: alpha, include_top: top, weights: null, pooling: pooling, classes: classes, classifier_activation: activation);

    private static Builder MobileNetV3(MobileNetV3Function f, double alpha = 1, bool minimalistic = false, double dropout_rate = 0.2, bool include_preprocessing = true) => (top, shape, pooling, classes, activation) =>
        f(shape, alpha, minimalistic, top, null, null, classes, pooling, dropout_rate, activation, include_preprocessing);

    private static Builder NASNet(NASNetFunction f) => (top, shape, pooling, classes, activation) =>
        f(shape, top, weights: null, pooling: pooling, classes: classes, classifier_activation: activation);

    private static Builder EfficientNetV2(EfficientNetV2Function f, bool include_preprocessing = true) => (top, shape, pooling, classes, activation) =>
        f(top, null, null, shape, pooling, classes, activation, include_preprocessing);

    private static Builder ConvNeXt(ConvNeXtFunction f, bool include_preprocessing = true) => (top, shape, pooling, classes, activation) =>
        f(top, include_preprocessing, null, null, shape, pooling, classes, activation);

    public static readonly Network[] All =
    [
        new("VGG16", Of(keras.applications.VGG16), 37, 46), new("VGG19", Of(keras.applications.VGG19), 33, 32),
        new("ResNet50", Of(keras.applications.ResNet50), 35, 50), new("ResNet101", Of(keras.applications.ResNet101), 33, 32), new("ResNet152", Of(keras.applications.ResNet152), 32, 33),
        new("MobileNet", MobileNet(1), 39, 64), new("MobileNet_wide", MobileNet(0.5, 2, 0.1), 40, 33),
        new("MobileNetV2", MobileNetV2(1), 47, 64), new("MobileNetV2_narrow", MobileNetV2(0.35), 32, 33), new("MobileNetV2_wide", MobileNetV2(1.3), 33, 32),
        new("ResNet50V2", Of(keras.applications.ResNet50V2), 35, 50), new("ResNet101V2", Of(keras.applications.ResNet101V2), 33, 32), new("ResNet152V2", Of(keras.applications.ResNet152V2), 32, 33),
        new("InceptionV3", Of(keras.applications.InceptionV3), 75, 86), new("InceptionResNetV2", Of(keras.applications.InceptionResNetV2), 75, 78), new("Xception", Of(keras.applications.Xception), 71, 80),
        new("DenseNet121", Of(keras.applications.DenseNet121), 35, 64), new("DenseNet169", Of(keras.applications.DenseNet169), 33, 32), new("DenseNet201", Of(keras.applications.DenseNet201), 32, 33),
        new("MobileNetV3Small", MobileNetV3(keras.applications.MobileNetV3Small), 47, 64, 255), new("MobileNetV3Large", MobileNetV3(keras.applications.MobileNetV3Large), 33, 64, 255),
        new("MobileNetV3Small_mini", MobileNetV3(keras.applications.MobileNetV3Small, 0.75, minimalistic: true, include_preprocessing: false), 33, 32),
        new("MobileNetV3Large_mini", MobileNetV3(keras.applications.MobileNetV3Large, 0.75, minimalistic: true, dropout_rate: 0.3), 32, 33, 255),
        new("EfficientNetB0", Of(keras.applications.EfficientNetB0), 47, 64, 255), new("EfficientNetB1", Of(keras.applications.EfficientNetB1), 32, 33, 255),
        new("EfficientNetB2", Of(keras.applications.EfficientNetB2), 32, 33, 255), new("EfficientNetB3", Of(keras.applications.EfficientNetB3), 32, 33, 255),
        new("EfficientNetB4", Of(keras.applications.EfficientNetB4), 32, 33, 255), new("EfficientNetB5", Of(keras.applications.EfficientNetB5), 32, 33, 255),
        new("EfficientNetB6", Of(keras.applications.EfficientNetB6), 32, 33, 255), new("EfficientNetB7", Of(keras.applications.EfficientNetB7), 32, 33, 255),
        new("EfficientNetV2B0", EfficientNetV2(keras.applications.EfficientNetV2B0), 47, 64, 255), new("EfficientNetV2B1", EfficientNetV2(keras.applications.EfficientNetV2B1), 32, 33, 255),
        new("EfficientNetV2B2", EfficientNetV2(keras.applications.EfficientNetV2B2), 32, 33, 255), new("EfficientNetV2B3", EfficientNetV2(keras.applications.EfficientNetV2B3), 32, 33, 255),
        new("EfficientNetV2S", EfficientNetV2(keras.applications.EfficientNetV2S), 32, 33, 255), new("EfficientNetV2M", EfficientNetV2(keras.applications.EfficientNetV2M), 32, 33, 255),
        new("EfficientNetV2L", EfficientNetV2(keras.applications.EfficientNetV2L), 32, 33, 255, 0.9), new("EfficientNetV2B1_bare", EfficientNetV2(keras.applications.EfficientNetV2B1, include_preprocessing: false), 33, 32),
        new("NASNetMobile", NASNet(keras.applications.NASNetMobile), 64, 37), new("NASNetLarge", NASNet(keras.applications.NASNetLarge), 33, 32),
        new("ConvNeXtTiny", ConvNeXt(keras.applications.ConvNeXtTiny), 37, 64, 255), new("ConvNeXtSmall", ConvNeXt(keras.applications.ConvNeXtSmall), 33, 32, 255), new("ConvNeXtBase", ConvNeXt(keras.applications.ConvNeXtBase), 32, 33, 255),
        new("ConvNeXtLarge", ConvNeXt(keras.applications.ConvNeXtLarge), 32, 33, 255), new("ConvNeXtXLarge", ConvNeXt(keras.applications.ConvNeXtXLarge), 33, 32, 255),
        new("ConvNeXtTiny_bare", ConvNeXt(keras.applications.ConvNeXtTiny, include_preprocessing: false), 33, 32),
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
            ApplicationGolden.SetWeights(model, Spread);
            return ApplicationGolden.Difference(golden.GetProperty(what), model.predict(x, verbose: 0), $"{Name}: {what}");
        }
    }
}
