using KerasTransfer.Graph;

namespace KerasTransfer;

/// <summary>One call of a layer on symbolic tensors: an edge of a functional model.</summary>
internal sealed class Node
{
    public Node(Layer layer, IReadOnlyList<KerasTensor> inputs, IReadOnlyList<TensorType> outputs, bool? training, string? output_name = null)
    {
        (Layer, Inputs, Training) = (layer, inputs, training);
        Outputs = [.. outputs.Select((type, i) => new KerasTensor(type.Shape, type.DType, output_name ?? AutoName.Of("keras_tensor")) { Node = this, Index = i })];
        Index = layer.InboundNodes.Count;
        layer.AddNode(this);
    }

    public Layer Layer { get; }
    public IReadOnlyList<KerasTensor> Inputs { get; }
    public KerasTensor[] Outputs { get; }
    /// <summary>The mode given with the call; it holds whatever the mode around it.</summary>
    public bool? Training { get; }
    /// <summary>The number of the call among the layer's calls.</summary>
    public int Index { get; }
}
