using KerasTransfer.Graph;
using KerasTransfer.Ops;

namespace KerasTransfer;

/// <summary>
/// The types of a layer's outputs where lengths are unknown. Shape rules only know lengths, so the layer is traced twice with different stand-ins for what
/// is unknown: a length that comes out different depends on them, and is unknown too. (Nothing is computed; Keras's JAX backend does the same.)
/// </summary>
internal static class Symbolic
{
    // Prime and far apart, so that strides and poolings do not make them meet, and large enough for any network's reduction of the size.
    private static readonly (int Batch, int Other)[] standIns = [(83, 1033), (89, 2311)];

    public static TensorType[] Infer(Layer layer, IReadOnlyList<TensorType> inputs, bool? training)
    {
        TensorType[] first = Trace(layer, inputs, training, standIns[0]);
        if (inputs.All(i => i.Shape.IsKnown)) return first;
        TensorType[] second = Trace(layer, inputs, training, standIns[1]);
        return [.. first.Zip(second, (a, b) => new TensorType(
            a.Shape.Rank == b.Shape.Rank ? new Shape([.. a.Shape.Dims.ToArray().Zip(b.Shape.Dims.ToArray(), (x, y) => x == y ? x : Shape.Unknown)])
            : throw new ValueError($"Layer '{layer.name}': the number of axes of the output depends on a length that is not known. Give the model an input shape that says it."), a.DType))];
    }

    // The stand-ins of the trace under way.
    [ThreadStatic] private static (int Batch, int Other)? current;

    /// <summary>A shape met while tracing, with the stand-ins taken for what they stand for.</summary>
    public static Shape Restore(Shape shape) => current is not { } standIn ? shape
        : new([.. shape.Dims.ToArray().Select((d, i) => d == standIn.Other || i == 0 && d == standIn.Batch ? Shape.Unknown : d)]);

    private static TensorType[] Trace(Layer layer, IReadOnlyList<TensorType> inputs, bool? training, (int Batch, int Other) standIn)
    {
        using Trace trace = new();
        var outer = current;
        current = inputs.All(i => i.Shape.IsKnown) ? outer : standIn;
        try
        {
            Tensor[] placeholders = [.. inputs.Select((type, i) => new Placeholder(i, type with { Shape = Fill(type.Shape, standIn) }).On())];
            return [.. layer.Invoke(new Tensors(placeholders), training).Select(o => new TensorType(o.shape, o.dtype))];
        }
        finally { current = outer; }
    }

    private static Shape Fill(Shape shape, (int Batch, int Other) standIn) =>
        new([.. shape.Dims.ToArray().Select((d, i) => d != Shape.Unknown ? d : i == 0 ? standIn.Batch : standIn.Other)]);
}
