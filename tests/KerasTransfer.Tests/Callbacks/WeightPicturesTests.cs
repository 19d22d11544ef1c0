using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using KerasTransfer.Callbacks;
using KerasTransfer.Images;

namespace KerasTransfer.Tests.Callbacks;

/// <summary>TensorBoard(write_images: true) against Keras 3 (tests/golden/weight_pictures.py).</summary>
[TestClass]
public class WeightPicturesTests
{
    private static string Here([CallerFilePath] string here = "") => here;

    private static Model Made()
    {
        var model = keras.Sequential([keras.Input((4, 4, 1)), keras.layers.Conv2D(5, (3, 2), name: "conv"), keras.layers.Conv2D(4, 1, name: "four"), keras.layers.Conv2D(3, 2, name: "three"),
            keras.layers.Flatten(), keras.layers.Dense(2, name: "tall"), keras.layers.Dense(4, name: "wide")], name: "sequential");
        model.set_weights([.. model.get_weights().Select((w, i) => (np.sin(np.arange(w.size) * 0.37 + i) * 0.7 + 0.4).reshape(w.shape).astype("float32"))]);
        return model;
    }

    [TestMethod]
    public void Weights_are_drawn_as_in_Keras()
    {
        JsonElement golden = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Path.GetDirectoryName(Here())!, "..", "..", "golden", "weight_pictures.json"))).RootElement;
        int drawn = 0;
        foreach (Variable weight in Made().weights)
        {
            var pictures = WeightPictures.Of(weight.numpy());
            bool expected = golden.TryGetProperty(weight.path + "/image", out JsonElement one);
            Assert.AreEqual(expected, pictures is not null, weight.path);
            if (pictures is not { } p) continue;
            drawn++;
            Assert.AreEqual((one[0].GetInt32(), one[1].GetInt32()), (p.Columns, p.Rows), weight.path);
            Assert.HasCount(one[2].GetArrayLength(), p.Files, weight.path);
            foreach (var (file, picture) in one[2].EnumerateArray().Zip(p.Files))
            {
                PixelImage read = new PngCodec().Decode(picture, new ImageDecoding());
                byte[] values = [.. file.EnumerateArray().Select(v => v.GetByte())];
                for (int i = 0; i < values.Length; i++) Assert.AreEqual(values[i], read.Pixels[i], 1, $"{weight.path}[{i}]");
            }
        }
        Assert.AreEqual(golden.EnumerateObject().Count(), drawn);
    }

    [TestMethod]
    public void They_are_in_the_event_file()
    {
        string folder = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            Model model = Made();
            model.compile("sgd", "mse");
            model.fit(np.zeros((1, 4, 4, 1)).astype("float32"), np.zeros((1, 4)).astype("float32"), verbose: 0, callbacks: [keras.callbacks.TensorBoard(folder, histogram_freq: 1, write_images: true)]);
            string file = Encoding.Latin1.GetString(File.ReadAllBytes(Directory.GetFiles(Path.Combine(folder, "train")).Single()));
            foreach (string tag in new[] { "conv/kernel/image", "conv/bias/image", "tall/kernel/image", "wide/bias/image" }) StringAssert.Contains(file, tag);
            Assert.AreEqual(3, file.Split("conv/kernel/image")[1].Split("/image")[0].Split("\u0089PNG").Length - 1, "no more than three of a weight");
            StringAssert.Contains(file, "\u0006images");
        }
        finally { Directory.Delete(folder, recursive: true); }
    }
}
