using KerasTransfer.Applications;
using KerasTransfer.Layers;

namespace KerasTransfer
{
    public sealed partial class ApplicationsApi
    {
        /// <summary>NASNet-A, the small one; images of 224 × 224.</summary>
        public NASNetFunction NASNetMobile => NASNet.Mobile;
        /// <summary>NASNet-A, the large one; images of 331 × 331.</summary>
        public NASNetFunction NASNetLarge => NASNet.Large;
        /// <summary><c>keras.applications.nasnet</c>.</summary>
        public NASNetApi nasnet { get; } = new();
    }

    /// <summary><c>keras.applications.nasnet</c>.</summary>
    public sealed class NASNetApi : ApplicationModule
    {
        internal NASNetApi() : base(ImageNetPreprocessing.Mode.Tf) { }
        /// <inheritdoc cref="ApplicationsApi.NASNetMobile"/>
        public NASNetFunction NASNetMobile => NASNet.Mobile;
        /// <inheritdoc cref="ApplicationsApi.NASNetLarge"/>
        public NASNetFunction NASNetLarge => NASNet.Large;
    }
}

namespace KerasTransfer.Applications
{
    /// <summary>Zoph, Vasudevan, Shlens and Le 2017, "Learning transferable architectures for scalable image recognition": NASNet-A.</summary>
    internal static class NASNet
    {
        public static NASNetFunction Mobile { get; } = Of("nasnet_mobile", 1056, 4, 32, false, 224, new("020fb642bf7360b370c678b08e0adf61", "1ed92395b5b598bdda52abe5c0dbfd63", "mobile"));
        public static NASNetFunction Large { get; } = Of("nasnet_large", 4032, 6, 96, true, 331, new("11577c9a518f0070763c2b964a382f17", "d81d89dc07e6e56530c4e77faddd61b5", "large"));

        private readonly record struct Files(string TopHash, string NoTopHash, string Network);

        private static NASNetFunction Of(string network, int penultimate, int cells, int stem, bool skip_reduction, int size, Files file) =>
            (input_shape, include_top, weights, input_tensor, pooling, classes, classifier_activation, name) =>
            {
                if (!include_top && input_shape is null && size == 224) input_shape = (224, 224, 3);
                Application call = new(include_top, weights, input_tensor, input_shape, pooling, classes, classifier_activation, name ?? network);
                call.CheckWeights(quoted: true);
                if (call.OfImageNet && input_shape is { IsKnown: false })
                    throw new ValueError($"When specifying the input shape of a NASNet and loading `ImageNet` weights, the input_shape argument must be static (no None entries). Got: `input_shape={input_shape}`.");
                PretrainedWeights files = PretrainedWeights.In("nasnet", $"NASNet-{file.Network}.h5", $"NASNet-{file.Network}-no-top.h5", file.TopHash, file.NoTopHash,
                    ($"nasnet_{file.Network}.h5", $"nasnet_{file.Network}_no_top.h5"));
                return call.Build(call.ShapeOfInput(size, 32), files, x =>
                {
                    int filters = penultimate / 24;
                    x = new Conv2D(stem, 3, strides: 2, padding: "valid", use_bias: false, kernel_initializer: "he_normal", name: "stem_conv1").Apply(x);
                    x = Normalized(x, "stem_bn1");
                    // x is a cell's output, p what goes beside it into the next: the cell's input.
                    KerasTensor? p = null;
                    (x, p) = (Reduction(x, p, filters / 4, "stem_1"), x);
                    (x, p) = (Reduction(x, p, filters / 2, "stem_2"), x);
                    for (int stage = 0; stage < 3; stage++)
                    {
                        int wide = filters << stage;
                        if (stage > 0)
                        {
                            KerasTensor before = x;
                            x = Reduction(x, p, wide, $"reduce_{stage * cells}");
                            if (!skip_reduction) p = before;
                        }
                        for (int i = 0; i < cells; i++) (x, p) = (Normal(x, p, wide, $"{stage * cells + i + (stage > 0 ? 1 : 0)}"), x);
                    }
                    x = new Activation("relu").Apply(x);
                    if (!include_top) return call.Pool(x);
                    x = new GlobalAveragePooling2D().Apply(x);
                    return call.Predictions(x);
                });
            };

        private static KerasTensor Normal(KerasTensor input, KerasTensor? p, int filters, string id)
        {
            using NameScope scope = new($"normal_A_block_{id}");
            p = Adjusted(p, input, filters, id);
            KerasTensor h = Squeezed(input, filters, "normal", id);
            KerasTensor x1, x2, x3, x4, x5;
            using (new NameScope("block_1")) x1 = new Add(name: $"normal_add_1_{id}").Apply([Separable(h, filters, 5, $"normal_left1_{id}"), Separable(p, filters, 3, $"normal_right1_{id}")]);
            using (new NameScope("block_2")) x2 = new Add(name: $"normal_add_2_{id}").Apply([Separable(p, filters, 5, $"normal_left2_{id}"), Separable(p, filters, 3, $"normal_right2_{id}")]);
            using (new NameScope("block_3")) x3 = new Add(name: $"normal_add_3_{id}").Apply([Averaged(h, $"normal_left3_{id}"), p]);
            using (new NameScope("block_4")) x4 = new Add(name: $"normal_add_4_{id}").Apply([Averaged(p, $"normal_left4_{id}"), Averaged(p, $"normal_right4_{id}")]);
            using (new NameScope("block_5")) x5 = new Add(name: $"normal_add_5_{id}").Apply([Separable(h, filters, 3, $"normal_left5_{id}"), h]);
            return new Concatenate(name: $"normal_concat_{id}").Apply([p, x1, x2, x3, x4, x5]);
        }

