using System.Text.Json;
using KerasTransfer.Images;

namespace KerasTransfer.Tests.Images;

/// <summary>save_img and Image.save: JPEG byte for byte as Pillow writes it; PNG and BMP hold the pixels.</summary>
[TestClass]
public class WritingTests
{
    [TestMethod]
    public void Jpeg_files_are_Pillows()
    {
        foreach (JsonElement one in ImageGolden.Values.GetProperty("saves").EnumerateArray())
        {
            int[] shape = [.. one.GetProperty("shape").EnumerateArray().Select(v => v.GetInt32())];
            var image = new PixelImage(shape[1], shape[0], shape.Length == 2 ? "L" : "RGB", one.GetProperty("pixels").GetBytesFromBase64());
            byte[] expected = one.GetProperty("file").GetBytesFromBase64(), actual = JpegWriter.Write(image, one.GetProperty("quality").GetInt32());
            CollectionAssert.AreEqual(expected, actual, $"{string.Join("×", shape)}, quality {one.GetProperty("quality")}");
        }
    }

    [TestMethod]
    [DataRow("rgb8.png", "png")]
    [DataRow("rgba8.png", "png")]
    [DataRow("la8.png", "png")]
    [DataRow("grey16.png", "png")]
    [DataRow("palette8_trns.png", "png")]
    [DataRow("palette4.bmp", "png")]
    [DataRow("grey.bmp", "png")]
    [DataRow("rgb8.png", "bmp")]
    [DataRow("palette8.png", "bmp")]
    [DataRow("grey8.png", "bmp")]
    public void What_is_written_is_read_again(string name, string format)
    {
        string folder = Directory.CreateTempSubdirectory("pictures").FullName, path = Path.Combine(folder, "new", "x." + format);
        try
        {
            Image image = Image.open(ImageGolden.File(name));
            image.save(path);
            Image again = Image.open(path);
            Assert.AreEqual(image.mode, again.mode);
            Assert.AreEqual(image.size, again.size);
            CollectionAssert.AreEqual(image.mode == "P" ? image.convert("RGBA").tobytes() : image.tobytes(), again.mode == "P" ? again.convert("RGBA").tobytes() : again.tobytes());
            Assert.HasCount(1, Directory.GetFiles(Path.GetDirectoryName(path)!));
        }
        finally
        {
            Directory.Delete(folder, true);
        }
    }

    [TestMethod]
    public void Arrays_are_saved()
    {
        string folder = Directory.CreateTempSubdirectory("pictures").FullName;
        try
        {
            NDArray x = np.arange(60).reshape(4, 5, 3).astype("float32");
            keras.utils.save_img(Path.Combine(folder, "a.png"), x, scale: false);
            CollectionAssert.AreEqual(x.ToArray<float>(), keras.utils.img_to_array(keras.utils.load_img(Path.Combine(folder, "a.png"))).ToArray<float>());
            keras.preprocessing.image.save_img(Path.Combine(folder, "b.jpg"), np.zeros((3, 3, 4)));
            Assert.AreEqual("RGB", Image.open(Path.Combine(folder, "b.jpg")).mode);
            StringAssert.Contains(Assert.Throws<ValueError>(() => keras.utils.save_img(Path.Combine(folder, "c.tiff"), x)).Message, "unknown file extension: 'tiff'");
            Assert.HasCount(2, Directory.GetFiles(folder));
        }
        finally
        {
            Directory.Delete(folder, true);
        }
    }
}
