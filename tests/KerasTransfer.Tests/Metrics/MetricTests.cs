using System.Text.Json;
using KerasTransfer.Graph;
using KerasTransfer.Metrics;
using KerasTransfer.Saving;

namespace KerasTransfer.Tests.Metrics;

/// <summary>keras.metrics against golden/metrics.py.</summary>
[TestClass]
public class MetricTests
{
    private static Metric Make(JsonElement c) =>
        ObjectConfig.Deserialize<Metric>(new Dictionary<string, object?> { ["class_name"] = c.GetProperty("class").GetString(), ["config"] = GoldenValues.Config(c.GetProperty("config")) });

    private static void Update(Metric metric, JsonElement step, string? activation)
    {
        NDArray y_true = GoldenValues.Array(step.GetProperty("y_true"));
        NDArray? y_pred = GoldenValues.ArrayOrNull(step, "y_pred"), weight = GoldenValues.ArrayOrNull(step, "sample_weight");
        switch (metric)
        {
            case Mean mean: mean.update_state(y_true, y_pred); return;
            case Sum sum: sum.update_state(y_true, y_pred); return;
        }
        if (activation is null) { metric.update_state(y_true, y_pred!, weight); return; }
        // as in training: the activation belongs to the same function
        NDArray[] inputs = weight is null ? [y_true, y_pred!] : [y_true, y_pred!, weight];
        Function.Of(inputs.Select(i => new TensorType(i.shape, i.dtype)), x =>
        {
            Tensor logits = x[1].Cast(DType.float32);
            metric.update_state(x[0], activation == "softmax" ? keras.ops.softmax(logits) : keras.ops.sigmoid(logits), x.ElementAtOrDefault(2));
            return [];
        }).Compile().Run(inputs);
    }

    [TestMethod]
    public void Results_states_and_configs_are_those_of_Keras()
    {
        List<string> wrong = [];
        int count = 0;
        foreach (JsonElement c in GoldenValues.Load("metrics/classes.json").EnumerateArray())
        {
            count++;
            string what = $"{c.GetProperty("class")} {c.GetProperty("config")} {c.GetProperty("activation")}";
            string? error = c.TryGetProperty("error", out JsonElement e) ? e.GetString() : null;
            try
            {
                Metric metric = Make(c);
                int step = 0;
                foreach (JsonElement update in c.GetProperty("updates").EnumerateArray())
                {
                    Update(metric, update, c.GetProperty("activation").GetString());
                    if (!update.TryGetProperty("result", out JsonElement expected)) continue;
                    if (GoldenValues.Difference(expected, metric.result().numpy(), 1e-5, 1e-6) is { } result)
                        wrong.Add($"{what} update {step} ({string.Join(", ", update.EnumerateObject().Select(p => $"{p.Name} {p.Value.GetProperty("shape")}"))}): {result}");
                    step++;
                }
                if (error is not null) { wrong.Add($"{what}: no error, expected {error}"); continue; }

                bool isIoU = metric is IntersectionOverUnion;
                JsonElement[] variables = [.. c.GetProperty("variables").EnumerateArray()];
                if (variables.Length != metric.variables.Count) wrong.Add($"{what}: {metric.variables.Count} variables, expected {variables.Length}");
                else
                    for (int i = 0; i < variables.Length; i++)
                    {
                        Variable v = metric.variables[i];
                        if (v.name != variables[i].GetProperty("name").GetString() || v.path != $"{metric.name}/{v.name}") wrong.Add($"{what}: variable {v.path}, expected {variables[i].GetProperty("name")}");
                        if (GoldenValues.Difference(variables[i].GetProperty("value"), v.numpy(), 1e-5, 1e-5, checksType: !isIoU) is { } value) wrong.Add($"{what} {v.name}: {value}");
                    }

                Dictionary<string, object?> config = ConfigValue.Of(metric.get_config());
                foreach (JsonProperty entry in c.GetProperty("get_config").EnumerateObject())
                {
                    if (entry.Name == "name" && c.GetProperty("config").TryGetProperty("name", out JsonElement given) == false && !config.ContainsKey("name")) continue;
                    if (entry.Name == "name" && entry.Value.GetString() != metric.name && AutoNamed(entry.Value.GetString()!, metric.name)) continue;
                    if (!config.TryGetValue(entry.Name, out object? own)) wrong.Add($"{what}: config lacks {entry.Name}");
                    else if (!SameConfig(entry.Value, own)) wrong.Add($"{what}: config {entry.Name} is {ConfigJson.Describe(own)}, expected {entry.Value}");
                }
                Metric again = keras.metrics.deserialize(keras.metrics.serialize(metric));
                if (again.GetType() != metric.GetType() || ConfigJson.Describe(ConfigValue.Of(again.get_config())) != ConfigJson.Describe(config))
                    wrong.Add($"{what}: config {ConfigJson.Describe(config)} comes back as {ConfigJson.Describe(ConfigValue.Of(again.get_config()))}");

                metric.reset_state();
                JsonElement[] reset = [.. c.GetProperty("reset").EnumerateArray()];
                for (int i = 0; i < Math.Min(reset.Length, metric.variables.Count); i++)
                    if (GoldenValues.Difference(reset[i], metric.variables[i].numpy(), checksType: !isIoU) is { } value) wrong.Add($"{what} reset: {value}");
            }
            catch (ValueError x)
            {
                if (error is null) wrong.Add($"{what}: {x.Message}");
                else if (error.StartsWith("ValueError: ", StringComparison.Ordinal) && !x.Message.Contains(error[12..], StringComparison.Ordinal)) wrong.Add($"{what}: '{x.Message}', expected '{error}'");
            }
            catch (Exception x) when (x is not UnitTestAssertException) { wrong.Add($"{what}: {x.GetType().Name} {x.Message} {x.StackTrace!.Split('\n')[1]}"); }
        }
        Assert.IsGreaterThan(400, count);
        if (wrong.Count > 0) Assert.Fail($"{wrong.Count} differences in {count} cases:\n" + string.Join("\n", wrong.Take(80)));
    }

