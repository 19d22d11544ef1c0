using KerasTransfer.Layers;

namespace KerasTransfer.Tests.Models;

[TestClass]
public class ModelCopyTests
{
    private static Model Network()
    {
        var a = keras.Input(3, name: "left");
        var b = keras.Input(3, name: "right");
        var shared = keras.layers.Dense(4, activation: "relu", name: "shared");
        var x = keras.layers.add([shared.Apply(a), shared.Apply(b)]) * 2;
        return keras.Model((KerasTensor[])[a, b], keras.layers.Dense(2, name: "head").Apply(keras.layers.Dropout(0.5, name: "drop").Apply(x, training: false)), name: "whole");
    }

    [TestMethod]
    public void A_layer_in_the_place_of_another()
    {
        Model model = Network();
        List<string> asked = [];
        Model copy = keras.models.clone_model(model, clone_function: layer =>
        {
            asked.Add(layer.name);
            return layer.name == "shared" ? keras.layers.Dense(4, activation: "tanh", name: "shared") : null;
        });
        CollectionAssert.AreEquivalent((string[])["shared", "add", "drop", "head"], asked.Select(n => n.StartsWith("add") ? "add" : n).ToArray(), "each layer once, inputs not at all");
        CollectionAssert.AreEqual(model.layers.Select(l => l.name).ToArray(), copy.layers.Select(l => l.name).ToArray());
        CollectionAssert.AreEqual((string[])["left", "right"], copy.input_names);
        Assert.AreNotSame(model.get_layer("head"), copy.get_layer("head"));
        copy.set_weights(model.get_weights());
        NDArray x = np.random.RandomState(1).rand(5, 3).astype("float32"), y = np.random.RandomState(2).rand(5, 3).astype("float32");
        var (kernel, bias, head) = (model.get_weights()[0], model.get_weights()[1], model.get_weights()[2]);
        NDArray expected = np.dot((np.tanh(np.dot(x, kernel) + bias) + np.tanh(np.dot(y, kernel) + bias)) * 2, head);
        Assert.IsTrue(np.allclose(expected, copy.Apply([x, y], training: true), atol: 1e-5), "the mode given with the call of the dropout stays");
    }

    [TestMethod]
    public void On_other_inputs()
    {
        Model model = Network();
        var one = keras.Input(3, name: "one");
        Model copy = keras.models.clone_model(model, input_tensors: (KerasTensor[])[one, keras.layers.Dense(3).Apply(one)], clone_function: layer => layer);
        Assert.AreSame(model.get_layer("shared"), copy.get_layer("shared"));
        StringAssert.Contains(Assert.ThrowsExactly<ValueError>(() => keras.models.clone_model(model, input_tensors: one)).Message, "has 2 input(s), but 1");
        Sequential sequential = keras.Sequential([keras.layers.Dense(2, activation: "relu", input_shape: 3), keras.layers.Dense(1)], name: "s");
        Model other = keras.models.clone_model(sequential, clone_function: layer => layer is Dense dense ? keras.layers.Dense(dense.units, activation: "tanh") : null);
        Assert.IsInstanceOfType<Sequential>(other);
        Assert.AreEqual(new Shape(Shape.Unknown, 1), other.output_shape);
    }
}
