using System.Text.Json;
using KerasTransfer.Autodiff;
using KerasTransfer.Graph;
using KerasTransfer.Saving;
using KerasTransfer.Tests.Layers;

namespace KerasTransfer.Tests.Activations;

[TestClass]
public class ActivationFunctionTests
{
    private static Func<Tensor, Tensor> Of(string name, JsonElement a)
    {
        double number(string key, double otherwise) => a.TryGetProperty(key, out JsonElement v) ? v.GetDouble() : otherwise;
        int axis = (int)number("axis", -1);
        ActivationsApi f = keras.activations;
        return (name, a.EnumerateObject().Any()) switch
        {
            ("relu", true) => x => f.relu(x, number("negative_slope", 0), a.TryGetProperty("max_value", out JsonElement max) ? max.GetDouble() : null, number("threshold", 0)),
            ("leaky_relu", true) => x => f.leaky_relu(x, number("negative_slope", 0)),
            ("elu", true) => x => f.elu(x, number("alpha", 1)),
            ("celu", true) => x => f.celu(x, number("alpha", 1)),
            ("gelu", true) => x => f.gelu(x, a.GetProperty("approximate").GetBoolean()),
            ("softmax", true) => x => f.softmax(x, axis),
            ("log_softmax", true) => x => f.log_softmax(x, axis),
            ("glu", true) => x => f.glu(x, axis),
            ("hard_shrink", true) => x => f.hard_shrink(x, number("threshold", 0)),
            ("soft_shrink", true) => x => f.soft_shrink(x, number("threshold", 0)),
            ("squareplus", true) => x => f.squareplus(x, number("b", 0)),
            _ => ((Activation)name).call,
        };
    }

    private static NDArray[] ValueAndGradient(Func<Tensor, Tensor> f, NDArray x, NDArray factor) => Function.Of([new(x.shape, x.dtype)], inputs =>
    {
        Tensor y = f(inputs[0]), r = factor.reshape(-1)[..(int)y.shape.Size].reshape(y.shape).astype(x.dtype);
        return [y, Gradients.Of(keras.ops.sum(y * r), inputs)[0]!];
    }).Compile().Run([x]);

    [TestMethod]
    public void Values_and_gradients_agree_with_Keras()
    {
        JsonElement golden = LayerGolden.Load("activations");
        NDArray x = golden.GetProperty("x").Array(), factor = golden.GetProperty("factor").Array();
        foreach (JsonElement one in golden.GetProperty("cases").EnumerateArray())
        {
            string name = one.GetProperty("name").GetString()!, where = $"{name} {one.GetProperty("arguments").GetRawText()}";
            NDArray input = name == "exponential" ? np.minimum(x, 80) : x;
            Func<Tensor, Tensor> f = Of(name, one.GetProperty("arguments"));
            NDArray[] found = ValueAndGradient(f, input.astype("float32"), factor);
            LayerGolden.Close(one.GetProperty("output").Array(), found[0], where);
            LayerGolden.Close(one.GetProperty("gradient").Array(), found[1], $"{where}: gradient");
            Assert.AreEqual(one.GetProperty("own_name").GetString(), ((Activation)name).FunctionName, $"{where}: name");
            Assert.AreEqual(one.GetProperty("own_name").GetString(), keras.activations.serialize(name), $"{where}: serialized");
            if (name is "softmax" or "log_softmax" or "exponential") continue;
            NDArray[] wide = ValueAndGradient(f, input.astype("float64"), factor);
            LayerGolden.Close(one.GetProperty("output").Array(), wide[0], $"{where}, float64");
            LayerGolden.Close(one.GetProperty("gradient").Array(), wide[1], $"{where}, float64: gradient");
        }
    }