    // Names are numbered by how many came before: auc_7 in the script, auc_123 here.
    private static bool AutoNamed(string a, string b) => a.TrimEnd("0123456789".ToCharArray()).TrimEnd('_') == b.TrimEnd("0123456789".ToCharArray()).TrimEnd('_');

    private static bool SameConfig(JsonElement expected, object? own) => (ConfigJson.Parse(expected.GetRawText()), own) switch
    {
        (double or long, double or long) pair => Math.Abs(Convert.ToDouble(pair.Item1, null) - Convert.ToDouble(pair.Item2, null)) < 1e-7,
        (List<object?> a, List<object?> b) => a.Count == b.Count && a.Zip(b).All(p => Math.Abs(Convert.ToDouble(p.First, null) - Convert.ToDouble(p.Second, null)) < 1e-6),
        var (a, b) => Equals(a, b),
    };

    [TestMethod]
    public void Functions_take_arrays_at_once()
    {
        foreach (JsonElement c in GoldenValues.Load("metrics/functions.json").EnumerateArray())
        {
            string name = c.GetProperty("name").GetString()!;
            NDArray value = FunctionTable.Metrics[name].Function(GoldenValues.Array(c.GetProperty("y_true")), GoldenValues.Array(c.GetProperty("y_pred"))).numpy();
            Assert.IsNull(GoldenValues.Difference(c.GetProperty("value"), value), $"{name}: {GoldenValues.Difference(c.GetProperty("value"), value)}");
        }
        Assert.AreEqual("[1.0, 0.0]", ConfigJson.Describe(ConfigValue.Of(keras.metrics.categorical_accuracy((NDArray)new[,] { { 0, 1 }, { 1, 0 } }, (NDArray)new[,] { { .1, .9 }, { .2, .8 } }).numpy().AsSpan<float>().ToArray())));
    }

    [TestMethod]
    public void Names_that_compile_takes()
    {
        foreach (JsonProperty p in GoldenValues.Load("metrics/names.json").EnumerateObject())
        {
            string expected = p.Value.GetString()!;
            if (expected.StartsWith("ValueError: ", StringComparison.Ordinal)) Assert.StartsWith(expected[12..] + ". ", Assert.ThrowsExactly<ValueError>(() => keras.metrics.get(p.Name), p.Name).Message);
            else if (expected.StartsWith("TypeError", StringComparison.Ordinal)) Assert.StartsWith($"The metric '{p.Name}' needs arguments: write keras.metrics.MeanIoU(…)", Assert.ThrowsExactly<ValueError>(() => keras.metrics.get(p.Name)).Message);
            else
            {
                Assert.AreEqual(expected, keras.metrics.get(p.Name).GetType().Name, p.Name);
                Metric compiled = p.Name;
                Assert.AreEqual(p.Name, compiled.name);
            }
        }
        Assert.StartsWith("Could not interpret metric identifier: acuracy. Did you mean 'accuracy'", Assert.ThrowsExactly<ValueError>(() => { Metric _ = "acuracy"; }).Message);
    }

