using KerasTransfer.Layers;

namespace KerasTransfer.Tests.Layers;

[TestClass]
public class DenseTests : LayerTest
{
    [TestMethod]
    public void Agrees_with_Keras() => Check("Dense");

    [TestMethod]
    public void Refuses_units_below_one()
    {
        StringAssert.Contains(Assert.Throws<ValueError>(() => keras.layers.Dense(0)).Message, "Received an invalid value for `units`, expected a positive integer. Received: units=0");
    }

    [TestMethod]
    public void Says_which_input_does_not_fit()
    {
        Dense dense = keras.layers.Dense(3, name: "dense");
        dense.Apply(np.zeros((2, 4)).astype("float32"));
        StringAssert.Contains(Assert.Throws<ValueError>(() => dense.Apply(np.zeros((2, 5)).astype("float32"))).Message, "Input 0 with name 'None' of layer 'dense' is incompatible with the layer: expected axis -1 of input shape to have value 4, but received input with shape (2, 5)");
        StringAssert.Contains(Assert.Throws<ValueError>(() => keras.layers.Dense(3).Apply(np.zeros(4).astype("float32"))).Message, "expected min_ndim=2, found ndim=1. Full shape received: (4,)");
        StringAssert.Contains(Assert.Throws<ValueError>(() => keras.layers.Dense(3).Apply(keras.Input((4, null)))).Message, "a length is not known");
        StringAssert.Contains(Assert.Throws<ValueError>(() => _ = keras.layers.Dense(3).kernel).Message, "You must build the layer before accessing `kernel`.");
    }

    [TestMethod]
    public void Takes_spellings_of_Keras_1()
    {
#pragma warning disable CS0618
        Dense dense = keras.layers.Dense(output_dim: 3, init: "he_normal", W_regularizer: keras.regularizers.l2(0.1), bias: false, input_dim: 4);
#pragma warning restore CS0618
        Assert.AreEqual(3, dense.units);
        Assert.IsInstanceOfType<KerasTransfer.Initializers.HeNormal>(dense.kernel_initializer);
        Assert.AreEqual(0.1, ((KerasTransfer.Regularizers.L2)dense.kernel_regularizer!).l2);
        Assert.IsFalse(dense.use_bias);
        var read = (Dense)Read(KerasTransfer.Saving.ConfigJson.Parse("""{"class_name": "Dense", "config": {"name": "d", "output_dim": 5, "init": "uniform", "activation": "relu", "W_regularizer": {"name": "WeightRegularizer", "l1": 0.0, "l2": 0.01}, "bias": true, "input_dim": null}}"""));
        Assert.AreEqual(5, read.units);
        Assert.AreEqual("relu", read.activation.FunctionName);
        Assert.AreEqual(0.01, ((KerasTransfer.Regularizers.L1L2)read.kernel_regularizer!).l2);
    }

    [TestMethod]
    public void Is_made_by_constructor_factory_and_config_alike()
    {
        Dense made = new(4, activation: "relu", name: "x"), factory = keras.layers.Dense(4, "relu", name: "x"), read = Dense.from_config(made.get_config());
        string text(Dense d) => KerasTransfer.Saving.ConfigJson.Write(KerasTransfer.Saving.ConfigValue.Of(d.get_config()));
        Assert.AreEqual(text(made), text(factory));
        Assert.AreEqual(text(made), text(read));
    }

    [TestMethod]
    public void Takes_initial_weights()
    {
        NDArray kernel = np.arange(6).reshape((2, 3)).astype("float32"), bias = np.array([1f, 2f, 3f]);
        Dense dense = keras.layers.Dense(3, weights: [kernel, bias]);
        NDArray y = dense.Apply(np.array([[1f, 1f]]));
        LayerGolden.Close(np.array([[4f, 7f, 10f]]), y, "output");
    }

    [TestMethod]
    public void Works_in_float64()
    {
        Dense dense = keras.layers.Dense(3, "gelu", dtype: "float64", kernel_initializer: keras.initializers.glorot_uniform(seed: 1));
        NDArray y = dense.Apply(np.ones((2, 4)));
        Assert.AreEqual(DType.float64, y.dtype);
        Assert.AreEqual(DType.float64, dense.kernel.dtype);
    }
}
