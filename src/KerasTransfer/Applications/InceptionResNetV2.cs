using KerasTransfer.Applications;
using KerasTransfer.Layers;

namespace KerasTransfer
{
    public sealed partial class ApplicationsApi
    {
        /// <summary>Inception with residual connections; images of 299 × 299.</summary>
        public ApplicationFunction InceptionResNetV2 => Applications.InceptionResNetV2.Function;
        /// <summary><c>keras.applications.inception_resnet_v2</c>.</summary>
        public InceptionResNetV2Api inception_resnet_v2 { get; } = new();
    }

    /// <summary><c>keras.applications.inception_resnet_v2</c>.</summary>
    public sealed class InceptionResNetV2Api : ApplicationModule
    {
        internal InceptionResNetV2Api() : base(ImageNetPreprocessing.Mode.Tf) { }
        /// <inheritdoc cref="ApplicationsApi.InceptionResNetV2"/>
        public ApplicationFunction InceptionResNetV2 => Applications.InceptionResNetV2.Function;
    }
}

namespace KerasTransfer.Applications
{
    /// <summary>Szegedy, Ioffe, Vanhoucke and Alemi 2016, "Inception-v4, Inception-ResNet and the impact of residual connections on learning".</summary>
    internal static class InceptionResNetV2
    {
        public static ApplicationFunction Function { get; } = Application.Function("inception_resnet_v2", Build);

        private static Model Build(Application call)
        {
            call.CheckWeights(quoted: true);
            PretrainedWeights files = PretrainedWeights.Named("inception_resnet_v2", "inception_resnet_v2", "e693bd0210a403b3192acc6073ad2e96", "d19885ff4a710c122648d3b5c3b684e4");
            return call.Build(call.ShapeOfInput(299, 75), files, x =>
            {
                x = Stem(x);
                x = Concatenated([Conv(x, 96, 1), Chain(x, (48, 1), (64, 5)), Chain(x, (64, 1), (96, 3), (96, 3)), Conv(new AveragePooling2D(3, strides: 1, padding: "same").Apply(x), 64, 1)], "mixed_5b");
                for (int i = 1; i <= 10; i++)                                       // 35 × 35 at full size
                    x = Residual(x, [Conv(x, 32, 1), Chain(x, (32, 1), (32, 3)), Chain(x, (32, 1), (48, 3), (64, 3))], 0.17, $"block35_{i}");
                x = Concatenated([Reduced(x, 384), Reduced(Chain(x, (256, 1), (256, 3)), 384), MaxPooled(x)], "mixed_6a");
                for (int i = 1; i <= 20; i++)                                       // 17 × 17
                    x = Residual(x, [Conv(x, 192, 1), Chain(x, (128, 1), (160, (1, 7)), (192, (7, 1)))], 0.1, $"block17_{i}");
                x = Concatenated([Reduced(Conv(x, 256, 1), 384), Reduced(Conv(x, 256, 1), 288), Reduced(Chain(x, (256, 1), (288, 3)), 320), MaxPooled(x)], "mixed_7a");
                for (int i = 1; i <= 10; i++)                                       // 8 × 8
                    x = Residual(x, [Conv(x, 192, 1), Chain(x, (192, 1), (224, (1, 3)), (256, (3, 1)))], i < 10 ? 0.2 : 1.0, $"block8_{i}", active: i < 10);
                x = Conv(x, 1536, 1, name: "conv_7b");
                if (!call.IncludeTop) return call.Pool(x);
                x = new GlobalAveragePooling2D(name: "avg_pool").Apply(x);
                return call.Predictions(x);
            });
        }

        private static KerasTensor Stem(KerasTensor x)
        {
            x = Conv(x, 32, 3, strides: 2, padding: "valid");
            x = Conv(x, 32, 3, padding: "valid");
            x = Conv(x, 64, 3);
            x = MaxPooled(x);
            x = Conv(x, 80, 1, padding: "valid");
            x = Conv(x, 192, 3, padding: "valid");
            return MaxPooled(x);
        }

        // The branches' channels are brought to the input's number, scaled and added.
        private static KerasTensor Residual(KerasTensor x, KerasTensor[] branches, double scale, string name, bool active = true)
        {
            KerasTensor mixed = Concatenated(branches, $"{name}_mixed");
            KerasTensor up = new Conv2D(x.shape[3], 1, strides: 1, padding: "same", name: $"{name}_conv").Apply(mixed);
            x = new CustomScaleLayer(scale).Apply([x, up]);
            return active ? new Activation("relu", name: $"{name}_ac").Apply(x) : x;
        }

        private static KerasTensor Conv(KerasTensor x, int filters, Size2D size, int strides = 1, string padding = "same", string? name = null)
        {
            x = new Conv2D(filters, size, strides: strides, padding: padding, use_bias: false, name: name).Apply(x);
            x = new BatchNormalization(axis: 3, scale: false, name: name is null ? null : $"{name}_bn").Apply(x);
            return new Activation("relu", name: name is null ? null : $"{name}_ac").Apply(x);
        }

        private static KerasTensor Chain(KerasTensor x, params (int Filters, Size2D Size)[] convolutions)
        {
            foreach ((int filters, Size2D size) in convolutions) x = Conv(x, filters, size);
            return x;
        }

        private static KerasTensor Reduced(KerasTensor x, int filters) => Conv(x, filters, 3, strides: 2, padding: "valid");

        private static KerasTensor MaxPooled(KerasTensor x) => new MaxPooling2D(3, strides: 2).Apply(x);

        private static KerasTensor Concatenated(KerasTensor[] branches, string name) => new Concatenate(axis: 3, name: name).Apply(branches);
    }
}