    [TestMethod]
    public void Accuracy_is_settled_by_the_shapes_and_keeps_its_name()
    {
        (Shape True, Shape Pred, Type Expected)[] cases =
        [
            (8, (8, 1), typeof(BinaryAccuracy)), ((8, 1), (8, 1), typeof(BinaryAccuracy)), (8, (8, 3), typeof(SparseCategoricalAccuracy)), ((8, 1), (8, 3), typeof(SparseCategoricalAccuracy)),
            ((8, 3), (8, 3), typeof(CategoricalAccuracy)), ((8, 5), (8, 5, 3), typeof(SparseCategoricalAccuracy)), ((8, 5, 1), (8, 5, 1), typeof(BinaryAccuracy)),
        ];
        foreach ((Shape y_true, Shape y_pred, Type expected) in cases)
        {
            Assert.AreEqual(expected, MetricNames.Resolve("acc", y_true, y_pred).GetType(), $"{y_true} {y_pred}");
            Metric open = "accuracy", settled = MetricNames.Resolve(open, y_true, y_pred);
            Assert.AreEqual(expected, settled.GetType());
            Assert.AreEqual("accuracy", settled.name);
            Assert.AreSame(settled, MetricNames.Resolve(open, y_true, y_pred));
        }
        Metric accuracy = "acc";
        Assert.AreEqual(0.5, (double)accuracy.Apply(new[] { 0, 1 }, new[,] { { .9, .1 }, { .8, .2 } }).astype("float64"));
        Assert.HasCount(2, accuracy.variables);
    }

    [TestMethod]
    public void Names_are_numbered()
    {
        AutoName.Reset();
        Assert.AreEqual("precision", keras.metrics.Precision().name);
        Assert.AreEqual("precision_1", keras.metrics.Precision().name);
        Assert.AreEqual("auc", keras.metrics.AUC().name);
        Assert.AreEqual("precision_1/true_positives", keras.metrics.Precision(name: "precision_1").variables[0].path);
        Assert.AreEqual("mean_squared_error", keras.metrics.MeanSquaredError().name);
        Assert.AreEqual("mean_io_u", keras.metrics.MeanIoU(2).name);
    }

    [TestMethod]
    public void Mean_and_sum_as_in_Keras_s_manual()
    {
        var mean = keras.metrics.Mean();
        mean.update_state(new[] { 1, 3, 5, 7 });
        Tensor first = mean.result();
        Assert.AreEqual(4f, (float)first.numpy());
        mean.reset_state();
        mean.update_state(new[] { 1, 3, 5, 7 }, new[] { 1, 1, 0, 0 });
        Assert.AreEqual(2f, (float)mean.result().numpy());
        Assert.AreEqual(4f, (float)first.numpy());                              // a result is a value, not a view of the state
        Assert.AreEqual(16f, (float)keras.metrics.Sum().Apply(new[] { 1, 3, 5, 7 }));
        Assert.AreEqual(0f, (float)keras.metrics.Mean().result().numpy());
        for (int i = 0; i < 100; i++) mean.update_state(2.0);
        Assert.AreEqual(204f / 102, (float)mean.result().numpy());
    }

    [TestMethod]
    public void Whole_number_counts_are_exact_and_weights_are_not_cut()
    {
        var iou = keras.metrics.MeanIoU(num_classes: 2);
        iou.update_state(new[] { 0, 0, 1, 1 }, new[] { 0, 1, 0, 1 }, new[] { .3, .3, .3, .1 });
        // (0.3 / 0.9 + 0.1 / 0.7) / 2, the example of Keras's documentation
        Assert.AreEqual(0.238095, (double)iou.result().numpy().astype("float64"), 1e-5);
        Assert.AreEqual("int64", iou.dtype.name);
    }

