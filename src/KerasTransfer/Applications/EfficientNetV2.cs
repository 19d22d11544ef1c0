using KerasTransfer.Applications;
using KerasTransfer.Layers;
using KerasTransfer.Initializers;

namespace KerasTransfer
{
    public sealed partial class ApplicationsApi
    {
        /// <summary>EfficientNet, second version, B0; images of 224 × 224 with values 0 … 255.</summary>
        public EfficientNetV2Function EfficientNetV2B0 => EfficientNetV2.B0;
        /// <summary>EfficientNet, second version, B1; images of 240 × 240 with values 0 … 255.</summary>
        public EfficientNetV2Function EfficientNetV2B1 => EfficientNetV2.B1;
        /// <summary>EfficientNet, second version, B2; images of 260 × 260 with values 0 … 255.</summary>
        public EfficientNetV2Function EfficientNetV2B2 => EfficientNetV2.B2;
        /// <summary>EfficientNet, second version, B3; images of 300 × 300 with values 0 … 255.</summary>
        public EfficientNetV2Function EfficientNetV2B3 => EfficientNetV2.B3;
        /// <summary>EfficientNet, second version, S; images of 384 × 384 with values 0 … 255.</summary>
        public EfficientNetV2Function EfficientNetV2S => EfficientNetV2.S;
        /// <summary>EfficientNet, second version, M; images of 480 × 480 with values 0 … 255.</summary>
        public EfficientNetV2Function EfficientNetV2M => EfficientNetV2.M;
        /// <summary>EfficientNet, second version, L; images of 480 × 480 with values 0 … 255.</summary>
        public EfficientNetV2Function EfficientNetV2L => EfficientNetV2.L;
        /// <summary><c>keras.applications.efficientnet_v2</c>.</summary>
        public EfficientNetV2Api efficientnet_v2 { get; } = new();
    }

    /// <summary><c>keras.applications.efficientnet_v2</c>.</summary>
    public sealed class EfficientNetV2Api : ApplicationModule
    {
        internal EfficientNetV2Api() : base(ImageNetPreprocessing.Mode.Inside) { }
        /// <inheritdoc cref="ApplicationsApi.EfficientNetV2B0"/>
        public EfficientNetV2Function EfficientNetV2B0 => EfficientNetV2.B0;
        /// <inheritdoc cref="ApplicationsApi.EfficientNetV2B1"/>
        public EfficientNetV2Function EfficientNetV2B1 => EfficientNetV2.B1;
        /// <inheritdoc cref="ApplicationsApi.EfficientNetV2B2"/>
        public EfficientNetV2Function EfficientNetV2B2 => EfficientNetV2.B2;
        /// <inheritdoc cref="ApplicationsApi.EfficientNetV2B3"/>
        public EfficientNetV2Function EfficientNetV2B3 => EfficientNetV2.B3;
        /// <inheritdoc cref="ApplicationsApi.EfficientNetV2S"/>
        public EfficientNetV2Function EfficientNetV2S => EfficientNetV2.S;
        /// <inheritdoc cref="ApplicationsApi.EfficientNetV2M"/>
        public EfficientNetV2Function EfficientNetV2M => EfficientNetV2.M;
        /// <inheritdoc cref="ApplicationsApi.EfficientNetV2L"/>
        public EfficientNetV2Function EfficientNetV2L => EfficientNetV2.L;
    }
}

namespace KerasTransfer.Applications
{
    /// <summary>Tan and Le 2021, "EfficientNetV2: smaller models and faster training".</summary>
    internal static class EfficientNetV2
    {
        // Fused: one whole convolution in place of an expanding and a depthwise one. The first repeat has the strides.
        private readonly record struct Stage(bool Fused, int Repeats, int Filters, int Expansion, int Strides);

        private static readonly Stage[] stagesOfB = [new(true, 1, 16, 1, 1), new(true, 2, 32, 4, 2), new(true, 2, 48, 4, 2), new(false, 3, 96, 4, 2), new(false, 5, 112, 6, 1), new(false, 8, 192, 6, 2)];
        private static readonly Stage[] stagesOfS = [new(true, 2, 24, 1, 1), new(true, 4, 48, 4, 2), new(true, 4, 64, 4, 2), new(false, 6, 128, 4, 2), new(false, 9, 160, 6, 1), new(false, 15, 256, 6, 2)];
        private static readonly Stage[] stagesOfM =
            [new(true, 3, 24, 1, 1), new(true, 5, 48, 4, 2), new(true, 5, 80, 4, 2), new(false, 7, 160, 4, 2), new(false, 14, 176, 6, 1), new(false, 18, 304, 6, 2), new(false, 5, 512, 6, 1)];
        private static readonly Stage[] stagesOfL =
            [new(true, 4, 32, 1, 1), new(true, 7, 64, 4, 2), new(true, 7, 96, 4, 2), new(false, 10, 192, 4, 2), new(false, 19, 224, 6, 1), new(false, 25, 384, 6, 2), new(false, 7, 640, 6, 1)];

