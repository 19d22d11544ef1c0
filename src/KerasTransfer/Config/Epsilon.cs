namespace KerasTransfer;

/// <summary>The small number that keeps logarithms and quotients finite: <c>keras.config.epsilon()</c>, 10⁻⁷ unless set.</summary>
internal static class Epsilon
{
    public static double Value { get; set; } = KerasJson.Number("epsilon") ?? 1e-7;
}
