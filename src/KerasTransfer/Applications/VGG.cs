using KerasTransfer.Applications;
using KerasTransfer.Layers;

namespace KerasTransfer
{
    public sealed partial class ApplicationsApi
    {
        /// <summary>VGG16: 13 convolutions and 3 dense layers; images of 224 × 224.</summary>
        public ApplicationFunction VGG16 => VGG.VGG16;
        /// <summary>VGG19: 16 convolutions and 3 dense layers; images of 224 × 224.</summary>
        public ApplicationFunction VGG19 => VGG.VGG19;
        /// <summary><c>keras.applications.vgg16</c>.</summary>
        public Vgg16Api vgg16 { get; } = new();
        /// <summary><c>keras.applications.vgg19</c>.</summary>
        public Vgg19Api vgg19 { get; } = new();
    }

    /// <summary><c>keras.applications.vgg16</c>.</summary>
    public sealed class Vgg16Api : ApplicationModule
    {
        internal Vgg16Api() : base(ImageNetPreprocessing.Mode.Caffe) { }
        /// <inheritdoc cref="ApplicationsApi.VGG16"/>
        public ApplicationFunction VGG16 => VGG.VGG16;
    }

    /// <summary><c>keras.applications.vgg19</c>.</summary>
    public sealed class Vgg19Api : ApplicationModule
    {
        internal Vgg19Api() : base(ImageNetPreprocessing.Mode.Caffe) { }
        /// <inheritdoc cref="ApplicationsApi.VGG19"/>
        public ApplicationFunction VGG19 => VGG.VGG19;
    }
}

namespace KerasTransfer.Applications
{
    /// <summary>Simonyan and Zisserman 2014, "Very deep convolutional networks for large-scale image recognition".</summary>
    internal static class VGG
    {
        public static ApplicationFunction VGG16 { get; } = Application.Function("vgg16",
            call => Build(call, [2, 2, 3, 3, 3], PretrainedWeights.Named("vgg16", "vgg16", "64373286793e3c8b2b4e3219cbf3544b", "6d6bbae143d832006294945121d1f1fc")));

        public static ApplicationFunction VGG19 { get; } = Application.Function("vgg19",
            call => Build(call, [2, 2, 4, 4, 4], PretrainedWeights.Named("vgg19", "vgg19", "cbe5617147190e668d6c5d5026f83318", "253f8cb515780f3b799900260a226db6")));

        private static readonly int[] filters = [64, 128, 256, 512, 512];

        private static Model Build(Application call, int[] convolutions, PretrainedWeights files)
        {
            call.CheckWeights();
            return call.Build(call.ShapeOfInput(224, 32), files, x =>
            {
                for (int block = 1; block <= 5; block++)
                {
                    for (int i = 1; i <= convolutions[block - 1]; i++)
                        x = new Conv2D(filters[block - 1], 3, padding: "same", activation: "relu", name: $"block{block}_conv{i}").Apply(x);
                    x = new MaxPooling2D(2, strides: 2, name: $"block{block}_pool").Apply(x);
                }
                if (!call.IncludeTop) return call.Pool(x);
                x = new Flatten(name: "flatten").Apply(x);
                x = new Dense(4096, activation: "relu", name: "fc1").Apply(x);
                x = new Dense(4096, activation: "relu", name: "fc2").Apply(x);
                return call.Predictions(x);
            });
        }
    }
}
