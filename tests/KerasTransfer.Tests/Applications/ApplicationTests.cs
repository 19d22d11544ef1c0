using System.Text.Json;
using KerasTransfer.Layers;

namespace KerasTransfer.Tests.Applications;

/// <summary>What all networks have in common: arguments, errors, first weights, inputs, files of weights.</summary>
[TestClass]
public class ApplicationTests
{
    private static readonly ApplicationsApi A = keras.applications;

    [TestMethod]
    public void Errors_are_those_of_Keras()
    {
        JsonElement texts = ApplicationGolden.Load("common").GetProperty("errors");
        (string, Action)[] calls =
        [
            ("weights", () => A.VGG16(weights: "no_such_file.h5")),
            ("classes", () => A.ResNet50(classes: 5)),
            ("classes_v2", () => A.MobileNetV2(classes: 5)),
            ("activation", () => A.VGG16(classifier_activation: "relu")),
            ("default_shape", () => A.VGG16(input_shape: (100, 100, 3))),
            ("default_shape_mobilenet", () => A.MobileNet(input_shape: (100, 100, 3))),
            ("too_small", () => A.VGG16(include_top: false, weights: null, input_shape: (20, 40, 3))),
            ("channels", () => A.VGG16(include_top: false, input_shape: (64, 64, 1))),
            ("unknown", () => A.VGG16(weights: null, input_shape: (null, 64, 3))),
            ("rank", () => A.VGG16(include_top: false, weights: null, input_shape: (64, 64))),
            ("alpha", () => A.MobileNet(alpha: 0.3)),
            ("alpha_v2", () => A.MobileNetV2(alpha: 0.3)),
            ("depth_multiplier", () => A.MobileNet(depth_multiplier: 2)),
            ("tensor_shape", () => A.MobileNetV2(input_tensor: keras.Input((64, 64, 3)), input_shape: (32, 32, 3), weights: null)),
            ("predictions", () => A.vgg16.decode_predictions(np.zeros((2, 5)))),
            ("mode", () => A.imagenet_utils.preprocess_input(np.zeros((1, 2, 2, 3)), mode: "coffee")),
            ("data_format", () => A.vgg16.preprocess_input(np.zeros((1, 2, 2, 3)), "last")),
        ];
        foreach ((string name, Action call) in calls)
        {
            string message = Assert.ThrowsExactly<ValueError>(call, name).Message, expected = texts.GetProperty(name).GetString()!;
            if (name == "activation") expected = expected[..expected.IndexOf('<')] + "relu";            // Python prints the function
            if (name == "rank") message = message[..expected.Length];                                   // more is said here
            Assert.AreEqual(expected, message, name);
        }
        Assert.HasCount(texts.EnumerateObject().Count(), calls);
    }

    [TestMethod]
    public void First_weights_under_a_seed_are_those_of_Keras()
    {
        JsonElement golden = ApplicationGolden.Load("common").GetProperty("seeds");
        keras.utils.clear_session();
        keras.utils.set_random_seed(7);
        Model model = A.MobileNet(input_shape: (32, 32, 3), alpha: 0.25, weights: null, classes: 3);
        Dictionary<string, Variable> weights = model.weights.ToDictionary(w => w.path);
        foreach (JsonProperty expected in golden.EnumerateObject())
            CollectionAssert.AreEqual(expected.Value.EnumerateArray().Select(v => (float)v.GetDouble()).ToArray(), weights[expected.Name].Value.AsSpan<float>()[^3..].ToArray(), expected.Name);
    }

    [TestMethod]
    public void Each_is_in_its_module_and_can_be_passed_on()
    {
        ApplicationFunction network = A.vgg16.VGG16;
        Model model = network(weights: null, include_top: false, input_shape: (32, 32, 3));
        Assert.AreEqual("vgg16", model.name);
        Assert.AreEqual(14_714_688, model.count_params());
        Assert.AreEqual(new Shape(-1, 1, 1, 512), model.output.shape);
        Assert.AreEqual("mine", tf.keras.applications.resnet.ResNet50(weights: null, include_top: false, name: "mine").name);
        Assert.AreEqual("mobilenet_0.25_None", A.mobilenet.MobileNet(alpha: 0.25, weights: null, include_top: false).name);
        Assert.AreEqual("mobilenetv2_1.40_96", A.mobilenet_v2.MobileNetV2(input_shape: (96, 96, 3), alpha: 1.4, weights: null).name);
    }

    [TestMethod]
    public void Begins_at_a_tensor()
    {
        KerasTensor image = keras.Input((40, 40, 1), name: "grey");
        KerasTensor colour = keras.layers.Concatenate().Apply([image, image, image]);
        Model model = A.MobileNetV2(input_tensor: colour, alpha: 0.35, include_top: false, weights: null, pooling: "avg");
        Assert.AreSame(image, model.input);
        Assert.AreEqual(new Shape(-1, 1280), model.output.shape);
        Assert.AreEqual(new Shape(3, 1280), model.predict(np.zeros((3, 40, 40, 1)), verbose: 0).shape);
    }

    [TestMethod]
    public void Channels_first_is_refused()
    {
        keras.config.set_image_data_format("channels_first");
        try { Assert.Contains("channels_last", Assert.ThrowsExactly<NotSupportedException>(() => A.VGG16(weights: null)).Message); }
        finally { keras.config.set_image_data_format("channels_last"); }
    }

