using KerasTransfer.Data;
using KerasTransfer.RandomNumbers;

namespace KerasTransfer;

/// <summary><c>keras.datasets.reuters</c>: news of 1987 as numbers of words, by subject. D. Lewis, Reuters-21578.</summary>
public sealed class ReutersDataset
{
    internal ReutersDataset() { }

    /// <summary>The texts and their subjects 0 to 45, from <c>KERAS_HOME/datasets</c> or downloaded. Make them one length with <c>keras.utils.pad_sequences</c>.</summary>
    /// <param name="path">The name of the file under <c>KERAS_HOME/datasets</c>.</param>
    /// <param name="num_words">Words with this number and above count as unknown; null: the highest number of all does.</param>
    /// <param name="skip_top">Words below this number count as unknown.</param>
    /// <param name="maxlen">Only texts shorter than this, the mark at the start included.</param>
    /// <param name="test_split">The part that is kept for the test.</param>
    /// <param name="seed">Seed of the order.</param>
    /// <param name="start_char">The mark at the start; null for none.</param>
    /// <param name="oov_char">The number of unknown words; null leaves them out.</param>
    /// <param name="index_from">What is added to the words' numbers, to make room for the marks.</param>
    /// <returns>((x_train, y_train), (x_test, y_test)): 8,982 and 2,246 lists with int64 labels.</returns>
    public ((int[][] x_train, NDArray y_train), (int[][] x_test, NDArray y_test)) load_data(string path = "reuters.npz", int? num_words = null, int skip_top = 0, int? maxlen = null,
        double test_split = 0.2, long seed = 113, int? start_char = 1, int? oov_char = 2, int index_from = 3)
    {
        string file = FileCache.Get(path, DatasetsApi.Storage + "reuters.npz", file_hash: "d6586e694ee56d7a4e65172e12b3e987c03096cb01eab99753921ef915959916");
        return Read(file, num_words, skip_top, maxlen, test_split, seed, start_char, oov_char, index_from);
    }

    internal static ((int[][], NDArray), (int[][], NDArray)) Read(string file, int? num_words, int skip_top, int? maxlen, double test_split, long seed, int? start_char, int? oov_char, int index_from)
    {
        int[][] all = WordSequences.Read(file, "x");
        using NpzFile arrays = new(file, allowPickle: true);
        long[] labels = arrays["y"].astype(DType.int64).AsSpan<long>().ToArray();
        int[] order = ShuffledOrder.Of(new RandomState(seed), all.Length);
        (int[][] x, long[] y) = ([.. order.Select(i => WordSequences.Marked(all[i], start_char, index_from))], [.. order.Select(i => labels[i])]);
        if (maxlen is { } limit and not 0) (x, y) = WordSequences.Shorter(limit, x, y);
        int words = num_words is { } n and not 0 ? n : x.Max(s => s.Max());
        x = [.. x.Select(s => WordSequences.Known(s, skip_top, words, oov_char))];
        int split = (int)(x.Length * (1 - test_split));
        return ((x[..split], NDArray.FromArray(y[..split], split)), (x[split..], NDArray.FromArray(y[split..], y.Length - split)));
    }

    /// <summary>The number of each word, before <c>index_from</c> is added.</summary>
    /// <param name="path">The name of the file under <c>KERAS_HOME/datasets</c>.</param>
    public Dictionary<string, int> get_word_index(string path = "reuters_word_index.json") =>
        WordSequences.Index(FileCache.Get(path, DatasetsApi.Storage + "reuters_word_index.json", file_hash: "4d44cc38712099c9e383dc6e5f11a921"));

    /// <summary>The subjects' names, in the order of their numbers.</summary>
    public string[] get_label_names() =>
    [
        "cocoa", "grain", "veg-oil", "earn", "acq", "wheat", "copper", "housing", "money-supply", "coffee", "sugar", "trade", "reserves", "ship", "cotton", "carcass", "crude", "nat-gas", "cpi",
        "money-fx", "interest", "gnp", "meal-feed", "alum", "oilseed", "gold", "tin", "strategic-metal", "livestock", "retail", "ipi", "iron-steel", "rubber", "heat", "jobs", "lei", "bop", "zinc",
        "orange", "pet-chem", "dlr", "gas", "silver", "wpi", "hog", "lead",
    ];
}
