using KerasTransfer.Sklearn;

namespace KerasTransfer.Tests.Sklearn;

/// <summary>Labels and scales: the examples of scikit-learn's documentation, and edges.</summary>
[TestClass]
public class PreprocessingTests
{
    [TestMethod]
    public void Label_encoder()
    {
        var encoder = sklearn.preprocessing.LabelEncoder().fit((string[])["paris", "paris", "tokyo", "amsterdam"]);
        CollectionAssert.AreEqual((string[])["amsterdam", "paris", "tokyo"], (string[])encoder.classes_);
        Assert.AreEqual(3, encoder.classes_.Length);
        NDArray numbers = encoder.transform((string[])["tokyo", "tokyo", "paris"]);
        Assert.AreEqual("[2 2 1]", numbers.ToString());
        Assert.AreEqual(np.int64, numbers.dtype);
        Assert.AreEqual("['tokyo' 'tokyo' 'paris']", encoder.inverse_transform(numbers).ToString());
        StringAssert.Contains(Assert.ThrowsExactly<ValueError>(() => encoder.transform((string[])["rome"])).Message, "previously unseen labels: ['rome']");
        NDArray again = sklearn.preprocessing.LabelEncoder().fit_transform((int[])[6, 1, 2, 6]);
        Assert.AreEqual("[2 0 1 2]", again.ToString());
        StringAssert.Contains(Assert.ThrowsExactly<ValueError>(() => sklearn.preprocessing.LabelEncoder().transform((int[])[1])).Message, "not fitted");
    }

    [TestMethod]
    public void Label_binarizer()
    {
        var binarizer = sklearn.preprocessing.LabelBinarizer();
        NDArray table = binarizer.fit_transform((int[])[1, 2, 6, 4, 2]);
        Assert.AreEqual("[[1 0 0 0]\n [0 1 0 0]\n [0 0 0 1]\n [0 0 1 0]\n [0 1 0 0]]", table.ToString());
        Assert.AreEqual("[1 2 6 4 2]", binarizer.inverse_transform(table).ToString());
        Assert.AreEqual("[[0 0 0 0]]", binarizer.transform((int[])[5]).ToString());
        var two = sklearn.preprocessing.LabelBinarizer();
        NDArray column = two.fit_transform((string[])["yes", "no", "no", "yes"]);
        Assert.AreEqual("[[1]\n [0]\n [0]\n [1]]", column.ToString());
        Assert.AreEqual("['no' 'yes']", two.inverse_transform(np.array([0.2, 0.7])).ToString());
        Assert.AreEqual("[[-1  1]\n [ 1 -1]]", new LabelBinarizer(-1, 1).fit((int[])[0, 1, 2]).transform((int[])[1, 0])[.., ..2].ToString());
    }

    [TestMethod]
    public void Class_weights()
    {
        NDArray y = np.array([1, 1, 1, 1, 0, 0]);
        NDArray weights = sklearn.utils.class_weight.compute_class_weight(class_weight: "balanced", classes: np.unique(y), y: y);
        Assert.AreEqual("[1.5  0.75]", weights.ToString());
        Dictionary<int, double> forFit = weights.Select((w, i) => (i, (double)w)).ToDictionary();
        Assert.AreEqual(0.75, forFit[1]);
        Assert.AreEqual("[0.75 1.5 ]", sklearn.utils.class_weight.compute_class_weight("balanced", (int[])[1, 0], y).ToString(), "in the order of classes");
        Assert.AreEqual("[0.75 0.75 0.75 0.75 1.5  1.5 ]", sklearn.utils.class_weight.compute_sample_weight("balanced", y).ToString());
        StringAssert.Contains(Assert.ThrowsExactly<ValueError>(() => sklearn.utils.class_weight.compute_class_weight("balanced", (int[])[0, 1, 2], y)).Message, "classes should have valid labels");
    }

    [TestMethod]
    public void Scalers()
    {
        NDArray data = np.array(new[,] { { 0, 0, 7 }, { 0, 0, 7 }, { 1, 1, 7 }, { 1, 1, 7 } });
        var standard = sklearn.preprocessing.StandardScaler();
        Assert.AreEqual("[[-1. -1.  0.]\n [-1. -1.  0.]\n [ 1.  1.  0.]\n [ 1.  1.  0.]]", standard.fit_transform(data).ToString());
        Assert.AreEqual("[[3. 3. 2.]]", standard.transform(np.array(new[,] { { 2, 2, 9 } })).ToString());
        Assert.IsTrue(np.allclose(data, standard.inverse_transform(standard.transform(data))));
        Assert.AreEqual("[1. 1. 0.]", (standard.var_ * 4).ToString());

        NDArray ranges = np.array(new[,] { { -1, 2 }, { -0.5, 6 }, { 0, 10 }, { 1, 18 } });
        var scaler = sklearn.preprocessing.MinMaxScaler();
        Assert.AreEqual("[[0.   0.  ]\n [0.25 0.25]\n [0.5  0.5 ]\n [1.   1.  ]]", scaler.fit_transform(ranges).ToString());
        Assert.AreEqual("[[1.5 0. ]]", scaler.transform(np.array(new[,] { { 2, 2 } })).ToString());
        Assert.AreEqual("[ 1. 18.]", scaler.data_max_.ToString());
        Assert.IsTrue(np.allclose(ranges, scaler.inverse_transform(scaler.transform(ranges))));
        Assert.AreEqual("[[-1.]\n [ 1.]]", sklearn.preprocessing.MinMaxScaler(feature_range: (-1, 1)).fit_transform(np.array(new[,] { { 3 }, { 5 } })).ToString());
        Assert.AreEqual("[[0.]\n [0.]]", sklearn.preprocessing.MinMaxScaler().fit_transform(np.array(new[,] { { 3 }, { 3 } })).ToString(), "a column of one value");
        StringAssert.Contains(Assert.ThrowsExactly<ValueError>(() => standard.fit(np.arange(3))).Message, "reshape(-1, 1)");
    }
}
