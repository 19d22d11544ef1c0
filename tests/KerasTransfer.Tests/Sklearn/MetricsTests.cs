using KerasTransfer.Sklearn;

namespace KerasTransfer.Tests.Sklearn;

/// <summary>Scores worked out by hand, and the examples of scikit-learn's documentation.</summary>
[TestClass]
public class MetricsTests
{
    private static readonly SklearnMetricsApi metrics = sklearn.metrics;

    [TestMethod]
    public void Confusion_matrix()
    {
        int[] y_true = [2, 0, 2, 2, 0, 1], y_pred = [0, 0, 2, 2, 0, 2];
        NDArray matrix = metrics.confusion_matrix(y_true, y_pred);
        Assert.AreEqual("[[2 0 0]\n [0 0 1]\n [1 0 2]]", matrix.ToString());
        Assert.AreEqual(np.int64, matrix.dtype);
        string[] words = ["cat", "ant", "cat", "cat", "ant", "bird"], guesses = ["ant", "ant", "cat", "cat", "ant", "cat"];
        Assert.AreEqual("[[2 0 0]\n [0 0 1]\n [1 0 2]]", metrics.confusion_matrix(words, guesses, labels: ["ant", "bird", "cat"]).ToString());
        Assert.AreEqual("[[2 1]\n [0 2]]", metrics.confusion_matrix(y_true, y_pred, labels: [2, 0]).ToString());
        Assert.AreEqual("[[1.         0.         0.        ]\n [0.         0.         1.        ]\n [0.33333333 0.         0.66666667]]", metrics.confusion_matrix(y_true, y_pred, normalize: "true").ToString());
        Assert.AreEqual("[[0.66666667 0.         0.        ]\n [0.         0.         0.33333333]\n [0.33333333 0.         0.66666667]]", metrics.confusion_matrix(y_true, y_pred, normalize: "pred").ToString());
        Assert.AreEqual(2.5, (double)metrics.confusion_matrix(y_true, y_pred, sample_weight: np.array([1, 0.5, 1, 1.5, 1, 1]))[2, 2]);
        Assert.AreEqual(new Shape(1, 1), metrics.confusion_matrix(y_true: (int[])[0], y_pred: (int[])[0]).shape);
    }

    [TestMethod]
    public void Accuracy()
    {
        int[] y_pred = [0, 2, 1, 3], y_true = [0, 1, 2, 3];
        Assert.AreEqual(0.5, metrics.accuracy_score(y_true, y_pred));
        Assert.AreEqual(2.0, metrics.accuracy_score(y_true, y_pred, normalize: false));
        Assert.AreEqual(0.25, metrics.accuracy_score(y_true, y_pred, sample_weight: np.array([1, 2, 4, 1])));
        Assert.AreEqual(0.5, metrics.accuracy_score(np.array(new[,] { { 0, 1 }, { 1, 1 } }), np.ones((2, 2))));
        Assert.AreEqual(1.0, metrics.accuracy_score(np.array([0.0f, 1.0f]), (int[])[0, 1]), "whole numbers are classes whatever their type");
        Assert.AreEqual(1.0, metrics.accuracy_score(np.array([1, 0]), np.array(new[,] { { true }, { false } })), "a column of bools");
    }

    [TestMethod]
    public void Precision_recall_and_f1()
    {
        int[] y_true = [0, 1, 2, 0, 1, 2], y_pred = [0, 2, 1, 0, 0, 1];
        Assert.AreEqual(4.0 / 15, metrics.f1_score(y_true, y_pred, average: "macro"), 1e-12);
        Assert.AreEqual(1.0 / 3, metrics.f1_score(y_true, y_pred, average: "micro"), 1e-12);
        Assert.AreEqual(4.0 / 15, metrics.f1_score(y_true, y_pred, average: "weighted"), 1e-12);
        Assert.AreEqual(2.0 / 9, metrics.precision_score(y_true, y_pred, average: "macro"), 1e-12);
        Assert.AreEqual(1.0 / 3, metrics.recall_score(y_true, y_pred, average: "macro"), 1e-12);
        Assert.AreEqual(5 * 2 / (4 * 2.0 + 3) / 3, metrics.fbeta_score(y_true, y_pred, beta: 2, average: "macro"), 1e-12);
        int[] two = [1, 0, 1, 1, 0], guessed = [1, 1, 0, 1, 0];
        Assert.AreEqual(2.0 / 3, metrics.f1_score(two, guessed), 1e-12);
        Assert.AreEqual(0.5, metrics.precision_score(two, guessed, pos_label: 0), 1e-12);
        string[] spam = ["spam", "ham", "spam"], told = ["spam", "spam", "ham"];
        Assert.AreEqual(0.5, metrics.recall_score(spam, told, pos_label: "spam"));
        Assert.AreEqual(1.0, metrics.precision_score((int[])[0, 1], (int[])[0, 0], zero_division: 1));
        var (precision, recall, fscore, support) = metrics.precision_recall_fscore_support(y_true, y_pred);
        Assert.AreEqual("[0.66666667 0.         0.        ]", precision.ToString());
        Assert.AreEqual("[1. 0. 0.]", recall.ToString());
        Assert.AreEqual("[0.8 0.  0. ]", fscore.ToString());
        Assert.AreEqual("[2 2 2]", support.ToString());
        NDArray t = np.array(new[,] { { 1, 1, 0 }, { 0, 1, 0 }, { 1, 0, 0 } }), p = np.array(new[,] { { 1, 0, 0 }, { 0, 1, 1 }, { 1, 0, 0 } });
        Assert.AreEqual((2.0 / 3 + 2.0 / 3 + 1) / 3, metrics.f1_score(t, p, average: "samples", zero_division: 0), 1e-12);
        Assert.AreEqual((1 + 2.0 / 3 + 0) / 3, metrics.f1_score(t, p, average: "macro", zero_division: 0), 1e-12);
    }

