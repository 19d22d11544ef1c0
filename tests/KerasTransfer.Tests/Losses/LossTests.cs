using System.Text.Json;
using KerasTransfer.Autodiff;
using KerasTransfer.Graph;
using KerasTransfer.Losses;
using KerasTransfer.Saving;

namespace KerasTransfer.Tests.Losses;

/// <summary>keras.losses against golden/losses.py.</summary>
[TestClass]
public class LossTests
{
    private static Loss Make(JsonElement c) =>
        ObjectConfig.Deserialize<Loss>(new Dictionary<string, object?> { ["class_name"] = c.GetProperty("class").GetString(), ["config"] = GoldenValues.Config(c.GetProperty("config")) });

    private static string Describe(JsonElement c) =>
        $"{c.GetProperty("class")} {c.GetProperty("config")} {c.GetProperty("activation")} true {c.GetProperty("y_true").GetProperty("shape")} {c.GetProperty("y_true").GetProperty("dtype")} pred {c.GetProperty("y_pred").GetProperty("shape")}"
        + (c.TryGetProperty("sample_weight", out JsonElement w) ? $" weight {w.GetProperty("shape")}" : "");

    /// <summary>The loss and its gradient by the predictions (or by what the activation gets), in one function as in training.</summary>
    private static NDArray[] ValueAndGradient(Loss loss, NDArray y_true, NDArray y_pred, NDArray? sample_weight, string? activation)
    {
        NDArray[] inputs = sample_weight is null ? [y_true, y_pred] : [y_true, y_pred, sample_weight];
        return Function.Of(inputs.Select(i => new TensorType(i.shape, i.dtype)), x =>
        {
            Tensor p = activation switch { "softmax" => keras.ops.softmax(x[1]), "sigmoid" => keras.ops.sigmoid(x[1]), _ => x[1] };
            Tensor value = loss.Apply(x[0], p, x.ElementAtOrDefault(2));
            return [value, Gradients.Of(value, [x[1]])[0] ?? keras.ops.zeros_like(x[1])];
        }).Compile().Run(inputs);
    }

    [TestMethod]
    public void Values_and_gradients_of_the_classes_are_those_of_Keras()
    {
        List<string> wrong = [];
        int count = 0;
        foreach (JsonElement c in GoldenValues.Load("losses/classes.json").EnumerateArray())
        {
            count++;
            NDArray y_true = GoldenValues.Array(c.GetProperty("y_true")), y_pred = GoldenValues.Array(c.GetProperty("y_pred")).astype("float32");
            NDArray? sample_weight = GoldenValues.ArrayOrNull(c, "sample_weight");
            try
            {
                NDArray[] found = ValueAndGradient(Make(c), y_true, y_pred, sample_weight, c.GetProperty("activation").GetString());
                if (c.TryGetProperty("error", out JsonElement error)) { wrong.Add($"{Describe(c)}: no error, expected {error}"); continue; }
                if (GoldenValues.Difference(c.GetProperty("value"), found[0]) is { } value) wrong.Add($"{Describe(c)}: {value}");
                if (GoldenValues.Difference(c.GetProperty("grad"), found[1], 2e-5, 1e-6) is { } gradient) wrong.Add($"{Describe(c)}: gradient {gradient}");
            }
            catch (Exception e) when (e is not ValueError)
            {
                wrong.Add($"{Describe(c)}: {e.GetType().Name} {e.Message} {e.StackTrace!.Split('\n')[1]}");
            }
            catch (ValueError e)
            {
                string? expected = c.TryGetProperty("error", out JsonElement error) ? error.GetString() : null;
                if (expected is null) wrong.Add($"{Describe(c)}: {e.Message}");
                else if (expected.StartsWith("ValueError: ", StringComparison.Ordinal) && !e.Message.StartsWith(expected[12..], StringComparison.Ordinal)) wrong.Add($"{Describe(c)}: '{e.Message}', expected '{expected}'");
            }
        }
        Assert.IsGreaterThan(1000, count);
        if (wrong.Count > 0) Assert.Fail($"{wrong.Count} of {count}:\n" + string.Join("\n", wrong.Take(60)));
    }

