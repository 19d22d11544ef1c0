namespace KerasTransfer.Models;

/// <summary>The calls of layers between some inputs and outputs, in the order of execution. After Keras's map_graph_network.</summary>
internal sealed class LayerGraph
{
    private readonly Node[] nodes;

    public LayerGraph(IReadOnlyList<KerasTensor> inputs, IReadOnlyList<KerasTensor> outputs, string model)
    {
        (Inputs, Outputs) = (inputs, outputs);
        foreach (KerasTensor input in inputs)
            if (inputs.Count(i => i == input) > 1) throw new ValueError($"The list of inputs passed to the model '{model}' contains the same input multiple times. All inputs should only appear once.");

        HashSet<Node> stops = [.. inputs.Select(i => i.Node)];
        List<Node> postOrder = [];
        Dictionary<Layer, int> entered = [];
        Visit(outputs, stops, postOrder, entered, model);

        Dictionary<Node, int> nodeDepth = [];
        Dictionary<Layer, int> layerDepth = [];
        foreach (Node node in postOrder.AsEnumerable().Reverse())
        {
            int depth = Math.Max(nodeDepth.GetValueOrDefault(node), layerDepth.GetValueOrDefault(node.Layer));
            nodeDepth[node] = layerDepth[node.Layer] = depth;
            if (stops.Contains(node)) continue;
            foreach (Node parent in node.Inputs.Select(i => i.Node)) nodeDepth[parent] = Math.Max(nodeDepth.GetValueOrDefault(parent), depth + 1);
        }
        foreach (Node input in inputs.Select(i => i.Node))
            if (!nodeDepth.ContainsKey(input)) (nodeDepth[input], layerDepth[input.Layer], entered[input.Layer]) = (0, 0, -1);

        Operations = [.. layerDepth.Keys.OrderByDescending(l => layerDepth[l]).ThenBy(l => entered[l])];
        nodes = [.. nodeDepth.Keys.OrderByDescending(n => nodeDepth[n]).ThenBy(n => entered[n.Layer])];
        Layers = [.. Operations.Where(l => l is not Operation)];
        Depths = nodeDepth;
        foreach (IGrouping<string, Layer> same in Operations.GroupBy(l => l.name))
            if (same.Count() > 1)
                throw new ValueError($"The name \"{same.Key}\" is used {same.Count()} times in the model. All operation names should be unique. Give the layers names of their own (name: \"...\").");
    }

    public IReadOnlyList<KerasTensor> Inputs { get; }
    public IReadOnlyList<KerasTensor> Outputs { get; }
    /// <summary>Layers and operations, in model order.</summary>
    public Layer[] Operations { get; }
    /// <summary>The layers among them.</summary>
    public Layer[] Layers { get; }
    public IReadOnlyList<Node> Nodes => nodes;
    public IReadOnlyDictionary<Node, int> Depths { get; }

    // Depth first from the outputs, inputs in argument order; iterative, for deep models.
    private static void Visit(IReadOnlyList<KerasTensor> outputs, HashSet<Node> stops, List<Node> postOrder, Dictionary<Layer, int> entered, string model)
    {
        HashSet<Node> seen = [];
        Stack<(Node Node, int Next)> stack = [];
        void Enter(Node node)
        {
            if (!seen.Add(node)) return;
            entered.TryAdd(node.Layer, entered.Count);
            stack.Push((node, 0));
        }
        foreach (KerasTensor output in outputs)
        {
            Enter(output.Node);
            while (stack.TryPop(out (Node Node, int Next) top))
            {
                bool stop = stops.Contains(top.Node);
                if (!stop && top.Node.Layer is InputLayer)
                    throw new ValueError($"Output with path `` is not connected to `inputs`: an output of the model '{model}' depends on the input '{top.Node.Layer.name}', which is not among `inputs`. "
                        + "Add it to them. If it belongs to a nested model, call that model instead of taking a tensor from inside it.");
                if (stop || top.Next == top.Node.Inputs.Count) { postOrder.Add(top.Node); continue; }
                stack.Push((top.Node, top.Next + 1));
                Enter(top.Node.Inputs[top.Next].Node);
            }
        }
    }

    /// <summary>Runs the layers on values. A mode given with a layer's call holds; otherwise the mode around the model does.</summary>
    public Tensors Run(Tensors inputs, bool training)
    {
        Dictionary<KerasTensor, Tensor> values = [];
        for (int i = 0; i < Inputs.Count; i++) values[Inputs[i]] = inputs[i];
        foreach (Node node in nodes)
        {
            if (node.Outputs.All(values.ContainsKey)) continue;                 // an input of the model
            Tensors outputs = node.Layer.Invoke(new Tensors([.. node.Inputs.Select(i => values[i])]), node.Training ?? (training ? true : CallScope.Given));
            for (int i = 0; i < outputs.Count; i++) values[node.Outputs[i]] = outputs[i];
        }
        return new Tensors([.. Outputs.Select(o => values[o])]);
    }
}
