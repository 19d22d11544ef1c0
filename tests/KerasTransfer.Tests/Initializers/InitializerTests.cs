using System.Text.Json;
using KerasTransfer.Initializers;
using KerasTransfer.Saving;
using KerasTransfer.Tests.Layers;

namespace KerasTransfer.Tests.Initializers;

[TestClass]
public class InitializerTests
{
    private static readonly JsonElement golden = LayerGolden.Load("initializers");

    [TestMethod]
    public void Without_a_seed_they_follow_the_global_seed_bit_for_bit()
    {
        foreach (JsonElement one in golden.GetProperty("set_random_seed").EnumerateArray())
        {
            string name = one.GetProperty("name").GetString()!;
            GlobalSeed.Set(42);
            Initializer initializer = name;
            Assert.AreEqual(one.GetProperty("class").GetString(), initializer.GetType().Name);
            Check(one.GetProperty("first").Array(), initializer.Apply((4, 3)), name);
            LayerGolden.Same(initializer.Apply((4, 3)), initializer.Apply((4, 3)), $"{name}: again");
            Check(one.GetProperty("second").Array(), ((Initializer)name).Apply((3, 3, 2, 5)), $"{name}, second");
        }
    }

    private static void Check(NDArray expected, NDArray actual, string what)
    {
        if (what.Contains("rthogonal")) LayerGolden.Close(expected, actual, what, 1e-6);
        else LayerGolden.Same(expected, actual, what);
    }

    [TestMethod]
    public void With_a_seed_they_agree_bit_for_bit_and_have_the_same_configuration()
    {
        foreach (JsonElement one in golden.GetProperty("seeded").EnumerateArray())
        {
            object? config = one.GetProperty("object").Config();
            string name = one.GetProperty("object").GetProperty("class_name").GetString()!;
            Initializer initializer = ObjectConfig.Deserialize<Initializer>(config);
            if (initializer is Identity) initializer = new Identity(3.0);        // Keras leaves the gain out of the configuration
            else LayerGolden.SameConfig(config, ObjectConfig.Serialize(initializer), name);
            Check(one.GetProperty("values").Array(), initializer.Apply((6, 5)), name);
            NDArray wide = initializer.Apply((3, 4), "float64");
            Assert.AreEqual(DType.float64, wide.dtype);
            LayerGolden.Close(one.GetProperty("float64").Array(), wide, $"{name}, float64", 1e-12);
        }
    }

    [TestMethod]
    public void Names_are_those_of_Keras()
    {
        foreach (JsonProperty pair in golden.GetProperty("names").EnumerateObject())
            Assert.AreEqual(pair.Value.GetString(), ((Initializer)pair.Name).GetType().Name, pair.Name);
        StringAssert.Contains(Assert.Throws<ValueError>(() => { Initializer i = "nope"; }).Message, "Could not interpret initializer identifier: nope");
        Assert.Throws<ValueError>(() => { Initializer i = "glorotuniform"; });
        Assert.IsInstanceOfType<HeNormal>(keras.initializers.he_normal());
        Assert.AreEqual(7L, keras.initializers.glorot_uniform(seed: 7).seed);
        Assert.IsInstanceOfType<Ones>(keras.initializers.get("ones"));
    }

