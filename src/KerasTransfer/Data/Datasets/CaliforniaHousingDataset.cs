using KerasTransfer.Data;

namespace KerasTransfer;

/// <summary><c>keras.datasets.california_housing</c>: prices of houses from the census of 1990. Pace, Barry 1997.</summary>
public sealed class CaliforniaHousingDataset
{
    internal CaliforniaHousingDataset() { }

    /// <summary>The table, from <c>KERAS_HOME/datasets</c> or downloaded.</summary>
    /// <param name="version"><c>large</c>: 20,640 rows; <c>small</c>: the first 600.</param>
    /// <param name="path">The name of the file under <c>KERAS_HOME/datasets</c>.</param>
    /// <param name="test_split">The part that is kept for the test, 0 to 1.</param>
    /// <param name="seed">Seed of the order.</param>
    /// <returns>((x_train, y_train), (x_test, y_test)): eight columns, prices in dollars.</returns>
    /// <exception cref="ValueError">The version is another one, or the split is not within [0, 1).</exception>
    public ((NDArray x_train, NDArray y_train), (NDArray x_test, NDArray y_test)) load_data(string version = "large", string path = "california_housing.npz", double test_split = 0.2, long seed = 113)
    {
        if (version is not ("large" or "small")) throw new ValueError($"Argument `version` must be one of 'small', 'large'. Received: version={version}");
        return HousingData.Load(path, "california_housing.npz", "1a2e3a52e0398de6463aebe6f4a8da34fb21fbb6b934cf88c3425e766f2a1a6f", test_split, seed, version == "small" ? 600 : null);
    }
}
