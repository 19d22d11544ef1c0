namespace KerasTransfer;

/// <summary>Builds a network of <c>keras.applications</c>.</summary>
/// <param name="include_top">Whether the classifier is at the end; without it the model gives the feature maps.</param>
/// <param name="weights"><c>"imagenet"</c>, the path of a file of weights, or null for random ones.</param>
/// <param name="input_tensor">A symbolic tensor to begin at, instead of an input of its own.</param>
/// <param name="input_shape">The shape of one image (rows, columns, channels), null where a length is not known. With the classifier and the weights of ImageNet it must be the default.</param>
/// <param name="pooling">Without the classifier: <c>"avg"</c> or <c>"max"</c> over rows and columns, null for the feature maps.</param>
/// <param name="classes">The number of classes; 1000 with the weights of ImageNet.</param>
/// <param name="classifier_activation">The last layer's activation by name; null for none (scores). With given weights only softmax or none.</param>
/// <param name="name">The model's name; null for the network's own.</param>
/// <returns>A functional model with Keras's layers and names.</returns>
/// <exception cref="ValueError">The arguments do not fit each other.</exception>
/// <exception cref="IOException">The weights cannot be downloaded.</exception>
public delegate Model ApplicationFunction(bool include_top = true, string? weights = "imagenet", KerasTensor? input_tensor = null, Shape? input_shape = null, string? pooling = null,
    int classes = 1000, string? classifier_activation = "softmax", string? name = null);

/// <summary>Builds a MobileNet; see <see cref="ApplicationFunction"/> for the arguments that are not explained here.</summary>
/// <param name="input_shape">The shape of one image.</param>
/// <param name="alpha">The width of the layers, 1 for the paper's; weights of ImageNet there are for 0.25, 0.5, 0.75 and 1.</param>
/// <param name="depth_multiplier">Channels that a depthwise convolution makes of each; 1 with the weights of ImageNet.</param>
/// <param name="dropout">The part of the features that is dropped in training, before the classifier.</param>
/// <param name="include_top">Whether the classifier is at the end.</param>
/// <param name="weights"><c>"imagenet"</c>, the path of a file of weights, or null for random ones.</param>
/// <param name="input_tensor">A symbolic tensor to begin at.</param>
/// <param name="pooling">Without the classifier: <c>"avg"</c> or <c>"max"</c>.</param>
/// <param name="classes">The number of classes.</param>
/// <param name="classifier_activation">The last layer's activation by name; null for none.</param>
/// <param name="name">The model's name; null for one with width and size: <c>mobilenet_1.00_224</c>.</param>
/// <exception cref="ValueError">The arguments do not fit each other.</exception>
/// <exception cref="IOException">The weights cannot be downloaded.</exception>
public delegate Model MobileNetFunction(Shape? input_shape = null, double alpha = 1.0, int depth_multiplier = 1, double dropout = 1e-3, bool include_top = true, string? weights = "imagenet",
    KerasTensor? input_tensor = null, string? pooling = null, int classes = 1000, string? classifier_activation = "softmax", string? name = null);

/// <summary>Builds a MobileNetV2; see <see cref="ApplicationFunction"/> for the arguments that are not explained here.</summary>
/// <param name="input_shape">The shape of one image.</param>
/// <param name="alpha">The width of the layers, 1 for the paper's; weights of ImageNet there are for 0.35, 0.5, 0.75, 1, 1.3 and 1.4.</param>
/// <param name="include_top">Whether the classifier is at the end.</param>
/// <param name="weights"><c>"imagenet"</c>, the path of a file of weights, or null for random ones.</param>
/// <param name="input_tensor">A symbolic tensor to begin at.</param>
/// <param name="pooling">Without the classifier: <c>"avg"</c> or <c>"max"</c>.</param>
/// <param name="classes">The number of classes.</param>
/// <param name="classifier_activation">The last layer's activation by name; null for none.</param>
/// <param name="name">The model's name; null for one with width and size: <c>mobilenetv2_1.00_224</c>.</param>
/// <exception cref="ValueError">The arguments do not fit each other.</exception>
/// <exception cref="IOException">The weights cannot be downloaded.</exception>
public delegate Model MobileNetV2Function(Shape? input_shape = null, double alpha = 1.0, bool include_top = true, string? weights = "imagenet", KerasTensor? input_tensor = null,
    string? pooling = null, int classes = 1000, string? classifier_activation = "softmax", string? name = null);

