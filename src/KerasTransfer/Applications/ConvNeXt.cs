using KerasTransfer.Applications;
using KerasTransfer.Layers;

namespace KerasTransfer
{
    public sealed partial class ApplicationsApi
    {
        /// <summary>ConvNeXt, Tiny; images of 224 × 224 with values 0 … 255.</summary>
        public ConvNeXtFunction ConvNeXtTiny => ConvNeXt.Tiny;
        /// <summary>ConvNeXt, Small; images of 224 × 224 with values 0 … 255.</summary>
        public ConvNeXtFunction ConvNeXtSmall => ConvNeXt.Small;
        /// <summary>ConvNeXt, Base; images of 224 × 224 with values 0 … 255.</summary>
        public ConvNeXtFunction ConvNeXtBase => ConvNeXt.Base;
        /// <summary>ConvNeXt, Large; images of 224 × 224 with values 0 … 255.</summary>
        public ConvNeXtFunction ConvNeXtLarge => ConvNeXt.Large;
        /// <summary>ConvNeXt, XLarge; images of 224 × 224 with values 0 … 255.</summary>
        public ConvNeXtFunction ConvNeXtXLarge => ConvNeXt.XLarge;
        /// <summary><c>keras.applications.convnext</c>.</summary>
        public ConvNeXtApi convnext { get; } = new();
    }

    /// <summary><c>keras.applications.convnext</c>.</summary>
    public sealed class ConvNeXtApi : ApplicationModule
    {
        internal ConvNeXtApi() : base(ImageNetPreprocessing.Mode.Inside) { }
        /// <inheritdoc cref="ApplicationsApi.ConvNeXtTiny"/>
        public ConvNeXtFunction ConvNeXtTiny => ConvNeXt.Tiny;
        /// <inheritdoc cref="ApplicationsApi.ConvNeXtSmall"/>
        public ConvNeXtFunction ConvNeXtSmall => ConvNeXt.Small;
        /// <inheritdoc cref="ApplicationsApi.ConvNeXtBase"/>
        public ConvNeXtFunction ConvNeXtBase => ConvNeXt.Base;
        /// <inheritdoc cref="ApplicationsApi.ConvNeXtLarge"/>
        public ConvNeXtFunction ConvNeXtLarge => ConvNeXt.Large;
        /// <inheritdoc cref="ApplicationsApi.ConvNeXtXLarge"/>
        public ConvNeXtFunction ConvNeXtXLarge => ConvNeXt.XLarge;
    }
}

namespace KerasTransfer.Applications
{
    /// <summary>Liu et al. 2022, "A ConvNet for the 2020s".</summary>
    internal static class ConvNeXt
    {
        private const double Epsilon = 1e-6;

        public static ConvNeXtFunction Tiny { get; } = Of("convnext_tiny", [3, 3, 9, 3], 96, "8ae6e78ce2933352b1ef4008e6dd2f17bc40771563877d156bc6426c7cf503ff", "d547c096cabd03329d7be5562c5e14798aa39ed24b474157cef5e85ab9e49ef1");
        public static ConvNeXtFunction Small { get; } = Of("convnext_small", [3, 3, 27, 3], 96, "ce1277d8f1ee5a0ef0e171469089c18f5233860ceaf9b168049cb9263fd7483c", "6fc8009faa2f00c1c1dfce59feea9b0745eb260a7dd11bee65c8e20843da6eab");
        public static ConvNeXtFunction Base { get; } = Of("convnext_base", [3, 3, 27, 3], 128, "52cbb006d3dadd03f6e095a8ca1aca47aecdd75acb4bc74bce1f5c695d0086e6", "40a20c5548a5e9202f69735ecc06c990e6b7c9d2de39f0361e27baeb24cb7c45");
        public static ConvNeXtFunction Large { get; } = Of("convnext_large", [3, 3, 27, 3], 192, "070c5ed9ed289581e477741d3b34beffa920db8cf590899d6d2c67fba2a198a6", "96f02b6f0753d4f543261bc9d09bed650f24dd6bc02ddde3066135b63d23a1cd");
        public static ConvNeXtFunction XLarge { get; } = Of("convnext_xlarge", [3, 3, 27, 3], 256, "c1f5ccab661354fc3a79a10fa99af82f0fbf10ec65cb894a3ae0815f17a889ee", "de3f8a54174130e0cecdc71583354753d557fcf1f4487331558e2a16ba0cfe05");

