namespace KerasTransfer.Tests.TensorFlow;

/// <summary>Gradients worked out by hand, and loops with a tape against <c>fit</c>.</summary>
[TestClass, DoNotParallelize]
public class GradientTapeTests
{
    private static void Same(NDArray expected, NDArray? actual, string what = "") => Assert.IsTrue(np.allclose(expected, actual!, rtol: 1e-5, atol: 1e-6), $"{what}: expected {expected}, got {actual}");

    [TestMethod]
    public void Of_a_variable()
    {
        Variable x = tf.Variable(np.array(3.0f));
        using var tape = tf.GradientTape();
        var y = x * x;
        Same(6, tape.gradient(y, x));
        StringAssert.Contains(Assert.ThrowsExactly<InvalidOperationException>(() => tape.gradient(y, x)).Message, "persistent: true");
    }

    [TestMethod]
    public void Asked_for_after_the_block_and_several_times()
    {
        Variable w = tf.Variable(np.array(new[] { 1f, -2f })), b = tf.Variable(np.array(0.5f)), other = tf.Variable(np.array(1f));
        NDArray x = np.array(new[] { 3f, 4f });
        GradientTape tape;
        Tensor loss;
        using (tape = tf.GradientTape(persistent: true)) loss = tf.reduce_sum(tf.square(w * x + b));
        w.assign(np.zeros(2));                                                  // what was recorded stays
        Same((3.5f * 3.5f) + (7.5f * 7.5f), loss.numpy());
        var grads = tape.gradient(loss, [w, b, other]);
        Same(np.array(new[] { 2 * 3.5f * 3, 2 * -7.5f * 4 }), grads[0]);
        Same(2 * 3.5f + 2 * -7.5f, grads[1]);
        Assert.IsNull(grads[2], "the loss does not depend on it");
        Same(grads[1]!, tape.gradient(loss, b));
    }

    [TestMethod]
    public void Of_an_array_that_is_watched()
    {
        NDArray x = np.array(new[] { 1f, 2f, 3f });
        using var tape = tf.GradientTape(persistent: true);
        Assert.IsNull(tape.gradient(tf.reduce_sum(tf.square(tf.constant(x))), x), "not watched");
        tape.watch(x);
        NDArray y = tf.square(x) * 2 - x / 2;
        NDArray part = y[1..] + 1;
        Same(np.array(new[] { 0, 7.5f, 11.5f }), tape.gradient(part, x), "operators and indices are recorded");
        Same(np.array(new[] { 0f, -1, 0 }), tape.gradient(-x[1], x), "the negative of one element");
        StringAssert.Contains(Assert.ThrowsExactly<ValueError>(() => tape.gradient(np.mean(y), x)).Message, "np is not recorded");
        using (tape.stop_recording()) Assert.IsNull(tape.gradient(y, tf.square(x)));
    }

    [TestMethod]
    public void Of_a_gradient()
    {
        Variable x = tf.Variable(np.array(3.0f));
        using var outer = tf.GradientTape();
        NDArray first;
        using (var inner = tf.GradientTape()) first = inner.gradient(x * x * x, x)!;
        Same(27, first);
        Same(18, outer.gradient(first, x));
    }

    [TestMethod]
    public void Only_what_is_watched()
    {
        Variable a = tf.Variable(np.array(2f)), b = tf.Variable(np.array(5f));
        using var tape = tf.GradientTape(watch_accessed_variables: false);
        tape.watch(a);
        var grads = tape.gradient(a * b, [a, b]);
        Same(5, grads[0]);
        Assert.IsNull(grads[1]);
    }

    private static Model Network()
    {
        keras.utils.set_random_seed(11);
        return keras.Sequential([keras.layers.Dense(7, activation: "relu", input_shape: 5, kernel_regularizer: keras.regularizers.l2(0.01)), keras.layers.BatchNormalization(), keras.layers.Dense(3, activation: "softmax")]);
    }

    [TestMethod]
    public void A_loop_gives_the_weights_that_fit_gives()
    {
        np.random.seed(4);
        NDArray x = np.random.rand(13, 5).astype("float32"), y = np.random.randint(0, 3, size: 13);
        Model expected = Network();
        expected.compile(optimizer: keras.optimizers.Adam(0.01), loss: "sparse_categorical_crossentropy");
        var history = expected.fit(x, y, batch_size: 4, epochs: 2, shuffle: false, verbose: 0);

        Model model = Network();
        var optimizer = keras.optimizers.Adam(0.01);
        var loss_fn = keras.losses.SparseCategoricalCrossentropy();
        List<double> losses = [];
        for (int epoch = 0; epoch < 2; epoch++)
        {
            double sum = 0;
            for (int i = 0; i < 13; i += 4)
            {
                var (x_batch, y_batch) = (x[i..(i + 4)], y[i..(i + 4)]);
                using var tape = tf.GradientTape();
                var predictions = model.Apply(x_batch, training: true);
                var loss = loss_fn.Apply(y_batch, predictions);
                foreach (NDArray penalty in model.losses) loss += penalty;
                var grads = tape.gradient(loss, model.trainable_weights);
                optimizer.apply_gradients(grads.Zip(model.trainable_weights));
                sum += (double)loss.numpy() * x_batch.Length;
            }
            losses.Add(sum / 13);
        }
        for (int i = 0; i < 2; i++) Assert.AreEqual(history.history["loss"][i], losses[i], 1e-5);
        foreach (var (e, a) in expected.get_weights().Zip(model.get_weights())) Same(e, a, "weights, moving averages among them");
    }

    [TestMethod]
    public void Dropout_is_drawn_once()
    {
        keras.utils.set_random_seed(3);
        Model model = keras.Sequential([keras.layers.Dropout(0.5, input_shape: 40)]);
        NDArray x = np.ones((1, 40), dtype: "float32");
        using var tape = tf.GradientTape();
        tape.watch(x);
        var first = model.Apply(x, training: true);
        Same(first, tape.gradient(first, x), "the gradient has the mask that was drawn");
        Assert.IsFalse(np.array_equal(first, model.Apply(x, training: true)), "the next call draws another");
    }

    [TestMethod]
    public void Grad_cam_of_a_linear_head()
    {
        keras.utils.set_random_seed(2);
        var inputs = keras.Input((6, 6, 2));
        var conv = keras.layers.Conv2D(4, 3, activation: "relu", name: "last").Apply(inputs);
        var model = keras.Model(inputs, keras.layers.Dense(3, name: "head").Apply(keras.layers.GlobalAveragePooling2D().Apply(conv)));
        var grad_model = keras.Model(model.inputs, (KerasTensor[])[model.get_layer("last").output, model.output]);
        NDArray image = np.random.RandomState(0).rand(1, 6, 6, 2).astype("float32");

        using var tape = tf.GradientTape();
        var outputs = grad_model.ApplyOutputs([image]);
        var score = outputs[1][.., 2];
        var grads = tape.gradient(score, outputs[0]);
        NDArray expected = model.get_layer("head").get_weights()[0][.., 2] / 16;
        Assert.AreEqual(new Shape(1, 4, 4, 4), grads!.shape);
        Same(np.zeros((1, 4, 4, 4)) + expected, grads);
    }
}
