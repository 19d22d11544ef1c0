using KerasTransfer.Applications;
using KerasTransfer.Layers;

namespace KerasTransfer
{
    public sealed partial class ApplicationsApi
    {
        /// <summary>ResNet of 50 layers; images of 224 × 224.</summary>
        public ApplicationFunction ResNet50 => ResNet.ResNet50;
        /// <summary>ResNet of 101 layers; images of 224 × 224.</summary>
        public ApplicationFunction ResNet101 => ResNet.ResNet101;
        /// <summary>ResNet of 152 layers; images of 224 × 224.</summary>
        public ApplicationFunction ResNet152 => ResNet.ResNet152;
        /// <summary><c>keras.applications.resnet</c>.</summary>
        public ResNetApi resnet { get; } = new();
        /// <summary><c>keras.applications.resnet50</c>.</summary>
        public ResNet50Api resnet50 { get; } = new();
    }

    /// <summary><c>keras.applications.resnet</c>.</summary>
    public sealed class ResNetApi : ApplicationModule
    {
        internal ResNetApi() : base(ImageNetPreprocessing.Mode.Caffe) { }
        /// <inheritdoc cref="ApplicationsApi.ResNet50"/>
        public ApplicationFunction ResNet50 => ResNet.ResNet50;
        /// <inheritdoc cref="ApplicationsApi.ResNet101"/>
        public ApplicationFunction ResNet101 => ResNet.ResNet101;
        /// <inheritdoc cref="ApplicationsApi.ResNet152"/>
        public ApplicationFunction ResNet152 => ResNet.ResNet152;
    }

    /// <summary><c>keras.applications.resnet50</c>.</summary>
    public sealed class ResNet50Api : ApplicationModule
    {
        internal ResNet50Api() : base(ImageNetPreprocessing.Mode.Caffe) { }
        /// <inheritdoc cref="ApplicationsApi.ResNet50"/>
        public ApplicationFunction ResNet50 => ResNet.ResNet50;
    }
}

namespace KerasTransfer.Applications
{
    /// <summary>He, Zhang, Ren and Sun 2015, "Deep residual learning for image recognition". The strides are in the first convolution of a block.</summary>
    internal static class ResNet
    {
        /// <summary>The epsilon of all normalizations, here and in the second version.</summary>
        public const double Epsilon = 1.001e-5;

        public static ApplicationFunction ResNet50 { get; } = Application.Function("resnet50",
            call => Build(call, [3, 4, 6, 3], PretrainedWeights.Named("resnet", "resnet50", "2cb95161c43110f7111970584f804107", "4d473c1dd8becc155b73f8504c6f6626")));

        public static ApplicationFunction ResNet101 { get; } = Application.Function("resnet101",
            call => Build(call, [3, 4, 23, 3], PretrainedWeights.Named("resnet", "resnet101", "f1aeb4b969a6efcfb50fad2f0c20cfc5", "88cf7a10940856eca736dc7b7e228a21")));

        public static ApplicationFunction ResNet152 { get; } = Application.Function("resnet152",
            call => Build(call, [3, 8, 36, 3], PretrainedWeights.Named("resnet", "resnet152", "100835be76be38e30d865e96f2aaae62", "ee4c566cf9a93f14d82f913c2dc6dd0c")));

        private static Model Build(Application call, int[] blocks, PretrainedWeights files)
        {
            call.CheckWeights();
            return call.Build(call.ShapeOfInput(224, 32), files, x =>
            {
                x = new ZeroPadding2D(3, name: "conv1_pad").Apply(x);
                x = new Conv2D(64, 7, strides: 2, name: "conv1_conv").Apply(x);
                x = Normalized(x, "conv1_bn");
                x = new Activation("relu", name: "conv1_relu").Apply(x);
                x = new ZeroPadding2D(1, name: "pool1_pad").Apply(x);
                x = new MaxPooling2D(3, strides: 2, name: "pool1_pool").Apply(x);
                for (int stack = 0; stack < blocks.Length; stack++)
                    for (int i = 1; i <= blocks[stack]; i++)
                        x = Block(x, 64 << stack, i == 1 && stack > 0 ? 2 : 1, i == 1, $"conv{stack + 2}_block{i}");
                if (!call.IncludeTop) return call.Pool(x, "avg_pool", "max_pool");
                x = new GlobalAveragePooling2D(name: "avg_pool").Apply(x);
                return call.Predictions(x);
            });
        }

        private static KerasTensor Block(KerasTensor x, int filters, int strides, bool project, string name)
        {
            KerasTensor shortcut = x;
            if (project)
            {
                shortcut = new Conv2D(4 * filters, 1, strides: strides, name: $"{name}_0_conv").Apply(x);
                shortcut = Normalized(shortcut, $"{name}_0_bn");
            }
            x = new Conv2D(filters, 1, strides: strides, name: $"{name}_1_conv").Apply(x);
            x = Normalized(x, $"{name}_1_bn");
            x = new Activation("relu", name: $"{name}_1_relu").Apply(x);
            x = new Conv2D(filters, 3, padding: "same", name: $"{name}_2_conv").Apply(x);
            x = Normalized(x, $"{name}_2_bn");
            x = new Activation("relu", name: $"{name}_2_relu").Apply(x);
            x = new Conv2D(4 * filters, 1, name: $"{name}_3_conv").Apply(x);
            x = Normalized(x, $"{name}_3_bn");
            x = new Add(name: $"{name}_add").Apply([shortcut, x]);
            return new Activation("relu", name: $"{name}_out").Apply(x);
        }

        /// <summary>A normalization with the epsilon of these networks.</summary>
        public static KerasTensor Normalized(KerasTensor x, string name) => new BatchNormalization(axis: 3, epsilon: Epsilon, name: name).Apply(x);
    }
}
