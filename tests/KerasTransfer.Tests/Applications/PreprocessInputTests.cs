using System.Text.Json;
using KerasTransfer.Layers;

namespace KerasTransfer.Tests.Applications;

/// <summary>preprocess_input in all modes against Keras, on arrays (in place where Keras is), tensors and symbolic tensors; decode_predictions.</summary>
[TestClass]
public class PreprocessInputTests
{
    private static IEnumerable<JsonElement> Golden => ApplicationGolden.Load("common").GetProperty("preprocessing").EnumerateArray();

    private static NDArray Array(JsonElement e, string values, string? dtype = null) =>
        NDArray.FromArray(e.GetProperty(values).EnumerateArray().Select(v => v.GetDouble()).ToArray(), new Shape([.. e.GetProperty("shape").EnumerateArray().Select(d => d.GetInt32())])).astype(dtype ?? e.GetProperty("dtype").GetString()!);

    private static void Close(NDArray expected, NDArray actual, string what)
    {
        Assert.AreEqual(expected.shape, actual.shape, what);
        double most = np.max(np.abs(expected.astype("float64") - actual.astype("float64"))).item<double>();
        Assert.IsLessThan(actual.dtype == DType.float64 ? 1e-10 : 4e-5, most, what);
    }

    [TestMethod]
    public void Arrays()
    {
        int cases = 0;
        foreach (JsonElement e in Golden)
        {
            string mode = e.GetProperty("mode").GetString()!, what = $"{mode} {e.GetProperty("dtype")} {e.GetProperty("data_format")} {e.GetProperty("shape")}";
            NDArray x = Array(e, "given");
            NDArray y = keras.applications.imagenet_utils.preprocess_input(x, e.GetProperty("data_format").GetString(), mode);
            Assert.AreEqual(e.GetProperty("result_dtype").GetString(), y.dtype.name, what);
            Close(Array(e, "result", y.dtype.name), y, what);
            Close(Array(e, "left"), x, what + ", what is left in the array given");
            cases++;
        }
        Assert.AreEqual(24, cases);
    }

    [TestMethod]
    public void Tensors()
    {
        foreach (JsonElement e in Golden.Where(e => e.GetProperty("dtype").GetString() == "float32"))
        {
            string mode = e.GetProperty("mode").GetString()!, what = $"{mode} {e.GetProperty("data_format")} {e.GetProperty("shape")}";
            NDArray y = keras.layers.Lambda(x => keras.applications.imagenet_utils.preprocess_input(x, e.GetProperty("data_format").GetString(), mode)).Apply(Array(e, "given"));
            Close(Array(e, "result"), y, what);
        }
    }

    [TestMethod]
    public void Symbolic_tensors_in_a_model()
    {
        foreach (JsonElement e in Golden.Where(e => e.GetProperty("dtype").GetString() == "float32"))
        {
            string mode = e.GetProperty("mode").GetString()!, data_format = e.GetProperty("data_format").GetString()!, what = $"{mode} {data_format} {e.GetProperty("shape")}";
            NDArray x = Array(e, "given");
            KerasTensor input = x.ndim == 4 ? keras.Input(x.shape[1..]) : keras.Input(batch_shape: x.shape);
            Model model = keras.Model(input, keras.applications.imagenet_utils.preprocess_input(input, data_format, mode));
            Close(Array(e, "result"), model.Apply(x), what);
        }
        Assert.ThrowsExactly<ValueError>(() => keras.applications.mobilenet.preprocess_input(keras.Input((3, 5, 3), dtype: "uint8")));
        KerasTensor image = keras.Input((3, 5, 3));
        Assert.AreSame(image, keras.applications.efficientnet.preprocess_input(image));
    }

    [TestMethod]
    public void Operations_of_a_model_are_those_of_Keras()
    {
        foreach (JsonElement e in ApplicationGolden.Load("common").GetProperty("symbolic").EnumerateArray())
        {
            string mode = e.GetProperty("mode").GetString()!, data_format = e.GetProperty("data_format").GetString()!;
            keras.utils.clear_session();
            Shape shape = data_format == "channels_last" ? (2, 5, 3) : (3, 2, 5);
            KerasTensor input = e.GetProperty("rank").GetInt32() == 4 ? keras.Input(shape) : keras.Input(batch_shape: shape);
            Model model = keras.Model(input, keras.applications.imagenet_utils.preprocess_input(input, data_format, mode));
            Assert.AreEqual(string.Join('\n', e.GetProperty("lines").EnumerateArray().Select(l => l.GetString())), string.Join('\n', ApplicationGolden.Lines(model)), $"{mode} {data_format}");
        }
    }

    [TestMethod]
    public void As_a_function()
    {
        Func<NDArray, NDArray> preprocessing_function = keras.applications.vgg16.preprocess_input;
        NDArray x = np.ones((1, 2, 2, 3));
        Close(np.array((double[])[1 - 103.939, 1 - 116.779, 1 - 123.68]), preprocessing_function(x)[0, 0, 0], "caffe");
        NDArray y = keras.layers.Lambda(keras.applications.vgg16.preprocess_input).Apply(np.ones((1, 2, 2, 3), dtype: "float32"));
        Close(np.array((double[])[1 - 103.939, 1 - 116.779, 1 - 123.68]).astype("float32"), y[0, 1, 1], "in a Lambda");
    }

    [TestMethod]
    public void Grey_images_are_refused()
    {
        ValueError e = Assert.ThrowsExactly<ValueError>(() => keras.applications.vgg16.preprocess_input(np.ones((1, 4, 4, 1))));
        Assert.Contains("np.repeat", e.Message);
    }

    [TestMethod]
    public void The_likeliest_classes()
    {
        NDArray p = np.array((float[,])new float[,] { { 0.1f, 0.2f, 0.4f, 0.3f }, { 0.5f, 0, 0.5f, 0 } });
        var named = KerasTransfer.Applications.ImageNetClasses.Decode(p, 2, [("n0", "tench"), ("n1", "goldfish"), ("n2", "shark"), ("n3", "ray")]);
        Assert.HasCount(2, named);
        CollectionAssert.AreEqual(((string, string, float)[])[("n2", "shark", 0.4f), ("n3", "ray", 0.3f)], named[0]);
        CollectionAssert.AreEqual(((string, string, float)[])[("n2", "shark", 0.5f), ("n0", "tench", 0.5f)], named[1]);
        Assert.IsEmpty(KerasTransfer.Applications.ImageNetClasses.Decode(np.zeros((0, 4)), 2, []));
    }
}
