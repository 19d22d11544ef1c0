using KerasTransfer.Applications;
using KerasTransfer.Layers;
using KerasTransfer.Initializers;

namespace KerasTransfer
{
    public sealed partial class ApplicationsApi
    {
        /// <summary>EfficientNet B0; images of 224 × 224 with values 0 … 255.</summary>
        public ApplicationFunction EfficientNetB0 => EfficientNet.B0;
        /// <summary>EfficientNet B1; images of 240 × 240 with values 0 … 255.</summary>
        public ApplicationFunction EfficientNetB1 => EfficientNet.B1;
        /// <summary>EfficientNet B2; images of 260 × 260 with values 0 … 255.</summary>
        public ApplicationFunction EfficientNetB2 => EfficientNet.B2;
        /// <summary>EfficientNet B3; images of 300 × 300 with values 0 … 255.</summary>
        public ApplicationFunction EfficientNetB3 => EfficientNet.B3;
        /// <summary>EfficientNet B4; images of 380 × 380 with values 0 … 255.</summary>
        public ApplicationFunction EfficientNetB4 => EfficientNet.B4;
        /// <summary>EfficientNet B5; images of 456 × 456 with values 0 … 255.</summary>
        public ApplicationFunction EfficientNetB5 => EfficientNet.B5;
        /// <summary>EfficientNet B6; images of 528 × 528 with values 0 … 255.</summary>
        public ApplicationFunction EfficientNetB6 => EfficientNet.B6;
        /// <summary>EfficientNet B7; images of 600 × 600 with values 0 … 255.</summary>
        public ApplicationFunction EfficientNetB7 => EfficientNet.B7;
        /// <summary><c>keras.applications.efficientnet</c>.</summary>
        public EfficientNetApi efficientnet { get; } = new();
    }

    /// <summary><c>keras.applications.efficientnet</c>.</summary>
    public sealed class EfficientNetApi : ApplicationModule
    {
        internal EfficientNetApi() : base(ImageNetPreprocessing.Mode.Inside) { }
        /// <inheritdoc cref="ApplicationsApi.EfficientNetB0"/>
        public ApplicationFunction EfficientNetB0 => EfficientNet.B0;
        /// <inheritdoc cref="ApplicationsApi.EfficientNetB1"/>
        public ApplicationFunction EfficientNetB1 => EfficientNet.B1;
        /// <inheritdoc cref="ApplicationsApi.EfficientNetB2"/>
        public ApplicationFunction EfficientNetB2 => EfficientNet.B2;
        /// <inheritdoc cref="ApplicationsApi.EfficientNetB3"/>
        public ApplicationFunction EfficientNetB3 => EfficientNet.B3;
        /// <inheritdoc cref="ApplicationsApi.EfficientNetB4"/>
        public ApplicationFunction EfficientNetB4 => EfficientNet.B4;
        /// <inheritdoc cref="ApplicationsApi.EfficientNetB5"/>
        public ApplicationFunction EfficientNetB5 => EfficientNet.B5;
        /// <inheritdoc cref="ApplicationsApi.EfficientNetB6"/>
        public ApplicationFunction EfficientNetB6 => EfficientNet.B6;
        /// <inheritdoc cref="ApplicationsApi.EfficientNetB7"/>
        public ApplicationFunction EfficientNetB7 => EfficientNet.B7;
    }
}

namespace KerasTransfer.Applications
{
    /// <summary>Tan and Le 2019, "EfficientNet: rethinking model scaling for convolutional neural networks".</summary>
    internal static class EfficientNet
    {
        // Kernel, repeats, output channels, expansion and the first repeat's strides of each stage.
        private static readonly (int Kernel, int Repeats, int Filters, int Expansion, int Strides)[] stages =
            [(3, 1, 16, 1, 1), (3, 2, 24, 6, 2), (5, 2, 40, 6, 2), (3, 3, 80, 6, 2), (5, 3, 112, 6, 1), (5, 4, 192, 6, 2), (3, 1, 320, 6, 1)];

