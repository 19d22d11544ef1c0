using KerasTransfer.Layers;

namespace KerasTransfer.Tests.Layers;

[TestClass]
public class BatchNormalizationTests : LayerTest
{
    [TestMethod]
    public void Agrees_with_Keras() => Check("BatchNormalization", perSample: true);

    [TestMethod]
    public void Freezing_switches_to_the_moving_statistics()
    {
        BatchNormalization b = keras.layers.BatchNormalization();
        NDArray x = np.array([[1f, 2f], [3f, 6f]]);
        NDArray trained = b.Apply(x, training: true);
        b.trainable = false;
        NDArray before = b.moving_mean.numpy(), frozen = b.Apply(x, training: true);
        LayerGolden.Same(before, b.moving_mean.numpy(), "moving mean");
        LayerGolden.Same(b.Apply(x, training: false), frozen, "frozen output");
        Assert.AreNotEqual(trained.item<float>(0), frozen.item<float>(0));
        Assert.IsEmpty(b.trainable_weights);
        Assert.HasCount(4, b.non_trainable_weights);
        b.trainable = true;
        CollectionAssert.AreEqual(new[] { "gamma", "beta" }, b.trainable_weights.Select(w => w.name).ToArray());
    }

    [TestMethod]
    public void Renorm_is_refused() => StringAssert.Contains(Assert.Throws<NotSupportedException>(() => keras.layers.BatchNormalization(renorm: true)).Message, "renorm");

    [TestMethod]
    public void Reads_configurations_of_Keras_2()
    {
        var b = (BatchNormalization)Read(KerasTransfer.Saving.ConfigJson.Parse("""{"class_name": "BatchNormalization", "config": {"name": "bn", "trainable": true, "dtype": "float32", "axis": [3], "momentum": 0.99, "epsilon": 1e-05, "center": true, "scale": true, "beta_initializer": {"class_name": "Zeros", "config": {}}, "gamma_initializer": {"class_name": "Ones", "config": {}}, "moving_mean_initializer": {"class_name": "Zeros", "config": {}}, "moving_variance_initializer": {"class_name": "Ones", "config": {}}, "beta_regularizer": null, "gamma_regularizer": null, "beta_constraint": null, "gamma_constraint": null}}"""));
        Assert.AreEqual(3, b.axis);
        Assert.AreEqual(1e-5, b.epsilon);
    }
}
