using KerasTransfer.Applications;
using KerasTransfer.Layers;

namespace KerasTransfer
{
    public sealed partial class ApplicationsApi
    {
        /// <summary>Inception taken to its end: separable convolutions with residual connections; images of 299 × 299.</summary>
        public ApplicationFunction Xception => Applications.Xception.Function;
        /// <summary><c>keras.applications.xception</c>.</summary>
        public XceptionApi xception { get; } = new();
    }

    /// <summary><c>keras.applications.xception</c>.</summary>
    public sealed class XceptionApi : ApplicationModule
    {
        internal XceptionApi() : base(ImageNetPreprocessing.Mode.Tf) { }
        /// <inheritdoc cref="ApplicationsApi.Xception"/>
        public ApplicationFunction Xception => Applications.Xception.Function;
    }
}

namespace KerasTransfer.Applications
{
    /// <summary>Chollet 2016, "Xception: deep learning with depthwise separable convolutions".</summary>
    internal static class Xception
    {
        public static ApplicationFunction Function { get; } = Application.Function("xception", Build);

        private static Model Build(Application call)
        {
            call.CheckWeights();
            PretrainedWeights files = PretrainedWeights.Named("xception", "xception", "0a58e3b7378bc2990ea3b43d5981f1f6", "b0042744bf5b25fce3cb969f33bebb97");
            return call.Build(call.ShapeOfInput(299, 71), files, x =>
            {
                x = new Conv2D(32, 3, strides: 2, use_bias: false, name: "block1_conv1").Apply(x);
                x = Active(Normalized(x, "block1_conv1_bn"), "block1_conv1_act");
                x = new Conv2D(64, 3, use_bias: false, name: "block1_conv2").Apply(x);
                x = Active(Normalized(x, "block1_conv2_bn"), "block1_conv2_act");
                x = Reducing(x, 2, 128, 128);
                x = Reducing(x, 3, 256, 256);
                x = Reducing(x, 4, 728, 728);
                for (int block = 5; block <= 12; block++)
                {
                    KerasTensor residual = x;
                    for (int i = 1; i <= 3; i++) x = Separable(Active(x, $"block{block}_sepconv{i}_act"), 728, $"block{block}_sepconv{i}");
                    x = new Add().Apply([x, residual]);
                }
                x = Reducing(x, 13, 728, 1024);
                x = Active(Separable(x, 1536, "block14_sepconv1"), "block14_sepconv1_act");
                x = Active(Separable(x, 2048, "block14_sepconv2"), "block14_sepconv2_act");
                if (!call.IncludeTop) return call.Pool(x);
                x = new GlobalAveragePooling2D(name: "avg_pool").Apply(x);
                return call.Predictions(x);
            });
        }

        // Two separable convolutions and a pooling beside a convolution with strides.
        private static KerasTensor Reducing(KerasTensor x, int block, int first, int second)
        {
            string name = $"block{block}_sepconv";
            KerasTensor residual = new Conv2D(second, 1, strides: 2, padding: "same", use_bias: false).Apply(x);
            residual = new BatchNormalization().Apply(residual);
            if (block > 2) x = Active(x, $"{name}1_act");                           // the first one's input is active already
            x = Separable(x, first, $"{name}1");
            x = Separable(Active(x, $"{name}2_act"), second, $"{name}2");
            x = new MaxPooling2D(3, strides: 2, padding: "same", name: $"block{block}_pool").Apply(x);
            return new Add().Apply([x, residual]);
        }

        private static KerasTensor Separable(KerasTensor x, int filters, string name) => Normalized(new SeparableConv2D(filters, 3, padding: "same", use_bias: false, name: name).Apply(x), $"{name}_bn");

        private static KerasTensor Normalized(KerasTensor x, string name) => new BatchNormalization(name: name).Apply(x);

        private static KerasTensor Active(KerasTensor x, string name) => new Activation("relu", name: name).Apply(x);
    }
}