        private static KerasTensor Reduction(KerasTensor input, KerasTensor? p, int filters, string id)
        {
            using NameScope scope = new($"reduction_A_block_{id}");
            p = Adjusted(p, input, filters, id);
            KerasTensor h = Squeezed(input, filters, "reduction", id);
            KerasTensor padded = new ZeroPadding2D(StridedPadding.Of(h, 3), name: $"reduction_pad_1_{id}").Apply(h);
            KerasTensor x1, x2, x3, x4, x5;
            using (new NameScope("block_1")) x1 = new Add(name: $"reduction_add_1_{id}").Apply([Separable(h, filters, 5, $"reduction_left1_{id}", 2), Separable(p, filters, 7, $"reduction_right1_{id}", 2)]);
            using (new NameScope("block_2")) x2 = new Add(name: $"reduction_add_2_{id}").Apply([MaxPooled($"reduction_left2_{id}"), Separable(p, filters, 7, $"reduction_right2_{id}", 2)]);
            using (new NameScope("block_3"))
            {
                x3 = new AveragePooling2D(3, strides: 2, padding: "valid", name: $"reduction_left3_{id}").Apply(padded);
                x3 = new Add(name: $"reduction_add3_{id}").Apply([x3, Separable(p, filters, 5, $"reduction_right3_{id}", 2)]);
            }
            using (new NameScope("block_4")) x4 = new Add().Apply([x2, Averaged(x1, $"reduction_left4_{id}")]);
            using (new NameScope("block_5")) x5 = new Add(name: $"reduction_add4_{id}").Apply([Separable(x1, filters, 3, $"reduction_left4_{id}"), MaxPooled($"reduction_right5_{id}")]);
            return new Concatenate(name: $"reduction_concat_{id}").Apply([x2, x3, x4, x5]);

            KerasTensor MaxPooled(string name) => new MaxPooling2D(3, strides: 2, padding: "valid", name: name).Apply(padded);
        }

        // The cell's input with as many channels as the cell works on.
        private static KerasTensor Squeezed(KerasTensor x, int filters, string kind, string id)
        {
            x = new Activation("relu").Apply(x);
            x = Pointwise(x, filters, $"{kind}_conv_1_{id}");
            return Normalized(x, $"{kind}_bn_1_{id}");
        }

        // What goes beside the input, brought to its size and to the channels the cell works on.
        private static KerasTensor Adjusted(KerasTensor? p, KerasTensor input, int filters, string id)
        {
            using NameScope scope = new("adjust_block");
            if (p is null) return input;
            if (p.shape[2] != input.shape[2])
            {
                using NameScope inner = new($"adjust_reduction_block_{id}");
                p = new Activation("relu", name: $"adjust_relu_1_{id}").Apply(p);
                KerasTensor even = new AveragePooling2D(1, strides: 2, padding: "valid", name: $"adjust_avg_pool_1_{id}").Apply(p);
                even = Pointwise(even, filters / 2, $"adjust_conv_1_{id}");
                KerasTensor odd = new ZeroPadding2D(((0, 1), (0, 1))).Apply(p);       // one place further
                odd = new Cropping2D(((1, 0), (1, 0))).Apply(odd);
                odd = new AveragePooling2D(1, strides: 2, padding: "valid", name: $"adjust_avg_pool_2_{id}").Apply(odd);
                odd = Pointwise(odd, filters / 2, $"adjust_conv_2_{id}");
                return Normalized(new Concatenate().Apply([even, odd]), $"adjust_bn_{id}");
            }
            if (p.shape[3] != filters)
            {
                using NameScope inner = new($"adjust_projection_block_{id}");
                p = new Activation("relu").Apply(p);
                return Normalized(Pointwise(p, filters, $"adjust_conv_projection_{id}"), $"adjust_bn_{id}");
            }
            return p;
        }

        private static KerasTensor Separable(KerasTensor x, int filters, int kernel, string id, int strides = 1)
        {
            using NameScope scope = new($"separable_conv_block_{id}");
            x = new Activation("relu").Apply(x);
            if (strides == 2) x = new ZeroPadding2D(StridedPadding.Of(x, kernel), name: $"separable_conv_1_pad_{id}").Apply(x);
            x = new SeparableConv2D(filters, kernel, strides: strides, padding: strides == 2 ? "valid" : "same", use_bias: false, name: $"separable_conv_1_{id}").Apply(x);
            x = Normalized(x, $"separable_conv_1_bn_{id}");
            x = new Activation("relu").Apply(x);
            x = new SeparableConv2D(filters, kernel, padding: "same", use_bias: false, name: $"separable_conv_2_{id}").Apply(x);
            return Normalized(x, $"separable_conv_2_bn_{id}");
        }

        private static KerasTensor Averaged(KerasTensor x, string name) => new AveragePooling2D(3, strides: 1, padding: "same", name: name).Apply(x);

        private static KerasTensor Pointwise(KerasTensor x, int filters, string name) => new Conv2D(filters, 1, strides: 1, padding: "same", use_bias: false, kernel_initializer: "he_normal", name: name).Apply(x);

        private static KerasTensor Normalized(KerasTensor x, string name) => new BatchNormalization(momentum: 0.9997, epsilon: 1e-3, name: name).Apply(x);
    }
}
