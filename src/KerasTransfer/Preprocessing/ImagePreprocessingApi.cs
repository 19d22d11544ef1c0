using KerasTransfer.Preprocessing;

namespace KerasTransfer;

public sealed partial class ImagePreprocessingApi
{
    /// <inheritdoc cref="Preprocessing.ImageDataGenerator(bool, bool, bool, bool, bool, double, double, ShiftRange, ShiftRange, NumberRange?, double, NumberRange?, double, string, double, bool, bool, double?, Func{NDArray, NDArray}, string, double, int, DType)"/>
    public ImageDataGenerator ImageDataGenerator(bool featurewise_center = false, bool samplewise_center = false, bool featurewise_std_normalization = false, bool samplewise_std_normalization = false,
        bool zca_whitening = false, double zca_epsilon = 1e-6, double rotation_range = 0, ShiftRange? width_shift_range = null, ShiftRange? height_shift_range = null,
        NumberRange? brightness_range = null, double shear_range = 0.0, NumberRange? zoom_range = null, double channel_shift_range = 0.0, string fill_mode = "nearest", double cval = 0.0,
        bool horizontal_flip = false, bool vertical_flip = false, double? rescale = null, Func<NDArray, NDArray>? preprocessing_function = null, string? data_format = null,
        double validation_split = 0.0, int interpolation_order = 1, DType? dtype = null) =>
        new(featurewise_center, samplewise_center, featurewise_std_normalization, samplewise_std_normalization, zca_whitening, zca_epsilon, rotation_range, width_shift_range, height_shift_range,
            brightness_range, shear_range, zoom_range, channel_shift_range, fill_mode, cval, horizontal_flip, vertical_flip, rescale, preprocessing_function, data_format, validation_split,
            interpolation_order, dtype);

    /// <summary>Rotates a picture by up to <paramref name="rg"/> degrees either way.</summary>
    /// <param name="x">The picture, three axes.</param>
    /// <param name="rg">The largest rotation in degrees.</param>
    /// <param name="row_axis">The axis of the rows.</param>
    /// <param name="col_axis">The axis of the columns.</param>
    /// <param name="channel_axis">The axis of the channels, 0 or 2.</param>
    /// <param name="fill_mode">What comes in from outside: <c>nearest</c>, <c>constant</c>, <c>reflect</c> or <c>wrap</c>.</param>
    /// <param name="cval">The value outside for <c>constant</c>.</param>
    /// <param name="interpolation_order">0 or 1.</param>
    public NDArray random_rotation(NDArray x, double rg, int row_axis = 1, int col_axis = 2, int channel_axis = 0, string fill_mode = "nearest", double cval = 0.0, int interpolation_order = 1) =>
        apply_affine_transform(x, theta: Uniform(rg), row_axis: row_axis, col_axis: col_axis, channel_axis: channel_axis, fill_mode: fill_mode, cval: cval, order: interpolation_order);

    /// <summary>Shifts a picture by up to a share of its size.</summary>
    /// <inheritdoc cref="random_rotation"/>
    /// <param name="wrg">The largest shift to the side, as a share of the width.</param>
    /// <param name="hrg">The largest shift up or down, as a share of the height.</param>
    public NDArray random_shift(NDArray x, double wrg, double hrg, int row_axis = 1, int col_axis = 2, int channel_axis = 0, string fill_mode = "nearest", double cval = 0.0, int interpolation_order = 1)
    {
        double tx = Uniform(hrg) * x.shape[row_axis], ty = Uniform(wrg) * x.shape[col_axis];
        return apply_affine_transform(x, tx: tx, ty: ty, row_axis: row_axis, col_axis: col_axis, channel_axis: channel_axis, fill_mode: fill_mode, cval: cval, order: interpolation_order);
    }

    /// <summary>Shears a picture by up to <paramref name="intensity"/> degrees either way.</summary>
    /// <inheritdoc cref="random_rotation"/>
    /// <param name="intensity">The largest shear in degrees.</param>
    public NDArray random_shear(NDArray x, double intensity, int row_axis = 1, int col_axis = 2, int channel_axis = 0, string fill_mode = "nearest", double cval = 0.0, int interpolation_order = 1) =>
        apply_affine_transform(x, shear: Uniform(intensity), row_axis: row_axis, col_axis: col_axis, channel_axis: channel_axis, fill_mode: fill_mode, cval: cval, order: interpolation_order);