    [TestMethod]
    public void Functions_take_arrays_at_once_in_both_precisions()
    {
        foreach (JsonElement c in GoldenValues.Load("losses/functions.json").EnumerateArray())
        {
            LossFunction function = FunctionTable.Losses[c.GetProperty("name").GetString()!].Function;
            NDArray value = function(GoldenValues.Array(c.GetProperty("y_true")), GoldenValues.Array(c.GetProperty("y_pred"))).numpy();
            bool isDouble = value.dtype == DType.float64;
            Assert.IsNull(GoldenValues.Difference(c.GetProperty("value"), value, isDouble ? 1e-9 : 1e-6, isDouble ? 1e-12 : 1e-7), $"{c.GetProperty("name")} {c.GetProperty("y_pred").GetProperty("dtype")}: {GoldenValues.Difference(c.GetProperty("value"), value, isDouble ? 1e-9 : 1e-6, isDouble ? 1e-12 : 1e-7)}");
        }
    }

    [TestMethod]
    public void The_semantics_golden_numbers()
    {
        NDArray t = new float[,] { { 0, 1, 0 }, { 0, 0, 1 } }, p = new float[,] { { .05f, .95f, 0 }, { .1f, .8f, .1f } }, classes = new[] { 1, 2 };
        void Is(double expected, Loss loss, NDArray? y = null, NDArray? weight = null) => Assert.AreEqual(expected, (double)loss.Apply(y ?? t, p, weight is null ? null : (Tensor)weight).numpy().astype("float64"), 2e-6 * Math.Abs(expected), loss.name);

        Is(1.1769392, keras.losses.CategoricalCrossentropy());
        Is(1.4591359, keras.losses.CategoricalCrossentropy(label_smoothing: .1));
        Is(1.1769392, keras.losses.SparseCategoricalCrossentropy(), classes);
        Is(.98689508, keras.losses.SparseCategoricalCrossentropy(from_logits: true), classes);
        Is(.051293444, keras.losses.SparseCategoricalCrossentropy(ignore_class: 2), classes);
        Is(.81359881, keras.losses.CategoricalCrossentropy(), weight: new[] { .3, .7 });
        Is(.23315276, keras.losses.CategoricalFocalCrossentropy());
        Is(.68666172, keras.losses.BinaryCrossentropy());
        Is(.85850072, keras.losses.BinaryCrossentropy(label_smoothing: .1));
        Is(.71640956, keras.losses.BinaryCrossentropy(from_logits: true));
        Is(.4827407, keras.losses.BinaryFocalCrossentropy());
        Is(.24416667, "mse");
        Is(.31666666, "MAE");
        Is(.11916791, "msle");
        Is(1.1769371, "kld");
        Is(.72564626, keras.losses.Poisson());
        Is(.98333335, "hinge");
        Is(1.2275, "SquaredHinge");
        Is(.90000004, keras.losses.CategoricalHinge());
        Is(.10967911, "log_cosh");
        Is(.12208334, keras.losses.huber);
        Is(-.56085467, keras.losses.cosine_similarity);
        Is(.475, keras.losses.Dice());
        Is(.475, keras.losses.Tversky());
    }

    [TestMethod]
    public void Saturated_softmax_is_exact_where_it_is_known_and_clipped_where_it_is_hidden()
    {
        NDArray logits = new float[,] { { 200, 0, -200 } }, t = new float[,] { { 0, 0, 1 } };
        Tensor p = keras.ops.softmax((Tensor)logits);
        Assert.AreEqual(400f, (float)keras.losses.categorical_crossentropy(t, p).numpy());
        Assert.AreEqual(400f, (float)keras.losses.sparse_categorical_crossentropy((NDArray)new[] { 2 }, p).numpy());
        Assert.AreEqual(380f, (float)keras.losses.CategoricalCrossentropy(label_smoothing: .1).Apply(t, p).numpy(), 1e-4f);
        Assert.AreEqual(16.118095f, (float)keras.losses.categorical_crossentropy(t, p.numpy()).numpy(), 1e-5f);
        Assert.AreEqual(4.0295229f, (float)keras.losses.categorical_focal_crossentropy(t, p).numpy(), 1e-5f);
        Tensor sideways = keras.ops.softmax((Tensor)(NDArray)new float[,,] { { { 200 }, { 0 }, { -200 } } }, axis: 1);
        Assert.AreEqual(400f, (float)CategoricalCrossentropy.categorical_crossentropy((NDArray)new float[,,] { { { 0 }, { 0 }, { 1 } } }, sideways, axis: 1).numpy());
    }

