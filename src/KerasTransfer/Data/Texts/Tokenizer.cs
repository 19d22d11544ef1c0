using System.Globalization;
using KerasTransfer.Saving;

namespace KerasTransfer.Data;

/// <summary>
/// Numbers the words of texts from 1 on, the most frequent first, those of one frequency in the order in which they were met. After
/// <c>keras.preprocessing.text.Tokenizer</c> of Keras 2.
/// </summary>
public sealed class Tokenizer
{
    private readonly string filters, split;
    private readonly bool lower, char_level;
    private readonly Func<string, IEnumerable<string>>? analyzer;
    private readonly OrderedDictionary<string, int> counts = [];
    private Dictionary<string, int> docs = [], numbers = [];
    private Dictionary<int, int> docsOfNumber = [];
    private Dictionary<int, string> words = [];

    internal Tokenizer(int? num_words, string? filters, bool lower, string split, bool char_level, string? oov_token, Func<string, IEnumerable<string>>? analyzer) =>
        (this.num_words, this.filters, this.lower, this.split, this.char_level, this.oov_token, this.analyzer) = (num_words, filters ?? Words.Filters, lower, split, char_level, oov_token, analyzer);

    /// <summary>Only words with a number below this are kept; null for all.</summary>
    public int? num_words { get; set; }
    /// <summary>The word for all that have no number.</summary>
    public string? oov_token { get; }
    /// <summary>How many texts were fitted.</summary>
    public int document_count { get; private set; }
    /// <summary>How often each word was met, in the order in which they were.</summary>
    public IReadOnlyDictionary<string, int> word_counts => counts;
    /// <summary>In how many texts each word was met.</summary>
    public IReadOnlyDictionary<string, int> word_docs => docs;
    /// <summary>The number of each word, from 1.</summary>
    public IReadOnlyDictionary<string, int> word_index => numbers;
    /// <summary>The word of each number.</summary>
    public IReadOnlyDictionary<int, string> index_word => words;
    /// <summary>In how many texts the word of each number was met.</summary>
    public IReadOnlyDictionary<int, int> index_docs => docsOfNumber;

    /// <summary>Learns the words of texts.</summary>
    public void fit_on_texts(params IEnumerable<string> texts) => Fit(texts.Select(Parts));
    /// <summary>Learns the words of texts that are lists of words already.</summary>
    public void fit_on_texts(IEnumerable<IEnumerable<string>> texts) => Fit(texts.Select(Parts));

    private void Fit(IEnumerable<string[]> texts)
    {
        foreach (string[] text in texts)
        {
            document_count++;
            foreach (string word in text) counts[word] = counts.GetValueOrDefault(word) + 1;
            foreach (string word in text.Distinct()) docs[word] = docs.GetValueOrDefault(word) + 1;
        }
        IEnumerable<string> sorted = counts.OrderByDescending(pair => pair.Value).Select(pair => pair.Key);       // stable
        if (oov_token is not null) sorted = sorted.Prepend(oov_token);
        numbers = [];
        foreach ((int i, string word) in sorted.Index()) numbers[word] = i + 1;
        words = numbers.ToDictionary(pair => pair.Value, pair => pair.Key);
        foreach ((string word, int count) in docs) docsOfNumber[numbers[word]] = count;
    }

    /// <summary>Learns in how many texts each number occurs, for <see cref="sequences_to_matrix"/> with <c>tfidf</c>.</summary>
    public void fit_on_sequences(IEnumerable<IEnumerable<int>> sequences)
    {
        foreach (IEnumerable<int> sequence in sequences)
        {
            document_count++;
            foreach (int number in sequence.Distinct()) docsOfNumber[number] = docsOfNumber.GetValueOrDefault(number) + 1;
        }
    }

