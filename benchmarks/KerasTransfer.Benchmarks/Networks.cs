using static KerasTransfer.KerasApi;

namespace KerasTransfer.Benchmarks;

/// <summary>VGG16, ResNet50 and MobileNetV2 for 224 × 224 × 3 and 1000 classes as in keras.applications, with random weights.</summary>
internal static class Networks
{
    private static LayersApi L => keras.layers;

    /// <summary>The network of a name; <c>frozen</c> is VGG16 without its top, not trained, below a pooling and a dense layer.</summary>
    public static Model Of(string name)
    {
        KerasTensor x = keras.Input((224, 224, 3));
        if (name == "frozen")
        {
            Model below = keras.Model(x, Vgg16(x));
            below.trainable = false;
            return keras.Sequential([keras.Input((224, 224, 3)), below, L.GlobalAveragePooling2D(), L.Dense(1000, activation: "softmax")]);
        }
        return keras.Model(x, name switch
        {
            "vgg16" => L.Dense(1000, activation: "softmax").Apply(L.Dense(4096, activation: "relu").Apply(L.Dense(4096, activation: "relu").Apply(L.Flatten().Apply(Vgg16(x))))),
            "resnet50" => ResNet50(x),
            "mobilenetv2" => MobileNetV2(x),
            _ => throw new ArgumentException($"No network '{name}'.", nameof(name)),
        });
    }

    private static KerasTensor Vgg16(KerasTensor x)
    {
        foreach ((int filters, int times) in ((int, int)[])[(64, 2), (128, 2), (256, 3), (512, 3), (512, 3)])
        {
            for (int i = 0; i < times; i++) x = L.Conv2D(filters, 3, padding: "same", activation: "relu").Apply(x);
            x = L.MaxPooling2D().Apply(x);
        }
        return x;
    }

    private static KerasTensor ResNet50(KerasTensor x)
    {
        x = L.Conv2D(64, 7, strides: 2).Apply(L.ZeroPadding2D(3).Apply(x));
        x = L.Activation("relu").Apply(Norm(x));
        x = L.MaxPooling2D(3, strides: 2).Apply(L.ZeroPadding2D(1).Apply(x));
        foreach ((int filters, int times, int stride) in ((int, int, int)[])[(64, 3, 1), (128, 4, 2), (256, 6, 2), (512, 3, 2)])
            for (int i = 0; i < times; i++)
            {
                int step = i == 0 ? stride : 1;
                KerasTensor beside = i == 0 ? Norm(L.Conv2D(4 * filters, 1, strides: step).Apply(x)) : x;
                KerasTensor y = L.Activation("relu").Apply(Norm(L.Conv2D(filters, 1, strides: step).Apply(x)));
                y = L.Activation("relu").Apply(Norm(L.Conv2D(filters, 3, padding: "same").Apply(y)));
                x = L.Activation("relu").Apply(L.Add().Apply([beside, Norm(L.Conv2D(4 * filters, 1).Apply(y))]));
            }
        return L.Dense(1000, activation: "softmax").Apply(L.GlobalAveragePooling2D().Apply(x));

        static KerasTensor Norm(KerasTensor x) => L.BatchNormalization(epsilon: 1.001e-5).Apply(x);
    }

    private static KerasTensor MobileNetV2(KerasTensor x)
    {
        x = Norm(L.Conv2D(32, 3, strides: 2, padding: "same", use_bias: false).Apply(x), true);
        foreach ((int expansion, int filters, int times, int stride) in ((int, int, int, int)[])[(1, 16, 1, 1), (6, 24, 2, 2), (6, 32, 3, 2), (6, 64, 4, 2), (6, 96, 3, 1), (6, 160, 3, 2), (6, 320, 1, 1)])
            for (int i = 0; i < times; i++)
            {
                (int step, int channels, KerasTensor y) = (i == 0 ? stride : 1, x.shape[^1], x);
                if (expansion > 1) y = Norm(L.Conv2D(expansion * channels, 1, use_bias: false).Apply(y), true);
                if (step == 2) y = L.ZeroPadding2D(((0, 1), (0, 1))).Apply(y);
                y = Norm(L.DepthwiseConv2D(3, strides: step, padding: step == 2 ? "valid" : "same", use_bias: false).Apply(y), true);
                y = Norm(L.Conv2D(filters, 1, use_bias: false).Apply(y), false);
                x = step == 1 && channels == filters ? L.Add().Apply([x, y]) : y;
            }
        x = Norm(L.Conv2D(1280, 1, use_bias: false).Apply(x), true);
        return L.Dense(1000, activation: "softmax").Apply(L.GlobalAveragePooling2D().Apply(x));

        static KerasTensor Norm(KerasTensor x, bool activated)
        {
            x = L.BatchNormalization(epsilon: 1e-3, momentum: 0.999).Apply(x);
            return activated ? L.ReLU(max_value: 6).Apply(x) : x;
        }
    }
}
