using KerasTransfer.Saving;

namespace KerasTransfer.Regularizers;

internal static class Factor
{
    /// <summary>A penalty's factor.</summary>
    /// <exception cref="ValueError">It is negative, infinite or no number.</exception>
    public static double Check(double value, string name) => double.IsFinite(value) && value >= 0 ? value
        : throw new ValueError($"Invalid value for argument {name}: expected a non-negative float.Received: {name}={ConfigJson.Number(value)}");
}
