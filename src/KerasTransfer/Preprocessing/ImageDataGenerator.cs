namespace KerasTransfer.Preprocessing;

/// <summary>
/// Makes batches of pictures for training: from arrays, folders or tables, changed at random and standardized. Keras 2's <c>ImageDataGenerator</c>; new programs use
/// <c>image_dataset_from_directory</c> and layers such as <c>RandomFlip</c>.
/// </summary>
/// <remarks>
/// The order for each picture: rotation, shifts, shear and zoom together; channel shift; flips; brightness; <c>preprocessing_function</c>; <c>rescale</c>; standardization by picture,
/// by data set, whitening. Random numbers come from <c>np.random</c>, in Keras's order. After keras.src.legacy.preprocessing.image (Keras 3).
/// </remarks>
public sealed partial class ImageDataGenerator
{
    /// <summary>A generator.</summary>
    /// <param name="featurewise_center">Whether the mean of each channel over the data is taken off; needs <see cref="fit"/>.</param>
    /// <param name="samplewise_center">Whether each picture's own mean is taken off.</param>
    /// <param name="featurewise_std_normalization">Whether to divide by each channel's standard deviation over the data; needs <see cref="fit"/>.</param>
    /// <param name="samplewise_std_normalization">Whether to divide by each picture's own standard deviation.</param>
    /// <param name="zca_whitening">Whether pixels are made uncorrelated; needs <see cref="fit"/>.</param>
    /// <param name="zca_epsilon">Added to the singular values for whitening.</param>
    /// <param name="rotation_range">The largest rotation in degrees, either way.</param>
    /// <param name="width_shift_range">The largest shift to the side: <c>0.2</c> of the width, <c>5</c> pixels, or a list of shifts; see <see cref="ShiftRange"/>.</param>
    /// <param name="height_shift_range">The largest shift up or down, likewise.</param>
    /// <param name="brightness_range">The least and the largest factor of brightness, <c>(0.8, 1.2)</c>; null: unchanged.</param>
    /// <param name="shear_range">The largest shear in degrees, either way.</param>
    /// <param name="zoom_range">The least and the largest zoom; one number z is <c>(1 - z, 1 + z)</c>. Above 1 the picture shrinks.</param>
    /// <param name="channel_shift_range">The largest number that is added to all channels, either way.</param>
    /// <param name="fill_mode">What comes in from outside the picture: <c>nearest</c>, <c>constant</c>, <c>reflect</c> or <c>wrap</c>.</param>
    /// <param name="cval">The value outside for <c>constant</c>.</param>
    /// <param name="horizontal_flip">Whether half the pictures are mirrored left to right.</param>
    /// <param name="vertical_flip">Whether half the pictures are turned upside down.</param>
    /// <param name="rescale">The factor of all pixels, <c>1.0 / 255</c>; null: none.</param>
    /// <param name="preprocessing_function">Called with each picture, an array of three axes; it gives one of the same shape. <c>preprocess_input</c> of an application is one.</param>
    /// <param name="data_format"><c>channels_last</c> or <c>channels_first</c>; null for the global setting.</param>
    /// <param name="validation_split">The share of the data for <c>subset: "validation"</c>.</param>
    /// <param name="interpolation_order">How pixels are read between places: 0 the nearest, 1 between the four around.</param>
    /// <param name="dtype">The type of the batches; null for <c>keras.config.floatx()</c>.</param>
    /// <exception cref="ValueError">An argument is out of range.</exception>
    /// <exception cref="NotSupportedException"><paramref name="interpolation_order"/> is above 1.</exception>
    public ImageDataGenerator(bool featurewise_center = false, bool samplewise_center = false, bool featurewise_std_normalization = false, bool samplewise_std_normalization = false,
        bool zca_whitening = false, double zca_epsilon = 1e-6, double rotation_range = 0, ShiftRange? width_shift_range = null, ShiftRange? height_shift_range = null,
        NumberRange? brightness_range = null, double shear_range = 0.0, NumberRange? zoom_range = null, double channel_shift_range = 0.0, string fill_mode = "nearest", double cval = 0.0,
        bool horizontal_flip = false, bool vertical_flip = false, double? rescale = null, Func<NDArray, NDArray>? preprocessing_function = null, string? data_format = null,
        double validation_split = 0.0, int interpolation_order = 1, DType? dtype = null)
    {
        if (rescale == 0) throw new ValueError("rescale is 0, which would make every picture black. In C# `1 / 255` is 0: write `rescale: 1.0 / 255`.");
        if (validation_split != 0 && validation_split is not (> 0 and < 1)) throw new ValueError($"`validation_split` must be strictly between 0 and 1.  Received: {Saving.ConfigJson.Number(validation_split)}");
        if (brightness_range is { IsPair: false } one) throw new ValueError($"`brightness_range should be tuple or list of two floats. Received: {one}");
        if (interpolation_order is < 0 or > 5) throw new ValueError($"interpolation_order must be 0 to 5. Received: {interpolation_order}");
        if (interpolation_order > 1)
            throw new NotSupportedException($"interpolation_order {interpolation_order}, spline interpolation, is not supported: 0 (the nearest pixel) and 1 (between the four around it, the default) are.");
        _ = FillMode.Parse(fill_mode);
        this.data_format = ImageDataFormat.Of(data_format);
        this.dtype = dtype ?? FloatX.Value;
        if (!this.dtype.IsFloating) throw new ValueError($"dtype must be float32 or float64: pictures are scaled and standardized in it. Received: dtype={this.dtype}");

        if (zca_whitening && !featurewise_center) Override(ref featurewise_center, true, "zca_whitening", "featurewise_center");
        if (zca_whitening && featurewise_std_normalization) Override(ref featurewise_std_normalization, false, "zca_whitening", "featurewise_std_normalization");
        if (featurewise_std_normalization && !featurewise_center) Override(ref featurewise_center, true, "featurewise_std_normalization", "featurewise_center");
        if (samplewise_std_normalization && !samplewise_center) Override(ref samplewise_center, true, "samplewise_std_normalization", "samplewise_center");

        (this.featurewise_center, this.samplewise_center, this.featurewise_std_normalization, this.samplewise_std_normalization) = (featurewise_center, samplewise_center, featurewise_std_normalization, samplewise_std_normalization);
        (this.zca_whitening, this.zca_epsilon, this.rotation_range, this.shear_range, this.channel_shift_range) = (zca_whitening, zca_epsilon, rotation_range, shear_range, channel_shift_range);
        (this.width_shift_range, this.height_shift_range) = (width_shift_range ?? 0.0, height_shift_range ?? 0.0);
        NumberRange zoom = zoom_range ?? 0.0;
        this.zoom_range = zoom.IsPair ? (zoom.Low, zoom.High) : (1 - zoom.Low, 1 + zoom.Low);
        this.brightness_range = brightness_range is { } b ? (b.Low, b.High) : null;
        (this.fill_mode, this.cval, this.horizontal_flip, this.vertical_flip) = (fill_mode, cval, horizontal_flip, vertical_flip);
        (this.rescale, this.preprocessing_function, ValidationSplit, this.interpolation_order) = (rescale, preprocessing_function, validation_split, interpolation_order);
    }

