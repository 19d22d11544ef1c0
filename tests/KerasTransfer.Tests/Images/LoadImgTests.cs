using System.Runtime.InteropServices;
using System.Text.Json;
using KerasTransfer.Images;

namespace KerasTransfer.Tests.Images;

/// <summary>load_img, img_to_array and Image.resize against Keras and Pillow: equal.</summary>
[TestClass]
public class LoadImgTests
{
    [TestMethod]
    public void Pictures_are_loaded_as_by_Keras()
    {
        foreach (JsonElement one in ImageGolden.Values.GetProperty("loads").EnumerateArray())
        {
            (string file, string mode, string how, bool keep) = (one.GetProperty("file").GetString()!, one.GetProperty("color_mode").GetString()!, one.GetProperty("interpolation").GetString()!, one.GetProperty("keep").GetBoolean());
            (int, int) size = (one.GetProperty("size")[0].GetInt32(), one.GetProperty("size")[1].GetInt32());
            string what = $"{file}, {mode}, {how}, {size}, {keep}";
            NDArray x = keras.utils.img_to_array(keras.utils.load_img(ImageGolden.File(file), color_mode: mode, target_size: size, interpolation: how, keep_aspect_ratio: keep), dtype: DType.int32);
            CollectionAssert.AreEqual(one.GetProperty("shape").EnumerateArray().Select(v => v.GetInt32()).ToArray(), x.shape.Dims.ToArray(), what);
            ushort[] expected = MemoryMarshal.Cast<byte, ushort>(one.GetProperty("values").GetBytesFromBase64()).ToArray();
            int[] actual = x.ToArray<int>();
            int tolerance = file == "grey16.png" && how != "nearest" ? 1 : 0;        // sums in double that fall on a half, of 65535 levels
            for (int i = 0; i < expected.Length; i++) Assert.AreEqual(expected[i], actual[i], tolerance, $"{what}: number {i}");
        }
    }

    [TestMethod]
    public void Resizing_is_Pillows()
    {
        Image image = Image.open(ImageGolden.File("rgb.bmp"));
        foreach (JsonElement one in ImageGolden.Values.GetProperty("resizes").EnumerateArray())
        {
            double[]? box = one.GetProperty("box").ValueKind == JsonValueKind.Null ? null : [.. one.GetProperty("box").EnumerateArray().Select(v => v.GetDouble())];
            Image resized = image.resize((one.GetProperty("size")[0].GetInt32(), one.GetProperty("size")[1].GetInt32()), (Resampling)one.GetProperty("filter").GetInt32(), box is null ? null : (box[0], box[1], box[2], box[3]));
            ImageGolden.AreEqual(one, resized.tobytes(), one.GetProperty("size") + " " + one.GetProperty("box") + " " + (Resampling)one.GetProperty("filter").GetInt32());
        }
        image = Image.fromarray(NDArray.FromArray(ImageGolden.Values.GetProperty("tall").GetBytesFromBase64(), new Shape(61, 5, 3)));
        foreach (JsonElement one in ImageGolden.Values.GetProperty("tall_resizes").EnumerateArray())
            ImageGolden.AreEqual(one, image.resize((one.GetProperty("size")[0].GetInt32(), one.GetProperty("size")[1].GetInt32()), (Resampling)one.GetProperty("filter").GetInt32()).tobytes(), $"tall {one.GetProperty("size")}");
    }

    [TestMethod]
    public void Arrays_become_pictures_and_back()
    {
        NDArray x = np.arange(24).reshape(2, 4, 3).astype("float32");
        Image image = keras.utils.array_to_img(x, scale: false);
        Assert.AreEqual((4, 2), image.size);
        Assert.AreEqual("RGB", image.mode);
        CollectionAssert.AreEqual(x.ToArray<float>(), keras.utils.img_to_array(image).ToArray<float>());
        CollectionAssert.AreEqual(new byte[] { 0, 11, 22 }, keras.utils.array_to_img(x).tobytes()[..3]);                // 255 · i / 23, cut off
        CollectionAssert.AreEqual(new byte[] { 44, 251, 7, 255 }, keras.utils.array_to_img(new float[,,] { { { 300 , -5, 7.9f, 255 } } }, scale: false).tobytes());
        Assert.AreEqual("I", keras.utils.array_to_img(new float[,,] { { { 300 } } }, scale: false).mode);
        Assert.AreEqual(new Shape(3, 2, 4), keras.utils.img_to_array(image, data_format: "channels_first").shape);
        NDArray bytes = np.array(image);
        Assert.AreEqual(DType.uint8, bytes.dtype);
        Assert.AreEqual(new Shape(2, 4, 3), bytes.shape);
        CollectionAssert.AreEqual(new byte[] { 3, 4, 5, 6, 7, 8 }, image.crop((1, 0, 3, 1)).tobytes());
        CollectionAssert.AreEqual(new byte[] { 21, 22, 23, 0, 0, 0 }, image.crop((3, 1, 5, 2)).tobytes());
    }

    [TestMethod]
    public void Wrong_arguments_are_refused()
    {
        string file = ImageGolden.File("444.jpg");
        StringAssert.StartsWith(Assert.Throws<ValueError>(() => keras.utils.load_img(file, color_mode: "bgr")).Message, "color_mode must be \"grayscale\", \"rgb\", or \"rgba\"");
        StringAssert.Contains(Assert.Throws<ValueError>(() => keras.utils.load_img(file, target_size: (5, 5), interpolation: "cubic")).Message, "Invalid interpolation method cubic specified. Supported methods are nearest, bilinear");
        Assert.Throws<FileNotFoundException>(() => keras.utils.load_img(file + "x"));
        StringAssert.Contains(Assert.Throws<ValueError>(() => keras.utils.array_to_img(np.zeros((2, 3)))).Message, "rank 3");
        StringAssert.Contains(Assert.Throws<ValueError>(() => keras.utils.array_to_img(np.zeros((2, 3, 5)))).Message, "Unsupported channel number: 5");
    }

    private sealed class OneDot : IImageCodec
    {
        public string Format => "DOT";
        public bool Recognizes(ReadOnlySpan<byte> start) => start.SequenceEqual("."u8);
        public PixelImage Decode(ReadOnlyMemory<byte> file, ImageDecoding how) => new(1, 1, "L", [7]);
    }

    [TestMethod, DoNotParallelize]
    public void A_codec_of_the_users_own_is_used()
    {
        var codec = new OneDot();
        ImageCodecs.Register(codec);
        try
        {
            Assert.AreEqual(7, keras.utils.img_to_array(keras.utils.load_img(new MemoryStream([(byte)'.']), color_mode: "grayscale"))[0, 0, 0].item<int>());
        }
        finally
        {
            Assert.IsTrue(ImageCodecs.Unregister(codec));
        }
        Assert.Throws<ImageFormatException>(() => keras.utils.load_img(new MemoryStream([(byte)'.'])));
    }
}
