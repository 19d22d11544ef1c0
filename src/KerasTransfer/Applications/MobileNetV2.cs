using KerasTransfer.Applications;
using KerasTransfer.Layers;
using KerasTransfer.Saving;

namespace KerasTransfer
{
    public sealed partial class ApplicationsApi
    {
        /// <summary>MobileNetV2: small and quick; images of 224 × 224, with weights also for 96, 128, 160 and 192.</summary>
        public MobileNetV2Function MobileNetV2 => Applications.MobileNetV2.Build;
        /// <summary><c>keras.applications.mobilenet_v2</c>.</summary>
        public MobileNetV2Api mobilenet_v2 { get; } = new();
    }

    /// <summary><c>keras.applications.mobilenet_v2</c>.</summary>
    public sealed class MobileNetV2Api : ApplicationModule
    {
        internal MobileNetV2Api() : base(ImageNetPreprocessing.Mode.Tf) { }
        /// <inheritdoc cref="ApplicationsApi.MobileNetV2"/>
        public MobileNetV2Function MobileNetV2 => Applications.MobileNetV2.Build;
    }
}

namespace KerasTransfer.Applications
{
    /// <summary>Sandler et al. 2018, "MobileNetV2: inverted residuals and linear bottlenecks".</summary>
    internal static class MobileNetV2
    {
        // Output channels, repeats and the first repeat's strides of each stage.
        private static readonly (int Filters, int Repeats, int Strides)[] stages = [(16, 1, 1), (24, 2, 2), (32, 3, 2), (64, 4, 2), (96, 3, 1), (160, 3, 2), (320, 1, 1)];

        public static Model Build(Shape? input_shape, double alpha, bool include_top, string? weights, KerasTensor? input_tensor, string? pooling, int classes, string? classifier_activation, string? name)
        {
            Application call = new(include_top, weights, input_tensor, input_shape, pooling, classes, classifier_activation, name ?? "");
            call.CheckWeights(quoted: true);
            if (input_shape is not null && input_tensor is not null && input_tensor.shape[2] != input_shape[1])
                throw new ValueError($"input_tensor.shape[2] must equal input_shape[1]; Received `input_tensor.shape={input_tensor.shape}`, `input_shape={input_shape}`");
            MobileNetSize size = MobileNetSize.Of(call, [96, 128, 160, 192, 224], input_shape ?? input_tensor?.shape[1..]);
            if (call.OfImageNet)
            {
                if (alpha is not (0.35 or 0.5 or 0.75 or 1.0 or 1.3 or 1.4))
                    throw new ValueError($"If imagenet weights are being loaded, alpha must be one of `0.35`, `0.50`, `0.75`, `1.0`, `1.3` or `1.4` only; Received `alpha={ConfigJson.Number(alpha)}`");
                size = size.OfWeights();
            }
            string file = $"mobilenet_v2_weights_tf_dim_ordering_tf_kernels_{ConfigJson.Number(alpha)}_{size.Rows}";
            PretrainedWeights files = PretrainedWeights.In("mobilenet_v2", $"{file}.h5", $"{file}_no_top.h5");
            return (call with { Name = name ?? $"mobilenetv2_{MobileNetSize.Text(alpha)}_{size.Rows}" }).Build(size.Shape, files, x =>
            {
                x = new Conv2D(Filters.Divisible(32 * alpha), 3, strides: 2, padding: "same", use_bias: false, name: "Conv1").Apply(x);
                x = Rectified(x, "bn_Conv1", "Conv1_relu");
                int block = 0;
                foreach ((int filters, int repeats, int strides) in stages)
                    for (int i = 0; i < repeats; i++) x = Block(x, Filters.Divisible((int)(filters * alpha)), i == 0 ? strides : 1, block++);
                x = new Conv2D(alpha > 1 ? Filters.Divisible(1280 * alpha) : 1280, 1, use_bias: false, name: "Conv_1").Apply(x);
                x = Rectified(x, "Conv_1_bn", "out_relu");
                if (!include_top) return call.Pool(x);
                x = new GlobalAveragePooling2D().Apply(x);
                return call.Predictions(x);
            });
        }

        private static KerasTensor Block(KerasTensor input, int filters, int strides, int number)
        {
            KerasTensor x = input;
            string name = number == 0 ? "expanded_conv_" : $"block_{number}_";
            if (number > 0)
            {
                x = new Conv2D(6 * input.shape[3], 1, padding: "same", use_bias: false, name: $"{name}expand").Apply(x);
                x = Rectified(x, $"{name}expand_BN", $"{name}expand_relu");
            }
            if (strides == 2) x = new ZeroPadding2D(StridedPadding.Of(x, 3), name: $"{name}pad").Apply(x);
            x = new DepthwiseConv2D(3, strides, padding: strides == 1 ? "same" : "valid", use_bias: false, name: $"{name}depthwise").Apply(x);
            x = Rectified(x, $"{name}depthwise_BN", $"{name}depthwise_relu");
            x = new Conv2D(filters, 1, padding: "same", use_bias: false, name: $"{name}project").Apply(x);
            x = Normalized(x, $"{name}project_BN");
            return input.shape[3] == filters && strides == 1 ? new Add(name: $"{name}add").Apply([input, x]) : x;
        }

        private static KerasTensor Rectified(KerasTensor x, string normalization, string activation) => new ReLU(6.0, name: activation).Apply(Normalized(x, normalization));

        private static KerasTensor Normalized(KerasTensor x, string name) => new BatchNormalization(epsilon: 1e-3, momentum: 0.999, name: name).Apply(x);
    }
}
