namespace KerasTransfer;

/// <summary>The small number that losses and metrics keep away from 0: <c>keras.config.epsilon()</c>.</summary>
internal static class Epsilon
{
    public static double Value { get; set; } = 1e-7;
}
