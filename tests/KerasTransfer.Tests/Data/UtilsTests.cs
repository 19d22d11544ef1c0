using static KerasTransfer.Tests.Data.DataGolden;

namespace KerasTransfer.Tests.Data;

[TestClass]
public class UtilsTests
{
    [TestMethod]
    public void To_categorical()
    {
        NDArray y = keras.utils.to_categorical(np.array([0, 2, 1]), 4);
        Assert.AreEqual(DType.float64, y.dtype);
        Assert.AreEqual(new Shape(3, 4), y.shape);
        CollectionAssert.AreEqual((double[])[1, 0, 0, 0, 0, 0, 1, 0, 0, 1, 0, 0], y.AsSpan<double>().ToArray());
        Assert.AreEqual(new Shape(2, 3), keras.utils.to_categorical(np.array([0, 2])).shape, "classes are counted");
        Assert.AreEqual(new Shape(2, 2, 3), keras.utils.to_categorical(np.array(new[,] { { 0, 2 }, { 1, 1 } })).shape);
        Assert.AreEqual(new Shape(2, 3), keras.utils.to_categorical(np.array(new[,] { { 0 }, { 2 } })).shape, "a last axis of one is dropped");
        Assert.AreEqual(new Shape(3), keras.utils.to_categorical(np.array([2])[0]).shape, "a single number");
        CollectionAssert.AreEqual((double[])[0, 0, 1, 0, 1, 0], keras.utils.to_categorical(np.array([-1.0, 1.9]), num_classes: 3).AsSpan<double>().ToArray(), "−1 is the last class, fractions are cut off");
    }

    [TestMethod]
    public void To_categorical_names_the_class_that_does_not_fit()
    {
        string message = Assert.Throws<ValueError>(() => keras.utils.to_categorical(np.array([0, 5]), 3)).Message;
        StringAssert.Contains(message, "class number 5 is out of bounds for 3 classes (0 to 2)");
        StringAssert.Contains(message, "num_classes=6");
        Assert.Throws<ValueError>(() => keras.utils.to_categorical(np.array([-4]), 3));
        Assert.Throws<ValueError>(() => keras.utils.to_categorical(np.zeros(0)));
    }

    [TestMethod]
    public void Old_path_of_to_categorical()
    {
#pragma warning disable CS0618
        Assert.AreEqual(new Shape(1, 2), keras.utils.np_utils.to_categorical(np.array([0]), 2).shape);
#pragma warning restore CS0618
    }

    [TestMethod]
    public void Normalize()
    {
        var golden = Values.GetProperty("normalize");
        Close(golden[0], keras.utils.normalize(np.array(new[,] { { 3.0, 4.0 }, { 0.0, 0.0 }, { 1.0, -1.0 } })), 1e-15);
        Close(golden[1], keras.utils.normalize(np.array(new[,] { { 3, 4 }, { 1, 1 } }), order: 1), 1e-15);
        Close(golden[2], keras.utils.normalize(np.array(new[,] { { 3f, 4f }, { 1f, 1f } }), axis: 1, order: 3), 1e-6);
        Assert.AreEqual(golden[3].GetString(), keras.utils.normalize(np.array(new[,] { { 3f, 4f } })).dtype.name);
        Assert.AreEqual(golden[4].GetString(), keras.utils.normalize(np.array(new[,] { { 3, 4 } }).astype("uint8")).dtype.name);
        CollectionAssert.AreEqual((double[])[0.6, 0.8], keras.utils.normalize(np.array(new[,] { { 3.0 }, { 4.0 } }), axis: 0).AsSpan<double>().ToArray(), "along the first axis, which Keras 3 gets wrong");
        Assert.Throws<ValueError>(() => keras.utils.normalize(np.ones(3), order: 0));
    }

    [TestMethod]
    public void Pad_sequences()
    {
        var golden = Values.GetProperty("pad");
        int[][] s = [[1, 2, 3], [4], [], [5, 6, 7, 8]];
        NDArray padded = keras.utils.pad_sequences(s);
        Assert.AreEqual(DType.int32, padded.dtype);
        Assert.AreEqual(new Shape(4, 4), padded.shape);
        Same(golden[0], padded);
        Same(golden[1], keras.preprocessing.sequence.pad_sequences(s, 2));
        Same(golden[2], keras.utils.pad_sequences(s, maxlen: 2, truncating: "post"));
        Same(golden[3], keras.utils.pad_sequences(s, maxlen: 6, padding: "post", value: 9));
        Same(golden[4], keras.utils.pad_sequences(s, maxlen: 3, padding: "post", truncating: "post", value: -1.7));
        Same(golden[5], keras.utils.pad_sequences(s, maxlen: 3, dtype: "float32", value: 0.5));
        Same(golden[1], keras.utils.pad_sequences(new List<List<double>> { new() { 1, 2, 3 }, new() { 4 }, new(), new() { 5, 6, 7, 8 } }, 2));
        Assert.AreEqual("Padding type \"left\" not understood", Assert.Throws<ValueError>(() => keras.utils.pad_sequences(s, padding: "left")).Message);
        Assert.AreEqual("Truncating type \"left\" not understood", Assert.Throws<ValueError>(() => keras.utils.pad_sequences(s, truncating: "left")).Message);
    }

    [TestMethod]
    public void Clear_session_starts_names_again()
    {
        keras.utils.clear_session();
        Assert.AreEqual("some_layer", AutoName.Of("SomeLayer"));
        Assert.AreEqual("some_layer_1", AutoName.Of("SomeLayer"));
        keras.utils.clear_session();
        Assert.AreEqual("some_layer", AutoName.Of("SomeLayer"));
    }

    [TestMethod]
    public void Set_random_seed_seeds_NumPy()
    {
        keras.utils.set_random_seed(42);
        Assert.AreEqual(0.3745401188473625, np.random.rand());
        Assert.Throws<ValueError>(() => keras.utils.set_random_seed(-1));
    }
}
