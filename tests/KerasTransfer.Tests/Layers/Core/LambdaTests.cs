using KerasTransfer.Layers;
using KerasTransfer.Saving;

namespace KerasTransfer.Tests.Layers;

[TestClass]
public class LambdaTests : LayerTest
{
    private static readonly NDArray x = np.array([[1f, 2f], [3f, 4f]]);

    [TestMethod]
    public void Computes_its_function()
    {
        LayerGolden.Close(np.array([[3f, 5f], [7f, 9f]]), keras.layers.Lambda(x => x * 2 + 1).Apply(x), "one input");
        LayerGolden.Close(np.array([[0f, 2f], [6f, 12f]]), keras.layers.Lambda((Tensors xs) => xs[0] * xs[1]).Apply([x, np.array([[0f, 1f], [2f, 3f]])]), "two inputs");
        Assert.AreEqual((null, 1), keras.layers.Lambda(x => keras.ops.sum(x, axis: -1, keepdims: true), output_shape: 1).Apply(keras.Input(5)).shape);
        Assert.AreEqual("half", keras.layers.Lambda(x => x / 2, name: "half").name);
    }

    [TestMethod]
    public void Checks_a_shape_that_is_given() =>
        StringAssert.Contains(Assert.Throws<ValueError>(() => keras.layers.Lambda(x => x, output_shape: 3, name: "same").Apply(x)).Message, "Lambda 'same': the function gives the shape (2, 2), but output_shape=(3,)");

    [TestMethod]
    public void Is_read_with_the_function_given_anew()
    {
        Lambda layer = keras.layers.Lambda(x => x * 3, name: "three");
        string json = ConfigJson.Write(ObjectConfig.Serialize(layer));
        StringAssert.Contains(Assert.Throws<ValueError>(() => Read(ConfigJson.Parse(json))).Message, "Lambda 'three': files hold no function that could be read");
        Layer read = ObjectConfig.Deserialize<Layer>(ConfigJson.Parse(json), new(new() { ["three"] = _ => (Func<Tensor, Tensor>)(x => x * 3) }));
        Assert.AreEqual("three", read.name);
        LayerGolden.Close(x * 3f, read.Apply(x), "output");
        Assert.AreEqual(json, ConfigJson.Write(ObjectConfig.Serialize(read)));
    }

    [TestMethod]
    public void Python_functions_are_not_run()
    {
        object? python = ConfigJson.Parse("""{"class_name": "Lambda", "config": {"name": "l", "trainable": true, "dtype": "float32", "function": {"class_name": "__lambda__", "config": {"code": "4wEAAAA=", "defaults": null, "closure": null}}, "arguments": {}}}""");
        StringAssert.Contains(Assert.Throws<ValueError>(() => Read(python)).Message, "Python's is byte code, which is never run");
        object? keras2 = ConfigJson.Parse("""{"class_name": "Lambda", "config": {"name": "l", "function": "scale", "function_type": "function", "module": "__main__", "output_shape": null, "output_shape_type": "raw", "output_shape_module": null, "arguments": {}}}""");
        Assert.Throws<ValueError>(() => Read(keras2));
        Layer read = ObjectConfig.Deserialize<Layer>(keras2, new(new() { ["scale"] = _ => (Func<Tensor, Tensor>)(x => x + 1) }));
        LayerGolden.Close(x + 1f, read.Apply(x), "output");
    }
}
