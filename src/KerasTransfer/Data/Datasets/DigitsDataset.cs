using KerasTransfer.Data;

namespace KerasTransfer;

/// <summary>
/// <c>keras.datasets.digits</c>, which Python has not: digits that are drawn here with a pen that wavers, so that an example runs where there is neither a network nor a
/// data file. About as hard as MNIST: with the default numbers a linear classifier comes to about 92 %, a network of 300 and 100 units to 97 or 98 %.
/// </summary>
public sealed class DigitsDataset
{
    internal DigitsDataset() { }

    /// <summary>Draws the images, and says so in one line. The same arguments give the same images on every machine.</summary>
    /// <param name="n_train">The number of images for training.</param>
    /// <param name="n_test">The number of images for the test; none of them is among those for training.</param>
    /// <param name="seed">Other seeds give other images.</param>
    /// <returns>((x_train, y_train), (x_test, y_test)): uint8 (n_train, 28, 28), (n_train,), (n_test, 28, 28), (n_test,), white on black.</returns>
    /// <exception cref="ValueError">A number is negative.</exception>
    public ((NDArray x_train, NDArray y_train), (NDArray x_test, NDArray y_test)) load_data(int n_train = 12_000, int n_test = 2_000, long seed = 0)
    {
        if (n_train < 0 || n_test < 0) throw new ValueError($"The numbers of images are zero or more. Received: n_train={n_train}, n_test={n_test}");
        Console.WriteLine($"digits: {n_train} + {n_test} images of digits, drawn by KerasTransfer (seed {seed})");
        return (Draw(n_train, seed, part: 0), Draw(n_test, seed, part: 1));
    }

    private static (NDArray, NDArray) Draw(int count, long seed, int part)
    {
        byte[] images = new byte[checked(count * DigitImage.Pixels)], labels = new byte[count];
        Parallel.For(0, count, i => labels[i] = DigitImage.Draw(seed, part, i, images.AsSpan(i * DigitImage.Pixels, DigitImage.Pixels)));
        return (NDArray.FromArray(images, (count, DigitImage.Side, DigitImage.Side)), NDArray.FromArray(labels, count));
    }
}