    /// <summary>Zooms a picture, rows and columns by factors of their own.</summary>
    /// <inheritdoc cref="random_rotation"/>
    /// <param name="zoom_range">The least and the largest factor; above 1 the picture shrinks.</param>
    public NDArray random_zoom(NDArray x, NumberRange zoom_range, int row_axis = 1, int col_axis = 2, int channel_axis = 0, string fill_mode = "nearest", double cval = 0.0, int interpolation_order = 1)
    {
        if (!zoom_range.IsPair) throw new ValueError($"`zoom_range` should be a tuple or list of two floats. Received: {zoom_range}");
        (double zx, double zy) = (1, 1);
        if (zoom_range is not { Low: 1, High: 1 }) (zx, zy) = (GlobalSeed.NumPy.uniform(zoom_range.Low, zoom_range.High), GlobalSeed.NumPy.uniform(zoom_range.Low, zoom_range.High));
        return apply_affine_transform(x, zx: zx, zy: zy, row_axis: row_axis, col_axis: col_axis, channel_axis: channel_axis, fill_mode: fill_mode, cval: cval, order: interpolation_order);
    }

    /// <summary>Adds up to <paramref name="intensity_range"/>, either way, to all channels of a picture.</summary>
    public NDArray random_channel_shift(NDArray x, double intensity_range, int channel_axis = 0) => apply_channel_shift(x, Uniform(intensity_range), channel_axis);

    /// <summary>Changes a picture's brightness by a factor out of the range.</summary>
    /// <param name="x">The picture, (rows, columns, channels).</param>
    /// <param name="brightness_range">The least and the largest factor.</param>
    /// <param name="scale">Whether the picture is first stretched to 0 … 255.</param>
    public NDArray random_brightness(NDArray x, NumberRange brightness_range, bool scale = true) =>
        !brightness_range.IsPair ? throw new ValueError($"`brightness_range should be tuple or list of two floats. Received: {brightness_range}")
            : apply_brightness_shift(x, GlobalSeed.NumPy.uniform(brightness_range.Low, brightness_range.High), scale);

    /// <summary>Rotates, shifts, shears and zooms a picture about its centre.</summary>
    /// <inheritdoc cref="random_rotation"/>
    /// <param name="theta">Rotation in degrees.</param>
    /// <param name="tx">Shift in pixels; it moves the columns.</param>
    /// <param name="ty">Shift in pixels; it moves the rows.</param>
    /// <param name="shear">Shear in degrees.</param>
    /// <param name="zx">Zoom of the columns; above 1 the picture shrinks.</param>
    /// <param name="zy">Zoom of the rows.</param>
    /// <param name="order">0: the nearest pixel; 1: between the four around.</param>
    public NDArray apply_affine_transform(NDArray x, double theta = 0, double tx = 0, double ty = 0, double shear = 0, double zx = 1, double zy = 1, int row_axis = 1, int col_axis = 2, int channel_axis = 0,
        string fill_mode = "nearest", double cval = 0.0, int order = 1) =>
        ImageTransform.Affine(x, new() { theta = theta, tx = tx, ty = ty, shear = shear, zx = zx, zy = zy }, row_axis, col_axis, channel_axis, fill_mode, cval, order);

    /// <summary>Adds a number to all channels of a picture, kept within its smallest and largest number.</summary>
    public NDArray apply_channel_shift(NDArray x, double intensity, int channel_axis = 0) =>
        channel_axis is >= 0 and < 3 && x.ndim == 3 ? ImageTransform.ChannelShift(x, intensity) : throw new ValueError($"apply_channel_shift: expected a picture of three axes. Received: x.shape={x.shape}, channel_axis={channel_axis}");

    /// <summary>Changes a picture's brightness by a factor, by way of whole numbers 0 to 255.</summary>
    /// <param name="x">The picture, (rows, columns, channels).</param>
    /// <param name="brightness">The factor.</param>
    /// <param name="scale">Whether the picture is first stretched to 0 … 255.</param>
    public NDArray apply_brightness_shift(NDArray x, double brightness, bool scale = true) => ImageTransform.Brightness(x, brightness, scale);

    private static double Uniform(double most) => GlobalSeed.NumPy.uniform(-most, most);
}
