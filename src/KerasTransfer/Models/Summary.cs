using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace KerasTransfer.Models;

/// <summary>The text of <c>model.summary()</c>: a table of the layers, then the totals. After keras.src.utils.summary_utils (Keras 3).</summary>
internal sealed class Summary
{
    /// <summary>
    /// Classes that count as built from the start, since there is nothing to build. Keras marks some of its layers without weights so and others not; where the
    /// model has no input yet, these show <c>0</c> and the others <c>0 (unbuilt)</c>.
    /// </summary>
    private static readonly FrozenSet<string> builtFromStart = FrozenSet.ToFrozenSet([
        "Activation", "ActivityRegularization", "AlphaDropout", "AveragePooling1D", "AveragePooling2D", "AveragePooling3D", "Dropout", "ELU", "GaussianDropout", "GaussianNoise",
        "GlobalAveragePooling1D", "GlobalAveragePooling2D", "GlobalAveragePooling3D", "GlobalMaxPooling1D", "GlobalMaxPooling2D", "GlobalMaxPooling3D", "Identity", "LeakyReLU", "Masking",
        "MaxPooling1D", "MaxPooling2D", "MaxPooling3D", "ReLU", "Reshape", "Softmax", "SpatialDropout1D", "SpatialDropout2D", "SpatialDropout3D", "UnitNormalization",
    ]);

    private readonly Model model;
    private readonly bool expandNested, showTrainable, sequential;
    private readonly HashSet<Node> nodes;
    private readonly SummaryTable table;
    private readonly int console;

    /// <summary>Lays the table out.</summary>
    /// <param name="console">The width of the terminal; 80 where there is none.</param>
    public Summary(Model model, int? line_length, double[]? positions, bool expand_nested, bool show_trainable, (string First, string Last)? layer_range, int console)
    {
        (this.model, this.console, expandNested, showTrainable) = (model, console, expand_nested, show_trainable);
        sequential = IsSequential(model);
        nodes = [.. sequential ? [] : model.Graph!.Nodes];

        List<(string Header, SummaryAlignment Alignment)> headers = [("Layer (type)", SummaryAlignment.Left), ("Output Shape", SummaryAlignment.Left), ("Param #", SummaryAlignment.Right)];
        if (!sequential) headers.Add(("Connected to", SummaryAlignment.Left));
        positions ??= sequential ? [0.45, 0.80, 1.0] : [0.3, 0.56, 0.74, 1.0];
        if (positions.Length < headers.Count)
            throw new ValueError($"`positions` gives the end of each of the {headers.Count} columns as a fraction of the line, for example [{(sequential ? "0.45, 0.8, 1.0" : "0.3, 0.56, 0.74, 1.0")}]. Received {positions.Length}.");
        if (show_trainable)
        {
            headers.Add(("Trainable", SummaryAlignment.Center));
            positions = [.. positions.Take(headers.Count - 1).Select(p => p * 0.90), 1.0];
        }
        int line = line_length is null or 0 ? Math.Min((sequential ? 88 : 108) + (show_trainable ? 12 : 0), console - 4) : line_length.Value;

        List<SummaryColumn> columns = [];
        int end = 0;
        for (int i = 0; i < headers.Count; i++)
        {
            int width = (int)(positions[i] * line) - end;
            if (width < 4) throw new ValueError("Insufficient console width to print summary.");
            columns.Add(new(headers[i].Header, headers[i].Alignment, width));
            end += width;
        }
        table = new SummaryTable([.. columns], line);
        Layer[] layers = model is Sequential || model.Graph is null ? model.layers : model.Graph.Operations;
        foreach (Layer layer in layers[Between(layers, layer_range)]) Add(layer, 0);
    }

    /// <summary>One layer after the other, without branches or layers used twice.</summary>
    private static bool IsSequential(Model model)
    {
        if (model is Sequential || model.Graph is not { } graph) return true;
        if (graph.Depths.GroupBy(d => d.Value).Any(depth => depth.Count() > 1)) return false;
        if (graph.Nodes.Any(n => n.Inputs.Count > 1)) return false;
        return !graph.Nodes.Where(n => n.Layer is not Operation).GroupBy(n => n.Layer).Any(calls => calls.Count() > 1);
    }

    private static Range Between(Layer[] layers, (string First, string Last)? range)
    {
        if (range is not { } names) return Range.All;
        int[] first = Matching(layers, names.First), last = Matching(layers, names.Last);
        if (first.Length == 0 || last.Length == 0)
            throw new ValueError($"Passed layer_names do not match the layer names in the model. Received: ('{names.First}', '{names.Last}')");
        return first[0] > last[^1] ? last[0]..(first[^1] + 1) : first[0]..(last[^1] + 1);
    }

