using System.Text.Json;
using KerasTransfer.Images;

namespace KerasTransfer.Tests.Images;

/// <summary>Decoding against Pillow (all pixels equal) and tf.io.decode_image.</summary>
[TestClass]
public class DecodingTests
{
    public static IEnumerable<object[]> Files => ImageGolden.Names.Select(n => new object[] { n });

    [TestMethod, DynamicData(nameof(Files))]
    public void Pixels_are_those_of_Pillow(string name)
    {
        bool first = true;
        foreach (JsonElement expected in ImageGolden.Values.GetProperty(name).GetProperty("pillow").EnumerateArray())
        {
            if (expected.TryGetProperty("error", out _))
            {
                Assert.Throws<ImageFormatException>(() => Image.open(ImageGolden.File(name)), name);
                continue;
            }
            Image image = Image.open(ImageGolden.File(name));
            string mode = expected.GetProperty("mode").GetString()!;
            if (first) Assert.AreEqual(mode, image.mode, name);
            first = false;
            image = image.convert(mode);
            Assert.AreEqual((expected.GetProperty("size")[0].GetInt32(), expected.GetProperty("size")[1].GetInt32()), image.size, name);
            byte[] pixels = image.tobytes();
            ImageGolden.AreEqual(expected, mode == "1" ? [.. pixels.Select(p => (byte)(p / 255))] : pixels, $"{name} as {mode}");
        }
    }

    [TestMethod, DynamicData(nameof(Files))]
    public void Pixels_are_those_of_TensorFlow(string name)
    {
        foreach (JsonProperty p in ImageGolden.Values.GetProperty(name).GetProperty("tf").EnumerateObject())
        {
            int channels = int.Parse(p.Name, System.Globalization.CultureInfo.InvariantCulture);
            if (p.Value.TryGetProperty("error", out _))
            {
                Assert.Throws<ValueError>(() => TensorFlowDecoding.Decode(ImageGolden.Bytes(name), name, channels), $"{name}, {p.Name} channels");
                continue;
            }
            PixelImage image = TensorFlowDecoding.Decode(ImageGolden.Bytes(name), name, channels);
            CollectionAssert.AreEqual(p.Value.GetProperty("shape").EnumerateArray().Select(v => v.GetInt32()).ToArray(), new[] { image.Height, image.Width, image.Channels }, name);
            ImageGolden.AreEqual(p.Value, image.Pixels, $"{name} with {p.Name} channels");
        }
    }
}