    [TestMethod]
    public void Own_metrics_are_classes_or_functions()
    {
        var hits = new Hits();
        hits.update_state(new[] { 1, 0, 1 }, new[] { .9f, .8f, .7f });
        hits.update_state(new[] { 1, 0, 1 }, new[] { .9f, .8f, .2f });
        Assert.AreEqual(3f, (float)hits.result().numpy());
        Assert.AreEqual(5f, (float)hits.Apply(new[] { 1, 1 }, new[] { .9f, .8f }));
        hits.reset_state();
        Assert.AreEqual(0f, (float)hits.result().numpy());
        Assert.AreEqual("hits/tp", hits.variables[0].path);

        Tensor gap(Tensor y_true, Tensor y_pred) => keras.ops.abs(y_true - y_pred);
        Metric metric = (LossFunction)gap;
        Assert.AreEqual("gap", metric.name);
        Assert.AreEqual(1.5f, (float)metric.Apply(new[] { 1f, 2f }, new[] { 2f, 4f }));
        Metric known = keras.metrics.categorical_accuracy;
        Assert.AreEqual("categorical_accuracy", known.name);
        Metric again = keras.metrics.deserialize(keras.metrics.serialize(known));
        Assert.AreEqual("categorical_accuracy", again.name);
        Assert.IsInstanceOfType<MeanMetricWrapper>(again);
        var wrapped = keras.metrics.MeanMetricWrapper(keras.losses.mean_squared_error, name: "mine");
        Assert.AreEqual(2.5f, (float)wrapped.Apply(new[,] { { 1f }, { 2f } }, new[,] { { 2f }, { 4f } }));
    }

    private sealed class Hits : Metric
    {
        private readonly Variable tp;
        public Hits() : base("hits") => tp = add_weight(name: "tp");
        public override void update_state(Tensor y_true, Tensor y_pred, Tensor? sample_weight = null) => tp.assign_add(keras.ops.sum(y_true.Cast(DType.float32) * (y_pred > 0.5).Cast(DType.float32)));
        public override Tensor result() => tp;
    }

    [TestMethod]
    public void Errors_say_what_to_do()
    {
        Assert.StartsWith("Mean takes values and their weights, not targets and predictions", Assert.ThrowsExactly<ValueError>(() => ((Metric)keras.metrics.Mean()).update_state(new[] { 1f }, new[] { 2f })).Message);
        Assert.Contains("has no result yet", Assert.ThrowsExactly<ValueError>(() => keras.metrics.F1Score().result()).Message);
        Assert.Contains("has no result yet", Assert.ThrowsExactly<ValueError>(() => ((Metric)"accuracy").result()).Message);
        Assert.StartsWith("class_id=3 is none of the 3 classes", Assert.ThrowsExactly<ValueError>(() => keras.metrics.Precision(class_id: 3).update_state(new[,] { { 1, 0, 0 } }, new[,] { { .1, .2, .3 } })).Message);
        Assert.StartsWith("MeanIoU: targets of shape (2,) and predictions of shape (2, 3) hold different numbers", Assert.ThrowsExactly<ValueError>(() => keras.metrics.MeanIoU(3).update_state(new[] { 1, 0 }, new[,] { { .1, .2, .3 }, { .1, .2, .3 } })).Message);
        Assert.AreEqual("in_top_k: expected targets of shape (rows) and predictions of shape (rows, classes). Received: targets.shape=(2,), predictions.shape=(3,)",
            Assert.ThrowsExactly<ValueError>(() => keras.ops.in_top_k((NDArray)new[] { 1, 0 }, (NDArray)new[] { 1f, 2f, 3f }, 1)).Message);
    }

    [TestMethod]
    public void Top_k_and_cumulative_sums()
    {
        NDArray x = new float[,] { { 1, 5, 3, 5 }, { -1, -7, 0, 2 } };
        var (values, indices) = keras.ops.top_k(x, 3);
        CollectionAssert.AreEqual(new float[] { 5, 5, 3, 2, 0, -1 }, values.numpy().AsSpan<float>().ToArray());
        CollectionAssert.AreEqual(new[] { 1, 3, 2, 3, 2, 0 }, indices.numpy().AsSpan<int>().ToArray());
        Assert.AreEqual("top_k: input must have at least k=5 columns. Received: shape=(2, 4)", Assert.ThrowsExactly<ValueError>(() => keras.ops.top_k(x, 5)).Message);
        CollectionAssert.AreEqual(new float[] { 1, 6, 9, 14, -1, -8, -8, -6 }, keras.ops.cumsum(x, axis: 1).numpy().AsSpan<float>().ToArray());
        CollectionAssert.AreEqual(new float[] { 1, 5, 3, 5, 0, -2, 3, 7 }, keras.ops.cumsum(x, axis: 0).numpy().AsSpan<float>().ToArray());
        CollectionAssert.AreEqual(new float[] { 1, 6, 9, 14, 13, 6, 6, 8 }, keras.ops.cumsum(x).numpy().AsSpan<float>().ToArray());
        CollectionAssert.AreEqual(new[] { true, false }, keras.ops.in_top_k((NDArray)new[] { 1, 1 }, x, 2).numpy().AsSpan<bool>().ToArray());
    }
}
