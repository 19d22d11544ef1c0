using KerasTransfer.Layers;

namespace KerasTransfer.Tests.Layers;

[TestClass]
public class AddTests : LayerTest
{
    [TestMethod]
    public void Agrees_with_Keras() => Check("Add");

    [TestMethod]
    public void Says_which_shapes_do_not_fit()
    {
        NDArray zeros(params int[] shape) => np.zeros(shape).astype("float32");
        StringAssert.Contains(Assert.Throws<ValueError>(() => keras.layers.Add().Apply([zeros(2, 3), zeros(2, 4)])).Message, "Inputs have incompatible shapes. Received shapes (3,) and (4,)");
        StringAssert.Contains(Assert.Throws<ValueError>(() => keras.layers.Add().Apply([zeros(2, 3), zeros(3, 3)])).Message, "Cannot merge tensors with different batch sizes. Received tensors with shapes [(2, 3), (3, 3)]");
    }

    [TestMethod]
    public void Lower_case_forms_are_layers_too()
    {
        KerasTensor a = keras.Input((3, 4)), b = keras.Input((3, 4));
        Assert.AreEqual((null, 3, 4), keras.layers.add([a, b], name: "sum").shape);
        Assert.AreEqual("sum", keras.layers.add([a, b], name: "sum").Node.Layer.name);
        foreach (KerasTensor y in (KerasTensor[])[keras.layers.subtract([a, b]), keras.layers.multiply([a, b]), keras.layers.average([a, b]), keras.layers.maximum([a, b]), keras.layers.minimum([a, b])])
            Assert.AreEqual((null, 3, 4), y.shape);
        Assert.AreEqual((null, 3, 8), keras.layers.concatenate([a, b]).shape);
        Assert.AreEqual((null, 6, 4), keras.layers.concatenate([a, b], axis: 1).shape);
        Assert.AreEqual((null, 3, 3), keras.layers.dot([a, b], axes: -1).shape);
        Tensor t = np.array([[1f, 2f]]), u = np.array([[3f, 4f]]);
        LayerGolden.Close(np.array([[4f, 6f]]), keras.layers.add([t, u]).numpy(), "sum");
#pragma warning disable CS0618
        Assert.AreEqual((null, 3, 8), keras.layers.merge([a, b], mode: "concat", concat_axis: -1).shape);
#pragma warning restore CS0618
    }
}
