using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using KerasTransfer.Data;

namespace KerasTransfer;

/// <summary><c>keras.preprocessing.text</c> of Keras 2: texts as lists of numbers.</summary>
public sealed class TextPreprocessingApi
{
    internal TextPreprocessingApi() { }

    /// <summary>Numbers the words of texts, the most frequent first. See <see cref="Data.Tokenizer"/>.</summary>
    /// <param name="num_words">Only words with a number below this are kept; null for all.</param>
    /// <param name="filters">Characters that part words and are left out; null for Keras's: punctuation but the apostrophe, tab and line feed.</param>
    /// <param name="lower">Whether capital letters are made small.</param>
    /// <param name="split">What stands between words.</param>
    /// <param name="char_level">Whether every character is a word.</param>
    /// <param name="oov_token">The word for all that have no number, itself number 1; null to leave such words out.</param>
    /// <param name="analyzer">Parts a text into words, in place of filters and split.</param>
    public Tokenizer Tokenizer(int? num_words = null, string? filters = null, bool lower = true, string split = " ", bool char_level = false, string? oov_token = null, Func<string, IEnumerable<string>>? analyzer = null) =>
        new(num_words, filters, lower, split, char_level, oov_token, analyzer);

    /// <summary>The tokenizer that <see cref="Data.Tokenizer.to_json"/> wrote, here or in Python.</summary>
    /// <exception cref="ValueError">It is no tokenizer's JSON.</exception>
    public Tokenizer tokenizer_from_json(string json_string) => Data.Tokenizer.FromJson(json_string);

    /// <summary>A text as its words.</summary>
    /// <param name="input_text">The text.</param>
    /// <param name="filters">Characters that part words and are left out; null for Keras's.</param>
    /// <param name="lower">Whether capital letters are made small.</param>
    /// <param name="split">What stands between words.</param>
    public string[] text_to_word_sequence(string input_text, string? filters = null, bool lower = true, string split = " ") => Words.Of(input_text, filters, lower, split);

    /// <summary>A text's words as numbers from 1 to n − 1, by a hash: two words may get the same.</summary>
    /// <param name="text">The text.</param>
    /// <param name="n">One more than the largest number.</param>
    /// <param name="hash_function">A hash of a word, not negative; null for MD5. (Keras's default is Python's <c>hash</c>, which differs from run to run.)</param>
    /// <param name="filters">Characters that part words and are left out; null for Keras's.</param>
    /// <param name="lower">Whether capital letters are made small.</param>
    /// <param name="split">What stands between words.</param>
    /// <param name="analyzer">Parts a text into words, in place of the three above.</param>
    public int[] hashing_trick(string text, int n, Func<string, long> hash_function, string? filters = null, bool lower = true, string split = " ", Func<string, IEnumerable<string>>? analyzer = null) =>
        Hash(text, n, word => hash_function(word), filters, lower, split, analyzer);

    /// <inheritdoc cref="hashing_trick(string, int, Func{string, long}, string?, bool, string, Func{string, IEnumerable{string}}?)"/>
    /// <exception cref="ValueError">The name is not <c>md5</c>.</exception>
    public int[] hashing_trick(string text, int n, string? hash_function = null, string? filters = null, bool lower = true, string split = " ", Func<string, IEnumerable<string>>? analyzer = null) =>
        hash_function is null or "md5" ? Hash(text, n, Md5, filters, lower, split, analyzer)
        : throw new ValueError($"hashing_trick: hash_function must be 'md5' or a function. Received: hash_function={hash_function}");

    /// <summary>A text's words as numbers from 1 to n − 1: <see cref="hashing_trick(string, int, string?, string?, bool, string, Func{string, IEnumerable{string}}?)"/> with MD5, the same in every run.</summary>
    /// <param name="input_text">The text.</param>
    /// <param name="n">One more than the largest number.</param>
    /// <param name="filters">Characters that part words and are left out; null for Keras's.</param>
    /// <param name="lower">Whether capital letters are made small.</param>
    /// <param name="split">What stands between words.</param>
    /// <param name="analyzer">Parts a text into words, in place of the three above.</param>
    public int[] one_hot(string input_text, int n, string? filters = null, bool lower = true, string split = " ", Func<string, IEnumerable<string>>? analyzer = null) =>
        Hash(input_text, n, Md5, filters, lower, split, analyzer);

    private static int[] Hash(string text, int n, Func<string, BigInteger> hash, string? filters, bool lower, string split, Func<string, IEnumerable<string>>? analyzer)
    {
        if (n < 2) throw new ValueError($"hashing_trick: n must be at least 2, for numbers from 1 to n − 1. Received: n={n}");
        return [.. (analyzer?.Invoke(text) ?? Words.Of(text, filters, lower, split)).Select(word => (int)Remainder(hash(word), n - 1) + 1)];
    }

    // As Python's %: not negative.
    private static BigInteger Remainder(BigInteger value, int n) => (value % n + n) % n;

    private static BigInteger Md5(string word) => new(MD5.HashData(Encoding.UTF8.GetBytes(word)), isUnsigned: true, isBigEndian: true);
}
