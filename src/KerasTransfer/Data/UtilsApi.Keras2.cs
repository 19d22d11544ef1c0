using KerasTransfer.Layers;
using KerasTransfer.Saving;

namespace KerasTransfer;

// What scripts of Keras 1 and 2 take from keras.utils.
public sealed partial class UtilsApi
{
    /// <summary>
    /// Own classes and functions by name, which hold wherever a name is read, files included: <c>keras.utils.get_custom_objects()["my_relu"] = _ => new ActivationFunction(my_relu)</c>.
    /// What is given as <c>custom_objects:</c> goes first.
    /// </summary>
    public CustomObjects get_custom_objects() => CustomObjectTable.All;

    /// <summary>Python's <c>with custom_object_scope({...}):</c> is <c>using (keras.utils.custom_object_scope(new() { ["name"] = … }))</c>: the names hold until the end of the block.</summary>
    /// <param name="custom_objects">Each makes the object from its configuration.</param>
    public IDisposable custom_object_scope(CustomObjects custom_objects) => new CustomObjectTable.Scope(custom_objects);
    /// <inheritdoc cref="custom_object_scope"/>
    public IDisposable CustomObjectScope(CustomObjects custom_objects) => custom_object_scope(custom_objects);

    /// <summary>Old place of functions for convolutions.</summary>
    [Obsolete("Write keras.utils.conv_output_length and so on.")]
    public UtilsApi conv_utils => this;
    /// <summary>Old place of functions for layers.</summary>
    [Obsolete("Write keras.utils.convert_all_kernels_in_model and so on.")]
    public UtilsApi layer_utils => this;

    /// <summary>How many places a convolution or pooling gives along an axis.</summary>
    /// <param name="input_length">The axis's length; null if it is not known, and so is the result.</param>
    /// <param name="filter_size">The kernel's length.</param>
    /// <param name="padding"><c>valid</c>, <c>same</c>, <c>causal</c> or <c>full</c>.</param>
    /// <param name="stride">From one place to the next.</param>
    /// <param name="dilation">From one place of the kernel to the next.</param>
    /// <exception cref="ValueError">The padding is another, or a number is not above 0.</exception>
    public int? conv_output_length(int? input_length, int filter_size, string padding, int stride, int dilation = 1)
    {
        if (filter_size < 1 || stride < 1 || dilation < 1) throw new ValueError($"conv_output_length: expected numbers above 0. Received: filter_size={filter_size}, stride={stride}, dilation={dilation}");
        int reach = (filter_size - 1) * dilation;
        int? starts = padding switch
        {
            "same" or "causal" => input_length,
            "valid" => input_length - reach,
            "full" => input_length + reach,
            _ => throw new ValueError($"conv_output_length: padding must be 'valid', 'same', 'causal' or 'full'. Received: padding={padding}"),
        };
        return starts is { } n ? (int)Math.Floor((n + stride - 1) / (double)stride) : null;
    }

    /// <summary>A kernel (places…, channels, filters) turned by 180°, as Theano's convolution wants it and TensorFlow's does not.</summary>
    public NDArray convert_kernel(NDArray kernel)
    {
        if (kernel.ndim is < 3 or > 5) throw new ValueError($"Invalid kernel shape: {kernel.shape}. Expected 3 to 5 axes: places, channels, filters.");
        for (int axis = 0; axis < kernel.ndim - 2; axis++) kernel = KerasApi.np.flip(kernel, axis);
        return kernel.copy();
    }

    /// <summary>Turns the kernels of a model's convolutions by 180°: for weights that Keras 1 wrote on Theano, read into a model by hand. (<c>load_weights</c> does it by itself where the file says so.)</summary>
    /// <param name="model">Conv1D, Conv2D, Conv3D and Conv2DTranspose among its layers are changed, as in Keras 2.</param>
    public void convert_all_kernels_in_model(Model model)
    {
        foreach (Layer layer in model.layers)
            if (layer is Conv1D or Conv2D or Conv3D or Conv2DTranspose)
            {
                Variable kernel = layer.AllWeights.First(w => w.name == "kernel");
                kernel.assign(convert_kernel(kernel.numpy()));
            }
    }

    /// <summary>Reorders the rows of a Dense layer behind a Flatten for pictures whose channels stand elsewhere now.</summary>
    /// <param name="dense">The layer.</param>
    /// <param name="previous_feature_map_shape">What was flattened, without the batch: (channels, rows, columns) where channels come first now, (rows, columns, channels) where they come last.</param>
    /// <param name="target_data_format">Where the channels are now: <c>channels_first</c> or <c>channels_last</c>.</param>
    /// <exception cref="ValueError">The format or the shape does not fit.</exception>
    public void convert_dense_weights_data_format(Dense dense, Shape previous_feature_map_shape, string target_data_format = "channels_first")
    {
        if (target_data_format is not ("channels_first" or "channels_last")) throw new ValueError($"convert_dense_weights_data_format: target_data_format must be 'channels_first' or 'channels_last'. Received: {target_data_format}");
        NDArray kernel = dense.kernel.numpy();
        if (previous_feature_map_shape.Rank != 3 || previous_feature_map_shape.Size != kernel.shape[0])
            throw new ValueError($"convert_dense_weights_data_format: the kernel has {kernel.shape[0]} rows. Expected: a shape of three lengths with as many places. Received: previous_feature_map_shape={previous_feature_map_shape}");
        (int a, int b, int c, int units) = (previous_feature_map_shape[0], previous_feature_map_shape[1], previous_feature_map_shape[2], kernel.shape[1]);
        kernel = target_data_format == "channels_first"
            ? KerasApi.np.transpose(kernel.reshape((b, c, a, units)), [2, 0, 1, 3])         // (rows, columns, channels) before
            : KerasApi.np.transpose(kernel.reshape((c, a, b, units)), [1, 2, 0, 3]);        // (channels, rows, columns) before
        dense.kernel.assign(kernel.reshape((a * b * c, units)));
    }
}
