using KerasTransfer.Applications;
using KerasTransfer.Layers;

namespace KerasTransfer
{
    public sealed partial class ApplicationsApi
    {
        /// <summary>MobileNet: small and quick; images of 224 × 224, with weights also for 128, 160 and 192.</summary>
        public MobileNetFunction MobileNet => Applications.MobileNet.Build;
        /// <summary><c>keras.applications.mobilenet</c>.</summary>
        public MobileNetApi mobilenet { get; } = new();
    }

    /// <summary><c>keras.applications.mobilenet</c>.</summary>
    public sealed class MobileNetApi : ApplicationModule
    {
        internal MobileNetApi() : base(ImageNetPreprocessing.Mode.Tf) { }
        /// <inheritdoc cref="ApplicationsApi.MobileNet"/>
        public MobileNetFunction MobileNet => Applications.MobileNet.Build;
        /// <summary>min(max(x, 0), 6), of Keras 2.1; files that name it are read without custom_objects.</summary>
        [Obsolete("Write keras.activations.relu6.")]
        public ActivationFunction relu6 => KerasApi.keras.activations.relu6;
    }
}

namespace KerasTransfer.Applications
{
    /// <summary>Howard et al. 2017, "MobileNets: efficient convolutional neural networks for mobile vision applications".</summary>
    internal static class MobileNet
    {
        // Output channels and strides of the blocks.
        private static readonly (int Filters, int Strides)[] blocks =
            [(64, 1), (128, 2), (128, 1), (256, 2), (256, 1), (512, 2), (512, 1), (512, 1), (512, 1), (512, 1), (512, 1), (1024, 2), (1024, 1)];

        public static Model Build(Shape? input_shape, double alpha, int depth_multiplier, double dropout, bool include_top, string? weights, KerasTensor? input_tensor, string? pooling, int classes,
            string? classifier_activation, string? name)
        {
            Application call = new(include_top, weights, input_tensor, input_shape, pooling, classes, classifier_activation, name ?? "");
            call.CheckWeights();
            MobileNetSize size = MobileNetSize.Of(call, [128, 160, 192, 224], null);
            if (call.OfImageNet)
            {
                if (depth_multiplier != 1) throw new ValueError($"If imagenet weights are being loaded, depth multiplier must be 1.  Received depth_multiplier={depth_multiplier}");
                if (alpha is not (0.25 or 0.5 or 0.75 or 1.0))
                    throw new ValueError($"If imagenet weights are being loaded, alpha can be one of`0.25`, `0.50`, `0.75` or `1.0` only.  Received alpha={Saving.ConfigJson.Number(alpha)}");
                size = size.OfWeights();
            }
            string file = $"mobilenet_{alpha switch { 1.0 => "1_0", 0.75 => "7_5", 0.5 => "5_0", _ => "2_5" }}_{size.Rows}_tf";
            PretrainedWeights files = PretrainedWeights.In("mobilenet", $"{file}.h5", $"{file}_no_top.h5");
            return (call with { Name = name ?? $"mobilenet_{MobileNetSize.Text(alpha)}_{size.Rows}" }).Build(size.Shape, files, x =>
            {
                x = new Conv2D((int)(32 * alpha), 3, strides: 2, padding: "same", use_bias: false, name: "conv1").Apply(x);
                x = Rectified(x, "conv1");
                for (int i = 1; i <= blocks.Length; i++)
                {
                    (int filters, int strides) = blocks[i - 1];
                    if (strides > 1) x = new ZeroPadding2D(((0, 1), (0, 1)), name: $"conv_pad_{i}").Apply(x);
                    x = new DepthwiseConv2D(3, strides, padding: strides == 1 ? "same" : "valid", depth_multiplier: depth_multiplier, use_bias: false, name: $"conv_dw_{i}").Apply(x);
                    x = Rectified(x, $"conv_dw_{i}");
                    x = new Conv2D((int)(filters * alpha), 1, strides: 1, padding: "same", use_bias: false, name: $"conv_pw_{i}").Apply(x);
                    x = Rectified(x, $"conv_pw_{i}");
                }
                if (!include_top) return call.Pool(x);
                x = new GlobalAveragePooling2D(keepdims: true).Apply(x);
                x = new Dropout(dropout, name: "dropout").Apply(x);
                x = new Conv2D(classes, 1, padding: "same", name: "conv_preds").Apply(x);
                x = new Reshape(classes, name: "reshape_2").Apply(x);
                return new Activation(classifier_activation ?? "linear", name: "predictions").Apply(x);
            });
        }

        private static KerasTensor Rectified(KerasTensor x, string name)
        {
            x = new BatchNormalization(name: $"{name}_bn").Apply(x);
            return new ReLU(6.0, name: $"{name}_relu").Apply(x);
        }
    }
}
