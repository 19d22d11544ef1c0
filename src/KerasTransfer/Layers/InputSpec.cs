namespace KerasTransfer;

/// <summary>What a layer's inputs must look like. After keras.layers.InputSpec.</summary>
/// <param name="ndim">The exact number of axes, batch included.</param>
/// <param name="min_ndim">At least so many axes.</param>
/// <param name="max_ndim">At most so many axes.</param>
/// <param name="axes">Lengths that certain axes must have; −1 is the last axis.</param>
/// <param name="shape">The shape, −1 where any length will do.</param>
public sealed class InputSpec(int? ndim = null, int? min_ndim = null, int? max_ndim = null, IReadOnlyDictionary<int, int>? axes = null, Shape? shape = null)
{
    /// <summary>The exact number of axes.</summary>
    public int? ndim { get; } = ndim ?? shape?.Rank;
    /// <summary>At least so many axes.</summary>
    public int? min_ndim { get; } = min_ndim;
    /// <summary>At most so many axes.</summary>
    public int? max_ndim { get; } = max_ndim;
    /// <summary>Lengths that certain axes must have.</summary>
    public IReadOnlyDictionary<int, int> axes { get; } = axes ?? new Dictionary<int, int>();
    /// <summary>The shape, −1 where any length will do.</summary>
    public Shape? shape { get; } = shape;

    internal void Check(Layer layer, IReadOnlyList<Shape> shapes)
    {
        if (shapes.Count > 1 && !layer.TakesList)
            throw new ValueError($"Layer \"{layer.name}\" expects 1 input(s), but it received {shapes.Count} input tensors. To feed it several, merge them first: keras.layers.Concatenate().Apply([a, b]).");
        for (int i = 0; i < shapes.Count; i++)
        {
            Shape x = shapes[i];
            string where = $"Input {i} with name 'None' of layer '{layer.name}' is incompatible with the layer: ";
            if (ndim is { } n && x.Rank != n) throw new ValueError($"{where}expected ndim={n}, found ndim={x.Rank}. Full shape received: {x}");
            if (max_ndim is { } max && x.Rank > max) throw new ValueError($"{where}expected max_ndim={max}, found ndim={x.Rank}");
            if (min_ndim is { } min && x.Rank < min) throw new ValueError($"{where}expected min_ndim={min}, found ndim={x.Rank}. Full shape received: {x}");
            foreach ((int axis, int length) in axes)
                if (x[axis < 0 ? axis + x.Rank : axis] is var given && given != length && given != Shape.Unknown)
                    throw new ValueError($"{where}expected axis {axis} of input shape to have value {length}, but received input with shape {x}");
            if (shape is not null)
                for (int axis = 0; axis < shape.Rank; axis++)
                    if (shape[axis] != Shape.Unknown && x[axis] != Shape.Unknown && shape[axis] != x[axis])
                        throw new ValueError($"{where}expected shape={shape}, found shape={x}");
        }
    }
}
