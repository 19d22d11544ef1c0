using KerasTransfer.Applications;
using KerasTransfer.Layers;

namespace KerasTransfer
{
    public sealed partial class ApplicationsApi
    {
        /// <summary>DenseNet of 121 layers: each block sees all before it; images of 224 × 224.</summary>
        public ApplicationFunction DenseNet121 => DenseNet.DenseNet121;
        /// <summary>DenseNet of 169 layers: each block sees all before it; images of 224 × 224.</summary>
        public ApplicationFunction DenseNet169 => DenseNet.DenseNet169;
        /// <summary>DenseNet of 201 layers: each block sees all before it; images of 224 × 224.</summary>
        public ApplicationFunction DenseNet201 => DenseNet.DenseNet201;
        /// <summary><c>keras.applications.densenet</c>.</summary>
        public DenseNetApi densenet { get; } = new();
    }

    /// <summary><c>keras.applications.densenet</c>.</summary>
    public sealed class DenseNetApi : ApplicationModule
    {
        internal DenseNetApi() : base(ImageNetPreprocessing.Mode.Torch) { }
        /// <inheritdoc cref="ApplicationsApi.DenseNet121"/>
        public ApplicationFunction DenseNet121 => DenseNet.DenseNet121;
        /// <inheritdoc cref="ApplicationsApi.DenseNet169"/>
        public ApplicationFunction DenseNet169 => DenseNet.DenseNet169;
        /// <inheritdoc cref="ApplicationsApi.DenseNet201"/>
        public ApplicationFunction DenseNet201 => DenseNet.DenseNet201;
    }
}

namespace KerasTransfer.Applications
{
    /// <summary>Huang, Liu, van der Maaten and Weinberger 2016, "Densely connected convolutional networks".</summary>
    internal static class DenseNet
    {
        private const int Growth = 32;                                              // channels that a block adds

        public static ApplicationFunction DenseNet121 { get; } = Application.Function("densenet121",
            call => Build(call, [6, 12, 24, 16], PretrainedWeights.Named("densenet", "densenet121", "9d60b8095a5708f2dcce2bca79d332c7", "30ee3e1110167f948a6b9946edeeb738")));

        public static ApplicationFunction DenseNet169 { get; } = Application.Function("densenet169",
            call => Build(call, [6, 12, 32, 32], PretrainedWeights.Named("densenet", "densenet169", "d699b8f76981ab1b30698df4c175e90b", "b8c4d4c20dd625c148057b9ff1c1176b")));

        public static ApplicationFunction DenseNet201 { get; } = Application.Function("densenet201",
            call => Build(call, [6, 12, 48, 32], PretrainedWeights.Named("densenet", "densenet201", "1ceb130c1ea1b78c3bf6114dbdfd8807", "c13680b51ded0fb44dff2d8f86ac8bb1")));

        private static Model Build(Application call, int[] blocks, PretrainedWeights files)
        {
            call.CheckWeights(quoted: true);
            return call.Build(call.ShapeOfInput(224, 32), files, x =>
            {
                x = new ZeroPadding2D(3).Apply(x);
                x = new Conv2D(64, 7, strides: 2, use_bias: false, name: "conv1_conv").Apply(x);
                x = Active(x, "conv1_bn", "conv1_relu");
                x = new ZeroPadding2D(1).Apply(x);
                x = new MaxPooling2D(3, strides: 2, name: "pool1").Apply(x);
                for (int stage = 2; stage <= 5; stage++)
                {
                    for (int i = 1; i <= blocks[stage - 2]; i++) x = Block(x, $"conv{stage}_block{i}");
                    if (stage < 5) x = Transition(x, $"pool{stage}");
                }
                x = Active(x, "bn", "relu");
                if (!call.IncludeTop) return call.Pool(x, "avg_pool", "max_pool");
                x = new GlobalAveragePooling2D(name: "avg_pool").Apply(x);
                return call.Predictions(x);
            });
        }

        private static KerasTensor Block(KerasTensor input, string name)
        {
            KerasTensor x = Active(input, $"{name}_0_bn", $"{name}_0_relu");
            x = new Conv2D(4 * Growth, 1, use_bias: false, name: $"{name}_1_conv").Apply(x);
            x = Active(x, $"{name}_1_bn", $"{name}_1_relu");
            x = new Conv2D(Growth, 3, padding: "same", use_bias: false, name: $"{name}_2_conv").Apply(x);
            return new Concatenate(axis: 3, name: $"{name}_concat").Apply([input, x]);
        }

        // Half the channels, half the size.
        private static KerasTensor Transition(KerasTensor x, string name)
        {
            x = Active(x, $"{name}_bn", $"{name}_relu");
            x = new Conv2D(x.shape[3] / 2, 1, use_bias: false, name: $"{name}_conv").Apply(x);
            return new AveragePooling2D(2, strides: 2, name: $"{name}_pool").Apply(x);
        }

        private static KerasTensor Active(KerasTensor x, string normalization, string activation) => new Activation("relu", name: activation).Apply(ResNet.Normalized(x, normalization));
    }
}
