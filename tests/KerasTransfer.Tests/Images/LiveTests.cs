using System.Diagnostics;
using System.Security.Cryptography;
using KerasTransfer.Images;

namespace KerasTransfer.Tests.Images;

/// <summary>All photographs of a folder, decoded both ways, against Pillow and TensorFlow. KERASTRANSFER_DATA is a folder with <c>hymenoptera</c> in it, KERASTRANSFER_PYTHON a Python with
/// Pillow and TensorFlow.</summary>
[TestClass]
public class LiveTests
{
    private const string Script = """
        import glob, hashlib, io, os, sys
        os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
        import numpy as np
        from PIL import Image
        import tensorflow as tf
        for f in sorted(glob.glob(os.path.join(sys.argv[1], "**", "*.jpg"), recursive=True)):
            b = open(f, "rb").read()
            print(f, hashlib.sha256(np.asarray(Image.open(io.BytesIO(b)).convert("RGB")).tobytes()).hexdigest(), hashlib.sha256(tf.io.decode_jpeg(b, channels=3).numpy().tobytes()).hexdigest(), sep="|")
        """;

    [TestMethod]
    public void Photographs_have_the_same_pixels()
    {
        (string? data, string? python) = (Environment.GetEnvironmentVariable("KERASTRANSFER_DATA"), Environment.GetEnvironmentVariable("KERASTRANSFER_PYTHON"));
        if (string.IsNullOrEmpty(data) || string.IsNullOrEmpty(python))
        {
            Assert.Inconclusive("KERASTRANSFER_DATA names no folder, or KERASTRANSFER_PYTHON no Python.");
            return;
        }
        string script = Path.GetTempFileName();
        File.WriteAllText(script, Script);
        var start = new ProcessStartInfo(python, [script, Path.Combine(data, "hymenoptera")]) { RedirectStandardOutput = true };
        using Process process = Process.Start(start)!;
        string[] lines = process.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        process.WaitForExit();
        File.Delete(script);
        Assert.AreEqual(0, process.ExitCode);
        Assert.IsNotEmpty(lines);
        foreach (string line in lines)
        {
            string[] parts = line.Split('|');
            byte[] file = File.ReadAllBytes(parts[0]);
            Assert.AreEqual(parts[1], Hash(ImageModes.Convert(ImageFile.Decode(file, parts[0], ImageDecoding.Pillow), "RGB")), $"{parts[0]}: Pillow");
            Assert.AreEqual(parts[2], Hash(TensorFlowDecoding.Decode(file, parts[0], 3)), $"{parts[0]}: TensorFlow");
        }
    }

    private static string Hash(PixelImage image) => Convert.ToHexStringLower(SHA256.HashData(image.Pixels));
}
