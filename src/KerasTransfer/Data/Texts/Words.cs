using System.Text;

namespace KerasTransfer.Data;

/// <summary>Texts as lists of words or characters.</summary>
internal static class Words
{
    /// <summary>What Keras leaves out: ASCII's punctuation but the apostrophe, tab, line feed.</summary>
    public const string Filters = "!\"#$%&()*+,-./:;<=>?@[\\]^_`{|}~\t\n";

    /// <summary>The words of a text.</summary>
    public static string[] Of(string text, string? filters, bool lower, string split)
    {
        if (split.Length == 0) throw new ValueError("text_to_word_sequence: split must not be empty.");
        if (lower) text = text.ToLowerInvariant();
        filters ??= Filters;
        StringBuilder parted = new(text.Length);
        foreach (Rune character in text.EnumerateRunes())
            if (Holds(filters, character)) parted.Append(split);
            else parted.Append(character.ToString());
        return parted.ToString().Split(split, StringSplitOptions.RemoveEmptyEntries);
    }

    /// <summary>The characters of a text, as Python counts them.</summary>
    public static IEnumerable<string> Characters(string text) => text.EnumerateRunes().Select(r => r.ToString());

    private static bool Holds(string filters, Rune character)
    {
        foreach (Rune filter in filters.EnumerateRunes())
            if (filter == character) return true;
        return false;
    }
}
