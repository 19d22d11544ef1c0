using System.Runtime.InteropServices;
using System.Text.Json;

namespace KerasTransfer.Tests.Images;

/// <summary>keras.ops.image, tf.image and tf.io against Keras and TensorFlow.</summary>
[TestClass]
public class ImageOpsTests
{
    private static readonly NDArray whole = NDArray.FromArray(ImageGolden.Values.GetProperty("whole").GetBytesFromBase64(), new Shape(8, 6, 3));
    private static readonly NDArray numbers = NDArray.FromArray(MemoryMarshal.Cast<byte, float>(ImageGolden.Values.GetProperty("numbers").GetBytesFromBase64()).ToArray(), new Shape(2, 5, 7, 3));

    private static readonly JsonElement more = JsonDocument.Parse(File.ReadAllBytes(ImageGolden.File("image_ops.json"))).RootElement;

    private static void Same(string name, NDArray actual)
    {
        JsonElement expected = (more.TryGetProperty(name, out _) ? more : ImageGolden.Values.GetProperty("ops")).GetProperty(name);
        CollectionAssert.AreEqual(expected.GetProperty("shape").EnumerateArray().Select(v => v.GetInt32()).ToArray(), actual.shape.Dims.ToArray(), name);
        Assert.AreEqual(expected.GetProperty("dtype").GetString(), actual.dtype.name, name);
        double[] e = [.. expected.GetProperty("values").EnumerateArray().Select(v => v.GetDouble())], a = actual.ToArray<double>();
        for (int i = 0; i < e.Length; i++) Assert.AreEqual(e[i], a[i], actual.dtype.IsFloating ? 1e-5 * Math.Max(1, Math.Abs(e[i])) : 0, $"{name}: number {i}");
    }

    [TestMethod]
    public void Keras_ops()
    {
        var image = keras.ops.image;
        NDArray turn = new float[] { .9f, -.2f, .7f, .1f, 1.1f, -.4f, 0, 0 }, shift = new float[] { 1, 0, 1.3f, 0, 1, -2.2f, 0, 0 };
        Same("resize whole", image.resize(whole, (5, 9), interpolation: "bicubic"));
        Same("resize crop", image.resize(numbers, (4, 4), crop_to_aspect_ratio: true));
        Same("resize pad", image.resize(numbers, (4, 4), pad_to_aspect_ratio: true, fill_value: .5));
        Same("resize antialias", image.resize(whole, (3, 3), antialias: true));
        Same("affine", image.affine_transform(numbers, turn, fill_mode: "reflect"));
        Same("affine whole", image.affine_transform(whole, shift, interpolation: "nearest", fill_mode: "constant", fill_value: 9));
        Same("affine whole bilinear", image.affine_transform(whole, shift, fill_mode: "nearest"));
        Same("grayscale", image.rgb_to_grayscale(numbers));
        Same("grayscale whole", image.rgb_to_grayscale(whole));
        Same("hsv", image.rgb_to_hsv(numbers));
        Same("rgb", image.hsv_to_rgb(numbers));
        Same("pad_images", image.pad_images(numbers, 1, 2, target_height: 9, target_width: 10));
        Same("crop_images", image.crop_images(numbers, 1, 2, target_height: 3, target_width: 4));
        Same("smart_resize", keras.preprocessing.image.smart_resize(whole, (4, 5)));
        Same("smart_resize numbers", keras.preprocessing.image.smart_resize(numbers, (9, 3), interpolation: "nearest"));
    }

    [TestMethod]
    public void Blurring_patches_and_coordinates()
    {
        var image = keras.ops.image;
        NDArray first = np.transpose(numbers, (0, 3, 1, 2));
        Same("blur", image.gaussian_blur(numbers));
        Same("blur sizes", image.gaussian_blur(numbers[0], (3, 5), (.6, 1.7)));
        Same("blur first", image.gaussian_blur(first, (5, 5), (2, 1), data_format: "channels_first"));
        Same("patches", image.extract_patches(numbers, 2));
        Same("patches same", image.extract_patches(numbers[1], (3, 2), strides: (2, 1), padding: "same"));
        Same("patches dilated", image.extract_patches(numbers, (2, 3), strides: 1, dilation_rate: 2));
        Same("patches first", image.extract_patches(first, (2, 2), data_format: "channels_first"));
        NDArray at = NDArray.FromArray([-.6f, 1.5f, 3.2f, 7.4f, 9, 2.5f, .3f, -2.7f, 4.9f, 5.6f, 1.5f, 0, 0, 2.4f, 1.1f, .9f, -.2f, 2], new Shape(3, 2, 3));
        foreach (string mode in new[] { "constant", "nearest", "wrap" })
            for (int order = 0; order < 2; order++) Same($"map {mode} {order}", image.map_coordinates(whole, at, order, fill_mode: mode, fill_value: 9));
        Same("map numbers", image.map_coordinates(numbers[0, .., .., 0], at[..2, 0], 1, fill_value: .25));
        StringAssert.Contains(Assert.ThrowsExactly<NotSupportedException>(() => image.map_coordinates(whole, at, 1, fill_mode: "reflect")).Message, "keras.ops.pad");
        StringAssert.Contains(Assert.ThrowsExactly<ValueError>(() => image.map_coordinates(whole, at[..2], 1)).Message, "rank of `inputs`");
        StringAssert.Contains(Assert.ThrowsExactly<ValueError>(() => image.gaussian_blur(whole)).Message, "floating-point");
    }