    /// <summary>Each text as the numbers of its words. Words without a number, or with one that <see cref="num_words"/> leaves out, become that of <see cref="oov_token"/> or are left out.</summary>
    public int[][] texts_to_sequences(params IEnumerable<string> texts) => [.. texts.Select(t => Numbers(Parts(t)))];
    /// <summary>The same for texts that are lists of words already.</summary>
    public int[][] texts_to_sequences(IEnumerable<IEnumerable<string>> texts) => [.. texts.Select(t => Numbers(Parts(t)))];
    /// <summary>As <see cref="texts_to_sequences(IEnumerable{string})"/>, one text after the other.</summary>
    public IEnumerable<int[]> texts_to_sequences_generator(IEnumerable<string> texts) => texts.Select(t => Numbers(Parts(t)));

    private int[] Numbers(string[] text)
    {
        List<int> sequence = [];
        foreach (string word in text)
            if (numbers.TryGetValue(word, out int number) && !(num_words is > 0 && number >= num_words)) sequence.Add(number);
            else if (oov_token is not null && numbers.TryGetValue(oov_token, out int other)) sequence.Add(other);
        return [.. sequence];
    }

    /// <summary>Numbers back to texts, a blank between words.</summary>
    public string[] sequences_to_texts(IEnumerable<IEnumerable<int>> sequences) => [.. sequences.Select(Text)];
    /// <summary>As <see cref="sequences_to_texts"/>, one text after the other.</summary>
    public IEnumerable<string> sequences_to_texts_generator(IEnumerable<IEnumerable<int>> sequences) => sequences.Select(Text);

    private string Text(IEnumerable<int> sequence)
    {
        List<string> text = [];
        foreach (int number in sequence)
            if (words.TryGetValue(number, out string? word) && !(num_words is > 0 && number >= num_words)) text.Add(word);
            else if (oov_token is not null && numbers.TryGetValue(oov_token, out int other)) text.Add(words[other]);
        return string.Join(' ', text);
    }

    /// <summary>A row per text, a column per number; see <see cref="sequences_to_matrix"/>.</summary>
    public NDArray texts_to_matrix(IEnumerable<string> texts, string mode = "binary") => sequences_to_matrix(texts_to_sequences(texts), mode);
    /// <summary>The same for texts that are lists of words already.</summary>
    public NDArray texts_to_matrix(IEnumerable<IEnumerable<string>> texts, string mode = "binary") => sequences_to_matrix(texts_to_sequences(texts), mode);

    /// <summary>A row per sequence, a column per number (column 0 stays empty), float64.</summary>
    /// <param name="sequences">Numbers of words.</param>
    /// <param name="mode"><c>binary</c>: 1 where the number occurs; <c>count</c>: how often; <c>freq</c>: that over the length; <c>tfidf</c>: (1 + ln count) · ln(1 + texts / (1 + texts with it)).</param>
    /// <returns>Shape (sequences, num_words), or all numbers and 0 where num_words is null.</returns>
    /// <exception cref="ValueError">Nothing was fitted, or the mode is another.</exception>
    public NDArray sequences_to_matrix(IEnumerable<IEnumerable<int>> sequences, string mode = "binary")
    {
        int columns = num_words is > 0 and { } n ? n
            : numbers.Count > 0 ? numbers.Count + 1 : throw new ValueError("Specify a dimension (`num_words` argument), or fit on some text data first.");
        if (mode is not ("binary" or "count" or "freq" or "tfidf")) throw new ValueError($"Unknown vectorization mode: {mode}. Expected: binary, count, freq or tfidf.");
        if (mode == "tfidf" && document_count == 0) throw new ValueError("Fit the Tokenizer on some data before using tfidf mode.");
        int[][] rows = [.. sequences.Select(s => s.ToArray())];
        double[] table = new double[rows.Length * columns];
        for (int i = 0; i < rows.Length; i++)
            foreach ((int number, int count) in rows[i].Where(j => j < columns).CountBy(j => j))
                table[i * columns + (number >= 0 ? number : columns + number)] = mode switch
                {
                    "binary" => 1,
                    "count" => count,
                    "freq" => (double)count / rows[i].Length,
                    _ => (1 + Math.Log(count)) * Math.Log(1 + (double)document_count / (1 + docsOfNumber.GetValueOrDefault(number))),
                };
        return NDArray.FromArray(table, (rows.Length, columns));
    }

