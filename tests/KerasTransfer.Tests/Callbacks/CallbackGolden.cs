using System.Runtime.CompilerServices;
using KerasTransfer.Saving;

namespace KerasTransfer.Tests.Callbacks;

/// <summary>The golden files of tests/golden/callbacks.</summary>
internal static class CallbackGolden
{
    public static object? Load(string name, [CallerFilePath] string here = "") =>
        ConfigJson.Parse(File.ReadAllBytes(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "golden", "callbacks", name + ".json")));

    public static Dictionary<string, object?> Map(this object? value) => (Dictionary<string, object?>)value!;
    public static List<object?> Items(this object? value) => (List<object?>)value!;
    public static double Number(this object? value) => Convert.ToDouble(value);
    public static Dictionary<string, double> Logs(this object? value) => value.Map().ToDictionary(p => p.Key, p => p.Value.Number());
}
