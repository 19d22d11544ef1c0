using KerasTransfer.Applications;
using KerasTransfer.Layers;

namespace KerasTransfer
{
    public sealed partial class ApplicationsApi
    {
        /// <summary>ResNet of 50 layers, second version: normalization and activation before each convolution; images of 224 × 224.</summary>
        public ApplicationFunction ResNet50V2 => ResNetV2.ResNet50V2;
        /// <summary>ResNet of 101 layers, second version: normalization and activation before each convolution; images of 224 × 224.</summary>
        public ApplicationFunction ResNet101V2 => ResNetV2.ResNet101V2;
        /// <summary>ResNet of 152 layers, second version: normalization and activation before each convolution; images of 224 × 224.</summary>
        public ApplicationFunction ResNet152V2 => ResNetV2.ResNet152V2;
        /// <summary><c>keras.applications.resnet_v2</c>.</summary>
        public ResNetV2Api resnet_v2 { get; } = new();
    }

    /// <summary><c>keras.applications.resnet_v2</c>.</summary>
    public sealed class ResNetV2Api : ApplicationModule
    {
        internal ResNetV2Api() : base(ImageNetPreprocessing.Mode.Tf) { }
        /// <inheritdoc cref="ApplicationsApi.ResNet50V2"/>
        public ApplicationFunction ResNet50V2 => ResNetV2.ResNet50V2;
        /// <inheritdoc cref="ApplicationsApi.ResNet101V2"/>
        public ApplicationFunction ResNet101V2 => ResNetV2.ResNet101V2;
        /// <inheritdoc cref="ApplicationsApi.ResNet152V2"/>
        public ApplicationFunction ResNet152V2 => ResNetV2.ResNet152V2;
    }
}

namespace KerasTransfer.Applications
{
    /// <summary>He, Zhang, Ren and Sun 2016, "Identity mappings in deep residual networks". The strides are in the last block of a stack.</summary>
    internal static class ResNetV2
    {
        public static ApplicationFunction ResNet50V2 { get; } = Application.Function("resnet50v2",
            call => Build(call, [3, 4, 6, 3], PretrainedWeights.Named("resnet", "resnet50v2", "3ef43a0b657b3be2300d5770ece849e0", "fac2f116257151a9d068a22e544a4917")));

        public static ApplicationFunction ResNet101V2 { get; } = Application.Function("resnet101v2",
            call => Build(call, [3, 4, 23, 3], PretrainedWeights.Named("resnet", "resnet101v2", "6343647c601c52e1368623803854d971", "c0ed64b8031c3730f411d2eb4eea35b5")));

        public static ApplicationFunction ResNet152V2 { get; } = Application.Function("resnet152v2",
            call => Build(call, [3, 8, 36, 3], PretrainedWeights.Named("resnet", "resnet152v2", "a49b44d1979771252814e80f8ec446f9", "ed17cf2e0169df9d443503ef94b23b33")));

        private static Model Build(Application call, int[] blocks, PretrainedWeights files)
        {
            call.CheckWeights();
            return call.Build(call.ShapeOfInput(224, 32), files, x =>
            {
                x = new ZeroPadding2D(3, name: "conv1_pad").Apply(x);
                x = new Conv2D(64, 7, strides: 2, name: "conv1_conv").Apply(x);
                x = new ZeroPadding2D(1, name: "pool1_pad").Apply(x);
                x = new MaxPooling2D(3, strides: 2, name: "pool1_pool").Apply(x);
                for (int stack = 0; stack < blocks.Length; stack++)
                    for (int i = 1; i <= blocks[stack]; i++)
                        x = Block(x, 64 << stack, i == blocks[stack] && stack < 3 ? 2 : 1, i == 1, $"conv{stack + 2}_block{i}");
                x = ResNet.Normalized(x, "post_bn");
                x = new Activation("relu", name: "post_relu").Apply(x);
                if (!call.IncludeTop) return call.Pool(x, "avg_pool", "max_pool");
                x = new GlobalAveragePooling2D(name: "avg_pool").Apply(x);
                return call.Predictions(x);
            });
        }

        private static KerasTensor Block(KerasTensor x, int filters, int strides, bool project, string name)
        {
            KerasTensor active = ResNet.Normalized(x, $"{name}_preact_bn");
            active = new Activation("relu", name: $"{name}_preact_relu").Apply(active);
            KerasTensor shortcut = project ? new Conv2D(4 * filters, 1, strides: strides, name: $"{name}_0_conv").Apply(active)
                : strides > 1 ? new MaxPooling2D(1, strides: strides).Apply(x) : x;
            x = new Conv2D(filters, 1, strides: 1, use_bias: false, name: $"{name}_1_conv").Apply(active);
            x = ResNet.Normalized(x, $"{name}_1_bn");
            x = new Activation("relu", name: $"{name}_1_relu").Apply(x);
            x = new ZeroPadding2D(1, name: $"{name}_2_pad").Apply(x);
            x = new Conv2D(filters, 3, strides: strides, use_bias: false, name: $"{name}_2_conv").Apply(x);
            x = ResNet.Normalized(x, $"{name}_2_bn");
            x = new Activation("relu", name: $"{name}_2_relu").Apply(x);
            x = new Conv2D(4 * filters, 1, name: $"{name}_3_conv").Apply(x);
            return new Add(name: $"{name}_out").Apply([shortcut, x]);
        }
    }
}