        private static ConvNeXtFunction Of(string network, int[] depths, int width, string top_hash, string no_top_hash) =>
            (include_top, include_preprocessing, weights, input_tensor, input_shape, pooling, classes, classifier_activation, name) =>
            {
                Application call = new(include_top, weights, input_tensor, input_shape, pooling, classes, classifier_activation, name ?? network);
                call.CheckWeights(quoted: true);
                Shape shape = call.ShapeOfInput(224, 32);
                PretrainedWeights files = PretrainedWeights.In("convnext", $"{network}.h5", $"{network}_notop.h5", top_hash, no_top_hash);
                return call.Build(shape, files, x =>
                {
                    string prefix = call.Name;
                    if (include_preprocessing && shape[2] == 3)
                        x = new Normalization(mean: NDArray.FromArray((double[])[0.485 * 255, 0.456 * 255, 0.406 * 255], 3),
                            variance: NDArray.FromArray((double[])[Math.Pow(0.229 * 255, 2), Math.Pow(0.224 * 255, 2), Math.Pow(0.225 * 255, 2)], 3), name: $"{prefix}_prestem_normalization").Apply(x);
                    List<Layer> smaller = [new Sequential([new Conv2D(width, 4, strides: 4, name: $"{prefix}_stem_conv"), new LayerNormalization(epsilon: Epsilon, name: $"{prefix}_stem_layernorm")], name: $"{prefix}_stem")];
                    for (int i = 0; i < 3; i++)
                        smaller.Add(new Sequential([new LayerNormalization(epsilon: Epsilon, name: $"{prefix}_downsampling_layernorm_{i}"),
                            new Conv2D(width << i + 1, 2, strides: 2, name: $"{prefix}_downsampling_conv_{i}")], name: $"{prefix}_downsampling_block_{i}"));
                    for (int stage = 0; stage < 4; stage++)
                    {
                        x = smaller[stage].Apply(x);
                        for (int j = 0; j < depths[stage]; j++) x = Block(x, width << stage, $"{prefix}_stage_{stage}_block_{j}");
                    }
                    if (!include_top) return new LayerNormalization(epsilon: Epsilon).Apply(call.Pool(x));
                    x = new GlobalAveragePooling2D(name: $"{prefix}_head_gap").Apply(x);
                    x = new LayerNormalization(epsilon: Epsilon, name: $"{prefix}_head_layernorm").Apply(x);
                    return new Dense(classes, activation: classifier_activation ?? "linear", name: $"{prefix}_head_dense").Apply(x);
                });
            };

        private static KerasTensor Block(KerasTensor input, int filters, string name)
        {
            KerasTensor x = new Conv2D(filters, 7, padding: "same", groups: filters, name: $"{name}_depthwise_conv").Apply(input);
            x = new LayerNormalization(epsilon: Epsilon, name: $"{name}_layernorm").Apply(x);
            x = new Dense(4 * filters, name: $"{name}_pointwise_conv_1").Apply(x);
            x = new Activation("gelu", name: $"{name}_gelu").Apply(x);
            x = new Dense(filters, name: $"{name}_pointwise_conv_2").Apply(x);
            x = new LayerScale(1e-6, filters, new LayerOptions($"{name}_layer_scale")).Apply(x);
            x = new Activation("linear", name: $"{name}_identity").Apply(x);
            return input + x;
        }
    }
}
