using KerasTransfer.Applications;
using KerasTransfer.Layers;
using KerasTransfer.Saving;

namespace KerasTransfer
{
    public sealed partial class ApplicationsApi
    {
        /// <summary>MobileNetV3, the small one; images of 224 × 224 with values 0 … 255.</summary>
        public MobileNetV3Function MobileNetV3Small => MobileNetV3.Small;
        /// <summary>MobileNetV3, the large one; images of 224 × 224 with values 0 … 255.</summary>
        public MobileNetV3Function MobileNetV3Large => MobileNetV3.Large;
        /// <summary><c>keras.applications.mobilenet_v3</c>.</summary>
        public MobileNetV3Api mobilenet_v3 { get; } = new();
    }

    /// <summary><c>keras.applications.mobilenet_v3</c>.</summary>
    public sealed class MobileNetV3Api : ApplicationModule
    {
        internal MobileNetV3Api() : base(ImageNetPreprocessing.Mode.Inside) { }
    }
}

namespace KerasTransfer.Applications
{
    /// <summary>Howard et al. 2019, "Searching for MobileNetV3".</summary>
    internal static class MobileNetV3
    {
        // Expansion, output channels, kernel (0: the network's), strides, whether there is a squeeze-and-excitation, whether the activation is the network's (else relu).
        private readonly record struct Row(double Expansion, int Filters, int Kernel, int Strides, bool Squeeze, bool Own);

        private static readonly Row[] small =
        [
            new(1, 16, 3, 2, true, false), new(72.0 / 16, 24, 3, 2, false, false), new(88.0 / 24, 24, 3, 1, false, false), new(4, 40, 0, 2, true, true), new(6, 40, 0, 1, true, true), new(6, 40, 0, 1, true, true),
            new(3, 48, 0, 1, true, true), new(3, 48, 0, 1, true, true), new(6, 96, 0, 2, true, true), new(6, 96, 0, 1, true, true), new(6, 96, 0, 1, true, true),
        ];

        private static readonly Row[] large =
        [
            new(1, 16, 3, 1, false, false), new(4, 24, 3, 2, false, false), new(3, 24, 3, 1, false, false), new(3, 40, 0, 2, true, false), new(3, 40, 0, 1, true, false), new(3, 40, 0, 1, true, false),
            new(6, 80, 3, 2, false, true), new(2.5, 80, 3, 1, false, true), new(2.3, 80, 3, 1, false, true), new(2.3, 80, 3, 1, false, true), new(6, 112, 3, 1, true, true), new(6, 112, 3, 1, true, true),
            new(6, 160, 0, 2, true, true), new(6, 160, 0, 1, true, true), new(6, 160, 0, 1, true, true),
        ];

        // MD5 of the files with and without the classifier.
        private static readonly Dictionary<string, (string Top, string NoTop)> hashes = new()
        {
            ["large_224_0.75_float"] = ("765b44a33ad4005b3ac83185abf1d0eb", "40af19a13ebea4e2ee0c676887f69a2e"),
            ["large_224_1.0_float"] = ("59e551e166be033d707958cf9e29a6a7", "07fb09a5933dd0c8eaafa16978110389"),
            ["large_minimalistic_224_1.0_float"] = ("675e7b876c45c57e9e63e6d90a36599c", "ec5221f64a2f6d1ef965a614bdae7973"),
            ["small_224_0.75_float"] = ("cb65d4e5be93758266aa0a7f2c6708b7", "ebdb5cc8e0b497cd13a7c275d475c819"),
            ["small_224_1.0_float"] = ("8768d4c2e7dee89b9d02b2d03d65d862", "d3e8ec802a04aa4fc771ee12a9a9b836"),
            ["small_minimalistic_224_1.0_float"] = ("99cd97fb2fcdad2bf028eb838de69e37", "cde8136e733e811080d9fcd8a252f7e4"),
        };

        public static MobileNetV3Function Small { get; } = Of("small", "MobileNetV3Small", small, 1024);
        public static MobileNetV3Function Large { get; } = Of("large", "MobileNetV3Large", large, 1280);

