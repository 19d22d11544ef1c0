using System.Globalization;

namespace KerasTransfer.Applications;

/// <summary>The size of a MobileNet's images: there are weights for some sizes, and the rows are part of the model's name.</summary>
/// <param name="Shape">The shape of one image.</param>
/// <param name="Rows">The rows in names; <c>None</c> where they are not known.</param>
/// <param name="Sizes">The sizes that there are weights for.</param>
internal sealed record MobileNetSize(Shape Shape, string Rows, int[] Sizes)
{
    /// <summary>The size that a call asks for.</summary>
    /// <param name="sizes">The sizes that there are weights for.</param>
    /// <param name="shape">What counts as the input's shape, if not what was given.</param>
    public static MobileNetSize Of(Application call, int[] sizes, Shape? shape)
    {
        shape ??= call.InputShape;
        int size = shape is { Rank: >= 2 } && shape[0] == shape[1] && sizes.Contains(shape[0]) ? shape[0] : 224;
        Shape input = call.ShapeOfInput(size, 32);
        return new(input, input[0] == Shape.Unknown ? "None" : $"{input[0]}", sizes);
    }

    /// <summary>The size whose weights of ImageNet are taken.</summary>
    public MobileNetSize OfWeights()
    {
        if (Shape[0] == Shape[1] && Sizes.Contains(Shape[0])) return this;
        Warning.Write($"`input_shape` is undefined or non-square, or `rows` is not in [{string.Join(", ", Sizes)}]. Weights for input shape (224, 224) will be loaded as the default.");
        return this with { Rows = "224" };
    }

    /// <summary>The width with two decimals, as names have it.</summary>
    public static string Text(double alpha) => alpha.ToString("F2", CultureInfo.InvariantCulture);
}
