using KerasTransfer.Layers;

namespace Scripts;

/// <summary>What a script sees that opens both namespaces: no name is ambiguous.</summary>
[TestClass]
public class ScriptUsingsTests
{
    private sealed class Scaled(double factor, Activation? activation = null) : Layer
    {
        public override Tensor call(Tensor inputs) => (activation ?? "linear").call(inputs * factor);
    }

    [TestMethod]
    public void Constructors_and_arguments_have_the_names_of_Keras()
    {
        Layer[] layers = [new Flatten(), new Dense(4, activation: "relu", kernel_initializer: "he_normal", kernel_regularizer: "l2"), new Activation("relu"), new BatchNormalization(), new Dropout(0.5),
            new LeakyReLU(0.1), new Dense(3, activation: keras.activations.softmax), new Softmax(), new Rescaling(1.0 / 255), new Permute((2, 1)), new Reshape((2, 2)), new Concatenate(axis: 1), new Add(),
            new Dense(2, activation: new LeakyReLU(0.2)), new Lambda(x => x * 2), new Normalization(), new Normalization(axis: [1, 2]), new Scaled(2, "tanh"), new Scaled(2)];
        Assert.HasCount(19, layers);
        NDArray y = layers[^2].Apply(np.array([0.5f]));
        Assert.AreEqual(Math.Tanh(1), y.item<double>(), 1e-6);
        Assert.AreEqual((null, 3), new Dense(3).Apply(keras.Input(5)).shape);
    }
}