        private static MobileNetV3Function Of(string type, string network, Row[] rows, int last) =>
            (input_shape, alpha, minimalistic, include_top, weights, input_tensor, classes, pooling, dropout_rate, classifier_activation, include_preprocessing, name) =>
            {
                Application call = new(include_top, weights, input_tensor, input_shape, pooling, classes, classifier_activation, name ?? network);
                call.CheckWeights(quoted: true);
                Shape shape = ShapeOfInput(call);
                if (call.OfImageNet)
                {
                    if (minimalistic ? alpha != 1.0 : alpha is not (0.75 or 1.0))
                        throw new ValueError("If imagenet weights are being loaded, alpha can be one of `0.75`, `1.0` for non minimalistic or `1.0` for minimalistic only." + $" Received alpha={ConfigJson.Number(alpha)}");
                    if (shape[0] != shape[1] || shape[0] != 224)
                        Warning.Write("`input_shape` is undefined or non-square, or `rows` is not 224. Weights for input shape (224, 224) will be loaded as the default.");
                }
                string file = $"{type}{(minimalistic ? "_minimalistic" : "")}_224_{ConfigJson.Number(alpha)}_float";
                (string? top, string? bare) = hashes.TryGetValue(file, out var known) ? known : (null, null);
                PretrainedWeights files = PretrainedWeights.In("mobilenet_v3", $"weights_mobilenet_v3_{file}.h5", $"weights_mobilenet_v3_{file}_no_top_v2.h5", top, bare);
                Func<KerasTensor, KerasTensor> own = minimalistic ? Relu : HardSwish;
                return call.Build(shape, files, x =>
                {
                    if (include_preprocessing) x = new Rescaling(1.0 / 127.5, offset: -1.0).Apply(x);
                    x = new Conv2D(16, 3, strides: 2, padding: "same", use_bias: false, name: "conv").Apply(x);
                    x = own(Normalized(x, "conv_bn"));
                    for (int i = 0; i < rows.Length; i++)
                    {
                        Row row = rows[i];
                        x = Block(x, row.Expansion, Filters.Divisible(row.Filters * alpha), row.Kernel > 0 ? row.Kernel : minimalistic ? 3 : 5, row.Strides, row.Squeeze && !minimalistic, row.Own ? own : Relu,
                            i == 0 ? "expanded_conv_" : $"expanded_conv_{i}_", i > 0);
                    }
                    x = new Conv2D(Filters.Divisible(x.shape[3] * 6), 1, padding: "same", use_bias: false, name: "conv_1").Apply(x);
                    x = own(Normalized(x, "conv_1_bn"));
                    if (!include_top) return call.Pool(x, "avg_pool", "max_pool");
                    x = new GlobalAveragePooling2D(keepdims: true).Apply(x);
                    x = new Conv2D(alpha > 1 ? Filters.Divisible(last * alpha) : last, 1, padding: "same", name: "conv_2").Apply(x);
                    x = own(x);
                    if (dropout_rate > 0) x = new Dropout(dropout_rate).Apply(x);
                    x = new Conv2D(classes, 1, padding: "same", name: "logits").Apply(x);
                    x = new Flatten().Apply(x);
                    return new Activation(classifier_activation ?? "linear", name: "predictions").Apply(x);
                });
            };

        // The size need not be known, not even with the classifier, which pools first.
        private static Shape ShapeOfInput(Application call)
        {
            (Shape? given, KerasTensor? tensor) = (call.InputShape, call.InputTensor);
            if (given is not null && tensor is not null && tensor.shape[2] != given[1])
                throw new ValueError($"input_shape[1] must equal input_tensor.shape[2].  Received input_shape={given}, input_tensor.shape={tensor.shape}");
            Shape shape = given ?? (tensor is not null ? new Shape(tensor.shape[2], tensor.shape[1], 3) : (null, null, 3));
            if (shape.Rank != 3) throw new ValueError($"`input_shape` must be a tuple of three integers. Received: input_shape={shape}. It has no batch axis: (rows, columns, channels).");
            return shape[0] == Shape.Unknown || shape[1] == Shape.Unknown || Math.Min(shape[0], shape[1]) >= 32 ? shape
                : throw new ValueError($"Input size must be at least 32x32; Received `input_shape={shape}`");
        }

        private static KerasTensor Block(KerasTensor input, double expansion, int filters, int kernel, int strides, bool squeeze, Func<KerasTensor, KerasTensor> active, string name, bool expand)
        {
            KerasTensor x = input;
            int channels = input.shape[3], wide = Filters.Divisible(channels * expansion);
            if (expand)
            {
                x = new Conv2D(wide, 1, padding: "same", use_bias: false, name: $"{name}expand").Apply(x);
                x = active(Normalized(x, $"{name}expand_bn"));
            }
            if (strides == 2) x = new ZeroPadding2D(StridedPadding.Of(x, kernel), name: $"{name}depthwise_pad").Apply(x);
            x = new DepthwiseConv2D(kernel, strides: strides, padding: strides == 1 ? "same" : "valid", use_bias: false, name: $"{name}depthwise").Apply(x);
            x = active(Normalized(x, $"{name}depthwise_bn"));
            if (squeeze) x = SqueezeAndExcite(x, wide, name);
            x = new Conv2D(filters, 1, padding: "same", use_bias: false, name: $"{name}project").Apply(x);
            x = Normalized(x, $"{name}project_bn");
            return strides == 1 && channels == filters ? new Add(name: $"{name}add").Apply([input, x]) : x;
        }

        private static KerasTensor SqueezeAndExcite(KerasTensor input, int filters, string name)
        {
            KerasTensor x = new GlobalAveragePooling2D(keepdims: true, name: $"{name}squeeze_excite_avg_pool").Apply(input);
            x = new Conv2D(Filters.Divisible(filters * 0.25), 1, padding: "same", name: $"{name}squeeze_excite_conv").Apply(x);
            x = new ReLU(name: $"{name}squeeze_excite_relu").Apply(x);
            x = new Conv2D(filters, 1, padding: "same", name: $"{name}squeeze_excite_conv_1").Apply(x);
            x = new ReLU(6.0).Apply(x + 3.0) * (1.0 / 6.0);                         // a hard sigmoid
            return new Multiply(name: $"{name}squeeze_excite_mul").Apply([input, x]);
        }

        private static KerasTensor Relu(KerasTensor x) => new ReLU().Apply(x);
        private static KerasTensor HardSwish(KerasTensor x) => new Activation("hard_swish").Apply(x);
        private static KerasTensor Normalized(KerasTensor x, string name) => new BatchNormalization(epsilon: 1e-3, momentum: 0.999, name: name).Apply(x);
    }
}
