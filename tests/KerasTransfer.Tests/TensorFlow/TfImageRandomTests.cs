using System.Text.Json;

namespace KerasTransfer.Tests.TensorFlow;

/// <summary>tf.image's random functions with TensorFlow's seeds (tests/golden/tf_image.py).</summary>
[TestClass, DoNotParallelize]
public class TfImageRandomTests
{
    private static readonly JsonElement values = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Path.GetDirectoryName(Here())!, "..", "..", "golden", "tf_image.json"))).RootElement;
    private static string Here([System.Runtime.CompilerServices.CallerFilePath] string file = "") => file;

    private static NDArray Pictures(params int[] shape) => (np.arange(shape.Aggregate(1, (a, b) => a * b)) * 37 % 256).reshape(new Shape(shape)).astype("uint8");
    private static readonly NDArray bytes = Pictures(5, 4, 3), floats = Pictures(6, 3, 2, 3).astype("float32") / 255;

    private static void Check(string name, Func<NDArray, long?, NDArray> stateful, Func<NDArray, (long, long), NDArray> stateless, double tolerance = 2e-5)
    {
        tf.random.set_seed(7);
        Compare(name, [.. new long?[] { null, null, 5, 5 }.SelectMany(seed => new[] { stateful(bytes, seed), stateful(floats, seed) })], tolerance);
        Compare("stateless_" + name, [.. new (long, long)[] { (3, 8), (1, 2) }.SelectMany(seed => new[] { stateless(bytes, seed), stateless(floats, seed) })], tolerance);
    }

    private static void Compare(string name, NDArray[] actual, double tolerance)
    {
        JsonElement[] expected = [.. values.GetProperty(name).EnumerateArray()];
        Assert.HasCount(expected.Length, actual, name);
        foreach ((int i, (JsonElement e, NDArray a)) in expected.Zip(actual).Index())
        {
            Assert.AreEqual(e[0].GetString(), a.shape.ToString(), $"{name}, call {i}");
            Assert.AreEqual(i % 2 == 0 ? DType.uint8 : DType.float32, a.dtype, name);
            double[] numbers = a.astype("float64").reshape(-1).AsSpan<double>().ToArray();
            for (int k = 0; k < numbers.Length; k++) Assert.AreEqual(e[k + 1].GetDouble(), numbers[k], i % 2 == 1 ? tolerance : tolerance > 1e-5 ? 1.01 : 0, $"{name}, call {i}, number {k}");
        }
    }

    [TestMethod]
    public void Flips_equal_TensorFlow()
    {
        Check("flip_left_right", (x, seed) => tf.image.random_flip_left_right(x, seed), (x, seed) => tf.image.stateless_random_flip_left_right(x, seed), 6e-6);
        Check("flip_up_down", (x, seed) => tf.image.random_flip_up_down(x, seed: seed), (x, seed) => tf.image.stateless_random_flip_up_down(x, seed), 6e-6);
    }

    [TestMethod]
    public void Colours_equal_TensorFlow()
    {
        Check("brightness", (x, seed) => tf.image.random_brightness(x, max_delta: .3, seed), (x, seed) => tf.image.stateless_random_brightness(x, .3, seed));
        Check("contrast", (x, seed) => tf.image.random_contrast(x, lower: .2, upper: 1.7, seed), (x, seed) => tf.image.stateless_random_contrast(x, .2, 1.7, seed));
        Check("saturation", (x, seed) => tf.image.random_saturation(x, .2, 3.5, seed: seed), (x, seed) => tf.image.stateless_random_saturation(x, .2, 3.5, seed));
        Check("hue", (x, seed) => tf.image.random_hue(x, .4, seed), (x, seed) => tf.image.stateless_random_hue(x, .4, seed));
    }

    [TestMethod]
    public void Crops_equal_TensorFlow() =>
        Check("crop", (x, seed) => tf.image.random_crop(x, x.ndim == 3 ? (2, 3, 3) : (4, 2, 1, 3), seed), (x, seed) => tf.image.stateless_random_crop(x, x.ndim == 3 ? (2, 3, 3) : (4, 2, 1, 3), seed), 6e-6);

    // Numbers printed by TensorFlow.
    [TestMethod]
    public void Functions_of_datasets_have_seeds_of_their_own()
    {
        static float[] Numbers(Dataset ds) => [.. ds.SelectMany(e => ((NDArray)e).reshape(-1).ToArray<float>())];
        tf.random.set_seed(7);
        Dataset ds = tf.data.Dataset.range(3).map((NDArray x) => tf.random.uniform(Shape.Scalar));
        float[] once = [0.7537285089492798f, 0.5876015424728394f, 0.39710164070129395f], again = [0.7915035486221313f, 0.17815923690795898f, 0.8680136203765869f];
        CollectionAssert.AreEqual(once, Numbers(ds));
        CollectionAssert.AreEqual(once, Numbers(ds), "each pass begins anew");
        CollectionAssert.AreEqual((float[])[.. once, .. again], Numbers(ds.repeat(2)), "rounds of repeat go on");
        CollectionAssert.AreEqual((float[])[.. once, .. again], Numbers(ds.repeat(2).repeat(3).take(6)));
        Assert.AreEqual(0.834453821182251f, (float)tf.random.uniform(Shape.Scalar), "numbers outside are not disturbed");

        tf.random.set_seed(7);
        ds = tf.data.Dataset.range(3).map((NDArray x) => np.stack([tf.random.uniform(Shape.Scalar), tf.random.uniform(Shape.Scalar, seed: 3), tf.random.uniform(Shape.Scalar)]));
        tf.random.set_seed(9);                                                  // the seed at the time of map counts
        CollectionAssert.AreEqual((float[])[0.7537285089492798f, 0.4010878801345825f, 0.4603748321533203f, 0.5876015424728394f, 0.7061948776245117f, 0.5189735889434814f, 0.39710164070129395f, 0.3426402807235718f, 0.7407518625259399f], Numbers(ds));

        tf.random.set_seed(7);
        ds = tf.data.Dataset.range(4).map((NDArray x) => tf.image.random_flip_left_right(np.arange(3).reshape(1, 3, 1).astype("float32"))[0, 0, 0]).batch(2).repeat(2);
        CollectionAssert.AreEqual((float[])[0, 0, 2, 0, 2, 0, 2, 2], Numbers(ds));
    }

    [TestMethod]
    public void Mistakes_are_named()
    {
        void Says(string part, Func<NDArray> call) => StringAssert.Contains(Assert.ThrowsExactly<ValueError>(() => call()).Message, part);
        Says("max_delta must be non-negative", () => tf.image.random_brightness(bytes, -.1));
        Says("max_delta must be <= 0.5", () => tf.image.random_hue(bytes, .6));
        Says("max_delta must be non-negative", () => tf.image.random_hue(bytes, -.6));
        Says("upper must be > lower", () => tf.image.random_contrast(bytes, .5, .5));
        Says("lower must be non-negative", () => tf.image.random_saturation(bytes, -1, .5));
        Says("Need value.shape >= size", () => tf.image.random_crop(bytes, (6, 2, 3)));
        Says("all 3 axes", () => tf.image.random_crop(bytes, (2, 2)));
        Says("3 or 4 dimensions", () => tf.image.random_flip_up_down(np.zeros((1, 1, 1, 1, 1))));
        Assert.AreEqual(new Shape(0, 2, 2, 3), tf.image.random_flip_left_right(np.zeros((0, 2, 2, 3))).shape);
    }
}
