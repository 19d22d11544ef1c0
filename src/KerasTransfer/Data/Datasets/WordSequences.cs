using System.Buffers.Binary;
using System.IO.Compression;
using System.Text.Json;

namespace KerasTransfer.Data;

/// <summary>Texts as numbers of words, the commonest word 1: what <c>imdb</c> and <c>reuters</c> have in common.</summary>
internal static class WordSequences
{
    /// <summary>An array of an .npz file that holds lists of numbers, which NumPy stores as a pickle.</summary>
    public static int[][] Read(string path, string name) => [.. Entry(path, name).Items.Select(list => list.Integers().Select(w => checked((int)w)).ToArray())];

    private static PickleValue Entry(string path, string name)
    {
        using ZipArchive archive = ZipFile.OpenRead(path);
        ZipArchiveEntry entry = archive.GetEntry(name + ".npy") ?? throw new ValueError($"'{path}' has no array '{name}'.");
        if (entry.Length > 1032 * Math.Min(entry.CompressedLength, new FileInfo(path).Length) + 64) throw new ValueError($"'{name}' in '{path}' is damaged: it claims {entry.Length} bytes.");
        byte[] data = new byte[entry.Length];
        using (Stream content = entry.Open()) content.ReadExactly(data);
        if (data.Length < 12 || data[1] != 'N' || data[6] is < 1 or > 3) throw new ValueError($"'{name}' in '{path}' is no .npy file.");
        long start = data[6] == 1 ? 10 + BinaryPrimitives.ReadUInt16LittleEndian(data.AsSpan(8)) : 12 + (long)BinaryPrimitives.ReadUInt32LittleEndian(data.AsSpan(8));
        if (start > data.Length) throw new ValueError($"'{name}' in '{path}' is cut off.");
        return PickleReader.Read(data, $"{path}/{name}", (int)start);
    }

    /// <summary>Marks the beginning and makes room for the marks by raising the numbers of words.</summary>
    public static int[] Marked(int[] words, int? start_char, int index_from) =>
        start_char is { } start ? [start, .. words.Select(w => w + index_from)] : index_from != 0 ? [.. words.Select(w => w + index_from)] : words;

    /// <summary>Leaves out, or marks as unknown, the words outside a range.</summary>
    public static int[] Known(int[] words, int skip_top, int num_words, int? oov_char) =>
        oov_char is { } unknown ? [.. words.Select(w => w >= skip_top && w < num_words ? w : unknown)] : [.. words.Where(w => w >= skip_top && w < num_words)];

    /// <summary>The sequences shorter than a length, with their labels.</summary>
    public static (int[][], long[]) Shorter(int maxlen, int[][] words, long[] labels)
    {
        int[] kept = [.. Enumerable.Range(0, words.Length).Where(i => words[i].Length < maxlen)];
        return ([.. kept.Select(i => words[i])], [.. kept.Select(i => labels[i])]);
    }

    /// <summary>The number of each word.</summary>
    public static Dictionary<string, int> Index(string path)
    {
        using FileStream file = File.OpenRead(path);
        using JsonDocument json = JsonDocument.Parse(file);
        return json.RootElement.EnumerateObject().ToDictionary(p => p.Name, p => p.Value.GetInt32());
    }
}
