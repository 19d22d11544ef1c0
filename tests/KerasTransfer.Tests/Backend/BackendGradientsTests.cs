namespace KerasTransfer.Tests.Backend;

/// <summary>K.function and K.gradients on the tensors of models.</summary>
[TestClass, DoNotParallelize]
public class BackendGradientsTests
{
    private static readonly BackendApi K = keras.backend;
    private static readonly NDArray image = np.random.RandomState(5).rand(2, 7, 6, 2).astype("float32");

    private static Model Network()
    {
        keras.utils.set_random_seed(2);
        var inputs = keras.Input((7, 6, 2), name: "image");
        var conv = keras.layers.Conv2D(4, 3, activation: "tanh", name: "last").Apply(inputs);
        return keras.Model(inputs, keras.layers.Dense(3, name: "head").Apply(keras.layers.Dropout(0.4).Apply(keras.layers.GlobalAveragePooling2D().Apply(conv))));
    }

    private static void Same(NDArray expected, NDArray actual) => Assert.IsTrue(np.allclose(expected, actual, rtol: 1e-4, atol: 1e-6), $"expected {expected}, got {actual}");

    [TestMethod]
    public void Gradient_with_respect_to_a_layers_output()
    {
        Model model = Network();
        var output = model.output[.., 1];
        var last = model.get_layer("last");
        var grads = K.gradients(output, last.output)[0];
        Assert.AreEqual(new Shape(Shape.Unknown, 5, 4, 4), grads.shape);
        var pooled = K.mean(grads, axis: (0, 1, 2));
        var iterate = K.function([model.input], [pooled, last.output[0], grads]);
        var values = iterate([image]);
        NDArray expected = model.get_layer("head").get_weights()[0][.., 1] / 20;
        Same(expected, values[0]);
        Same(np.zeros((2, 5, 4, 4)) + expected, values[2]);
        Same(K.function([model.input], [last.output])([image])[0][0], values[1]);
        Assert.AreEqual(new Shape(1, 5, 4, 4), iterate([image[..1]])[2].shape, "another batch");
    }

    [TestMethod]
    public void Gradient_with_respect_to_the_input_agrees_with_differences()
    {
        Model model = Network();
        var loss = K.mean(K.square(model.get_layer("last").output[.., .., .., 2]));
        var grads = K.gradients(loss, model.input)[0];
        grads /= K.sqrt(K.mean(K.square(grads))) + 1e-5;
        var f = K.function([model.input], [loss, K.gradients(loss, model.input)[0], grads]);
        NDArray g = f([image])[1];
        foreach (int at in new[] { 0, 17, 100 })
        {
            NDArray step = np.zeros(image.shape);
            step.reshape(-1)[at] = 1e-2;
            NDArray up = f([(image + step).astype("float32")])[0], down = f([(image - step).astype("float32")])[0];
            Assert.AreEqual((double)(up - down) / 2e-2, g.item<double>(at), 2e-4);
        }
        NDArray normalized = f([image])[2];
        Same(g / ((double)np.sqrt(np.mean(np.square(g))) + 1e-5), normalized);
    }

    [TestMethod]
    public void Gradient_with_respect_to_weights()
    {
        Model model = Network();
        var loss = K.sum(model.output);
        var grads = K.function([model.input], K.gradients(loss, model.get_layer("head").trainable_weights))([image]);
        Same(np.ones(3) * 2, grads[1]);
        Assert.AreEqual(new Shape(4, 3), grads[0].shape);
    }

    [TestMethod]
    public void What_does_not_depend_says_so()
    {
        Model model = Network();
        var f = K.function([model.input], K.gradients(K.sum(model.get_layer("last").output), model.output));
        StringAssert.Contains(Assert.Throws<ValueError>(() => f([image])).Message, "the loss does not depend on tensor 0, of shape (2, 3)");
    }

    [TestMethod]
    public void The_learning_phase_is_an_input()
    {
        Model model = Network();
        var f = K.function([model.input, K.learning_phase()], [model.output]);
        NDArray infer = f([image, 0])[0];
        Same(model.predict(image, verbose: 0), infer);
        Assert.IsFalse(np.allclose(infer, f([image, 1])[0]), "dropout");
        StringAssert.Contains(Assert.ThrowsExactly<ValueError>(() => f([image])).Message, "takes 2 input(s), but 1 were given");
    }