    private static void Override(ref bool setting, bool to, string by, string what)
    {
        setting = to;
        Warning.Write($"This ImageDataGenerator specifies `{by}`, which overrides setting of `{what}`.");
    }

    /// <summary>Whether the mean of each channel over the data is taken off.</summary>
    public bool featurewise_center { get; set; }
    /// <summary>Whether each picture's own mean is taken off.</summary>
    public bool samplewise_center { get; set; }
    /// <summary>Whether to divide by each channel's standard deviation over the data.</summary>
    public bool featurewise_std_normalization { get; set; }
    /// <summary>Whether to divide by each picture's own standard deviation.</summary>
    public bool samplewise_std_normalization { get; set; }
    /// <summary>Whether pixels are made uncorrelated.</summary>
    public bool zca_whitening { get; set; }
    /// <summary>Added to the singular values for whitening.</summary>
    public double zca_epsilon { get; set; }
    /// <summary>The largest rotation in degrees.</summary>
    public double rotation_range { get; set; }
    /// <summary>The largest shift to the side.</summary>
    public ShiftRange width_shift_range { get; set; }
    /// <summary>The largest shift up or down.</summary>
    public ShiftRange height_shift_range { get; set; }
    /// <summary>The least and the largest factor of brightness.</summary>
    public (double low, double high)? brightness_range { get; set; }
    /// <summary>The largest shear in degrees.</summary>
    public double shear_range { get; set; }
    /// <summary>The least and the largest zoom.</summary>
    public (double low, double high) zoom_range { get; set; }
    /// <summary>The largest number that is added to all channels.</summary>
    public double channel_shift_range { get; set; }
    /// <summary>What comes in from outside the picture.</summary>
    public string fill_mode { get; set; }
    /// <summary>The value outside for <c>constant</c>.</summary>
    public double cval { get; set; }
    /// <summary>Whether half the pictures are mirrored left to right.</summary>
    public bool horizontal_flip { get; set; }
    /// <summary>Whether half the pictures are turned upside down.</summary>
    public bool vertical_flip { get; set; }
    /// <summary>The factor of all pixels.</summary>
    public double? rescale { get; set; }
    /// <summary>Called with each picture.</summary>
    public Func<NDArray, NDArray>? preprocessing_function { get; set; }
    /// <summary><c>channels_last</c> or <c>channels_first</c>.</summary>
    public string data_format { get; }
    /// <summary>0 the nearest pixel, 1 between the four around.</summary>
    public int interpolation_order { get; }
    /// <summary>The type of the batches.</summary>
    public DType dtype { get; }
    /// <summary>The mean of each channel that <see cref="fit"/> found; settable.</summary>
    public NDArray? mean { get; set; }
    /// <summary>The standard deviation of each channel that <see cref="fit"/> found; settable.</summary>
    public NDArray? std { get; set; }
    /// <summary>The matrix that <see cref="fit"/> found for whitening; settable.</summary>
    public NDArray? zca_whitening_matrix { get; set; }

    internal double ValidationSplit { get; }
    // The axes of a batch; one less in a picture.
    internal int ChannelAxis => data_format == "channels_first" ? 1 : 3;
    internal int RowAxis => data_format == "channels_first" ? 2 : 1;
    internal int ColumnAxis => data_format == "channels_first" ? 3 : 2;
}
