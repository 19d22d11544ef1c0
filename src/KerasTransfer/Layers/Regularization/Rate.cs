using KerasTransfer.Saving;

namespace KerasTransfer.Layers;

internal static class Rate
{
    /// <summary>A rate between 0 and 1.</summary>
    /// <exception cref="ValueError">It is not.</exception>
    public static double Check(double value, string name) => value is >= 0 and <= 1 ? value
        : throw new ValueError($"Invalid value received for argument `{name}`. Expected a float value between 0 and 1. Received: {name}={ConfigJson.Number(value)}");
}