    [TestMethod]
    public void A_fixed_learning_phase_holds_for_models_made_then()
    {
#pragma warning disable CS0618 // old spellings
        NDArray x = np.ones((1, 50), dtype: "float32");
        try
        {
            K.set_learning_phase(1);
            Model trains = keras.Sequential([keras.layers.Dropout(0.5, input_shape: 50)]);
            K.set_learning_phase(false);
            Model infers = keras.Sequential([keras.layers.Dropout(0.5, input_shape: 50)]);
            K.clear_session();
            Assert.IsFalse(np.array_equal(x, trains.predict(x, verbose: 0)));
            Assert.IsTrue(np.array_equal(x, infers.Apply(x, training: true)));
            Assert.IsTrue(np.array_equal(x, keras.Sequential([keras.layers.Dropout(0.5, input_shape: 50)]).predict(x, verbose: 0)), "clear_session lifts it");
            Assert.ThrowsExactly<ValueError>(() => K.set_learning_phase(2));
        }
        finally { K.clear_session(); }
#pragma warning restore CS0618
    }

    [TestMethod]
    public void Placeholders_and_sources()
    {
        var a = K.placeholder((null, 4), name: "a");
        var b = K.placeholder(ndim: 2);
        Assert.AreEqual(new Shape(Shape.Unknown, 4), a.shape);
        Assert.AreEqual(2, K.ndim(b));
        var y = keras.layers.Dense(2).Apply(a) + K.sum(K.dot(a, K.transpose(a)), axis: 1, keepdims: true);
        CollectionAssert.AreEqual((KerasTensor[])[a], keras.utils.get_source_inputs(y));
        var both = keras.layers.concatenate([y, keras.layers.Dense(1).Apply(K.placeholder((null, 3), name: "c"))]);
        CollectionAssert.AreEqual((string[])["a", "c"], keras.utils.get_source_inputs(both).Select(t => t.name).ToArray());
    }

    [TestMethod]
    public void Functions_of_symbolic_tensors_are_those_of_arrays()
    {
        var t = keras.Input((3, 4), name: "t");
        NDArray x = np.random.RandomState(1).rand(2, 3, 4).astype("float32");
        (KerasTensor, NDArray)[] pairs =
        [
            (K.max(t, axis: -1), K.max(x, axis: -1)), (K.std(t, axis: 1, keepdims: true), K.std(x, axis: 1, keepdims: true)), (K.permute_dimensions(t, [0, 2, 1]), K.permute_dimensions(x, [0, 2, 1])),
            (K.clip(t, 0.2, 0.6), K.clip(x, 0.2, 0.6)), (K.batch_flatten(t), K.batch_flatten(x)), (K.pow(t, 3), K.pow(x, 3)), (K.maximum(t, 0.5), K.maximum(x, 0.5)), (K.softmax(t), K.softmax(x)),
            (K.l2_normalize(t, axis: 1), K.l2_normalize(x, axis: 1)), (K.expand_dims(t, 1), K.expand_dims(x, 1)), (K.concatenate([t, t], axis: 1), K.concatenate([x, x], axis: 1)), (K.argmax(t), K.argmax(x)),
            (t[0], x[0]), (t[.., 1..3, ^1], x[.., 1..3, ^1]), (t["...", "::2"], x["...", "::2"]), (t[.., Slice.NewAxis, "::-1"], x[.., Slice.NewAxis, "::-1"]), (t[.., .., (int[])[3, 0, 0]], x[.., .., (int[])[3, 0, 0]]),
        ];
        NDArray[] values = K.function([t], pairs.Select(p => p.Item1).ToArray())([x]);
        for (int i = 0; i < pairs.Length; i++)
        {
            Assert.AreEqual(pairs[i].Item2.shape, values[i].shape, $"{i}");
            Same(pairs[i].Item2, values[i]);
        }
    }
}
