namespace KerasTransfer;

/// <summary>
/// <c>layer.weights</c>. It is an extension because a class cannot have both a property <c>weights</c> and a method <c>get_weights</c>: the compiler keeps
/// that name for the property's own accessor.
/// </summary>
public static class LayerWeights
{
    extension(Layer layer)
    {
        /// <summary>The layer's weights and those of the layers inside it, layer by layer, trainable ones of a layer first.</summary>
        public IReadOnlyList<Variable> weights => layer.AllWeights;
    }
}
