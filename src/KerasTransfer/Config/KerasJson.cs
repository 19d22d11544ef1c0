using System.Text.Json;
using KerasTransfer.Data;

namespace KerasTransfer;

/// <summary>The settings in <c>KERAS_HOME/keras.json</c>, read once; one that cannot be read counts as empty, as in Keras.</summary>
internal static class KerasJson
{
    private static readonly Dictionary<string, JsonElement> settings = Read(Path.Combine(KerasHome.Folder, "keras.json"));

    public static string? Text(string key) => settings.TryGetValue(key, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
    public static double? Number(string key) => settings.TryGetValue(key, out JsonElement value) && value.ValueKind == JsonValueKind.Number ? value.GetDouble() : null;

    private static Dictionary<string, JsonElement> Read(string path)
    {
        try
        {
            if (!File.Exists(path)) return [];
            using JsonDocument json = JsonDocument.Parse(File.ReadAllBytes(path));
            return json.RootElement.ValueKind == JsonValueKind.Object ? json.RootElement.EnumerateObject().GroupBy(p => p.Name).ToDictionary(g => g.Key, g => g.Last().Value.Clone()) : [];
        }
        catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException) { return []; }
    }
}