    [TestMethod]
    public void Classification_report_to_the_character()
    {
        int[] y_true = [0, 1, 2, 2, 2], y_pred = [0, 0, 2, 2, 1];
        Assert.AreEqual("""
                          precision    recall  f1-score   support

                 class 0       0.50      1.00      0.67         1
                 class 1       0.00      0.00      0.00         1
                 class 2       1.00      0.67      0.80         3

                accuracy                           0.60         5
               macro avg       0.50      0.56      0.49         5
            weighted avg       0.70      0.60      0.61         5

            """, metrics.classification_report(y_true, y_pred, target_names: ["class 0", "class 1", "class 2"]));
        Assert.AreEqual("""
                          precision    recall  f1-score   support

                       1       1.00      0.67      0.80         3
                       2       0.00      0.00      0.00         0
                       3       0.00      0.00      0.00         0

               micro avg       1.00      0.67      0.80         3
               macro avg       0.33      0.22      0.27         3
            weighted avg       1.00      0.67      0.80         3

            """, metrics.classification_report((int[])[1, 1, 1], (int[])[1, 1, 0], labels: [1, 2, 3]));
        Assert.AreEqual("""
                                   precision    recall  f1-score   support

            a name of twenty char     0.5000    1.0000    0.6667         1
                              bee     1.0000    0.5000    0.6667         2

                         accuracy                         0.6667         3
                        macro avg     0.7500    0.7500    0.6667         3
                     weighted avg     0.8333    0.6667    0.6667         3

            """, metrics.classification_report((string[])["x", "y", "y"], (string[])["x", "x", "y"], target_names: ["a name of twenty char", "bee"], digits: 4));
        ClassificationReport report = metrics.classification_report(y_true, y_pred, output_dict: true);
        Assert.AreEqual(0.6, report.accuracy, 1e-12);
        Assert.AreEqual(3.0, report["2"]["support"]);
        Assert.AreEqual(0.7, report["weighted avg"]["precision"], 1e-12);
        StringAssert.Contains(metrics.classification_report(np.array(new[,] { { 1, 0 }, { 1, 1 } }), np.array(new[,] { { 1, 0 }, { 0, 1 } })), " samples avg       1.00      0.75      0.83         3\n");
    }

    [TestMethod]
    public void Receiver_operating_characteristic()
    {
        NDArray scores = np.array([0.1, 0.4, 0.35, 0.8]);
        var (fpr, tpr, thresholds) = metrics.roc_curve((int[])[1, 1, 2, 2], scores, pos_label: 2);
        Assert.AreEqual("[0.  0.  0.5 0.5 1. ]", fpr.ToString());
        Assert.AreEqual("[0.  0.5 0.5 1.  1. ]", tpr.ToString());
        Assert.AreEqual("[ inf 0.8  0.4  0.35 0.1 ]", thresholds.ToString());
        Assert.AreEqual(0.75, metrics.auc(fpr, tpr));
        Assert.AreEqual(0.75, metrics.roc_auc_score((int[])[0, 0, 1, 1], scores));
        Assert.AreEqual(0.75, metrics.auc(fpr["::-1"], tpr["::-1"]), "falling x count as rising ones");
        // Ties count half: of the 4 pairs one is lost, two are won, one is equal.
        Assert.AreEqual(0.625, metrics.roc_auc_score((int[])[0, 0, 1, 1], np.array([0.1, 0.5, 0.3, 0.5])));
        // Up to a rate of 0.5: 0.25 of at most 0.5, at least 0.125.
        Assert.AreEqual(0.5 * (1 + (0.25 - 0.125) / (0.5 - 0.125)), metrics.roc_auc_score((int[])[0, 0, 1, 1], scores, max_fpr: 0.5), 1e-12);
        var (short_fpr, _, _) = metrics.roc_curve((int[])[0, 0, 0, 1], np.array([0.1, 0.2, 0.3, 0.4]));
        Assert.AreEqual("[0. 0. 1.]", short_fpr.ToString(), "points on a line are left out");
        Assert.AreEqual(5, metrics.roc_curve((int[])[0, 0, 0, 1], np.array([0.1, 0.2, 0.3, 0.4]), drop_intermediate: false).fpr.size);
    }