        public static ApplicationFunction B0 { get; } = Of("efficientnetb0", 1.0, 1.0, 224, 0.2, "902e53a9f72be733fc0bcb005b3ebbac", "50bc09e76180e00e4465e1a485ddc09d");
        public static ApplicationFunction B1 { get; } = Of("efficientnetb1", 1.0, 1.1, 240, 0.2, "1d254153d4ab51201f1646940f018540", "74c4e6b3e1f6a1eea24c589628592432");
        public static ApplicationFunction B2 { get; } = Of("efficientnetb2", 1.1, 1.2, 260, 0.3, "b15cce36ff4dcbd00b6dd88e7857a6ad", "111f8e2ac8aa800a7a99e3239f7bfb39");
        public static ApplicationFunction B3 { get; } = Of("efficientnetb3", 1.2, 1.4, 300, 0.3, "ffd1fdc53d0ce67064dc6a9c7960ede0", "af6d107764bb5b1abb91932881670226");
        public static ApplicationFunction B4 { get; } = Of("efficientnetb4", 1.4, 1.8, 380, 0.4, "18c95ad55216b8f92d7e70b3a046e2fc", "ebc24e6d6c33eaebbd558eafbeedf1ba");
        public static ApplicationFunction B5 { get; } = Of("efficientnetb5", 1.6, 2.2, 456, 0.4, "ace28f2a6363774853a83a0b21b9421a", "38879255a25d3c92d5e44e04ae6cec6f");
        public static ApplicationFunction B6 { get; } = Of("efficientnetb6", 1.8, 2.6, 528, 0.5, "165f6e37dce68623721b423839de8be5", "9ecce42647a20130c1f39a5d4cb75743");
        public static ApplicationFunction B7 { get; } = Of("efficientnetb7", 2.0, 3.1, 600, 0.5, "8c03f828fec3ef71311cd463b6759d99", "cbcfe4450ddf6f3ad90b1b398090fe4a");

        /// <summary>What the convolutions' kernels begin with.</summary>
        public static Initializer OfConvolutions => new VarianceScaling(2.0, "fan_out", "truncated_normal");
        /// <summary>What the classifier's kernel begins with.</summary>
        public static Initializer OfClassifier => new VarianceScaling(1.0 / 3.0, "fan_out", "uniform");

        private static ApplicationFunction Of(string network, double width, double depth, int size, double dropout, string top_hash, string no_top_hash) => Application.Function(network, call =>
        {
            call.CheckWeights(quoted: true);
            PretrainedWeights files = new("https://storage.googleapis.com/keras-applications/", $"{network}.h5", $"{network}_notop.h5", top_hash, no_top_hash);
            return call.Build(call.ShapeOfInput(size, 32), files, x =>
            {
                x = new Rescaling(1.0 / 255.0).Apply(x);
                x = new Normalization(axis: 3).Apply(x);
                // The variances in the files of weights are standard deviations, so that another root is due.
                if (call.OfImageNet) x = new Rescaling(NDArray.FromArray((double[])[1 / Math.Sqrt(0.229), 1 / Math.Sqrt(0.224), 1 / Math.Sqrt(0.225)], 3)).Apply(x);
                x = new ZeroPadding2D(StridedPadding.Of(x, 3), name: "stem_conv_pad").Apply(x);
                x = new Conv2D(Filters.Divisible(32 * width), 3, strides: 2, padding: "valid", use_bias: false, kernel_initializer: OfConvolutions, name: "stem_conv").Apply(x);
                x = Active(x, "stem_bn", "stem_activation");
                int Repeats(int repeats) => (int)Math.Ceiling(depth * repeats);
                int block = 0, blocks = stages.Sum(s => Repeats(s.Repeats)), input = Filters.Divisible(32 * width);
                for (int i = 0; i < stages.Length; i++)
                {
                    var (kernel, repeats, filters, expansion, strides) = stages[i];
                    int output = Filters.Divisible(filters * width);
                    for (int j = 0; j < Repeats(repeats); j++, input = output)
                        x = Block(x, input, output, kernel, j == 0 ? strides : 1, expansion, 0.2 * block++ / blocks, $"block{i + 1}{(char)('a' + j)}_");
                }
                x = new Conv2D(Filters.Divisible(1280 * width), 1, padding: "same", use_bias: false, kernel_initializer: OfConvolutions, name: "top_conv").Apply(x);
                x = Active(x, "top_bn", "top_activation");
                return Top(call, x, dropout, OfClassifier);
            });
        });

