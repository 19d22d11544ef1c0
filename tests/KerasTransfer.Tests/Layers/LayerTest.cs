using System.Text.Json;
using KerasTransfer.Autodiff;
using KerasTransfer.Graph;
using KerasTransfer.Models;
using KerasTransfer.Saving;

namespace KerasTransfer.Tests.Layers;

/// <summary>What every layer is checked for, against the golden file of its name.</summary>
public abstract class LayerTest
{
    /// <summary>Config, weights, outputs, gradients, state, symbolic shape, one sample and none; for each case of the file.</summary>
    protected static void Check(string file, bool perSample = true, double tolerance = 1e-5)
    {
        foreach (JsonElement one in LayerGolden.Load(file).EnumerateArray())
        {
            string name = $"{file}, {one.GetProperty("name").GetString()}";
            NDArray[] inputs = one.GetProperty("inputs").Arrays();
            Layer layer = Read(one.GetProperty("unbuilt").Config());
            LayerGolden.SameConfig(one.GetProperty("unbuilt").GetProperty("config").Config(), ConfigValue.Of(layer.get_config()), $"{name}: unbuilt");

            layer.ApplyNow(inputs, training: false);
            LayerGolden.SameConfig(one.GetProperty("layer").GetProperty("config").Config(), ConfigValue.Of(layer.get_config()), $"{name}: built");
            RoundTrip(layer, name);
            CollectionAssert.AreEqual(one.GetProperty("weight_names").Texts(), layer.weights.Select(w => w.name).ToArray(), $"{name}: names of weights");
            CollectionAssert.AreEqual(one.GetProperty("weight_paths").Texts(), layer.weights.Select(w => w.path).ToArray(), $"{name}: paths of weights");
            CollectionAssert.AreEqual(one.GetProperty("trainable_weights").Texts(), layer.trainable_weights.Select(w => w.name).ToArray(), $"{name}: trainable weights");
            layer.set_weights(one.GetProperty("weights").Arrays());

            NDArray? inference = null;
            foreach (JsonElement mode in one.GetProperty("modes").EnumerateArray())
            {
                bool training = mode.GetProperty("training").GetBoolean();
                string where = training ? $"{name}, training" : name;
                NDArray[] results = Run(layer, inputs, training, mode.GetProperty("factor").Array(), out double[] losses);
                LayerGolden.Close(mode.GetProperty("output").Array(), results[0], $"{where}: output", tolerance);
                Assert.AreEqual(mode.GetProperty("output").GetProperty("dtype").GetString(), results[0].dtype.name, $"{where}: dtype");
                if (mode.TryGetProperty("gradients", out JsonElement gradients))
                    foreach (var (expected, i) in gradients.Arrays().Select((g, i) => (g, i)))
                        LayerGolden.Close(expected, results[1 + i], $"{where}: gradient {i}", 2 * tolerance);
                foreach (var (expected, i) in mode.GetProperty("weights_after").Arrays().Select((w, i) => (w, i)))
                    LayerGolden.Close(expected, layer.get_weights()[i], $"{where}: {layer.weights[i].name} afterwards", tolerance);
                if (!training) inference = results[0];
                if (!training && perSample) Batches(layer, inputs, inference!, name);
                if (one.TryGetProperty("losses", out JsonElement penalties))
                    LayerGolden.Close(penalties.EnumerateArray().Select(v => v.GetDouble()).Order().ToArray(), losses.Order().ToArray(), $"{where}: losses");
            }
            Symbolic(layer, inputs, inference!, name);
        }
    }

    /// <summary>The layer that a configuration describes.</summary>
    internal static Layer Read(object? config) => ObjectConfig.Deserialize<Layer>(config);

    /// <summary>Written and read again it is the same.</summary>
    protected static void RoundTrip(Layer layer, string name)
    {
        string json = ConfigJson.Write(ObjectConfig.Serialize(layer));
        Layer again = Read(ConfigJson.Parse(json));
        Assert.AreEqual(layer.GetType(), again.GetType(), $"{name}: class");
        Assert.AreEqual(json, ConfigJson.Write(ObjectConfig.Serialize(again)), $"{name}: config");
    }

    // Output, then the gradients of sum(output · factor) with respect to inputs and trainable weights.
    private static NDArray[] Run(Layer layer, NDArray[] inputs, bool training, NDArray factor, out double[] losses)
    {
        List<Tensor> penalties = [];
        bool differentiable = inputs.All(i => i.dtype.IsFloating);
        Function function = Function.Of(inputs.Select(i => new TensorType(i.shape, i.dtype)), x =>
        {
            Tensor y = layer.Invoke(new Tensors(x), training);
            penalties.AddRange(Trace.Current!.Losses);
            Tensor[] sources = [.. x, .. layer.trainable_weights.Select(w => (Tensor)w)];
            Tensor loss = KerasApi.keras.ops.sum(y * (Tensor)factor.astype(y.dtype.IsFloating ? y.dtype : DType.float32));
            IEnumerable<Tensor> gradients = differentiable ? Gradients.Of(loss, sources).Zip(sources, (g, s) => g ?? KerasApi.keras.ops.zeros_like(s)) : [];
            return [y, .. gradients, .. penalties];
        });
        NDArray[] results = function.Compile().Run(inputs);
        losses = [.. results[^penalties.Count..].Concat(layer.losses).Select(l => l.item<double>())];
        return results[..^penalties.Count];
    }

    private static void Symbolic(Layer layer, NDArray[] inputs, NDArray output, string name)
    {
        KerasTensor[] symbols = [.. inputs.Select(i => keras.Input(batch_shape: i.shape.With(0, Shape.Unknown), dtype: i.dtype))];
        KerasTensor y = layer.Apply(symbols);
        Assert.AreEqual(output.shape.With(0, Shape.Unknown), y.shape, $"{name}: symbolic shape");
        Assert.AreEqual(output.dtype, y.dtype, $"{name}: symbolic dtype");
    }

    // Samples do not know of each other: one alone gives its part, and none give nothing.
    private static void Batches(Layer layer, NDArray[] inputs, NDArray output, string name)
    {
        NDArray first = layer.ApplyNow([.. inputs.Select(i => i[..1])], training: false)[0];
        LayerGolden.Close(output[..1], first, $"{name}: one sample");
        NDArray none = layer.ApplyNow([.. inputs.Select(i => i[..0])], training: false)[0];
        Assert.AreEqual(output.shape.With(0, 0), none.shape, $"{name}: no sample");
    }
}
