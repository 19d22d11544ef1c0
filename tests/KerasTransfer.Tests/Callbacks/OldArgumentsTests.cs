namespace KerasTransfer.Tests.Callbacks;

/// <summary>What callbacks of Keras 1 and 2 were given.</summary>
[TestClass]
public class OldArgumentsTests
{
    [TestMethod]
    public void Checkpoints_every_so_many_epochs_in_files_of_Keras_2()
    {
        string folder = Directory.CreateTempSubdirectory().FullName;
        Model model = keras.Sequential([keras.layers.Dense(1, input_shape: 2)]);
        model.compile(optimizer: "sgd", loss: "mse");
        model.fit(np.ones((4, 2)), np.zeros(4), epochs: 7, verbose: 0, callbacks:
        [
            keras.callbacks.ModelCheckpoint(Path.Combine(folder, "whole.{epoch:02d}.hdf5"), period: 3),
            keras.callbacks.ModelCheckpoint(Path.Combine(folder, "weights.{epoch:02d}.h5"), save_weights_only: true, period: 5),
        ]);
        CollectionAssert.AreEqual((string[])["weights.05.h5", "whole.03.hdf5", "whole.06.hdf5"], Directory.GetFiles(folder).Select(f => Path.GetFileName(f)!).Order(StringComparer.Ordinal).ToArray());
        NDArray[] last = model.get_weights();
        keras.models.load_model(Path.Combine(folder, "whole.06.hdf5"));
        model.load_weights(Path.Combine(folder, "weights.05.h5"));
        Assert.IsFalse(np.array_equal(last[0], model.get_weights()[0]), "those of an earlier epoch");
        StringAssert.Contains(Assert.ThrowsExactly<ValueError>(() => keras.callbacks.ModelCheckpoint("x.ckpt", save_weights_only: true)).Message, ".weights.h5");
    }

    [TestMethod]
    public void TensorBoard_takes_what_it_no_longer_uses()
    {
        string folder = Directory.CreateTempSubdirectory().FullName;
        Model model = keras.Sequential([keras.layers.Dense(1, input_shape: 2)]);
        model.compile(optimizer: "sgd", loss: "mse");
        model.fit(np.ones((4, 2)), np.zeros(4), verbose: 0, callbacks: [keras.callbacks.TensorBoard(log_dir: folder, batch_size: 32, write_grads: true, embeddings_layer_names: null)]);
        Assert.HasCount(1, Directory.GetFiles(Path.Combine(folder, "train")));
    }

    [TestMethod]
    public void Labels_of_Keras_1()
    {
#pragma warning disable CS0618 // old spellings
        Assert.AreEqual("[[0. 1. 0.]]", keras.utils.np_utils.to_categorical(np.array([1]), nb_classes: 3).ToString());
#pragma warning restore CS0618
        Assert.AreEqual(np.float32, keras.utils.to_categorical(np.array([1]), 3, dtype: "float32").dtype);
        Assert.AreEqual("[[7 8]]", np.ndarray(shape: (1, 2), dtype: np.uint8, buffer: [7, 8, 9]).ToString());
        Assert.AreEqual("[[0. 0.]]", np.ndarray(shape: (1, 2), dtype: np.float32).ToString());
    }
}
