namespace KerasTransfer;

public sealed partial class UtilsApi
{
    /// <summary>The inputs that a symbolic tensor is computed from, each once.</summary>
    /// <param name="tensor">A tensor of a model.</param>
    public KerasTensor[] get_source_inputs(KerasTensor tensor)
    {
        List<KerasTensor> sources = [];
        HashSet<Node> seen = [];
        Stack<Node> open = new([tensor.Node]);
        while (open.TryPop(out Node? node))
        {
            if (!seen.Add(node)) continue;
            if (node.Inputs.Count == 0) sources.AddRange(node.Outputs);
            foreach (KerasTensor input in node.Inputs.Reverse()) open.Push(input.Node);
        }
        return [.. sources];
    }
}
