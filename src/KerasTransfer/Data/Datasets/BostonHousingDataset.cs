using KerasTransfer.Data;

namespace KerasTransfer;

/// <summary><c>keras.datasets.boston_housing</c>: prices of houses. Harrison, Rubinfeld 1978. One of its columns counts people by skin colour; for teaching, <c>california_housing</c> does as well.</summary>
public sealed class BostonHousingDataset
{
    internal BostonHousingDataset() { }

    /// <summary>The table, from <c>KERAS_HOME/datasets</c> or downloaded.</summary>
    /// <param name="path">The name of the file under <c>KERAS_HOME/datasets</c>.</param>
    /// <param name="test_split">The part that is kept for the test, 0 to 1.</param>
    /// <param name="seed">Seed of the order.</param>
    /// <returns>((x_train, y_train), (x_test, y_test)): float64 (404, 13), (404,) in 1000 dollars, (102, 13), (102,).</returns>
    /// <exception cref="ValueError">The split is not within [0, 1).</exception>
    public ((NDArray x_train, NDArray y_train), (NDArray x_test, NDArray y_test)) load_data(string path = "boston_housing.npz", double test_split = 0.2, long seed = 113) =>
        HousingData.Load(path, "boston_housing.npz", "f553886a1f8d56431e820c5b82552d9d95cfcb96d1e678153f8839538947dff5", test_split, seed);
}
