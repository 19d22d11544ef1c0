namespace KerasTransfer.Models;

/// <summary>Graphs between symbolic tensors that may be the middle of another model.</summary>
internal static class LayerGraphs
{
    /// <summary>
    /// The graph between some tensors. Inputs that are made by layers, not by <c>keras.Input</c>, get input layers of their own, and the calls after them
    /// are made once more on these.
    /// </summary>
    public static LayerGraph Between(IReadOnlyList<KerasTensor> inputs, IReadOnlyList<KerasTensor> outputs, string model)
    {
        if (inputs.Count == 0 || outputs.Count == 0) throw new ValueError($"The model '{model}' needs at least one input and one output.");
        if (inputs.All(i => i.Node.Layer is InputLayer)) return new LayerGraph(inputs, outputs, model);

        LayerGraph whole = new(inputs, outputs, model);
        Dictionary<KerasTensor, KerasTensor> copies = [];
        foreach (KerasTensor input in inputs)
            copies[input] = input.Node.Layer is InputLayer ? input : new InputLayer(batch_shape: input.shape, dtype: input.dtype, name: input.name + "CLONE").output;
        foreach (Node node in whole.Nodes)
        {
            if (node.Outputs.All(copies.ContainsKey) || inputs.Any(i => i.Node == node)) continue;
            KerasTensor[] made = node.Layer.ApplyOutputs(new KerasTensors([.. node.Inputs.Select(i => copies[i])]), node.Training);
            for (int i = 0; i < made.Length; i++) copies[node.Outputs[i]] = made[i];
        }
        return new LayerGraph([.. inputs.Select(i => copies[i])], [.. outputs.Select(o => copies[o])], model);
    }
}