    [TestMethod]
    public void Names_that_compile_takes()
    {
        JsonElement golden = GoldenValues.Load("losses/names.json").GetProperty("get");
        foreach (JsonProperty p in golden.EnumerateObject())
            if (p.Value.GetString()!.StartsWith("ValueError", StringComparison.Ordinal))
                Assert.StartsWith(p.Value.GetString()!["ValueError: ".Length..], Assert.ThrowsExactly<ValueError>(() => keras.losses.get(p.Name), p.Name).Message);
            else if (char.IsUpper(p.Name[^1]) || !p.Name.Any(char.IsUpper)) Assert.AreEqual(p.Name, keras.losses.get(p.Name).name);     // a function's name
            else Assert.AreEqual(p.Value.GetString(), keras.losses.get(p.Name).name);
        Assert.IsInstanceOfType<MeanSquaredError>((Loss)"MSE");
        Assert.AreEqual("Could not interpret loss identifier: categorical_crosentropy. Did you mean 'categorical_crossentropy' or 'CategoricalCrossentropy'?",
            Assert.ThrowsExactly<ValueError>(() => { Loss _ = "categorical_crosentropy"; }).Message);
        Assert.ThrowsExactly<ValueError>(() => keras.losses.get("ce"));
    }

    [TestMethod]
    public void Crossentropy_is_settled_by_the_shapes()
    {
        Loss ce = "ce", crossentropy = "crossentropy";
        Assert.IsInstanceOfType<BinaryCrossentropy>(LossNames.Resolve(ce, 8, (8, 1)));
        Assert.IsInstanceOfType<SparseCategoricalCrossentropy>(LossNames.Resolve(ce, 8, (8, 3)));
        Assert.IsInstanceOfType<SparseCategoricalCrossentropy>(LossNames.Resolve(crossentropy, (8, 1), (8, 3)));
        Assert.IsInstanceOfType<CategoricalCrossentropy>(LossNames.Resolve(crossentropy, (8, 3), (8, 3)));
        Assert.AreEqual("ce", LossNames.Resolve(ce, (8, 3), (8, 3)).name);
        NDArray p = new float[,] { { .1f, .7f, .2f } };
        Assert.AreEqual(0.35667494, (double)ce.Apply((NDArray)new[] { 1 }, p).numpy().astype("float64"), 1e-6);
        Assert.AreEqual(0.35667494, (double)ce.Apply((NDArray)new float[,] { { 0, 1, 0 } }, p).numpy().astype("float64"), 1e-6);
    }

    [TestMethod]
    public void Configs_are_Keras_s_and_go_round()
    {
        foreach (JsonProperty p in GoldenValues.Load("losses/names.json").GetProperty("configs").EnumerateObject())
        {
            Loss loss = keras.losses.get(p.Name);
            Dictionary<string, object?> config = ConfigValue.Of(loss.get_config());
            foreach (JsonProperty entry in p.Value.EnumerateObject())
                Assert.AreEqual(ConfigJson.Describe(ConfigJson.Parse(entry.Value.GetRawText())), ConfigJson.Describe(config[entry.Name]), $"{p.Name} {entry.Name}");
            CollectionAssert.IsSubsetOf(config.Keys.Except(p.Value.EnumerateObject().Select(e => e.Name)).ToArray(), new[] { "axis", "delta" }, p.Name);
            Loss again = keras.losses.deserialize(keras.losses.serialize(loss));
            Assert.AreEqual(loss.GetType(), again.GetType());
            Assert.AreEqual(ConfigJson.Describe(config), ConfigJson.Describe(ConfigValue.Of(again.get_config())));
        }
        Assert.AreEqual(2.5, ((Huber)keras.losses.deserialize(keras.losses.serialize(keras.losses.Huber(delta: 2.5)))).delta);
        Assert.AreEqual(2, ((Dice)keras.losses.deserialize(keras.losses.serialize(keras.losses.Dice(axis: (1, 2))))).axis!.Count);
        Assert.AreEqual(1, ((Tversky)keras.losses.deserialize(keras.losses.serialize(keras.losses.Tversky(axis: 1)))).axis![0]);
        Assert.IsNull(((MeanSquaredError)keras.losses.deserialize(keras.losses.serialize(keras.losses.MeanSquaredError(reduction: null)))).reduction);
    }