        /// <summary>The end of the network, here and in the second version.</summary>
        public static KerasTensor Top(Application call, KerasTensor x, double dropout, Initializer classifier, Initializer? bias = null)
        {
            if (!call.IncludeTop) return call.Pool(x, "avg_pool", "max_pool");
            x = new GlobalAveragePooling2D(name: "avg_pool").Apply(x);
            if (dropout > 0) x = new Dropout(dropout, name: "top_dropout").Apply(x);
            return new Dense(call.Classes, activation: call.ClassifierActivation ?? "linear", kernel_initializer: classifier, bias_initializer: bias, name: "predictions").Apply(x);
        }

        private static KerasTensor Block(KerasTensor input, int inputs, int outputs, int kernel, int strides, int expansion, double drop, string name)
        {
            KerasTensor x = input;
            if (expansion != 1)
            {
                x = new Conv2D(inputs * expansion, 1, padding: "same", use_bias: false, kernel_initializer: OfConvolutions, name: $"{name}expand_conv").Apply(x);
                x = Active(x, $"{name}expand_bn", $"{name}expand_activation");
            }
            if (strides == 2) x = new ZeroPadding2D(StridedPadding.Of(x, kernel), name: $"{name}dwconv_pad").Apply(x);
            x = new DepthwiseConv2D(kernel, strides: strides, padding: strides == 2 ? "valid" : "same", use_bias: false, depthwise_initializer: OfConvolutions, name: $"{name}dwconv").Apply(x);
            x = Active(x, $"{name}bn", $"{name}activation");
            x = SqueezeAndExcite(x, inputs * expansion, Math.Max(1, inputs / 4), name);
            x = new Conv2D(outputs, 1, padding: "same", use_bias: false, kernel_initializer: OfConvolutions, name: $"{name}project_conv").Apply(x);
            x = new BatchNormalization(axis: 3, name: $"{name}project_bn").Apply(x);
            return strides == 1 && inputs == outputs ? Residual(x, input, drop, name) : x;
        }

        /// <summary>Each channel times what all channels' means say of it.</summary>
        public static KerasTensor SqueezeAndExcite(KerasTensor x, int filters, int squeezed, string name)
        {
            KerasTensor mean = new GlobalAveragePooling2D(name: $"{name}se_squeeze").Apply(x);
            mean = new Reshape((1, 1, filters), name: $"{name}se_reshape").Apply(mean);
            mean = new Conv2D(squeezed, 1, padding: "same", activation: "swish", kernel_initializer: OfConvolutions, name: $"{name}se_reduce").Apply(mean);
            mean = new Conv2D(filters, 1, padding: "same", activation: "sigmoid", kernel_initializer: OfConvolutions, name: $"{name}se_expand").Apply(mean);
            return new Multiply(name: $"{name}se_excite").Apply([x, mean]);
        }

        /// <summary>The block beside its input; in training it is left out now and then, sample by sample.</summary>
        public static KerasTensor Residual(KerasTensor x, KerasTensor input, double drop, string name)
        {
            if (drop > 0) x = new Dropout(drop, noise_shape: (null, 1, 1, 1), name: $"{name}drop").Apply(x);
            return new Add(name: $"{name}add").Apply([x, input]);
        }

        private static KerasTensor Active(KerasTensor x, string normalization, string activation) => new Activation("swish", name: activation).Apply(new BatchNormalization(axis: 3, name: normalization).Apply(x));
    }
}
