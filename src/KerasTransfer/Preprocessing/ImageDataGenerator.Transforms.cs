using KerasTransfer.Graph;

namespace KerasTransfer.Preprocessing;

public sealed partial class ImageDataGenerator
{
    /// <summary>Draws what will be done to a picture.</summary>
    /// <param name="img_shape">The picture's shape, three axes.</param>
    /// <param name="seed">Set in <c>np.random</c> first; null: it goes on from where it is.</param>
    public TransformParameters get_random_transform(Shape img_shape, long? seed = null)
    {
        RandomState random = GlobalSeed.NumPy;
        if (seed is { } s) random.seed(s);
        if (img_shape.Rank != 3) throw new ValueError($"get_random_transform: expected the shape of one picture, three lengths. Received: img_shape={img_shape}");
        TransformParameters p = new();
        if (rotation_range != 0) p.theta = random.uniform(-rotation_range, rotation_range);
        p.tx = height_shift_range.Draw(random, img_shape[RowAxis - 1]);
        p.ty = width_shift_range.Draw(random, img_shape[ColumnAxis - 1]);
        if (shear_range != 0) p.shear = random.uniform(-shear_range, shear_range);
        if (zoom_range is not (1, 1))
        {
            p.zx = random.uniform(zoom_range.low, zoom_range.high);
            p.zy = random.uniform(zoom_range.low, zoom_range.high);
        }
        p.flip_horizontal = random.random() < 0.5 & horizontal_flip;            // drawn in any case
        p.flip_vertical = random.random() < 0.5 & vertical_flip;
        if (channel_shift_range != 0) p.channel_shift_intensity = random.uniform(-channel_shift_range, channel_shift_range);
        if (brightness_range is var (darkest, brightest)) p.brightness = random.uniform(darkest, brightest);
        return p;
    }

    /// <summary>Does to a picture what is given.</summary>
    /// <param name="x">The picture, three axes.</param>
    /// <param name="transform_parameters">What to do: <c>new() { theta = 40, flip_horizontal = true }</c>.</param>
    /// <returns>The changed picture; the same array if nothing is to be done.</returns>
    /// <exception cref="ValueError"><paramref name="x"/> is not one picture.</exception>
    public NDArray apply_transform(NDArray x, TransformParameters transform_parameters)
    {
        TransformParameters p = transform_parameters;
        x = ImageTransform.Affine(x, p, RowAxis - 1, ColumnAxis - 1, ChannelAxis - 1, fill_mode, cval, interpolation_order);
        if (p.channel_shift_intensity is { } intensity) x = ImageTransform.ChannelShift(x, intensity);
        if (p.flip_horizontal) x = ImageTransform.Flip(x, ColumnAxis - 1);
        if (p.flip_vertical) x = ImageTransform.Flip(x, RowAxis - 1);
        if (p.brightness is { } factor) x = ImageTransform.Brightness(x, factor, scale: false, ChannelAxis - 1);
        return x;
    }

    /// <summary>Changes a picture at random.</summary>
    /// <param name="x">The picture, three axes.</param>
    /// <param name="seed">Set in <c>np.random</c> first; null: it goes on from where it is.</param>
    public NDArray random_transform(NDArray x, long? seed = null) => apply_transform(x, get_random_transform(x.shape, seed));

    /// <summary>Standardizes a picture, or a batch of them, as the generator's arguments say. A floating-point array is changed in place, as in Keras.</summary>
    /// <param name="x">A picture or a batch.</param>
    /// <returns>The standardized array.</returns>
    public NDArray standardize(NDArray x)
    {
        if (preprocessing_function is { } function) x = Called(function, x);
        if (!x.dtype.IsFloating) x = x.astype(dtype);
        if (rescale is { } factor) Set(x, x * factor);
        if (samplewise_center) Set(x, x - KerasApi.np.mean(x, keepdims: true));
        if (samplewise_std_normalization) Set(x, x / (KerasApi.np.std(x, keepdims: true) + 1e-6));
        if (featurewise_center && Fitted(mean, nameof(featurewise_center))) Set(x, x - mean!);
        if (featurewise_std_normalization && Fitted(std, nameof(featurewise_std_normalization))) Set(x, x / (std! + 1e-6));
        if (zca_whitening && Fitted(zca_whitening_matrix, nameof(zca_whitening)))
            x = KerasApi.np.matmul(x.reshape((-1, Length(x))), zca_whitening_matrix!).reshape(x.shape);
        return x;

        static int Length(NDArray x) => x.shape[^3] * x.shape[^2] * x.shape[^1];
    }

    private static NDArray Called(Func<NDArray, NDArray> function, NDArray x)
    {
        Shape shape = x.shape;
        NDArray result = function(x) ?? throw new ValueError("The preprocessing_function gave null. It must give the changed array back.");
        return result.shape == shape ? result
            : throw new ValueError($"The preprocessing_function must give an array of the shape that it was given. It was given shape {shape} and gave shape {result.shape}.");
    }

    private static void Set(NDArray x, NDArray value)
    {
        if (value.shape != x.shape) throw new ValueError($"The statistics of the generator, of shape {value.shape}, do not fit an array of shape {x.shape}. Fit it to pictures of as many channels.");
        Pinned.Copy(value.As(x.dtype), x);
    }

    private static bool Fitted(NDArray? statistics, string what)
    {
        if (statistics is null)
            Warning.Write($"This ImageDataGenerator specifies `{what}`, but it hasn't been fit on any training data. Fit it first by calling `.fit(numpy_data)`.");
        return statistics is not null;
    }
}
