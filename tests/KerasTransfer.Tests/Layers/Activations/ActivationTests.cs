using KerasTransfer.Layers;

namespace KerasTransfer.Tests.Layers;

[TestClass]
public class ActivationTests : LayerTest
{
    [TestMethod]
    public void Agrees_with_Keras() => Check("Activation");

    [TestMethod]
    public void Is_the_layer_and_the_argument()
    {
        Activation layer = new("relu", name: "act");
        Assert.AreEqual("act", layer.name);
        LayerGolden.Close(np.array([0f, 2f]), layer.Apply(np.array([-1f, 2f])), "output");
        Layer inside = keras.layers.Dense(2, activation: keras.activations.tanh);
        Assert.AreEqual("tanh", ((Dense)inside).activation.FunctionName);
        Assert.AreEqual("relu", ((Dense)keras.layers.Dense(2, activation: keras.activations.relu)).activation.FunctionName);
        Assert.AreEqual("silu", ((Activation)"swish").FunctionName);
    }

    [TestMethod]
    public void Names_given_as_arguments_do_not_count_for_automatic_names()
    {
        string first = new Activation("relu").name;
        keras.layers.Dense(2, "relu");
        string second = new Activation("relu").name;
        int number(string name) => name == "activation" ? 0 : int.Parse(name["activation_".Length..]);
        Assert.AreEqual(number(first) + 1, number(second));
    }

    [TestMethod]
    public void Says_what_it_does_not_know()
    {
        StringAssert.Contains(Assert.Throws<ValueError>(() => keras.layers.Dense(2, activation: "foo")).Message, "Could not interpret activation function identifier: foo");
        Assert.Throws<ValueError>(() => keras.layers.Activation("ReLU"));
    }

    [TestMethod]
    public void Own_functions_are_stored_by_their_names()
    {
        static Tensor twice(Tensor x) => 2 * x;
        ActivationFunction function = twice;
        Dense dense = keras.layers.Dense(2, activation: function, name: "d");
        string json = KerasTransfer.Saving.ConfigJson.Write(KerasTransfer.Saving.ObjectConfig.Serialize(dense));
        StringAssert.Contains(json, """ "activation": {"module": "builtins", "class_name": "function", "config": "twice", "registered_name": "function"}""");
        var read = KerasTransfer.Saving.ObjectConfig.Deserialize<Dense>(KerasTransfer.Saving.ConfigJson.Parse(json), new(new() { ["twice"] = _ => new ActivationFunction(twice) }));
        NDArray x = np.array([[1f, -2f]]);
        dense.Apply(x);
        read.Apply(x);
        read.set_weights(dense.get_weights());
        LayerGolden.Same(dense.Apply(x), read.Apply(x), "output");
        StringAssert.Contains(Assert.Throws<ValueError>(() => Read(KerasTransfer.Saving.ConfigJson.Parse(json))).Message, "Could not interpret activation function identifier: twice");
        ActivationFunction lambda = x => x * 3;
        StringAssert.Contains(Assert.Throws<ValueError>(() => keras.layers.Dense(2, activation: lambda).get_config()).Message, "lambda has no name");
    }

    [TestMethod]
    public void A_layer_as_activation_brings_its_weights()
    {
        Dense dense = keras.layers.Dense(3, activation: keras.layers.PReLU(alpha_initializer: "ones", name: "prelu"), name: "dense");
        NDArray x = np.array([[-1f, 2f]]);
        NDArray y = dense.Apply(x);
        CollectionAssert.AreEqual(new[] { "kernel", "bias", "alpha" }, dense.weights.Select(w => w.name).ToArray());
        LayerGolden.Close(np.matmul(x, dense.kernel.numpy()), y, "output");
    }

    [TestMethod]
    public void Old_hard_sigmoid_keeps_its_numbers()
    {
        object? config = KerasTransfer.Saving.ConfigJson.Parse("""{"class_name": "Activation", "config": {"name": "a", "activation": "hard_sigmoid"}}""");
        NDArray x = np.array([-3f, -1f, 0f, 1f, 2.6f]);
        LayerGolden.Close(np.array([0f, 0.3f, 0.5f, 0.7f, 1f]), KerasTransfer.Saving.ObjectConfig.Deserialize<Layer>(config, new(KerasMajor: 2)).Apply(x), "Keras 2", 1e-6);
        LayerGolden.Close(np.array([0f, 1 / 3f, 0.5f, 2 / 3f, 5.6f / 6]), KerasTransfer.Saving.ObjectConfig.Deserialize<Layer>(config).Apply(x), "Keras 3", 1e-6);
        Layer old = KerasTransfer.Saving.ObjectConfig.Deserialize<Layer>(config, new(KerasMajor: 2));
        LayerGolden.Close(old.Apply(x), Read(KerasTransfer.Saving.ObjectConfig.Serialize(old)).Apply(x), "stored again", 0);
    }
}