    /// <summary>Settings and what was learnt, as Keras gives it.</summary>
    public Dictionary<string, object?> get_config() => new()
    {
        ["num_words"] = num_words, ["filters"] = filters, ["lower"] = lower, ["split"] = split, ["char_level"] = char_level, ["oov_token"] = oov_token, ["document_count"] = document_count,
        ["word_counts"] = Json(counts), ["word_docs"] = Json(docs), ["index_docs"] = Json(docsOfNumber), ["index_word"] = Json(words), ["word_index"] = Json(numbers),
    };

    /// <summary>The same as text; <c>keras.preprocessing.text.tokenizer_from_json</c> reads it, here and in Python.</summary>
    public string to_json() => ConfigJson.Write(new Dictionary<string, object?> { ["class_name"] = "Tokenizer", ["config"] = get_config() });

    private static string Json<TKey, TValue>(IEnumerable<KeyValuePair<TKey, TValue>> table) where TKey : notnull =>
        ConfigJson.Write(table.ToDictionary(pair => Convert.ToString(pair.Key, CultureInfo.InvariantCulture)!, pair => (object?)pair.Value));

    internal static Tokenizer FromJson(string json)
    {
        if (ConfigJson.Parse(json) is not IReadOnlyDictionary<string, object?> root || root.GetValueOrDefault("config") is not IReadOnlyDictionary<string, object?> config)
            throw new ValueError("tokenizer_from_json: the text is not the JSON of a Tokenizer: it has no 'config'.");
        ConfigReader reader = new("Tokenizer", config);
        Tokenizer made = new(reader.Optional<int?>("num_words", null, i => i.IsNull ? null : i.ToInt()), reader.Optional<string?>("filters", null, i => i.IsNull ? null : i.ToText()),
            reader.Optional("lower", true, i => i.ToBool()), reader.Optional("split", " ", i => i.ToText()), reader.Optional("char_level", false, i => i.ToBool()),
            reader.Optional<string?>("oov_token", null, i => i.IsNull ? null : i.ToText()), null)
        {
            document_count = reader.Optional("document_count", 0, i => i.ToInt()),
        };
        foreach ((string word, object? count) in Table(reader, "word_counts")) made.counts[word] = Number(count);
        made.docs = Table(reader, "word_docs").ToDictionary(pair => pair.Key, pair => Number(pair.Value));
        made.numbers = Table(reader, "word_index").ToDictionary(pair => pair.Key, pair => Number(pair.Value));
        made.docsOfNumber = Table(reader, "index_docs").ToDictionary(pair => int.Parse(pair.Key, CultureInfo.InvariantCulture), pair => Number(pair.Value));
        made.words = Table(reader, "index_word").ToDictionary(pair => int.Parse(pair.Key, CultureInfo.InvariantCulture), pair => pair.Value as string ?? "");
        reader.Use("analyzer");
        return made;

        static int Number(object? value) => new ConfigItem(value, "Tokenizer", ConfigContext.Default).ToInt();
    }

    private static IReadOnlyDictionary<string, object?> Table(ConfigReader reader, string key) => reader.Required(key, i => ConfigJson.Parse(i.ToText()) as IReadOnlyDictionary<string, object?> ?? throw i.Error("a table as JSON"));

    // A list's words are taken as they are, a text is parted.
    private string[] Parts(string text) => char_level ? [.. Words.Characters(lower ? text.ToLowerInvariant() : text)] : analyzer is not null ? [.. analyzer(text)] : Words.Of(text, filters, lower, split);
    private string[] Parts(IEnumerable<string> text) => [.. lower ? text.Select(w => w.ToLowerInvariant()) : text];
}
