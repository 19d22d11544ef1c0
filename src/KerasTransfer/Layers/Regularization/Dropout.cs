namespace KerasTransfer.Layers;

/// <summary>In training, drops each element with the probability <c>rate</c> and scales the rest by 1 / (1 − rate); otherwise gives its input back. Output: the input's shape.</summary>
/// <param name="rate">The probability, 0 to 1.</param>
/// <param name="noise_shape">The shape of the mask, null where it has the input's length: <c>(null, 1, null)</c> drops whole columns.</param>
/// <param name="seed">The seed; null to draw one from the global seed.</param>
/// <param name="options">The keywords of every layer.</param>
/// <exception cref="ValueError">The rate is not within 0 to 1, or a length is 0.</exception>
[OldName("p", "rate")]
public sealed partial class Dropout(double rate, Shape? noise_shape = null, long? seed = null, LayerOptions? options = null) : BaseDropout(rate, seed, options)
{
    /// <summary>The shape of the mask, null where it has the input's length.</summary>
    public Shape? noise_shape { get; } = Checked(noise_shape);

    private protected override Shape NoiseShape(Shape inputs) => Concrete(noise_shape, inputs);

    internal static Shape? Checked(Shape? noise_shape)
    {
        if (noise_shape?.Dims.IndexOf(0) is >= 0 and int at)
            throw new ValueError($"Invalid value received for argument `noise_shape`. Expected all dimensions to be positive integers or None. Received negative or zero value at index {at}: 0");
        return noise_shape;
    }

    internal static Shape Concrete(Shape? noise_shape, Shape inputs) => noise_shape is null ? inputs
        : noise_shape.Rank == inputs.Rank ? new Shape([.. noise_shape.Dims.ToArray().Select((d, i) => d == Shape.Unknown ? inputs[i] : d)])
        : throw new ValueError($"`noise_shape` needs as many axes as the input. Received: noise_shape={noise_shape} for an input of shape {inputs}.");
}
