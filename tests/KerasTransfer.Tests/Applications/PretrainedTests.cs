using KerasTransfer.Layers;

namespace KerasTransfer.Tests.Applications;

/// <summary>
/// Real weights: features are Keras's. Needs a folder like <c>~/.keras</c> whose <c>models</c> has the files named below: the environment variable KERASTRANSFER_KERAS_HOME.
/// </summary>
[TestClass]
public class PretrainedTests
{
    private const string SqueezeNet = "squeezenet_weights_tf_dim_ordering_tf_kernels_notop.h5";

    private static Data.TemporaryHome Home(params string[] files)
    {
        string? folder = Environment.GetEnvironmentVariable("KERASTRANSFER_KERAS_HOME");
        foreach (string file in files)
            if (string.IsNullOrEmpty(folder) || !File.Exists(Path.Combine(folder, "models", file))) Assert.Inconclusive($"KERASTRANSFER_KERAS_HOME names no folder with models/{file}.");
        return new(folder);
    }

    private static void Check(string name, Model model, NDArray x) =>
        Assert.IsLessThan(1e-5, ApplicationGolden.Difference(ApplicationGolden.Load("pretrained").GetProperty(name), model.predict(x, verbose: 0), name), name);

    [TestMethod]
    public void MobileNet()
    {
        using Data.TemporaryHome home = Home("mobilenet_2_5_224_tf_no_top.h5");
        Check("MobileNet", keras.applications.MobileNet(input_shape: (224, 224, 3), alpha: 0.25, include_top: false), ApplicationGolden.Images(224, 224, 1) * 2f - 1f);
    }

    [TestMethod]
    public void MobileNetV2()
    {
        using Data.TemporaryHome home = Home("mobilenet_v2_weights_tf_dim_ordering_tf_kernels_0.35_224_no_top.h5");
        Check("MobileNetV2", keras.applications.MobileNetV2(input_shape: (224, 224, 3), alpha: 0.35, include_top: false), ApplicationGolden.Images(224, 224, 1) * 2f - 1f);
    }

    [TestMethod]
    public void SqueezeNet_in_a_file_of_Keras_1()
    {
        using Data.TemporaryHome home = Home(SqueezeNet);
        foreach (bool by_name in (bool[])[false, true])
        {
            Model model = Squeeze();
            WeightsReport report = model.load_weights(Path.Combine(home.Folder, "models", SqueezeNet), by_name: by_name);
            Assert.HasCount(model.weights.Count, report.Loaded);
            Check("SqueezeNet", model, ApplicationGolden.Images(224, 224, 1) * 255f - 120f);
        }
    }

    private static Model Squeeze()
    {
        KerasTensor input = keras.Input((null, null, 3)), x = input;
        x = new Conv2D(64, 3, strides: 2, name: "conv1").Apply(x);
        x = new Activation("relu", name: "relu_conv1").Apply(x);
        x = new MaxPooling2D(3, strides: 2, name: "pool1").Apply(x);
        int[] squeeze = [16, 16, 32, 32, 48, 48, 64, 64];
        for (int i = 2; i <= 9; i++)
        {
            x = new Conv2D(squeeze[i - 2], 1, activation: "relu", name: $"fire{i}/squeeze1x1").Apply(x);
            KerasTensor a = new Conv2D(4 * squeeze[i - 2], 1, activation: "relu", name: $"fire{i}/expand1x1").Apply(x);
            KerasTensor b = new Conv2D(4 * squeeze[i - 2], 3, padding: "same", activation: "relu", name: $"fire{i}/expand3x3").Apply(x);
            x = new Concatenate(name: $"fire{i}/concat").Apply([a, b]);
            if (i is 3 or 5) x = new MaxPooling2D(3, strides: 2, name: $"pool{i}").Apply(x);
        }
        return keras.Model(input, x);
    }
}