    [TestMethod]
    public void Roc_auc_of_several_classes()
    {
        int[] y = [0, 1, 2, 2];
        NDArray p = np.array(new[,] { { 0.5, 0.3, 0.2 }, { 0.3, 0.5, 0.2 }, { 0.2, 0.4, 0.4 }, { 0.6, 0.1, 0.3 } });
        // Against the rest: class 0 wins 2 of 3 pairs, class 1 all 3, class 2 all 4.
        Assert.AreEqual((2.0 / 3 + 1 + 1) / 3, metrics.roc_auc_score(y, p, multi_class: "ovr"), 1e-12);
        Assert.AreEqual((2.0 / 3 + 1 + 2) / 4, metrics.roc_auc_score(y, p, multi_class: "ovr", average: "weighted"), 1e-12);
        // Each against each: (0,1): 1 and 1; (0,2): 1/2 and 1; (1,2): 1 and 1.
        Assert.AreEqual((1 + 0.75 + 1) / 3, metrics.roc_auc_score(y, p, multi_class: "ovo"), 1e-12);
        Assert.AreEqual((2 * 1 + 3 * 0.75 + 3 * 1) / 8.0, metrics.roc_auc_score(y, p, multi_class: "ovo", average: "weighted"), 1e-12);
        NDArray table = np.array(new[,] { { 1, 0 }, { 0, 1 }, { 1, 1 }, { 0, 0 } }), s = np.array(new[,] { { 0.9, 0.2 }, { 0.6, 0.8 }, { 0.5, 0.7 }, { 0.1, 0.75 } });
        Assert.AreEqual((0.75 + 0.75) / 2, metrics.roc_auc_score(table, s), 1e-12);
        Assert.AreEqual(13.0 / 16, metrics.roc_auc_score(table, s, average: "micro"), 1e-12);
    }

    [TestMethod]
    public void Errors_of_numbers()
    {
        double[] y = [3, -0.5, 2, 7], p = [2.5, 0.0, 2, 8];
        Assert.AreEqual(0.375, metrics.mean_squared_error(y, p));
        Assert.AreEqual(Math.Sqrt(0.375), metrics.mean_squared_error(y, p, squared: false));
        Assert.AreEqual(0.5, metrics.mean_absolute_error(y, p));
        Assert.AreEqual(0.9486081370449679, metrics.r2_score(y, p), 1e-12);
        NDArray y2 = np.array(new[,] { { 0.5, 1 }, { -1, 1 }, { 7, -6 } }), p2 = np.array(new[,] { { 0, 2.0 }, { -1, 2 }, { 8, -5 } });
        Assert.AreEqual((1.25 / 3 + 1) / 2, metrics.mean_squared_error(y2, p2), 1e-12);
        Assert.AreEqual(0.9368005266622779, metrics.r2_score(y2, p2), 1e-12);
        Assert.AreEqual(0.21616187468057912, metrics.log_loss((string[])["spam", "ham", "ham", "spam"], np.array(new[,] { { 0.1, 0.9 }, { 0.9, 0.1 }, { 0.8, 0.2 }, { 0.35, 0.65 } })), 1e-12);
        Assert.AreEqual("[[0.         0.        ]\n [0.57735027 0.81649658]]", metrics.pairwise.cosine_similarity(np.array(new[,] { { 0, 0, 0 }, { 1, 1, 1 } }), np.array(new[,] { { 1, 0, 0 }, { 1, 1, 0 } })).ToString());
    }

    [TestMethod]
    public void What_was_given_instead_of_classes()
    {
        NDArray outputs = np.array(new[,] { { 0.2, 0.8 }, { 0.6, 0.4 } });
        StringAssert.Contains(Assert.ThrowsExactly<ValueError>(() => metrics.confusion_matrix((int[])[1, 0], outputs)).Message, "np.argmax(y, axis: -1)");
        StringAssert.Contains(Assert.ThrowsExactly<ValueError>(() => metrics.accuracy_score((int[])[1, 0], np.array([0.7, 0.1]))).Message, "predictions > 0.5");
        StringAssert.Contains(Assert.ThrowsExactly<ValueError>(() => metrics.f1_score((int[])[0, 1, 2], (int[])[0, 1, 2])).Message, "multiclass but average='binary'");
        StringAssert.Contains(Assert.ThrowsExactly<ValueError>(() => metrics.classification_report((int[])[0, 1], (int[])[0, 1], target_names: ["a"])).Message, "Number of classes, 2, does not match size of target_names, 1");
        StringAssert.Contains(Assert.ThrowsExactly<ValueError>(() => metrics.accuracy_score((int[])[0, 1], (int[])[0])).Message, "[2, 1]");
        StringAssert.Contains(Assert.ThrowsExactly<ValueError>(() => metrics.roc_auc_score((int[])[1, 1], np.array([0.2, 0.3]))).Message, "Only one class");
        StringAssert.Contains(Assert.ThrowsExactly<ValueError>(() => metrics.accuracy_score((int[])[0, 1], (string[])["a", "b"])).Message, "words in one list");
    }
}
