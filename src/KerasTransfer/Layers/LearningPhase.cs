namespace KerasTransfer;

/// <summary>Keras 1's and 2's switch between training and inference: a symbolic number that <c>K.function</c> takes, or a mode fixed for the calls of layers made from then on.</summary>
internal static class LearningPhase
{
    private static KerasTensor? symbol;

    /// <summary>The mode of layers called without one while models are put together; null leaves it to <c>fit</c> and <c>predict</c>.</summary>
    public static bool? Fixed { get; set; }

    /// <summary>What stands for the mode among the inputs of <c>K.function</c>.</summary>
    public static KerasTensor Symbol => symbol ??= new KerasTensor(Shape.Scalar, DType.int32, "keras_learning_phase");

    public static bool Is(KerasTensor tensor) => ReferenceEquals(tensor, symbol);
}
