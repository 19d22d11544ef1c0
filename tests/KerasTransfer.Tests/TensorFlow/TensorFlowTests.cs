using static KerasTransfer.Tests.Backend.BackendGolden;

namespace KerasTransfer.Tests.TensorFlow;

[TestClass]
public class TensorFlowTests
{
    [TestMethod]
    public void Keras_is_the_same_object()
    {
        Assert.AreSame(keras, tf.keras);
        Assert.AreSame(keras.losses, tf.losses);
        Assert.AreSame(keras.metrics, tf.metrics);
        Assert.AreSame(keras.optimizers, tf.optimizers);
    }

    [TestMethod]
    public void Values_of_TensorFlow()
    {
        Same("tf.reduce_mean", tf.reduce_mean(x, axis: 1));
        Same("tf.reduce_mean_int", tf.reduce_mean(i));
        Same("tf.reduce_sum", tf.reduce_sum(i, axis: 0));
        Same("tf.argmax", tf.argmax(x));
        Same("tf.argmax1", tf.math.argmax(x, axis: 1, output_type: tf.int32));
        Same("tf.one_hot", tf.one_hot(i, 4, on_value: 5.0, off_value: -1.0));
        Same("tf.matmul", tf.matmul(x, x, transpose_b: true));
        Same("tf.gather", tf.gather(x, np.array([1, 0, 1])));
        Same("tf.gather1", tf.gather(x, np.array([2, 0]), axis: 1));
        Same("tf.constant", tf.constant([1.0, 2.0]));
        Same("tf.constant_int", tf.constant([[1, 2], [3, 4]]));
        Same("tf.constant_fill", tf.constant(7, shape: (2, 3)));
        Same("tf.constant_np", tf.constant(np.array([1.0, 2.0])));
        Same("tf.tile", tf.tile(x, (1, 2)));
        Same("tf.split", tf.split(x, 3, axis: 1));
        Same("tf.split_sizes", tf.split(x, [1, 2], axis: 1));
        Same("tf.unstack", tf.unstack(x));
        Same("tf.pad", tf.pad(x, [(1, 0), (0, 2)], constant_values: -1));
        Same("tf.pad_reflect", tf.pad(x, [(0, 0), (2, 1)], "REFLECT"));
        Same("tf.slice", tf.slice(x, [0, 1], [1, -1]));
        Same("tf.linspace", tf.linspace(0.0, 1.0, 5));
        Same("tf.reverse", tf.reverse(x, 0));
        Same("tf.repeat", tf.repeat(x, 2, axis: 0));
        Same("tf.nn.softmax", tf.nn.softmax(x));
        Same("tf.nn.softmax0", tf.nn.softmax(x, axis: 0));
        Same("tf.nn.relu", tf.nn.relu(x));
        Same("tf.nn.softmax_cross_entropy", tf.nn.softmax_cross_entropy_with_logits(labels: np.array(new[,] { { 0.2f, 0.3f, 0.5f }, { 1, 0, 0 } }), logits: x));
        Same("tf.nn.sparse_softmax_cross_entropy", tf.nn.sparse_softmax_cross_entropy_with_logits(labels: np.array([2, 0]), logits: x));
        Same("tf.nn.sigmoid_cross_entropy", tf.nn.sigmoid_cross_entropy_with_logits(labels: np.abs(x) / 4, logits: x));
        (NDArray mean, NDArray variance) = tf.nn.moments(x, axes: 0);
        Same("tf.nn.moments", mean, variance);
        (NDArray values, NDArray indices) = tf.math.top_k(x, 2);
        Same("tf.math.top_k", values, indices);
        Same("tf.confusion", tf.math.confusion_matrix(np.array([0, 1, 2, 2, 1]), np.array([0, 2, 2, 2, 1])));
        Same("tf.norm", tf.norm(x));
        Same("tf.add_n", tf.add_n([x, x, -x]));
        Same("tf.where", tf.where(x > 0, x, 0.0));
        Same("tf.stack", tf.stack([x, x], axis: 1));
        Same("tf.concat", tf.concat([x, x], 1));
        Same("tf.clip", tf.clip_by_value(x, -1.0, 1.0));
        Same("tf.range", tf.range(3, 10, 2));
        Same("tf.boolean_mask", tf.boolean_mask(x, np.array([false, true])));
        Same("tf.math.l2_normalize", tf.math.l2_normalize(x, axis: 0));
    }

    [TestMethod]
    public void Confusion_matrix_names_what_is_wrong()
    {
        StringAssert.Contains(Assert.Throws<ValueError>(() => tf.math.confusion_matrix(np.array([0, 3]), np.array([0, 1]), num_classes: 3)).Message, "class 3 is out of range for 3 classes");
        StringAssert.Contains(Assert.Throws<ValueError>(() => tf.math.confusion_matrix(np.array([0]), np.array([0, 1]))).Message, "1 labels and 2 predictions");
    }

    [TestMethod]
    public void Activations_are_taken_by_layers()
    {
        NDArray y = tf.keras.layers.Dense(3, activation: tf.nn.relu).Apply(x);
        Assert.IsTrue((bool)np.all(y >= 0));
        NDArray p = tf.keras.layers.Dense(3, activation: tf.nn.softmax).Apply(x);
        Assert.IsTrue(np.allclose(np.sum(p, axis: 1), 1.0));
    }

    [TestMethod]
    public void Devices()
    {
        Assert.AreEqual("PhysicalDevice(name='/physical_device:CPU:0', device_type='CPU')", tf.config.list_physical_devices("CPU")[0].ToString());
        Assert.IsEmpty(tf.config.list_physical_devices("GPU"));
        foreach (var gpu in tf.config.experimental.list_physical_devices("GPU")) tf.config.experimental.set_memory_growth(gpu, true);
        Assert.Throws<ValueError>(() => tf.config.experimental.set_memory_growth(tf.config.list_physical_devices()[0], true));
        Assert.IsFalse(tf.test.is_gpu_available());
    }

    [TestMethod]
    public void Random_numbers_are_those_of_the_one_generator()
    {
        tf.random.set_seed(42);
        NDArray first = tf.random.uniform(3);
        tf.random.set_seed(42);
        Assert.IsTrue(np.array_equal(first, tf.random.uniform(3)));
    }
}
