using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using KerasTransfer.Models;

namespace KerasTransfer;

public sealed partial class UtilsApi
{
    /// <summary>Draws a model's layers and their connections: as a picture through the program <c>dot</c> of Graphviz, or as a <c>.dot</c> file without it.</summary>
    /// <param name="model">A sequential or functional model.</param>
    /// <param name="to_file">The file; its ending says the format: <c>.png</c>, <c>.svg</c>, <c>.pdf</c>, <c>.jpg</c>, <c>.dot</c>.</param>
    /// <param name="show_shapes">Whether shapes of inputs and outputs are shown.</param>
    /// <param name="show_dtype">Whether the types of outputs are shown.</param>
    /// <param name="show_layer_names">Whether layers' names are shown.</param>
    /// <param name="rankdir"><c>TB</c>: from top to bottom, <c>LR</c>: from left to right.</param>
    /// <param name="expand_nested">Whether nested models are drawn with their layers.</param>
    /// <param name="dpi">Dots per inch.</param>
    /// <param name="show_layer_activations">Whether layers' activations are shown.</param>
    /// <param name="show_trainable">Whether it is shown if layers are trained.</param>
    /// <param name="splines">How lines are drawn: <c>ortho</c>, <c>curved</c>, <c>polyline</c>, …</param>
    /// <exception cref="ValueError">The model is not built, or is of a class of one's own.</exception>
    /// <exception cref="InvalidOperationException">There is no <c>dot</c>, or it fails.</exception>
    public void plot_model(Model model, string to_file = "model.png", bool show_shapes = false, bool show_dtype = false, bool show_layer_names = false, string rankdir = "TB", bool expand_nested = false,
        int dpi = 200, bool show_layer_activations = false, bool show_trainable = false, string splines = "ortho") =>
        model_to_dot(model, show_shapes, show_dtype, show_layer_names, rankdir, expand_nested, dpi, false, show_layer_activations, show_trainable, splines).write(to_file);

    /// <summary>A model's layers and their connections in the language of Graphviz.</summary>
    /// <param name="subgraph">Only false: nested models are drawn with <paramref name="expand_nested"/>.</param>
    /// <inheritdoc cref="plot_model"/>
#pragma warning disable CS1573 // the other parameters are inherited
    public ModelDrawing model_to_dot(Model model, bool show_shapes = false, bool show_dtype = false, bool show_layer_names = true, string rankdir = "TB", bool expand_nested = false,
        int dpi = 200, bool subgraph = false, bool show_layer_activations = false, bool show_trainable = false, string splines = "ortho")
#pragma warning restore CS1573
    {
        if (subgraph) throw new NotSupportedException("model_to_dot: subgraph is not supported. Draw the outer model with expand_nested: true.");
        if (model.Graph is null)
            throw new ValueError($"This model has not yet been built. Build the model first by calling `build()` or by calling the model on a batch of data. (The layers of '{model.name}' are called by code or have no input shape yet.)");
        return new ModelDrawing(model, new(show_shapes, show_dtype, show_layer_names, expand_nested, show_layer_activations, show_trainable), rankdir, dpi, splines);
    }
}

/// <summary>What is shown of each layer.</summary>
internal sealed record DrawingOptions(bool Shapes, bool DTypes, bool Names, bool Nested, bool Activations, bool Trainable);

/// <summary>A drawing of a model in the language of Graphviz, as <c>keras.utils.model_to_dot</c> gives it.</summary>
public sealed class ModelDrawing
{
    private readonly StringBuilder text = new();
    private readonly DrawingOptions options;

    internal ModelDrawing(Model model, DrawingOptions options, string rankdir, int dpi, string splines)
    {
        this.options = options;
        text.Append($"digraph \"{Escape(model.name)}\" {{\n  rankdir={rankdir};\n  dpi={dpi};\n  splines={splines};\n  node [shape=box, fontname=\"Helvetica\"];\n");
        Write(model.Graph!, "", "  ");
        text.Append("}\n");
    }

    /// <summary>The drawing as text.</summary>
    public string to_string() => text.ToString();
    /// <inheritdoc/>
    public override string ToString() => to_string();

