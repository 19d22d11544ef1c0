using KerasTransfer.Applications;
using KerasTransfer.Layers;

namespace KerasTransfer
{
    public sealed partial class ApplicationsApi
    {
        /// <summary>Inception, third version; images of 299 × 299.</summary>
        public ApplicationFunction InceptionV3 => Applications.InceptionV3.Function;
        /// <summary><c>keras.applications.inception_v3</c>.</summary>
        public InceptionV3Api inception_v3 { get; } = new();
    }

    /// <summary><c>keras.applications.inception_v3</c>.</summary>
    public sealed class InceptionV3Api : ApplicationModule
    {
        internal InceptionV3Api() : base(ImageNetPreprocessing.Mode.Tf) { }
        /// <inheritdoc cref="ApplicationsApi.InceptionV3"/>
        public ApplicationFunction InceptionV3 => Applications.InceptionV3.Function;
    }
}

namespace KerasTransfer.Applications
{
    /// <summary>Szegedy et al. 2015, "Rethinking the Inception architecture for computer vision".</summary>
    internal static class InceptionV3
    {
        public static ApplicationFunction Function { get; } = Application.Function("inception_v3", Build);

        private static Model Build(Application call)
        {
            call.CheckWeights(quoted: true);
            PretrainedWeights files = PretrainedWeights.Named("inception_v3", "inception_v3", "9a0d58056eeedaa3f26cb7ebd46da564", "bcbd6486424b2319ff4ef7d526e38f63");
            return call.Build(call.ShapeOfInput(299, 75), files, x =>
            {
                x = Stem(x);
                foreach (int i in (int[])[0, 1, 2])                                 // 35 × 35 at full size
                    x = Concatenated([Conv(x, 64, 1), Chain(x, (48, 1), (64, 5)), Chain(x, (64, 1), (96, 3), (96, 3)), Pooled(x, i == 0 ? 32 : 64)], $"mixed{i}");
                x = Concatenated([Reduced(x, 384), Reduced(Chain(x, (64, 1), (96, 3)), 96), MaxPooled(x)], "mixed3");
                foreach ((int i, int c) in ((int, int)[])[(4, 128), (5, 160), (6, 160), (7, 192)])     // 17 × 17
                    x = Concatenated([Conv(x, 192, 1), Chain(x, (c, 1), (c, (1, 7)), (192, (7, 1))), Chain(x, (c, 1), (c, (7, 1)), (c, (1, 7)), (c, (7, 1)), (192, (1, 7))), Pooled(x, 192)], $"mixed{i}");
                x = Concatenated([Reduced(Conv(x, 192, 1), 320), Reduced(Chain(x, (192, 1), (192, (1, 7)), (192, (7, 1))), 192), MaxPooled(x)], "mixed8");
                foreach (int i in (int[])[9, 10])                                   // 8 × 8
                    x = Concatenated([Conv(x, 320, 1), Split(Conv(x, 384, 1), $"mixed9_{i - 9}"), Split(Chain(x, (448, 1), (384, 3)), null), Pooled(x, 192)], $"mixed{i}");
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

        private static KerasTensor Conv(KerasTensor x, int filters, Size2D size, int strides = 1, string padding = "same")
        {
            x = new Conv2D(filters, size, strides: strides, padding: padding, use_bias: false).Apply(x);
            x = new BatchNormalization(axis: 3, scale: false).Apply(x);
            return new Activation("relu").Apply(x);
        }

        private static KerasTensor Chain(KerasTensor x, params (int Filters, Size2D Size)[] convolutions)
        {
            foreach ((int filters, Size2D size) in convolutions) x = Conv(x, filters, size);
            return x;
        }

        private static KerasTensor Reduced(KerasTensor x, int filters) => Conv(x, filters, 3, strides: 2, padding: "valid");

        private static KerasTensor MaxPooled(KerasTensor x) => new MaxPooling2D(3, strides: 2).Apply(x);

        private static KerasTensor Pooled(KerasTensor x, int filters) => Conv(new AveragePooling2D(3, strides: 1, padding: "same").Apply(x), filters, 1);

        // Rows and columns side by side.
        private static KerasTensor Split(KerasTensor x, string? name) => Concatenated([Conv(x, 384, (1, 3)), Conv(x, 384, (3, 1))], name);

        private static KerasTensor Concatenated(KerasTensor[] branches, string? name) => new Concatenate(axis: 3, name: name).Apply(branches);
    }
}