        public static EfficientNetV2Function B0 { get; } = Of("b0", stagesOfB, 32, 1.0, 1.0, 224, "21ecbf6da12460d5c40bb2f29ceb2188", "893217f2bb855e2983157299931e43ff");
        public static EfficientNetV2Function B1 { get; } = Of("b1", stagesOfB, 32, 1.0, 1.1, 240, "069f0534ff22adf035c89e2d9547a9dc", "0e80663031ca32d657f9caa404b6ec37");
        public static EfficientNetV2Function B2 { get; } = Of("b2", stagesOfB, 32, 1.1, 1.2, 260, "424e49f28180edbde1e94797771950a7", "1dfe2e7a5d45b6632553a8961ea609eb");
        public static EfficientNetV2Function B3 { get; } = Of("b3", stagesOfB, 32, 1.2, 1.4, 300, "1f1fc43bd98a6e4fd8fdfd551e02c7a0", "f6abf7b5849ac99a89b50dd3fd532856");
        public static EfficientNetV2Function S { get; } = Of("s", stagesOfS, 24, 1.0, 1.0, 384, "e1d88a8495beba45748fedd0cecbe016", "af0682fb74e8c54910f2d4393339c070");
        public static EfficientNetV2Function M { get; } = Of("m", stagesOfM, 24, 1.0, 1.0, 480, "a3bf6aa3276309f4fc6a34aa114c95cd", "1b8dc055df72dde80d614482840fe342");
        public static EfficientNetV2Function L { get; } = Of("l", stagesOfL, 32, 1.0, 1.0, 480, "27e6d408b53c7ebc868fefa357689935", "b0b66b5c863aef5b46e8608fe1711615");

        private static EfficientNetV2Function Of(string variant, Stage[] stages, int stem, double width, double depth, int size, string top_hash, string no_top_hash) =>
            (include_top, weights, input_tensor, input_shape, pooling, classes, classifier_activation, include_preprocessing, name) =>
            {
                string network = $"efficientnetv2-{variant}";
                Application call = new(include_top, weights, input_tensor, input_shape, pooling, classes, classifier_activation, name ?? network);
                call.CheckWeights(quoted: true);
                Shape shape = call.ShapeOfInput(size, 32);
                PretrainedWeights files = PretrainedWeights.In("efficientnet_v2", $"{network}.h5", $"{network}_notop.h5", top_hash, no_top_hash);
                return call.Build(shape, files, x =>
                {
                    if (include_preprocessing) x = Preprocessed(x, variant[0] == 'b' && shape[2] == 3);
                    int input = Filters.Nearest(stem * width);
                    x = new Conv2D(input, 3, strides: 2, padding: "same", use_bias: false, kernel_initializer: EfficientNet.OfConvolutions, name: "stem_conv").Apply(x);
                    x = Active(x, "stem_bn", "stem_activation");
                    int block = 0, blocks = stages.Sum(s => s.Repeats);             // of the smallest network, also for the deeper ones
                    for (int i = 0; i < stages.Length; i++)
                    {
                        Stage stage = stages[i];
                        int output = Filters.Nearest(stage.Filters * width), repeats = (int)Math.Ceiling(depth * stage.Repeats);
                        for (int j = 0; j < repeats; j++, input = output)
                            x = Block(x, stage, input, output, j == 0 ? stage.Strides : 1, 0.2 * block++ / blocks, $"block{i + 1}{(char)('a' + j)}_");
                    }
                    x = new Conv2D(Filters.Nearest(1280 * width), 1, strides: 1, padding: "same", use_bias: false, kernel_initializer: EfficientNet.OfConvolutions, name: "top_conv").Apply(x);
                    x = Active(x, "top_bn", "top_activation");
                    return EfficientNet.Top(call, x, 0.2, EfficientNet.OfClassifier, new Constant(0.0));
                });
            };

        private static KerasTensor Preprocessed(KerasTensor x, bool normalized)
        {
            if (!normalized) return new Rescaling(1.0 / 128.0, offset: -1.0).Apply(x);
            x = new Rescaling(1.0 / 255).Apply(x);
            return new Normalization(axis: 3, mean: NDArray.FromArray((double[])[0.485, 0.456, 0.406], 3), variance: NDArray.FromArray((double[])[0.229 * 0.229, 0.224 * 0.224, 0.225 * 0.225], 3)).Apply(x);
        }

        private static KerasTensor Block(KerasTensor input, Stage stage, int inputs, int outputs, int strides, double drop, string name)
        {
            KerasTensor x = input;
            int wide = inputs * stage.Expansion;
            if (stage.Expansion != 1)
            {
                x = Conv(x, wide, stage.Fused ? 3 : 1, stage.Fused ? strides : 1, $"{name}expand_conv");
                x = Active(x, $"{name}expand_bn", $"{name}expand_activation");
            }
            if (!stage.Fused)
            {
                x = new DepthwiseConv2D(3, strides: strides, padding: "same", use_bias: false, depthwise_initializer: EfficientNet.OfConvolutions, name: $"{name}dwconv2").Apply(x);
                x = Active(x, $"{name}bn", $"{name}activation");
                x = EfficientNet.SqueezeAndExcite(x, wide, Math.Max(1, inputs / 4), name);
            }
            bool whole = stage.Fused && stage.Expansion == 1;
            x = Conv(x, outputs, whole ? 3 : 1, whole ? strides : 1, $"{name}project_conv");
            x = Normalized(x, $"{name}project_bn");
            if (whole) x = new Activation("swish", name: $"{name}project_activation").Apply(x);
            return strides == 1 && inputs == outputs ? EfficientNet.Residual(x, input, drop, name) : x;
        }

        private static KerasTensor Conv(KerasTensor x, int filters, int kernel, int strides, string name) =>
            new Conv2D(filters, kernel, strides: strides, padding: "same", use_bias: false, kernel_initializer: EfficientNet.OfConvolutions, name: name).Apply(x);

        private static KerasTensor Normalized(KerasTensor x, string name) => new BatchNormalization(axis: 3, momentum: 0.9, name: name).Apply(x);

        private static KerasTensor Active(KerasTensor x, string normalization, string activation) => new Activation("swish", name: activation).Apply(Normalized(x, normalization));
    }
}
