using static KerasTransfer.KerasApi;

namespace KerasTransfer.Benchmarks;

/// <summary>Networks of keras.applications for 224 × 224 × 3 and 1000 classes, with random weights.</summary>
internal static class Networks
{
    /// <summary>The network of a name; <c>frozen</c> is VGG16 without its top, not trained, below a pooling and a dense layer.</summary>
    public static Model Of(string name)
    {
        switch (name)
        {
            case "vgg16": return keras.applications.VGG16(weights: null);
            case "resnet50": return keras.applications.ResNet50(weights: null);
            case "mobilenetv2": return keras.applications.MobileNetV2(weights: null);
            case "frozen":
                Model below = keras.applications.VGG16(include_top: false, weights: null, input_shape: (224, 224, 3));
                below.trainable = false;
                return keras.Sequential([keras.Input((224, 224, 3)), below, keras.layers.GlobalAveragePooling2D(), keras.layers.Dense(1000, activation: "softmax")]);
            default: throw new ArgumentException($"No network '{name}'.", nameof(name));
        }
    }
}
