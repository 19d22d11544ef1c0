using KerasTransfer.Hdf5;
using KerasTransfer.Layers;

namespace KerasTransfer.Tests.Saving;

/// <summary>Kernels of convolutions in files of Keras 1, Theano and CNTK, made from today's by the rules that they followed.</summary>
[TestClass]
public class LegacyKernelTests
{
    // Today's kernel of a layer, and where the file has it.
    private static void Loads(Func<Layer> make, Shape input, int[]? order, string? version, string? backend, Func<NDArray, NDArray>? written = null)
    {
        Sequential model = keras.Sequential([keras.Input(input), make()]), other = keras.Sequential([keras.Input(input), make()]);
        Variable[] weights = [.. model.layers[0].weights];
        weights[0].assign(np.sin(np.arange((int)weights[0].shape.Size)).reshape(weights[0].shape).astype("float32"));
        NDArray kernel = weights[0].numpy();
        if (written is not null) kernel = written(kernel);
        // The file's axis order[i] is today's axis i.
        if (order is not null) kernel = np.transpose(kernel, [.. Enumerable.Range(0, order.Length).Select(axis => System.Array.IndexOf(order, axis))]);
        using TestFolder folder = new();
        Hdf5Builder file = new();
        file.Attributes.Set("layer_names", (string[])[model.layers[0].name]);
        if (backend is not null) file.Attributes.Set("backend", backend);
        if (version is not null) file.Attributes.Set("keras_version", version);
        var group = file.CreateGroup(model.layers[0].name);
        group.Attributes.Set("weight_names", (string[])["c_W", "c_b"]);
        group.CreateDataset<float>("c_W", [.. kernel.shape.Dims.ToArray().Select(d => (long)d)], kernel.copy().AsSpan<float>().ToArray());
        group.CreateDataset<float>("c_b", [weights[1].shape[0]], weights[1].numpy().AsSpan<float>().ToArray());
        file.Save(folder.File("old.h5"));
        other.load_weights(folder.File("old.h5"));
        Assert.IsTrue(np.array_equal(weights[0].numpy(), other.layers[0].weights[0].numpy()), $"{model.layers[0].name}, Keras {version}, {backend}");
    }

    private static NDArray Turned(NDArray kernel) => kernel.ndim switch { 3 => np.flip(kernel, 0), 4 => np.flip(kernel, (0, 1)), _ => np.flip(kernel, (0, 1, 2)) };

    [TestMethod]
    public void Keras_1_kept_images_of_channels_first_as_filters_channels_rows_columns()
    {
        foreach (string? version in new[] { null, "1", "1.2.2" })
        {
            Loads(() => keras.layers.Conv2D(5, (3, 2), data_format: "channels_first"), (3, 7, 6), [2, 3, 1, 0], version, null);
            Loads(() => keras.layers.Conv2D(3, 3, data_format: "channels_first"), (3, 7, 6), [2, 3, 1, 0], version, null);
            Loads(() => keras.layers.Conv3D(4, (3, 2, 1), data_format: "channels_first"), (2, 4, 4, 4), [2, 3, 4, 1, 0], version, null);
            Loads(() => keras.layers.Conv2DTranspose(5, (3, 2)), (4, 4, 3), [0, 1, 3, 2], version, null);
            Loads(() => keras.layers.Conv2DTranspose(5, (3, 2), data_format: "channels_first"), (3, 4, 4), [2, 3, 0, 1], version, null);
            Loads(() => keras.layers.Conv2D(5, (3, 2)), (7, 6, 3), null, version, null);
        }
    }

    [TestMethod]
    public void Keras_1_had_a_place_more_for_sequences()
    {
        Loads(() => keras.layers.Conv1D(5, 3), (7, 2), null, "1", null, k => k.reshape((3, 1, 2, 5)));
        Loads(() => keras.layers.Conv1D(5, 3), (7, 2), [2, 3, 1, 0], "1", null, k => k.reshape((3, 1, 2, 5)));
    }