    /// <summary>Writes the drawing to a file; its ending says the format. All but <c>.dot</c> need the program <c>dot</c>.</summary>
    /// <exception cref="ValueError">The file has no ending.</exception>
    /// <exception cref="InvalidOperationException">There is no <c>dot</c>, or it fails.</exception>
    public void write(string path)
    {
        string format = Path.GetExtension(path).TrimStart('.').ToLowerInvariant();
        if (format.Length == 0) throw new ValueError($"The file '{path}' has no ending that says the format. Expected .png, .svg, .pdf or .dot.");
        if (format is "dot" or "gv") { File.WriteAllText(path, to_string()); return; }
        ProcessStartInfo start = new("dot", [$"-T{format}", "-o", path]) { RedirectStandardInput = true, RedirectStandardError = true };
        Process? dot;
        try { dot = Process.Start(start); }
        catch (Win32Exception e)
        {
            throw new InvalidOperationException("You must install graphviz (see instructions at https://graphviz.gitlab.io/download/) for `plot_model` to work: the program 'dot' was not found on the PATH. "
                + $"Without it, write the text of the drawing: to_file: \"{Path.ChangeExtension(path, ".dot")}\".", e);
        }
        using (dot)
        {
            dot!.StandardInput.Write(to_string());
            dot.StandardInput.Close();
            string error = dot.StandardError.ReadToEnd();
            dot.WaitForExit();
            if (dot.ExitCode != 0) throw new InvalidOperationException($"dot could not draw '{path}': {error.Trim()}");
        }
    }

    private void Write(LayerGraph graph, string path, string indent)
    {
        foreach (Layer layer in graph.Operations)
            if (options.Nested && layer is Model { Graph: { } inner })
            {
                text.Append($"{indent}subgraph \"cluster_{Escape(path + layer.name)}\" {{\n{indent}  label=\"{Escape(layer.name)}\";\n{indent}  style=dashed;\n");
                Write(inner, $"{path}{layer.name}/", indent + "  ");
                text.Append($"{indent}}}\n");
            }
            else text.Append($"{indent}\"{Escape(path + layer.name)}\" [label=<{Label(layer)}>];\n");
        foreach (Node node in graph.Nodes)
        {
            if (graph.Inputs.Any(i => i.Node == node)) continue;
            for (int i = 0; i < node.Inputs.Count; i++)
                text.Append($"{indent}\"{Escape(Exit(node.Inputs[i].Node.Layer, node.Inputs[i].Index, path))}\" -> \"{Escape(Entry(node.Layer, i, path))}\";\n");
        }
    }

    /// <summary>The box where an input of a layer arrives: of a nested model, its input layer.</summary>
    private string Entry(Layer layer, int input, string path) =>
        options.Nested && layer is Model { Graph: { } inner } ? Entry(inner.Inputs[input].Node.Layer, 0, $"{path}{layer.name}/") : path + layer.name;

    /// <summary>The box where an output of a layer comes from: of a nested model, the layer inside that makes it.</summary>
    private string Exit(Layer layer, int output, string path) =>
        options.Nested && layer is Model { Graph: { } inner } ? Exit(inner.Outputs[output].Node.Layer, inner.Outputs[output].Index, $"{path}{layer.name}/") : path + layer.name;

    private string Label(Layer layer)
    {
        StringBuilder rows = new();
        string kind = Saving.ModelConfig.ClassName(layer);
        rows.Append($"<tr><td colspan=\"2\" bgcolor=\"black\"><font color=\"white\">{(options.Names ? $"<b>{Html(layer.name)}</b> ({Html(kind)})" : $"<b>{Html(kind)}</b>")}</font></td></tr>");
        void Row(string what, string value) => rows.Append($"<tr><td>{what}</td><td><b>{Html(value)}</b></td></tr>");
        if (options.Activations && ActivationOf(layer) is { } activation) Row("Activation:", activation);
        if (layer.InboundNodes is [var first, ..])
        {
            if (options.Shapes && first.Inputs.Count > 0) Row("Input shape:", string.Join(", ", first.Inputs.Select(t => t.shape)));
            if (options.Shapes) Row("Output shape:", string.Join(", ", first.Outputs.Select(t => t.shape)));
            if (options.DTypes) Row("Output dtype:", string.Join(", ", first.Outputs.Select(t => t.dtype.name)));
        }
        if (options.Trainable && layer.AllWeights.Count > 0) Row("Trainable:", layer.trainable ? "True" : "False");
        return $"<table border=\"0\" cellborder=\"1\" cellspacing=\"0\" cellpadding=\"8\">{rows}</table>";
    }

    private static string? ActivationOf(Layer layer)
    {
        if (layer is Model or Operation) return null;
        try { return layer.get_config().GetValueOrDefault("activation") switch { string name => name, Activation a => a.FunctionName ?? a.Inner?.name, _ => null }; }
        catch (NotSupportedException) { return null; }                          // a class of the user's own that cannot be saved
    }

    private static string Escape(string text) => text.Replace("\\", "\\\\").Replace("\"", "\\\"");
    private static string Html(string text) => text.Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;");
}
