using KerasTransfer.Data;

namespace KerasTransfer.Tests.Data;

[TestClass]
public class PixelScalingTests
{
    private static readonly byte[] row = [10, 50, 90, 30, 200, 255, 0, 77];

    // From tf.image.resize, TensorFlow 2.21: 8 pixels to 3.
    [TestMethod]
    [DataRow("bilinear", 43.3333f, 115f, 12.8334f)]
    [DataRow("bicubic", 42.4785f, 107.8125f, -4.5357f)]
    [DataRow("area", 45f, 129.375f, 92.625f)]
    [DataRow("lanczos3", 39.0141f, 94.9728f, -8.5647f)]
    [DataRow("lanczos5", 35.4035f, 83.7233f, -6.8612f)]
    public void Eight_pixels_become_three(string interpolation, float first, float second, float third)
    {
        foreach (bool down in new[] { false, true })
        {
            PixelScaling.Picture picture = down ? new(row, 0, 1, 8, 1, 1) : new(row, 0, 8, 1, 8, 1);
            float[] result = new float[3];
            new PixelScaling(interpolation).Resize(picture, result, down ? 1 : 3, down ? 3 : 1, down ? 1 : 3);
            float[] expected = [first, second, third];
            for (int i = 0; i < 3; i++) Assert.AreEqual(expected[i], result[i], 2e-4f, $"{interpolation} {i}");
        }
    }

    [TestMethod]
    public void The_nearest_pixel_stays_a_byte()
    {
        byte[] result = new byte[3];
        PixelScaling.Nearest(new(row, 0, 8, 1, 8, 1), result, 3, 1, 3);
        CollectionAssert.AreEqual(new byte[] { 50, 200, 0 }, result);
    }

    [TestMethod]
    public void The_same_size_gives_the_same_pixels()
    {
        foreach (string interpolation in new[] { "bilinear", "bicubic", "area", "lanczos3" })
        {
            float[] result = new float[8];
            new PixelScaling(interpolation).Resize(new(row, 0, 4, 2, 2, 2), result, 4, 2, 2);
            for (int i = 0; i < 8; i++) Assert.AreEqual(row[i], result[i], 1e-4f);
        }
    }
}