    [TestMethod]
    public void Own_functions_and_classes()
    {
        Tensor smooth(Tensor y_true, Tensor y_pred) => keras.ops.mean(keras.ops.log(keras.ops.cosh(y_pred - y_true)), axis: -1);
        NDArray t = new float[,] { { 0, 1 }, { 1, 0 } }, p = new float[,] { { .5f, 1 }, { 2, 3 } };
        Loss loss = (LossFunction)smooth;
        Assert.AreEqual("smooth", loss.name);
        Assert.AreEqual((Math.Log(Math.Cosh(.5)) + Math.Log(Math.Cosh(1)) + Math.Log(Math.Cosh(3))) / 4, (double)loss.Apply(t, p).numpy().astype("float64"), 1e-6);
        LossFunction lambda = (y_true, y_pred) => y_true - y_pred;
        Assert.AreEqual("lambda", ((Loss)lambda).name);
        Loss known = keras.losses.mean_squared_error;
        Assert.IsInstanceOfType<MeanSquaredError>(known);
        Assert.AreEqual("mean_squared_error", known.name);
        Assert.AreEqual(7f, (float)new Distance().Apply((NDArray)new[] { 1, 2 }, (NDArray)new[] { 3.0, 7.0 }).numpy());
        Assert.StartsWith("distance", new Distance().name);
    }

    private sealed class Distance() : Loss(reduction: "sum")
    {
        public override Tensor call(Tensor y_true, Tensor y_pred) => keras.ops.abs(y_true - y_pred);
    }

    [TestMethod]
    public void A_mask_leaves_the_mean_to_what_is_valid()
    {
        NDArray t = new float[,] { { 0 }, { 0 }, { 0 } }, p = new float[,] { { 1 }, { 2 }, { 3 } };
        Tensor mask = (NDArray)new[] { true, false, true };
        Assert.AreEqual(5f, (float)keras.losses.MeanSquaredError().Apply(t, p, null, mask).numpy());                                 // (1 + 9) / 2
        Assert.AreEqual(10f, (float)keras.losses.MeanSquaredError(reduction: "sum").Apply(t, p, null, mask).numpy());
        Assert.AreEqual(9.5f, (float)keras.losses.MeanSquaredError().Apply(t, p, (NDArray)new[] { 1f, 5f, 2f }, mask).numpy());      // (1 + 2·9) / 2
        Assert.AreEqual(0f, (float)keras.losses.MeanSquaredError().Apply(t, p, null, (NDArray)new[] { false, false, false }).numpy());
    }

    [TestMethod]
    public void Errors_say_what_to_do()
    {
        Assert.AreEqual("Invalid value for argument `reduction`. Expected one of {'sum_over_batch_size', 'sum', 'mean', 'mean_with_sample_weight', 'none', None}. Received: reduction=auto",
            Assert.ThrowsExactly<ValueError>(() => keras.losses.MeanSquaredError(reduction: "auto")).Message);
        NDArray p = new float[,] { { .2f, .8f }, { .5f, .5f } };
        Assert.AreEqual("Received a label value of 2 which is outside the valid range of [0, 2).  Label values: 0 2. Check that the last layer has as many units as there are classes and that labels start at 0.",
            Assert.ThrowsExactly<ValueError>(() => keras.losses.sparse_categorical_crossentropy((NDArray)new[] { 0, 2 }, p).numpy()).Message);
        Assert.AreEqual("Arguments `target` and `output` must have the same rank (ndim). Received: target.shape=(2,), output.shape=(2, 2). If the targets are class numbers, use the sparse_categorical_crossentropy loss, or turn them into keras.utils.to_categorical(y).",
            Assert.ThrowsExactly<ValueError>(() => keras.losses.CategoricalCrossentropy().Apply((NDArray)new[] { 0, 1 }, p)).Message);
        Assert.AreEqual("Argument `output` must have rank (ndim) `target.ndim - 1`. Received: target.shape=(2, 2), output.shape=(2, 2). If the targets are one-hot, use the categorical_crossentropy loss.",
            Assert.ThrowsExactly<ValueError>(() => keras.losses.SparseCategoricalCrossentropy().Apply(p, p)).Message);
    }
}