    // Python's re.match: from the start of the name, not necessarily to its end.
    private static int[] Matching(Layer[] layers, string pattern)
    {
        Regex regex = new($@"\A(?:{pattern})", RegexOptions.CultureInvariant);
        return [.. Enumerable.Range(0, layers.Length).Where(i => regex.IsMatch(layers[i].name))];
    }

    private void Add(Layer layer, int level)
    {
        string prefix = level == 0 ? "" : new string(' ', 3 * level) + "└ ";
        bool built = layer.built || layer is Operation || builtFromStart.Contains(layer.GetType().Name);
        List<string> cells = [$"{prefix}{layer.name} ({ClassName(layer)})", OutputShape(layer), built ? Count(Parameters(layer.AllWeights)) : "0 (unbuilt)"];
        if (!sequential) cells.Add(Connections(layer));
        if (showTrainable) cells.Add(layer.AllWeights.Count == 0 ? "-" : layer.trainable ? "Y" : "N");
        table.Add([.. cells]);
        if (expandNested && layer is Model nested)
            foreach (Layer inner in nested.layers) Add(inner, level + 1);
    }

    /// <summary>The name of a layer's class in Keras.</summary>
    private static string ClassName(Layer layer) => layer switch
    {
        Operation operation => SymbolicFunctions.ClassName(operation.Function),
        Model when layer.GetType() == typeof(Model) => "Functional",
        _ => layer.GetType().Name.Split('`')[0],
    };

    // The shapes of the layer's last symbolic call. A layer that was only ever called with values has those that belong to the shape it was built for.
    private static string OutputShape(Layer layer)
    {
        Shape[] shapes;
        if (layer.InboundNodes is [.., var last]) shapes = [.. last.Outputs.Select(o => o.shape)];
        else if (layer.BuildShapes is { } built && !builtFromStart.Contains(layer.GetType().Name))
        {
            try { shapes = [.. Symbolic.Infer(layer, [.. built.Select(s => new Graph.TensorType(s, layer.dtype))], null).Select(o => o.Shape)]; }
            catch (Exception e) when (e is ValueError or NotSupportedException or NotImplementedException) { return "?"; }
        }
        else return "?";
        string[] texts = [.. shapes.Select(s => $"({string.Join(", ", s.Select(d => d?.ToString(CultureInfo.InvariantCulture) ?? "None"))})")];
        return texts is [var one] ? one : $"[{string.Join(", ", texts)}]";
    }

    private string Connections(Layer layer)
    {
        string text = string.Join(", ", layer.InboundNodes.Where(nodes.Contains).SelectMany(n => n.Inputs).Select(i => $"{i.Node.Layer.name}[{i.Node.Index}][{i.Index}]"));
        return text.Length > 0 ? text : "-";
    }

    public override string ToString()
    {
        StringBuilder text = new();
        void Line(string line) { foreach (string part in SummaryTable.Wrap(line, console, fold: true)) text.Append(part).Append('\n'); }

        Line($"Model: \"{model.name}\"");
        table.Write(text, console);
        Variable[] trainable = [.. model.trainable_weights], frozen = [.. model.non_trainable_weights], optimizer = [.. model.OptimizerVariables ?? []];
        Line(Total(" Total params", [.. trainable, .. frozen, .. optimizer]));
        Line(Total(" Trainable params", trainable));
        Line(Total(" Non-trainable params", frozen));
        if (model.OptimizerVariables is not null) Line(Total(" Optimizer params", optimizer));
        return text.ToString();
    }

    private static string Total(string what, Variable[] variables) => $"{what}: {Count(Parameters(variables))} ({Memory(variables)})";

    private static long Parameters(IEnumerable<Variable> variables) => variables.Sum(v => v.shape.Size);

    private static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    private static string Memory(IEnumerable<Variable> variables)
    {
        // Keras counts one bit for a bool.
        double size = variables.Sum(v => v.shape.Size * (v.dtype == DType.@bool ? 1 : 8.0 * v.dtype.Size)) / 8;
        string[] units = ["B", "KB", "MB", "GB", "TB", "PB"];
        int unit = 0;
        while (size >= 1024 && unit < units.Length - 1) { size /= 1024; unit++; }
        return $"{size.ToString("F2", CultureInfo.InvariantCulture)} {units[unit]}";
    }
}
