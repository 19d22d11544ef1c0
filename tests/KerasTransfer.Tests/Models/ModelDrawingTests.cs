using System.Diagnostics;

namespace KerasTransfer.Tests.Models;

[TestClass]
public class ModelDrawingTests
{
    private static Model Nested()
    {
        var inner = keras.Sequential([keras.layers.Dense(4, activation: "relu", input_shape: 3, name: "first"), keras.layers.Dropout(0.5, name: "drop")], name: "base");
        inner.trainable = false;
        var inputs = keras.Input(3, name: "in");
        var x = inner.Apply(inputs);
        return keras.Model(inputs, keras.layers.add([keras.layers.Dense(2, name: "a").Apply(x), keras.layers.Dense(2, name: "b").Apply(x)], name: "sum"), name: "whole");
    }

    private static string[] Edges(ModelDrawing drawing) => [.. drawing.to_string().Split('\n').Where(l => l.Contains("->")).Select(l => l.Trim().TrimEnd(';').Replace("\"", "")).Order(StringComparer.Ordinal)];

    [TestMethod]
    public void Layers_and_connections()
    {
        ModelDrawing drawing = keras.utils.model_to_dot(Nested(), show_shapes: true, show_dtype: true, show_trainable: true);
        CollectionAssert.AreEqual((string[])["a -> sum", "b -> sum", "base -> a", "base -> b", "in -> base"], Edges(drawing));
        string text = drawing.to_string();
        StringAssert.StartsWith(text, "digraph \"whole\" {\n  rankdir=TB;\n  dpi=200;\n  splines=ortho;\n");
        StringAssert.Contains(text, "<b>base</b> (Sequential)");
        StringAssert.Contains(text, "<td>Input shape:</td><td><b>(None, 2), (None, 2)</b></td>");
        StringAssert.Contains(text, "<td>Output dtype:</td><td><b>float32</b></td>");
        StringAssert.Contains(text, "<td>Trainable:</td><td><b>False</b></td>");
        Assert.DoesNotContain("Output shape", keras.utils.model_to_dot(Nested()).to_string());
    }

    [TestMethod]
    public void Nested_models_with_their_layers()
    {
        ModelDrawing drawing = keras.utils.model_to_dot(Nested(), expand_nested: true, show_layer_activations: true, rankdir: "LR");
        string[] edges = Edges(drawing);
        Assert.HasCount(7, edges);
        CollectionAssert.IsSubsetOf((string[])["a -> sum", "b -> sum", "base/drop -> a", "base/drop -> b", "base/first -> base/drop"], edges.Where(e => !e.StartsWith("in ")).ToArray());
        StringAssert.StartsWith(edges.Single(e => e.StartsWith("in ")), "in -> base/");
        StringAssert.Contains(drawing.to_string(), "subgraph \"cluster_base\"");
        StringAssert.Contains(drawing.to_string(), "<td>Activation:</td><td><b>relu</b></td>");
        StringAssert.Contains(drawing.to_string(), "rankdir=LR");
    }

    [TestMethod]
    public void Files()
    {
        string folder = Directory.CreateTempSubdirectory().FullName, dot = Path.Combine(folder, "m.dot"), png = Path.Combine(folder, "m.png");
        keras.utils.plot_model(Nested(), to_file: dot);
        StringAssert.StartsWith(File.ReadAllText(dot), "digraph");
        Assert.ThrowsExactly<ValueError>(() => keras.utils.plot_model(Nested(), to_file: Path.Combine(folder, "m")));
        StringAssert.Contains(Assert.ThrowsExactly<ValueError>(() => keras.utils.plot_model(keras.Sequential([keras.layers.Dense(2)]))).Message, "not yet been built");
        bool installed;
        try { using Process p = Process.Start(new ProcessStartInfo("dot", "-V") { RedirectStandardError = true })!; p.WaitForExit(); installed = p.ExitCode == 0; }
        catch (System.ComponentModel.Win32Exception) { installed = false; }
        if (installed)
        {
            keras.utils.plot_model(Nested(), to_file: png, show_shapes: true, show_layer_names: true, expand_nested: true, show_layer_activations: true, dpi: 60);
            Assert.AreEqual("PNG", System.Text.Encoding.ASCII.GetString(File.ReadAllBytes(png)[1..4]));
        }
        else StringAssert.Contains(Assert.ThrowsExactly<InvalidOperationException>(() => keras.utils.plot_model(Nested(), to_file: png)).Message, "m.dot");
    }
}