    [TestMethod]
    public void Golden_numbers_of_one_row()
    {
        NDArray row = new float[] { 10, 50, 90, 30, 200, 255, 0, 77 };
        row = row.reshape(1, 8, 1);
        (string, bool, double[])[] cases =
        [
            ("bilinear", false, [43.3333, 115, 12.8334]), ("bilinear", true, [46.3158, 129.881, 98.4737]), ("nearest", false, [50, 200, 0]), ("bicubic", false, [42.4785, 107.8125, -4.5357]),
            ("bicubic", true, [38.0883, 136.4009, 101.285]), ("area", false, [45, 129.375, 92.625]), ("lanczos3", false, [39.0141, 94.9728, -8.5647]), ("lanczos3", true, [29.8988, 140.7424, 105.8883]),
            ("lanczos5", false, [35.4035, 83.7233, -6.8612]), ("lanczos5", true, [25.4441, 143.132, 106.7026]),
        ];
        foreach ((string method, bool antialias, double[] expected) in cases)
        {
            double[] actual = keras.ops.image.resize(row, (1, 3), interpolation: method, antialias: antialias).ToArray<double>();
            for (int i = 0; i < 3; i++) Assert.AreEqual(expected[i], actual[i], 1e-3, $"{method} {antialias}");
        }
    }

    [TestMethod]
    public void Tf_image()
    {
        var image = tf.image;
        Same("tf resize", image.resize(whole, (5, 9)));
        Same("tf nearest", image.resize(whole, (5, 9), method: tf.image.ResizeMethod.NEAREST_NEIGHBOR));
        Same("tf preserve", image.resize(numbers, (6, 6), preserve_aspect_ratio: true));
        Same("tf pad", image.resize_with_pad(whole, 7, 9));
        Same("tf crop_or_pad", image.resize_with_crop_or_pad(whole, 5, 9));
        Same("tf central_crop", image.central_crop(whole, .5));
        Same("tf flip_left_right", image.flip_left_right(numbers));
        Same("tf flip_up_down", image.flip_up_down(whole));
        Same("tf grayscale", image.rgb_to_grayscale(whole));
        Same("tf rgb", image.grayscale_to_rgb(whole[.., .., 0..1]));
        Same("tf float", image.convert_image_dtype(whole, tf.float32));
        Same("tf bytes", image.convert_image_dtype(numbers, tf.uint8));
        Same("tf standardization", image.per_image_standardization(whole));
        Same("tf brightness", image.adjust_brightness(whole, .2));
        Same("tf contrast", image.adjust_contrast(numbers, 1.7));
        Same("tf contrast whole", image.adjust_contrast(whole, .6));
        Same("tf saturation", image.adjust_saturation(numbers, 1.5));
        Same("tf hue", image.adjust_hue(numbers, .3));
    }

    [TestMethod]
    public void Tf_io()
    {
        byte[] file = tf.io.read_file(ImageGolden.File("420.jpg"));
        Assert.AreEqual(new Shape(13, 17, 3), tf.io.decode_jpeg(file).shape);
        Assert.AreEqual(new Shape(13, 17, 1), tf.image.decode_jpeg(file, channels: 1).shape);
        Assert.AreEqual(new Shape(13, 17, 4), tf.io.decode_png(tf.io.read_file(ImageGolden.File("rgba8.png"))).shape);
        Assert.AreEqual(new Shape(1, 13, 17, 3), tf.io.decode_image(tf.io.read_file(ImageGolden.File("palette.gif"))).shape);
        Assert.AreEqual(new Shape(13, 17, 3), tf.io.decode_image(tf.io.read_file(ImageGolden.File("palette.gif")), expand_animations: false).shape);
        StringAssert.Contains(Assert.Throws<NotSupportedException>(() => tf.io.decode_gif(tf.io.read_file(ImageGolden.File("frames.gif")))).Message, "2 frames");
        NDArray x = np.arange(60).reshape(4, 5, 3).astype("uint8");
        CollectionAssert.AreEqual(x.ToArray<byte>(), tf.io.decode_png(tf.io.encode_png(x)).ToArray<byte>());
        StringAssert.Contains(Assert.Throws<NotSupportedException>(() => tf.io.decode_jpeg(file, ratio: 2)).Message, "tf.image.resize");
    }

    [TestMethod]
    public void Wrong_arguments_are_refused()
    {
        StringAssert.StartsWith(Assert.Throws<ValueError>(() => keras.ops.image.resize(whole, (2, 2), interpolation: "cubic")).Message, "Invalid value for argument `interpolation`. Expected of one ('bilinear', 'nearest', ");
        StringAssert.StartsWith(Assert.Throws<ValueError>(() => keras.ops.image.resize(whole, (2, 2), crop_to_aspect_ratio: true, pad_to_aspect_ratio: true)).Message, "Only one of `pad_to_aspect_ratio` & `crop_to_aspect_ratio` can be `True`.");
        StringAssert.StartsWith(Assert.Throws<ValueError>(() => keras.ops.image.resize(np.zeros((2, 2)), (2, 2))).Message, "Invalid images rank: expected rank 3 (single image) or rank 4 (batch of images).");
        StringAssert.Contains(Assert.Throws<ValueError>(() => keras.ops.image.pad_images(whole, 1, 1)).Message, "exactly two of top_padding, bottom_padding, target_height");
    }
}
