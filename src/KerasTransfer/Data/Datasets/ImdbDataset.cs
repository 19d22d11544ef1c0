using KerasTransfer.Data;
using KerasTransfer.RandomNumbers;

namespace KerasTransfer;

/// <summary><c>keras.datasets.imdb</c>: film reviews as numbers of words. Maas et al. 2011, https://ai.stanford.edu/~amaas/data/sentiment/.</summary>
public sealed class ImdbDataset
{
    internal ImdbDataset() { }

    /// <summary>The reviews and whether they are good (1) or bad (0), from <c>KERAS_HOME/datasets</c> or downloaded. Make them one length with <c>keras.utils.pad_sequences</c>.</summary>
    /// <param name="path">The name of the file under <c>KERAS_HOME/datasets</c>.</param>
    /// <param name="num_words">Words with this number and above count as unknown; null: the highest number of all does.</param>
    /// <param name="skip_top">Words below this number count as unknown.</param>
    /// <param name="maxlen">Only reviews shorter than this, the mark at the start included.</param>
    /// <param name="seed">Seed of the order.</param>
    /// <param name="start_char">The mark at the start; null for none.</param>
    /// <param name="oov_char">The number of unknown words; null leaves them out.</param>
    /// <param name="index_from">What is added to the words' numbers, to make room for the marks.</param>
    /// <returns>((x_train, y_train), (x_test, y_test)): 25,000 lists and int64 labels each.</returns>
    /// <exception cref="ValueError">No review is so short.</exception>
    public ((int[][] x_train, NDArray y_train), (int[][] x_test, NDArray y_test)) load_data(string path = "imdb.npz", int? num_words = null, int skip_top = 0, int? maxlen = null, long seed = 113,
        int? start_char = 1, int? oov_char = 2, int index_from = 3)
    {
        string file = FileCache.Get(path, DatasetsApi.Storage + "imdb.npz", file_hash: "69664113be75683a8fe16e3ed0ab59fda8886cb3cd7ada244f7d9544e4676b9f");
        return Read(file, num_words, skip_top, maxlen, seed, start_char, oov_char, index_from);
    }

    internal static ((int[][], NDArray), (int[][], NDArray)) Read(string file, int? num_words, int skip_top, int? maxlen, long seed, int? start_char, int? oov_char, int index_from)
    {
        using NpzFile arrays = new(file, allowPickle: true);
        RandomState random = new(seed);
        (int[][] Words, long[] Labels) Part(string name)
        {
            int[][] words = WordSequences.Read(file, "x_" + name);
            long[] labels = arrays["y_" + name].astype(DType.int64).AsSpan<long>().ToArray();
            int[] order = ShuffledOrder.Of(random, words.Length);
            (int[][] x, long[] y) = ([.. order.Select(i => WordSequences.Marked(words[i], start_char, index_from))], [.. order.Select(i => labels[i])]);
            return maxlen is { } limit and not 0 ? WordSequences.Shorter(limit, x, y) : (x, y);
        }
        var (train, test) = (Part("train"), Part("test"));
        if (maxlen is not (null or 0) && (train.Words.Length == 0 || test.Words.Length == 0))
            throw new ValueError($"After filtering for sequences shorter than maxlen={maxlen}, no sequence was kept. Increase maxlen.");
        int words = num_words is { } n and not 0 ? n : train.Words.Concat(test.Words).Max(x => x.Max());
        (int[][], NDArray) Result((int[][] Words, long[] Labels) part) =>
            ([.. part.Words.Select(x => WordSequences.Known(x, skip_top, words, oov_char))], NDArray.FromArray(part.Labels, part.Labels.Length));
        return (Result(train), Result(test));
    }

    /// <summary>The number of each word, before <c>index_from</c> is added.</summary>
    /// <param name="path">The name of the file under <c>KERAS_HOME/datasets</c>.</param>
    public Dictionary<string, int> get_word_index(string path = "imdb_word_index.json") =>
        WordSequences.Index(FileCache.Get(path, DatasetsApi.Storage + "imdb_word_index.json", file_hash: "bfafd718b763782e994055a2d397834f"));
}
