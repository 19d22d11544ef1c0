using KerasTransfer.Ops;

namespace KerasTransfer;

// The amounts are drawn when a method is called, with TensorFlow's seeds: by the global seed or a seed of the call, see TfRandomApi, or for the stateless ones by a pair of seeds.
public sealed partial class TfImageApi
{
    /// <summary>Left and right exchanged for every other picture of a batch, by chance.</summary>
    public Tensor random_flip_left_right(Tensor image, long? seed = null) => Flipped(image, image.ndim - 2, Draw(seed));
    /// <inheritdoc cref="random_flip_left_right(Tensor, long?)"/>
    public Tensor stateless_random_flip_left_right(Tensor image, (long, long) seed) => Flipped(image, image.ndim - 2, Draw(seed));

    /// <summary>Up and down exchanged for every other picture of a batch, by chance.</summary>
    public Tensor random_flip_up_down(Tensor image, long? seed = null) => Flipped(image, image.ndim - 3, Draw(seed));
    /// <inheritdoc cref="random_flip_up_down(Tensor, long?)"/>
    public Tensor stateless_random_flip_up_down(Tensor image, (long, long) seed) => Flipped(image, image.ndim - 3, Draw(seed));

    /// <summary><see cref="adjust_brightness(Tensor, double)"/> by a number from −<paramref name="max_delta"/> to <paramref name="max_delta"/>, one for all pictures.</summary>
    /// <exception cref="ValueError">The number is negative.</exception>
    public Tensor random_brightness(Tensor image, double max_delta, long? seed = null) => adjust_brightness(image, Around(max_delta, double.PositiveInfinity, Draw(seed)));
    /// <inheritdoc cref="random_brightness(Tensor, double, long?)"/>
    public Tensor stateless_random_brightness(Tensor image, double max_delta, (long, long) seed) => adjust_brightness(image, Around(max_delta, double.PositiveInfinity, Draw(seed)));

    /// <summary><see cref="adjust_contrast(Tensor, double)"/> by a factor from <paramref name="lower"/> to <paramref name="upper"/>, one for all pictures.</summary>
    /// <exception cref="ValueError">The bounds are negative or not in order.</exception>
    public Tensor random_contrast(Tensor image, double lower, double upper, long? seed = null) => adjust_contrast(image, Between(lower, upper, Draw(seed)));
    /// <inheritdoc cref="random_contrast(Tensor, double, double, long?)"/>
    public Tensor stateless_random_contrast(Tensor image, double lower, double upper, (long, long) seed) => adjust_contrast(image, Between(lower, upper, Draw(seed)));

    /// <summary><see cref="adjust_saturation(Tensor, double)"/> by a factor from <paramref name="lower"/> to <paramref name="upper"/>, one for all pictures.</summary>
    /// <exception cref="ValueError">The bounds are negative or not in order.</exception>
    public Tensor random_saturation(Tensor image, double lower, double upper, long? seed = null) => adjust_saturation(image, Between(lower, upper, Draw(seed)));
    /// <inheritdoc cref="random_saturation(Tensor, double, double, long?)"/>
    public Tensor stateless_random_saturation(Tensor image, double lower, double upper, (long, long) seed) => adjust_saturation(image, Between(lower, upper, Draw(seed)));

    /// <summary><see cref="adjust_hue(Tensor, double)"/> by a number from −<paramref name="max_delta"/> to <paramref name="max_delta"/>, one for all pictures.</summary>
    /// <exception cref="ValueError">The number is not from 0 to 0.5.</exception>
    public Tensor random_hue(Tensor image, double max_delta, long? seed = null) => adjust_hue(image, Around(max_delta, 0.5, Draw(seed)));
    /// <inheritdoc cref="random_hue(Tensor, double, long?)"/>
    public Tensor stateless_random_hue(Tensor image, double max_delta, (long, long) seed) => adjust_hue(image, Around(max_delta, 0.5, Draw(seed)));

    /// <summary>A piece of the given size from anywhere; the size names all axes.</summary>
    /// <exception cref="ValueError">The array is smaller than the size, or has other axes.</exception>
    public Tensor random_crop(Tensor value, Shape size, long? seed = null) => Cropped(value, size, Draw(seed));
    /// <inheritdoc cref="random_crop(Tensor, Shape, long?)"/>
    public Tensor stateless_random_crop(Tensor value, Shape size, (long, long) seed) => Cropped(value, size, Draw(seed));

    private delegate NDArray Drawing(Shape shape, double minval, double maxval, DType dtype);

    private static Drawing Draw(long? seed) => (shape, minval, maxval, dtype) => KerasApi.tf.random.uniform(shape, minval, maxval, dtype, seed);
    private static Drawing Draw((long, long) seed) => (shape, minval, maxval, dtype) => KerasApi.tf.random.stateless_uniform(shape, seed, minval, maxval, dtype);

    private static Tensor Flipped(Tensor image, int axis, Drawing draw)
    {
        if (image.ndim == 3) return (float)draw(Shape.Scalar, 0, 1, DType.float32) < 0.5f ? ops.flip(image, axis) : image;
        if (image.ndim != 4) throw new ValueError($"'image' (shape {image.shape}) must have either 3 or 4 dimensions.");
        Tensor chances = draw(new(image.shape[0]), 0, 1, DType.float32).reshape(image.shape[0], 1, 1, 1);
        return ops.where(chances > 0.5f, ops.flip(image, axis), image);         // a batch is flipped above 1/2, one picture below
    }

    private static double Around(double max_delta, double most, Drawing draw)
    {
        if (max_delta > most) throw new ValueError($"max_delta must be <= {most.ToString(System.Globalization.CultureInfo.InvariantCulture)}. Received: max_delta={max_delta}");
        if (!(max_delta >= 0)) throw new ValueError($"max_delta must be non-negative. Received: max_delta={max_delta}");
        return (float)draw(Shape.Scalar, -max_delta, max_delta, DType.float32);
    }

    private static double Between(double lower, double upper, Drawing draw)
    {
        if (!(upper > lower)) throw new ValueError($"upper must be > lower. Received: lower={lower}, upper={upper}");
        if (lower < 0) throw new ValueError($"lower must be non-negative. Received: lower={lower}");
        return (float)draw(Shape.Scalar, lower, upper, DType.float32);
    }

    private static Tensor Cropped(Tensor value, Shape size, Drawing draw)
    {
        if (size.Rank != value.ndim || size.Dims.IndexOf(-1) >= 0) throw new ValueError($"random_crop: the size must name all {value.ndim} axes of the shape {value.shape}, channels too. Received: size={size}");
        for (int axis = 0; axis < size.Rank; axis++)
            if (value.shape[axis] < size[axis]) throw new ValueError($"Need value.shape >= size, got {value.shape} {size}");
        int[] offsets = draw(new(size.Rank), 0, int.MaxValue, DType.int32).AsSpan<int>().ToArray();
        for (int axis = 0; axis < size.Rank; axis++) offsets[axis] %= value.shape[axis] - size[axis] + 1;
        return ops.slice(value, offsets, size);
    }
}