    [TestMethod]
    public void Weights_from_a_path()
    {
        string folder = Directory.CreateTempSubdirectory("applications-").FullName;
        try
        {
            Model first = A.MobileNet(input_shape: (32, 32, 3), alpha: 0.25, weights: null, classes: 3);
            foreach (string file in (string[])["a.h5", "b.weights.h5", "c.keras"])
            {
                string path = Path.Combine(folder, file);
                if (file == "c.keras") first.save(path);
                else first.save_weights(path);
                Model second = A.MobileNet(input_shape: (32, 32, 3), alpha: 0.25, weights: path, classes: 3);
                foreach ((NDArray a, NDArray b) in first.get_weights().Zip(second.get_weights())) Assert.IsTrue(np.array_equal(a, b), file);
            }
            Assert.ThrowsExactly<ValueError>(() => A.MobileNet(input_shape: (32, 32, 3), alpha: 0.5, weights: Path.Combine(folder, "a.h5"), classes: 3));
        }
        finally { Directory.Delete(folder, recursive: true); }
    }

    [TestMethod]
    public void Without_a_network_the_error_says_what_to_do()
    {
        using Data.TemporaryHome home = new();
        // A file with another content is not taken for the weights; the download then goes to a place that does not answer.
        KerasTransfer.Applications.PretrainedWeights files = new("http://127.0.0.1:9/", "top.h5", "no_top.h5", "00", "00");
        string message = Assert.ThrowsExactly<IOException>(() => files.Get(include_top: false)).Message;
        Assert.Contains("http://127.0.0.1:9/no_top.h5", message);
        Assert.Contains(Path.Combine(home.Folder, "models", "no_top.h5"), message);
        Assert.Contains("weights: null", message);
    }

    [TestMethod]
    public void A_frozen_base_keeps_its_statistics()
    {
        Model network = A.MobileNet(input_shape: (32, 32, 3), alpha: 0.25, include_top: false, weights: null, pooling: "avg");
        ApplicationGolden.SetWeights(network);                                  // with random ones nothing would come through
        network.trainable = false;
        KerasTensor input = keras.Input((32, 32, 3));
        Model model = keras.Model(input, keras.layers.Dense(2, activation: "softmax").Apply(network.Apply(input, training: false)));
        model.compile(optimizer: "adam", loss: "sparse_categorical_crossentropy");
        NDArray[] before = network.get_weights(), head = model.layers[^1].get_weights();
        model.fit(np.random.RandomState(1).uniform(0, 1, (5, 32, 32, 3)), np.array((int[])[0, 1, 0, 1, 1]), epochs: 2, batch_size: 3, verbose: 0);
        foreach ((NDArray a, NDArray b) in before.Zip(network.get_weights())) Assert.IsTrue(np.array_equal(a, b));
        Assert.IsFalse(np.array_equal(head[0], model.layers[^1].get_weights()[0]));

        // Unfrozen, but called with training: false: weights follow the loss, statistics stay.
        network.trainable = true;
        model.compile(optimizer: keras.optimizers.Adam(1e-3), loss: "sparse_categorical_crossentropy");
        model.fit(np.random.RandomState(1).uniform(0, 1, (5, 32, 32, 3)), np.array((int[])[0, 1, 0, 1, 1]), batch_size: 3, verbose: 0);
        BatchNormalization normalization = (BatchNormalization)network.get_layer("conv1_bn");
        Assert.IsTrue(np.array_equal(before[3], normalization.moving_mean.numpy()));
        Assert.IsFalse(np.array_equal(before[0], network.get_layer("conv1").get_weights()[0]));
    }

    [TestMethod]
    public void Steps_open_frozen_and_with_fixed_statistics()
    {
        foreach (JsonProperty way in ApplicationGolden.Load("common").GetProperty("training").EnumerateObject())
        {
            keras.utils.clear_session();
            Model network = A.MobileNet(input_shape: (32, 32, 3), alpha: 0.25, include_top: false, weights: null, pooling: "avg");
            ApplicationGolden.SetWeights(network);
            network.trainable = way.Name != "frozen";
            KerasTensor input = keras.Input((32, 32, 3), name: "i");
            Dense head = new(2, activation: "softmax", name: "head");
            Model model = keras.Model(input, head.Apply(way.Name == "inference" ? network.Apply(input, training: false) : network.Apply(input)));
            head.set_weights(ApplicationGolden.Kernel("head/kernel", (256, 2)), np.zeros(2, dtype: "float32"));
            model.compile(optimizer: keras.optimizers.SGD(0.001), loss: "sparse_categorical_crossentropy");
            NDArray x = ApplicationGolden.Uniform("training", (6, 32, 32, 3)), y = np.array((int[])[0, 1, 0, 1, 1, 0]);
            foreach (JsonElement loss in way.Value.GetProperty("losses").EnumerateArray())
                Assert.AreEqual(loss.GetDouble(), (double)model.train_on_batch(x, y)[0], 2e-5, way.Name);
            Dictionary<string, Variable> weights = model.weights.ToDictionary(w => w.path);
            foreach (JsonProperty weight in way.Value.GetProperty("weights").EnumerateObject())
                foreach (var (expected, given) in weight.Value.EnumerateArray().Zip(weights[weight.Name].Value.AsSpan<float>().ToArray()))
                    Assert.AreEqual(expected.GetDouble(), given, 2e-5, $"{way.Name}: {weight.Name}");
        }
    }
}