    [TestMethod]
    public void Theano_turned_kernels()
    {
        Loads(() => keras.layers.Conv1D(5, 3), (7, 2), null, "2.0.8", "theano", Turned);
        Loads(() => keras.layers.Conv2D(5, (3, 2)), (7, 6, 3), null, "2.0.8", "theano", Turned);
        Loads(() => keras.layers.Conv3D(4, (3, 2, 1)), (4, 4, 4, 2), null, "2.1.0", "theano", Turned);
        Loads(() => keras.layers.Conv2D(5, (3, 2), data_format: "channels_first"), (3, 7, 6), [2, 3, 1, 0], "1.2.2", "theano", Turned);
    }

    [TestMethod]
    public void CNTK_kept_filters_first() => Loads(() => keras.layers.Conv2D(5, (3, 2)), (7, 6, 3), [2, 3, 1, 0], "2.0.8", "cntk");

    [TestMethod]
    public void Keras_1_spellings_are_understood()
    {
#pragma warning disable CS0618                                                    // they are old
        Conv2D a = keras.layers.Convolution2D(64, 3, 5, border_mode: "same", subsample: (2, 1), dim_ordering: "th", init: "he_normal", bias: false, W_regularizer: "l2", input_shape: (3, 8, 8));
        Assert.AreEqual(("(3, 5)", "same", "(2, 1)", "channels_first", false), (a.kernel_size.ToString(), a.padding, a.strides.ToString(), a.data_format, a.use_bias));
        Assert.AreEqual("(3, 3)", keras.layers.Convolution2D(64, 3, 3, activation: "relu").kernel_size.ToString());
        Assert.AreEqual("(1, 1)", keras.layers.Convolution2D(64, 3, 3, activation: "relu").strides.ToString());
        Assert.AreEqual("(2, 2)", keras.layers.AtrousConvolution2D(64, 3, 3, atrous_rate: (2, 2)).dilation_rate.ToString());
        Assert.AreEqual("(2, 3, 4)", keras.layers.Convolution3D(8, 2, 3, 4).kernel_size.ToString());
        Conv1D c = keras.layers.Convolution1D(nb_filter: 8, filter_length: 4, border_mode: "valid", subsample_length: 2);
        Assert.AreEqual((4, 2), (c.kernel_size.Length, c.strides.Length));
        Assert.AreEqual(3, keras.layers.MaxPooling1D(pool_length: 3).pool_size.Length);
#pragma warning restore CS0618
    }

    [TestMethod]
    public void Keras_1_configurations_are_read()
    {
        const string json = """
            {"class_name": "Sequential", "keras_version": "1.2.2", "config": [
              {"class_name": "AtrousConvolution2D", "config": {"name": "a", "trainable": true, "batch_input_shape": [null, 9, 9, 2], "input_dtype": "float32", "nb_filter": 3, "nb_row": 3, "nb_col": 2, "init": "glorot_uniform", "activation": "relu",
                "border_mode": "valid", "subsample": [1, 1], "atrous_rate": [2, 2], "dim_ordering": "tf", "W_regularizer": null, "b_regularizer": null, "activity_regularizer": null, "W_constraint": null, "b_constraint": null, "bias": true}},
              {"class_name": "Convolution2D", "config": {"name": "b", "trainable": true, "nb_filter": 4, "nb_row": 2, "nb_col": 2, "init": "he_normal", "activation": "linear", "border_mode": "same", "subsample": [2, 2], "dim_ordering": "tf",
                "W_regularizer": null, "b_regularizer": null, "activity_regularizer": null, "W_constraint": null, "b_constraint": null, "bias": false}},
              {"class_name": "MaxPooling2D", "config": {"name": "c", "trainable": true, "pool_size": [2, 2], "strides": [2, 2], "border_mode": "valid", "dim_ordering": "tf"}},
              {"class_name": "UpSampling2D", "config": {"name": "d", "trainable": true, "size": [2, 2], "dim_ordering": "tf"}}]}
            """;
        Sequential model = (Sequential)keras.models.model_from_json(json);
        Conv2D a = (Conv2D)model.layers[0], b = (Conv2D)model.layers[1];
        Assert.AreEqual(("(3, 2)", "(2, 2)", 3), (a.kernel_size.ToString(), a.dilation_rate.ToString(), a.filters));
        Assert.AreEqual(("(2, 2)", "same", false), (b.strides.ToString(), b.padding, b.use_bias));
        Assert.AreEqual(new Shape([Shape.Unknown, 2, 4, 4]), model.output_shape);
    }
}