/// <summary>Builds a MobileNetV3; see <see cref="ApplicationFunction"/> for the arguments that are not explained here.</summary>
/// <param name="input_shape">The shape of one image; null: of any size, also with the classifier.</param>
/// <param name="alpha">The width of the layers, 1 for the paper's; weights of ImageNet there are for 0.75 and 1.</param>
/// <param name="minimalistic">Without squeeze-and-excitation, hard swish and 5 × 5 convolutions: quicker on some machines, less exact.</param>
/// <param name="include_top">Whether the classifier is at the end.</param>
/// <param name="weights"><c>"imagenet"</c>, the path of a file of weights, or null for random ones.</param>
/// <param name="input_tensor">A symbolic tensor to begin at.</param>
/// <param name="classes">The number of classes.</param>
/// <param name="pooling">Without the classifier: <c>"avg"</c> or <c>"max"</c>.</param>
/// <param name="dropout_rate">The part of the features that is dropped in training, before the classifier.</param>
/// <param name="classifier_activation">The last layer's activation by name; null for none.</param>
/// <param name="include_preprocessing">Whether the model takes values 0 … 255 and scales them itself; else it takes −1 … 1.</param>
/// <param name="name">The model's name; null for the network's own.</param>
/// <exception cref="ValueError">The arguments do not fit each other.</exception>
/// <exception cref="IOException">The weights cannot be downloaded.</exception>
public delegate Model MobileNetV3Function(Shape? input_shape = null, double alpha = 1.0, bool minimalistic = false, bool include_top = true, string? weights = "imagenet", KerasTensor? input_tensor = null,
    int classes = 1000, string? pooling = null, double dropout_rate = 0.2, string? classifier_activation = "softmax", bool include_preprocessing = true, string? name = null);

/// <summary>Builds a NASNet; see <see cref="ApplicationFunction"/> for the arguments.</summary>
/// <param name="input_shape">The shape of one image.</param>
/// <param name="include_top">Whether the classifier is at the end.</param>
/// <param name="weights"><c>"imagenet"</c>, the path of a file of weights, or null for random ones.</param>
/// <param name="input_tensor">A symbolic tensor to begin at.</param>
/// <param name="pooling">Without the classifier: <c>"avg"</c> or <c>"max"</c>.</param>
/// <param name="classes">The number of classes.</param>
/// <param name="classifier_activation">The last layer's activation by name; null for none.</param>
/// <param name="name">The model's name; null for the network's own.</param>
/// <exception cref="ValueError">The arguments do not fit each other.</exception>
/// <exception cref="IOException">The weights cannot be downloaded.</exception>
public delegate Model NASNetFunction(Shape? input_shape = null, bool include_top = true, string? weights = "imagenet", KerasTensor? input_tensor = null, string? pooling = null, int classes = 1000,
    string? classifier_activation = "softmax", string? name = null);

/// <summary>Builds an EfficientNetV2; see <see cref="ApplicationFunction"/> for the arguments that are not explained here.</summary>
/// <param name="include_top">Whether the classifier is at the end.</param>
/// <param name="weights"><c>"imagenet"</c>, the path of a file of weights, or null for random ones.</param>
/// <param name="input_tensor">A symbolic tensor to begin at.</param>
/// <param name="input_shape">The shape of one image.</param>
/// <param name="pooling">Without the classifier: <c>"avg"</c> or <c>"max"</c>.</param>
/// <param name="classes">The number of classes.</param>
/// <param name="classifier_activation">The last layer's activation by name; null for none.</param>
/// <param name="include_preprocessing">Whether the model takes values 0 … 255 and scales them itself.</param>
/// <param name="name">The model's name; null for the network's own.</param>
/// <exception cref="ValueError">The arguments do not fit each other.</exception>
/// <exception cref="IOException">The weights cannot be downloaded.</exception>
public delegate Model EfficientNetV2Function(bool include_top = true, string? weights = "imagenet", KerasTensor? input_tensor = null, Shape? input_shape = null, string? pooling = null,
    int classes = 1000, string? classifier_activation = "softmax", bool include_preprocessing = true, string? name = null);

/// <summary>Builds a ConvNeXt; see <see cref="ApplicationFunction"/> for the arguments that are not explained here.</summary>
/// <param name="include_top">Whether the classifier is at the end.</param>
/// <param name="include_preprocessing">Whether the model takes values 0 … 255 and normalizes them itself.</param>
/// <param name="weights"><c>"imagenet"</c>, the path of a file of weights, or null for random ones.</param>
/// <param name="input_tensor">A symbolic tensor to begin at.</param>
/// <param name="input_shape">The shape of one image.</param>
/// <param name="pooling">Without the classifier: <c>"avg"</c> or <c>"max"</c>.</param>
/// <param name="classes">The number of classes.</param>
/// <param name="classifier_activation">The last layer's activation by name; null for none.</param>
/// <param name="name">The model's name, with which its layers' names begin; null for the network's own.</param>
/// <exception cref="ValueError">The arguments do not fit each other.</exception>
/// <exception cref="IOException">The weights cannot be downloaded.</exception>
public delegate Model ConvNeXtFunction(bool include_top = true, bool include_preprocessing = true, string? weights = "imagenet", KerasTensor? input_tensor = null, Shape? input_shape = null,
    string? pooling = null, int classes = 1000, string? classifier_activation = "softmax", string? name = null);
