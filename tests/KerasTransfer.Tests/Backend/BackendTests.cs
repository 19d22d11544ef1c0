using static KerasTransfer.Tests.Backend.BackendGolden;

namespace KerasTransfer.Tests.Backend;

[TestClass]
public class BackendTests
{
    private static readonly BackendApi K = keras.backend;

    [TestMethod]
    public void Values_of_Keras()
    {
        Same("K.mean", K.mean(x, axis: 0));
        Same("K.sum", K.sum(x, axis: [0, 1]));
        Same("K.sqrt", K.sqrt(x));
        Same("K.argmax", K.argmax(x));
        Same("K.l2_normalize", K.l2_normalize(x, axis: 1));
        Same("K.batch_flatten", K.batch_flatten(x.reshape(2, 3, 1)));
        Same("K.relu", K.relu(x, alpha: 0.1, max_value: 2, threshold: 0.3));
        Same("K.switch", K.@switch(np.array(new[,] { { true }, { false } }), x, -x));
        Same("K.expand_dims", K.expand_dims(x));
        Same("K.clip", K.clip(x, -1, 1));
        Same("K.one_hot", K.one_hot(i, 9));
        Same("K.std", K.std(x, axis: 1, keepdims: true));
        Same("K.mean_bool", K.mean(K.equal(i, 2)));
        Same("K.elu", K.elu(x, 0.5));
        Same("K.tile", K.tile(x, (2, 1)));
        Same("K.repeat", K.repeat(x, 3));
        Same("K.repeat_elements", K.repeat_elements(x, 2, 1));
        Same("K.reverse", K.reverse(x, 1));
        Same("K.temporal_padding", K.temporal_padding(x.reshape((1, 2, 3))));
        Same("K.spatial_2d_padding", K.spatial_2d_padding(x.reshape((1, 2, 3, 1)), ((1, 0), (0, 2))));
        Same("K.hard_sigmoid", K.hard_sigmoid(x));
        Same("K.binary_crossentropy", K.binary_crossentropy(K.abs(x) / 4, K.sigmoid(x)));
        Same("K.binary_crossentropy_logits", K.binary_crossentropy(K.abs(x) / 4, x, from_logits: true));
        Same("K.categorical_crossentropy", K.categorical_crossentropy(np.array(new[,] { { 0.2f, 0.3f, 0.5f }, { 1, 0, 0 } }), K.abs(x)));
        Same("K.sparse_categorical_crossentropy", K.sparse_categorical_crossentropy(np.array([2, 0]), K.softmax(x)));
    }

    [TestMethod]
    public void Tensors_and_arrays()
    {
        Tensor t = x;
        Tensor loss = K.mean(K.square(t - 1), axis: -1);
        Assert.AreEqual(new Shape(2), loss.shape);
        NDArray now = K.mean(K.square(x - 1), axis: -1);
        Assert.IsTrue(np.allclose(now, K.eval(loss)));
        Assert.AreEqual(new Shape(2, 3), K.int_shape(t));
        Assert.AreEqual(2, K.ndim(x));
        Assert.AreEqual("float32", K.dtype(x));
    }

    [TestMethod]
    public void Variables()
    {
        Variable v = K.variable(np.array([1.0, 2.0]), name: "v");
        Assert.AreEqual(DType.float32, v.dtype);
        K.set_value(v, np.array([3.0, 4.0]));
        CollectionAssert.AreEqual((float[])[3, 4], K.get_value(v).AsSpan<float>().ToArray());
        K.update_sub(v, 1);
        K.update_add(v, np.array([0.5, 0.5]));
        CollectionAssert.AreEqual((float[])[2.5f, 3.5f], K.batch_get_value([v])[0].AsSpan<float>().ToArray());
        Assert.AreEqual(2, K.count_params(v));
        Assert.AreEqual(new Shape(2, 2), K.constant(5, shape: (2, 2)).shape);
    }

    [TestMethod]
    public void Function_computes_parts_of_a_model()
    {
        KerasTensor input = new InputLayer(3).output;
        KerasTensor twice = input * 2.0, more = twice + 1.0;
        Func<NDArrays, NDArray[]> f = K.function([input], [more, twice]);
        NDArray[] both = f([x]);
        Assert.IsTrue(np.allclose(both[0], x * 2 + 1));
        Assert.IsTrue(np.allclose(both[1], x * 2));
    }

    [TestMethod]
    public void Settings()
    {
        Assert.AreEqual("float32", K.floatx());
        Assert.AreEqual("channels_last", K.image_data_format());
#pragma warning disable CS0618
        Assert.AreEqual("tf", K.image_dim_ordering());
#pragma warning restore CS0618
        double before = K.epsilon();
        try
        {
            K.set_epsilon(1e-3);
            Assert.AreEqual(1e-3, keras.config.epsilon());
        }
        finally { K.set_epsilon(before); }
    }
}
