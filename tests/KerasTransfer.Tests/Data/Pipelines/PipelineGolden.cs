using System.Runtime.CompilerServices;
using System.Text.Json;

namespace KerasTransfer.Tests.Data;

/// <summary>The values of tests/golden/pipelines, and elements as the same text.</summary>
internal static class PipelineGolden
{
    public static readonly JsonElement Values = JsonDocument.Parse(File.ReadAllBytes(PathOf("values.json"))).RootElement;

    private static string PathOf(string name, [CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", "golden", "pipelines", name);

    public static string Text(string name) => Text(Values.GetProperty(name));

    public static string Text(JsonElement e) => e.ValueKind switch
    {
        JsonValueKind.Array => $"[{string.Join(",", e.EnumerateArray().Select(Text))}]",
        JsonValueKind.Number => e.GetDouble().ToString("R"),
        _ => e.ToString(),
    };

    public static string Text(Element e) => e.Leaf switch
    {
        NDArray { ndim: 0 } a => a.item<double>().ToString("R"),
        null => $"[{string.Join(",", e.Parts.Select(Text))}]",
        _ => $"[{string.Join(",", e.Select(Text))}]",
    };

    public static string Text(IEnumerable<Element> pass) => $"[{string.Join(",", pass.Select(Text))}]";

    public static string Passes(Dataset dataset, int count) => $"[{string.Join(",", Enumerable.Range(0, count).Select(_ => Text(dataset)))}]";
}