    [TestMethod]
    public void Golden_values()
    {
        NDArray x = np.array([-3f, -1f, 0f, .5f, 2f, 4f]);
        void check(string name, params float[] expected) => LayerGolden.Close(expected, keras.layers.Activation(name).Apply(x), name, 1e-6);
        check("elu", -.9502129f, -.6321205f, 0, .5f, 2, 4);
        check("selu", -1.670569f, -1.111331f, 0, .5253505f, 2.101402f, 4.202804f);
        check("gelu", -.004049689f, -.1586553f, 0, .3457312f, 1.9545f, 3.999873f);
        check("silu", -.1422776f, -.2689414f, 0, .3112297f, 1.761594f, 3.928055f);
        check("softplus", .04858735f, .3132617f, .6931472f, .974077f, 2.126928f, 4.01815f);
        check("hard_sigmoid", 0, .3333333f, .5f, .5833333f, .8333334f, 1);
        check("hard_silu", 0, -.3333333f, 0, .2916667f, 1.666667f, 4);
        check("mish", -.1456475f, -.3034015f, 0, .3752452f, 1.943959f, 3.997413f);
        check("log_sigmoid", -3.048587f, -1.313262f, -.6931472f, -.474077f, -.126928f, -.01814993f);
        check("softsign", -.75f, -.5f, 0, .3333333f, .6666667f, .8f);
        check("squareplus", .3027756f, .618034f, 1, 1.280776f, 2.414214f, 4.236068f);
        check("sparse_plus", 0, 0, .25f, .5625f, 2, 4);
    }

    [TestMethod]
    public void Second_derivatives_exist()
    {
        NDArray x = np.array([-1.5f, -.3f, .4f, 2f]);
        foreach (string name in (string[])["relu", "leaky_relu", "elu", "selu", "silu", "gelu", "softplus", "softsign", "relu6"])
        {
            Activation f = name;
            NDArray[] found = Function.Of([new(x.shape, x.dtype)], inputs =>
            {
                Tensor first = Gradients.Of(keras.ops.sum(f.call(inputs[0])), inputs)[0]!;
                return [first, Gradients.Of(keras.ops.sum(first * first), inputs)[0] ?? keras.ops.zeros_like(inputs[0])];
            }).Compile().Run([x]);
            const double h = 1e-4;                                              // (f'(x+h)² − f'(x−h)²) / 2h, in double precision
            double[] expected = new double[4];
            NDArray slope(double shift) => Function.Of([new(x.shape, DType.float64)], inputs => [Gradients.Of(keras.ops.sum(f.call(inputs[0])), inputs)[0]!]).Compile().Run([x.astype("float64") + shift])[0];
            NDArray up = slope(h), down = slope(-h);
            for (int i = 0; i < 4; i++) expected[i] = (Math.Pow(up.item<double>(i), 2) - Math.Pow(down.item<double>(i), 2)) / (2 * h);
            LayerGolden.Close(expected, found[1], name, 1e-3);
        }
    }

    [TestMethod]
    public void Works_on_whole_numbers_where_Keras_does()
    {
        NDArray x = np.array([-2, 0, 7]).astype("int32");
        LayerGolden.Close(np.array([0, 0, 7]), keras.activations.relu(x).numpy(), "relu");
        LayerGolden.Close(np.array([0, 0, 6]), keras.activations.relu(x, max_value: 6).numpy(), "relu6");
        Assert.AreEqual(DType.int32, keras.activations.relu(x).numpy().dtype);
        Assert.AreEqual(DType.float32, keras.activations.sigmoid(x).numpy().dtype);
    }

    [TestMethod]
    public void Get_knows_names_and_functions()
    {
        Assert.AreEqual("linear", keras.activations.get(null).FunctionName);
        Assert.AreEqual("tanh", keras.activations.get(keras.activations.tanh).FunctionName);
        Assert.AreEqual("softmax", keras.activations.deserialize("softmax").FunctionName);
        Assert.AreEqual("elu", keras.activations.deserialize(ConfigJson.Parse("""{"module": "keras.activations", "class_name": "function", "config": "elu", "registered_name": "elu"}""")).FunctionName);
        LayerGolden.Close(np.array([0f, 5f, -1f]), keras.activations.threshold(np.array([-1f, 5f, .5f]), .75, -1).numpy() + np.array([1f, 0f, 0f]), "threshold");
    }
}