    [TestMethod]
    public void Models_draw_in_the_order_of_Keras()
    {
        Layer[][] models = new Layer[3][];
        NDArray[][] weights = new NDArray[3][];
        long[][] seeds = new long[3][];
        void make(int i, Func<Layer[]> layers, Shape input)
        {
            GlobalSeed.Set(42);
            models[i] = layers();
            KerasTensor x = keras.Input(input);
            foreach (Layer layer in models[i]) x = layer.Apply(x);
            weights[i] = [.. models[i].SelectMany(l => l.get_weights())];
            seeds[i] = [.. models[i].SelectMany(l => l.SeedGenerators).Select(s => s.State.First)];
        }
        make(0, () => [keras.layers.Dense(16), keras.layers.Dropout(0.5), keras.layers.Dense(4)], 8);
        make(1, () => [keras.layers.Flatten(), keras.layers.Dense(30, kernel_initializer: "he_normal"), keras.layers.LeakyReLU(), keras.layers.Dense(10, kernel_initializer: "he_normal"),
            keras.layers.LeakyReLU(), keras.layers.Dense(10, activation: "softmax")], (6, 5));
        make(2, () => [keras.layers.BatchNormalization(), keras.layers.Dense(5, kernel_initializer: keras.initializers.RandomNormal(), bias_initializer: "random_uniform"), keras.layers.GaussianNoise(0.1),
            keras.layers.PReLU(alpha_initializer: "uniform"), keras.layers.Dense(6, "relu", kernel_initializer: "orthogonal"), keras.layers.AlphaDropout(0.2), keras.layers.Dropout(0.0),
            keras.layers.Dense(3, kernel_initializer: keras.initializers.HeUniform(seed: 3)), keras.layers.LayerNormalization(), keras.layers.Dense(2)], 7);
        foreach (var (one, i) in golden.GetProperty("models").EnumerateArray().Select((m, i) => (m, i)))
        {
            string name = one.GetProperty("name").GetString()!;
            NDArray[] expected = one.GetProperty("weights").Arrays();
            Assert.HasCount(expected.Length, weights[i], name);
            for (int k = 0; k < expected.Length; k++)
                if (i == 2 && expected[k].shape == (5, 6)) LayerGolden.Close(expected[k], weights[i][k], $"{name}: orthogonal", 1e-6);
                else LayerGolden.Same(expected[k], weights[i][k], $"{name}: weight {k}");
            CollectionAssert.AreEqual(one.GetProperty("seeds").Arrays().Select(s => s.item<long>(0)).ToArray(), seeds[i], $"{name}: seeds");
        }
    }

    [TestMethod]
    public void Constant_takes_an_array()
    {
        NDArray words = np.arange(6).reshape((2, 3)).astype("float32");
        LayerGolden.Same(words, keras.initializers.Constant(words).Apply((2, 3)), "array");
        LayerGolden.Same(np.array([[1f, 2f, 3f], [1f, 2f, 3f]]), keras.initializers.Constant(new[] { 1f, 2f, 3f }).Apply((2, 3)), "row");
        Initializer read = ObjectConfig.Deserialize<Initializer>(ConfigJson.Parse("""{"class_name": "Constant", "config": {"value": {"class_name": "__numpy__", "config": {"value": [[1.0, 2.0]], "dtype": "float32"}}}}"""));
        LayerGolden.Same(np.array([[1f, 2f], [1f, 2f]]), read.Apply((2, 2)), "read");
        Initializer again = ObjectConfig.Deserialize<Initializer>(ConfigJson.Parse(ConfigJson.Write(ObjectConfig.Serialize(read))));
        LayerGolden.Same(read.Apply((1, 2)), again.Apply((1, 2)), "again");
    }

    [TestMethod]
    public void Refuses_what_Keras_refuses()
    {
        StringAssert.Contains(Assert.Throws<ValueError>(() => new VarianceScaling(scale: 0)).Message, "Argument `scale` must be positive float. Received: scale=0.0");
        StringAssert.Contains(Assert.Throws<ValueError>(() => new VarianceScaling(mode: "fan")).Message, "Invalid `mode` argument: fan");
        StringAssert.Contains(Assert.Throws<ValueError>(() => new VarianceScaling(distribution: "gauss")).Message, "Invalid `distribution` argument: gauss");
        StringAssert.Contains(Assert.Throws<ValueError>(() => new Identity().Apply((2, 2, 2))).Message, "Identity matrix initializer can only be used for 2D matrices.");
        Assert.Throws<ValueError>(() => new Orthogonal().Apply(3));
    }
}
