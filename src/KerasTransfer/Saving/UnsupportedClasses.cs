using System.Collections.Frozen;

namespace KerasTransfer.Saving;

/// <summary>Layers of Keras that this version does not have, so that a file with one is answered with what it is and what can be done.</summary>
internal static class UnsupportedClasses
{
    private static readonly FrozenDictionary<string, string> kinds = new Dictionary<string, string[]>
    {
        ["convolutions of that kind"] = ["LocallyConnected1D", "LocallyConnected2D"],
        ["pooling of that kind"] = ["AdaptiveAveragePooling1D", "AdaptiveAveragePooling2D", "AdaptiveAveragePooling3D", "AdaptiveMaxPooling1D", "AdaptiveMaxPooling2D", "AdaptiveMaxPooling3D"],
        ["recurrent layers"] = ["LSTM", "GRU", "SimpleRNN", "CuDNNLSTM", "CuDNNGRU", "RNN", "LSTMCell", "GRUCell", "SimpleRNNCell", "StackedRNNCells", "ConvLSTM1D", "ConvLSTM2D", "ConvLSTM3D", "Bidirectional"],
        ["layers around others"] = ["SpectralNormalization", "TFSMLayer", "TorchModuleWrapper", "JaxLayer", "FlaxLayer"],
        ["attention"] = ["Attention", "AdditiveAttention", "MultiHeadAttention", "GroupedQueryAttention", "GroupQueryAttention"],
        ["embeddings or masking"] = ["ReversibleEmbedding", "Masking", "EinsumDense", "MaxoutDense", "Highway", "Maxout"],
        ["preprocessing of text or categories"] = ["TextVectorization", "StringLookup", "IntegerLookup", "CategoryEncoding", "CategoryCrossing", "Hashing", "HashedCrossing", "Discretization", "DenseFeatures", "STFTSpectrogram", "MelSpectrogram"],
        ["preprocessing of images"] = ["Resizing", "CenterCrop", "RandomHeight", "RandomWidth", "RandomPerspective", "RandomPosterization", "RandomGaussianBlur", "RandomElasticTransform", "RandAugment", "AugMix", "Equalization", "AutoContrast", "MaxNumBoundingBoxes", "Pipeline"],
        ["operations of TensorFlow inside models"] = ["SlicingOpLambda", "ClassMethod", "InstanceMethod", "InstanceProperty", "TensorFlowOpLayer"],
    }.SelectMany(kind => kind.Value, (kind, name) => (name, kind.Key)).ToFrozenDictionary(pair => pair.name, pair => pair.Key);

    /// <summary>What to throw where a file asks for a layer that Keras has and this version has not; null for other names.</summary>
    public static NotSupportedException? Find(string className, IReadOnlyDictionary<string, object?> config, string where) => !kinds.TryGetValue(className, out string? kind) ? null
        : new($"{where}: the layer class '{className}'{(config.GetValueOrDefault("name") is string name ? $" (layer '{name}')" : "")} is not supported: this version has no {kind}. "
            + $"What can be done: give a layer of your own in its place, custom_objects: new() {{ [\"{className}\"] = config => new My{className}(…) }}; "
            + "or build the part of the model whose layers are supported in code and take its weights with load_weights(path, by_name: true).");
}
