using KerasTransfer.Layers;
using KerasTransfer.Saving;

namespace KerasTransfer.Models;

/// <summary>A model put together anew from copies of its layers, as <c>keras.models.clone_model</c> does it.</summary>
internal sealed class ModelCopy(Func<Layer, Layer?> clone_function, CustomObjects? custom_objects)
{
    private readonly Dictionary<Layer, Layer> copies = [];

    /// <param name="model">A sequential or functional model.</param>
    /// <param name="input_tensors">What the copy begins with; null for new inputs.</param>
    public Model Of(Model model, KerasTensors? input_tensors)
    {
        if (model is Sequential sequential)
            return new Sequential(sequential.AllLayers.Select((l, i) => i == 0 && input_tensors is { } given ? (Layer)given[0] : l is InputLayer input ? Fresh(input) : Copy(l)), name: model.name);
        LayerGraph graph = model.Graph
            ?? throw new ValueError($"Expected `model` argument to be a functional `Model` instance, but got a subclassed model instead: the layers of '{model.name}' are called by code. Make another object of the class {model.GetType().Name}.");
        if (input_tensors is not null && input_tensors.Count != graph.Inputs.Count)
            throw new ValueError($"clone_model: the model '{model.name}' has {graph.Inputs.Count} input(s), but {input_tensors.Count} input_tensors were given.");

        Dictionary<KerasTensor, KerasTensor> tensors = [];
        for (int i = 0; i < graph.Inputs.Count; i++)
            tensors[graph.Inputs[i]] = input_tensors?[i] ?? Fresh((InputLayer)graph.Inputs[i].Node.Layer).output;
        foreach (Node node in graph.Nodes)
        {
            if (node.Outputs.All(tensors.ContainsKey)) continue;                // an input
            // An operation has no state: it is called once more. A mode fixed with a call stays.
            Layer layer = node.Layer is Operation ? node.Layer : Copy(node.Layer);
            KerasTensor[] made = layer.ApplyOutputs(new KerasTensors([.. node.Inputs.Select(i => tensors[i])]), node.Training);
            if (made.Length != node.Outputs.Length) throw new ValueError($"clone_model: the layer '{layer.name}' has {made.Length} output(s), where '{node.Layer.name}' has {node.Outputs.Length}.");
            for (int i = 0; i < made.Length; i++) tensors[node.Outputs[i]] = made[i];
        }
        return new Model(new KerasTensors([.. graph.Inputs.Select(i => tensors[i])]), new KerasTensors([.. graph.Outputs.Select(o => tensors[o])]), model.name);
    }

    /// <summary>The copy of a layer; one that is called several times is copied once.</summary>
    private Layer Copy(Layer layer) => copies.TryGetValue(layer, out Layer? known) ? known : copies[layer] = clone_function(layer) ?? ModelConfig.Fresh(layer, custom_objects);

    private static InputLayer Fresh(InputLayer input) => new(batch_shape: input.batch_shape, dtype: input.dtype, name: input.name);
}
