using System.Runtime.CompilerServices;
using System.Text.Json;

namespace KerasTransfer.Tests.Sklearn;

/// <summary>Splits against scikit-learn's steps done with NumPy (tests/golden/sklearn.py), and against the examples of its documentation.</summary>
[TestClass]
public class SplitTests
{
    private static readonly JsonElement golden = Load();
    private static readonly int[] y = Ints(golden.GetProperty("y"));

    private static JsonElement Load([CallerFilePath] string here = "") =>
        JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "golden", "sklearn.json"))).RootElement;

    private static int[] Ints(JsonElement list) => [.. list.EnumerateArray().Select(e => e.GetInt32())];
    private static string[] Keys(JsonProperty p) => p.Name.Split(',');
    private static void Same(JsonElement expected, NDArray actual, string what) => CollectionAssert.AreEqual(Ints(expected), actual.ToArray<int>(), what);

    [TestMethod]
    public void Splits_at_random()
    {
        foreach (JsonProperty p in golden.GetProperty("train_test").EnumerateObject())
        {
            var (train, test) = sklearn.model_selection.train_test_split(np.arange(int.Parse(Keys(p)[0])), test_size: double.Parse(Keys(p)[1]), random_state: int.Parse(Keys(p)[2]));
            Same(p.Value[0], train, p.Name);
            Same(p.Value[1], test, p.Name);
        }
    }

    [TestMethod]
    public void The_example_of_the_documentation()
    {
        var (X, labels) = (np.arange(10).reshape(5, 2), np.arange(5));
        var (X_train, X_test, y_train, y_test) = sklearn.model_selection.train_test_split(X, labels, test_size: 0.33, random_state: 42);
        Assert.AreEqual("[[4 5]\n [0 1]\n [6 7]]", X_train.ToString());
        Assert.AreEqual("[[2 3]\n [8 9]]", X_test.ToString());
        Assert.AreEqual("[2 0 3]", y_train.ToString());
        Assert.AreEqual("[1 4]", y_test.ToString());
        var (first, last) = sklearn.model_selection.train_test_split(labels, shuffle: false);
        Assert.AreEqual("[0 1 2]", first.ToString());
        Assert.AreEqual("[3 4]", last.ToString());
    }

    [TestMethod]
    public void Lists_stay_lists_and_lists_of_numbers_become_arrays()
    {
        string[] paths = ["a.jpg", "b.jpg", "c.jpg", "d.jpg", "e.jpg"];
        int[] classes = [0, 1, 0, 1, 0];
        (string[] trainX, string[] testX, NDArray trainY, NDArray testY) = sklearn.model_selection.train_test_split(paths, classes, test_size: 0.33, random_state: 42);
        CollectionAssert.AreEqual((string[])["c.jpg", "a.jpg", "d.jpg"], trainX);
        CollectionAssert.AreEqual((string[])["b.jpg", "e.jpg"], testX);
        Assert.AreEqual("[0 0 1]", trainY.ToString());
        Assert.AreEqual("[1 0]", testY.ToString());
        (NDArray images, _, string[] names, _) = sklearn.model_selection.train_test_split(np.zeros((5, 2, 2)), paths, train_size: 2, random_state: 0);
        Assert.AreEqual(new Shape(2, 2, 2), images.shape);
        Assert.HasCount(2, names);
    }

    [TestMethod]
    public void Classes_keep_their_shares()
    {
        foreach (JsonProperty p in golden.GetProperty("stratified").EnumerateObject())
        {
            var (train, test) = sklearn.model_selection.train_test_split(np.arange(y.Length), train_size: int.Parse(Keys(p)[0]), test_size: int.Parse(Keys(p)[1]), random_state: int.Parse(Keys(p)[2]), stratify: y);
            Same(p.Value[0], train, p.Name);
            Same(p.Value[1], test, p.Name);
        }
        // One-hot rows are classes too.
        var (_, rows) = sklearn.model_selection.train_test_split(np.arange(y.Length), test_size: 6, random_state: 0, stratify: keras.utils.to_categorical(y));
        Assert.AreEqual("[1 2 3]", np.bincount(np.array(y)[rows]).ToString(), "6 of 23 samples, whose classes have 6, 7 and 10");
    }

    [TestMethod]
    public void Folds()
    {
        foreach (JsonProperty p in golden.GetProperty("kfold").EnumerateObject())
        {
            int n = int.Parse(Keys(p)[0]);
            var folds = int.TryParse(Keys(p)[2], out int seed) ? sklearn.model_selection.KFold(int.Parse(Keys(p)[1]), shuffle: true, random_state: seed) : sklearn.model_selection.KFold(n_splits: int.Parse(Keys(p)[1]));
            Check(p, n, folds.split(np.zeros(n)));
        }
        foreach (JsonProperty p in golden.GetProperty("stratified_kfold").EnumerateObject())
        {
            var folds = int.TryParse(Keys(p)[1], out int seed) ? sklearn.model_selection.StratifiedKFold(int.Parse(Keys(p)[0]), shuffle: true, random_state: seed) : sklearn.model_selection.StratifiedKFold(int.Parse(Keys(p)[0]));
            Check(p, y.Length, folds.split(np.zeros((y.Length, 2)), y));
        }

        static void Check(JsonProperty p, int n, IEnumerable<(NDArray train, NDArray test)> folds)
        {
            int at = 0;
            foreach (var (train, test) in folds)
            {
                Same(p.Value[at++], test, p.Name);
                CollectionAssert.AreEqual(Enumerable.Range(0, n).Except(test.ToArray<int>()).ToArray(), train.ToArray<int>(), p.Name);
            }
            Assert.AreEqual(p.Value.GetArrayLength(), at);
        }
    }

    [TestMethod]
    public void Shuffles_alike()
    {
        foreach (JsonProperty p in golden.GetProperty("shuffle").EnumerateObject())
            Same(p.Value, sklearn.utils.shuffle(np.arange(int.Parse(Keys(p)[0])), random_state: int.Parse(Keys(p)[1])), p.Name);
        var (X, labels) = sklearn.utils.shuffle(np.array(new[,] { { 1, 0 }, { 2, 1 }, { 0, 0 } }), np.arange(3), random_state: 0);
        Assert.AreEqual("[[0 0]\n [2 1]\n [1 0]]", X.ToString());
        Assert.AreEqual("[2 1 0]", labels.ToString());
        var (paths, words) = sklearn.utils.shuffle((string[])["a", "b", "c"], (string[])["x", "y", "z"], random_state: 0);
        CollectionAssert.AreEqual((string[])["c", "b", "a"], paths);
        CollectionAssert.AreEqual((string[])["z", "y", "x"], words);
        np.random.seed(3);
        NDArray expected = np.random.permutation(6);
        np.random.seed(3);
        Assert.IsTrue(np.array_equal(expected, sklearn.utils.shuffle(np.arange(6))), "without a seed np.random is used");
    }

    [TestMethod]
    public void Sizes_that_do_not_fit()
    {
        NDArray X = np.arange(10);
        StringAssert.Contains(Assert.ThrowsExactly<ValueError>(() => sklearn.model_selection.train_test_split(X, np.arange(9))).Message, "inconsistent numbers of samples: [10, 9]");
        StringAssert.Contains(Assert.ThrowsExactly<ValueError>(() => sklearn.model_selection.train_test_split(X, test_size: 1.5)).Message, "test_size=1.5 should be either positive and smaller than the number of samples 10");
        StringAssert.Contains(Assert.ThrowsExactly<ValueError>(() => sklearn.model_selection.train_test_split(X, test_size: 6, train_size: 6)).Message, "= 12, should be smaller than the number of samples 10");
        StringAssert.Contains(Assert.ThrowsExactly<ValueError>(() => sklearn.model_selection.train_test_split(np.arange(1), test_size: 0.5)).Message, "train set will be empty");
        StringAssert.Contains(Assert.ThrowsExactly<ValueError>(() => sklearn.model_selection.train_test_split(X, stratify: (int[])[0, 0, 0, 0, 0, 0, 0, 0, 0, 1])).Message, "has only 1 member");
        StringAssert.Contains(Assert.ThrowsExactly<ValueError>(() => sklearn.model_selection.KFold(3, random_state: 1)).Message, "shuffle is False");
        StringAssert.Contains(Assert.ThrowsExactly<ValueError>(() => sklearn.model_selection.KFold(11).split(X).ToArray()).Message, "n_splits=11");
    }
}
