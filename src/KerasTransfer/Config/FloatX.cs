namespace KerasTransfer;

/// <summary>The type of floating-point tensors unless told otherwise: <c>keras.config.floatx()</c>.</summary>
internal static class FloatX
{
    private static DType value = KerasJson.Text("floatx") is "float64" ? DType.float64 : DType.float32;

    public static DType Value
    {
        get => value;
        set => FloatX.value = value == DType.float32 || value == DType.float64 ? value
            : throw new NotSupportedException($"floatx '{value}' is not supported: float32 or float64 is.");
    }
}
