using System.Text.Json;
using KerasTransfer.Data;
using KerasTransfer.Tests.Layers.Core;

namespace KerasTransfer.Tests.Data.Texts;

/// <summary>keras.preprocessing.text against tf_keras (tests/golden/sequences.py).</summary>
[TestClass]
public class TokenizerTests
{
    private static readonly JsonElement golden = SequenceLayersTests.Golden;

    private static string[] Texts(JsonElement e) => [.. e.EnumerateArray().Select(v => v.GetString()!)];
    private static string Pairs<TKey>(IEnumerable<KeyValuePair<TKey, int>> table) => string.Join("|", table.Select(p => $"{p.Key}={p.Value}").Order(StringComparer.Ordinal));
    private static string Pairs(JsonElement e) => Pairs(e.EnumerateObject().Select(p => KeyValuePair.Create(p.Name, p.Value.GetInt32())));

    private static Tokenizer Made(JsonElement a) => keras.preprocessing.text.Tokenizer(a.TryGetProperty("num_words", out var n) ? n.GetInt32() : null, a.TryGetProperty("filters", out var f) ? f.GetString() : null,
        !a.TryGetProperty("lower", out var l) || l.GetBoolean(), a.TryGetProperty("split", out var s) ? s.GetString()! : " ", a.TryGetProperty("char_level", out var c) && c.GetBoolean(), a.TryGetProperty("oov_token", out var o) ? o.GetString() : null);

    [TestMethod]
    public void Texts_become_the_numbers_of_Keras()
    {
        string[] texts = Texts(golden.GetProperty("texts")), other = Texts(golden.GetProperty("new_texts"));
        foreach (JsonElement one in golden.GetProperty("tokenizers").EnumerateArray())
        {
            string name = one.GetProperty("arguments").GetRawText();
            Tokenizer fitted = Made(one.GetProperty("arguments"));
            fitted.fit_on_texts(texts);
            foreach (Tokenizer t in new[] { fitted, keras.preprocessing.text.tokenizer_from_json(fitted.to_json()), keras.preprocessing.text.tokenizer_from_json(one.GetProperty("json").GetString()!) })
            {
                Assert.AreEqual(Pairs(one.GetProperty("word_index")), Pairs(t.word_index), name);
                Assert.AreEqual(Pairs(one.GetProperty("word_counts")), Pairs(t.word_counts), name);
                Assert.AreEqual(Pairs(one.GetProperty("word_docs")), Pairs(t.word_docs), name);
                Assert.AreEqual(Pairs(one.GetProperty("index_docs")), Pairs(t.index_docs), name);
                Assert.AreEqual(one.GetProperty("document_count").GetInt32(), t.document_count, name);
                int[][] sequences = t.texts_to_sequences(other);
                Assert.AreEqual(one.GetProperty("sequences").GetRawText(), JsonSerializer.Serialize(sequences), name);
                CollectionAssert.AreEqual(Texts(one.GetProperty("texts")), t.sequences_to_texts(sequences), name);
                foreach (JsonProperty mode in one.GetProperty("matrices").EnumerateObject())
                {
                    NDArray table = t.texts_to_matrix(other, mode: mode.Name);
                    Assert.AreEqual(DType.float64, table.dtype);
                    double[] expected = SequenceLayersTests.Numbers(mode.Value), actual = table.ToArray<double>();
                    Assert.HasCount(expected.Length, actual, name);
                    for (int i = 0; i < expected.Length; i++) Assert.AreEqual(expected[i], actual[i], 1e-12, $"{name} {mode.Name}[{i}]");
                }
            }
        }
    }

    [TestMethod]
    public void Json_is_that_of_Keras()
    {
        JsonElement one = golden.GetProperty("tokenizers")[0];
        Tokenizer t = Made(one.GetProperty("arguments"));
        t.fit_on_texts(Texts(golden.GetProperty("texts")));
        using JsonDocument mine = JsonDocument.Parse(t.to_json()), theirs = JsonDocument.Parse(one.GetProperty("json").GetString()!);
        JsonElement a = mine.RootElement.GetProperty("config"), b = theirs.RootElement.GetProperty("config");
        CollectionAssert.AreEqual(b.EnumerateObject().Select(p => p.Name).Order().ToArray(), a.EnumerateObject().Select(p => p.Name).Order().ToArray());
        Assert.AreEqual(b.GetProperty("word_counts").GetString(), a.GetProperty("word_counts").GetString());
        Assert.AreEqual(b.GetProperty("word_index").GetString(), a.GetProperty("word_index").GetString());
        Assert.AreEqual(b.GetProperty("index_word").GetString(), a.GetProperty("index_word").GetString());
        Assert.ThrowsExactly<ValueError>(() => keras.preprocessing.text.tokenizer_from_json("{}"));
    }

    [TestMethod]
    public void Words_lists_and_hashes()
    {
        var text = keras.preprocessing.text;
        CollectionAssert.AreEqual(Texts(golden.GetProperty("words")), text.text_to_word_sequence("Some,text with- (marks) and 'quotes'"));
        CollectionAssert.AreEqual(golden.GetProperty("hashed").EnumerateArray().Select(v => v.GetInt32()).ToArray(), text.hashing_trick("The quick brown fox, the end", 11, hash_function: "md5"));
        CollectionAssert.AreEqual(text.hashing_trick("a b a", 9), text.one_hot("a b a", 9));
        CollectionAssert.AreEqual(new[] { 2, 3 }, text.hashing_trick("a bb", 4, word => word.Length));
        Tokenizer lists = text.Tokenizer();
        string[][] words = [["Big", "small"], ["big dog"]];
        lists.fit_on_texts(words);
        Assert.AreEqual(Pairs(golden.GetProperty("lists")), Pairs(lists.word_index));
        var padded = keras.preprocessing.sequence.pad_sequences(lists.texts_to_sequences(words), maxlen: 3);
        CollectionAssert.AreEqual(new[] { 0, 1, 2, 0, 0, 3 }, padded.ToArray<int>());
        Assert.ThrowsExactly<ValueError>(() => text.Tokenizer().texts_to_matrix(["a"]));
        Assert.ThrowsExactly<ValueError>(() => lists.texts_to_matrix(["a"], mode: "other"));
    }
}
