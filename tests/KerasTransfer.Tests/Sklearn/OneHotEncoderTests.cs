namespace KerasTransfer.Tests.Sklearn;

/// <summary>sklearn.preprocessing.OneHotEncoder, by hand.</summary>
[TestClass]
public class OneHotEncoderTests
{
    [TestMethod]
    public void Numbers_and_words()
    {
        var encoder = sklearn.preprocessing.OneHotEncoder(sparse: false);
        NDArray y = np.array([3, 1, 3, 7]);
        NDArray table = encoder.fit_transform(y.reshape(-1, 1));
        Assert.AreEqual(DType.float64, table.dtype);
        CollectionAssert.AreEqual(new double[] { 0, 1, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1 }, table.ToArray<double>());
        CollectionAssert.AreEqual(y.ToArray<long>(), ((NDArray)encoder.inverse_transform(table)).ToArray<long>());
        string[] words = ["b", "a", "b"];
        CollectionAssert.AreEqual(new double[] { 0, 1, 1, 0, 0, 1 }, encoder.fit_transform(words).ToArray<double>());
        CollectionAssert.AreEqual(new[] { "a", "b" }, encoder.categories_[0].ToStrings());
        NDArray two = encoder.fit_transform(np.array([[0, 5], [1, 5], [0, 6]]));
        CollectionAssert.AreEqual(new double[] { 1, 0, 1, 0, 0, 1, 1, 0, 1, 0, 0, 1 }, two.ToArray<double>());
    }

    [TestMethod]
    public void What_was_not_fitted()
    {
        Assert.ThrowsExactly<ValueError>(() => sklearn.preprocessing.OneHotEncoder().transform(np.ones((1, 1))));
        Assert.ThrowsExactly<ValueError>(() => sklearn.preprocessing.OneHotEncoder().fit(np.arange(3)));
        NDArray seen = np.array([[1], [2]]), other = np.array([[3], [2]]);
        Assert.ThrowsExactly<ValueError>(() => sklearn.preprocessing.OneHotEncoder().fit(seen).transform(other));
        CollectionAssert.AreEqual(new double[] { 0, 0, 0, 1 }, sklearn.preprocessing.OneHotEncoder(handle_unknown: "ignore").fit(seen).transform(other).ToArray<double>());
    }
}
