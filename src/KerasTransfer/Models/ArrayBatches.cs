using System.Numerics.Tensors;
using KerasTransfer.Graph;

namespace KerasTransfer.Models;

/// <summary>Arrays of the same number of samples, cut into batches. The arrays of a batch are used again by the next of the same size, so nothing is allocated per step.</summary>
internal sealed class ArrayBatches
{
    private readonly NDArray?[] arrays;
    private readonly Dictionary<int, NDArray[]> buffers = [];
    private readonly int[] order;

    /// <param name="x">Inputs.</param>
    /// <param name="y">Targets; empty for prediction.</param>
    /// <param name="sample_weight">Weights per output, null where there are none.</param>
    /// <param name="batch_size">Samples in a batch; the last may have less.</param>
    public ArrayBatches(IReadOnlyList<NDArray> x, IReadOnlyList<NDArray> y, IReadOnlyList<NDArray?> sample_weight, int batch_size)
    {
        (X, Y, BatchSize) = (x.Count, y.Count, batch_size);
        WeightPattern = string.Concat(sample_weight.Select(w => w is null ? '0' : '1'));
        if (batch_size < 1) throw new ValueError($"batch_size must be at least 1. Received: {batch_size}");
        arrays = [.. x, .. y, .. sample_weight];
        CheckCardinality(x, y, sample_weight);
        Samples = x[0].shape[0];
        order = new int[Samples];
        for (int i = 0; i < order.Length; i++) order[i] = i;
    }

    /// <summary>The shapes of the inputs, the number of samples in a batch unknown.</summary>
    public Shape[] InputShapes => [.. arrays.Take(X).Select(a => a!.shape.With(0, Shape.Unknown))];
    public int X { get; }
    public int Y { get; }
    /// <summary>A 1 for each output that has sample weights, a 0 for one that has none.</summary>
    public string WeightPattern { get; }
    public int Samples { get; }
    public int BatchSize { get; }
    public int Batches => (Samples + BatchSize - 1) / BatchSize;

    private static void CheckCardinality(IReadOnlyList<NDArray> x, IReadOnlyList<NDArray> y, IReadOnlyList<NDArray?> weights)
    {
        NDArray[] all = [.. x.Concat(y).Concat(weights.OfType<NDArray>())];
        foreach (NDArray array in all)
            if (array.ndim == 0) throw new ValueError("Data must have a batch axis, got a single number. Put it into an array: np.array([[value]]).");
        if (all.Any(a => a.shape[0] != all[0].shape[0]))
            throw new ValueError("Data cardinality is ambiguous. Make sure all arrays contain the same number of samples."
                + $"'x' sizes: {string.Join(", ", x.Select(a => a.shape[0]))}\n"
                + (y.Count > 0 ? $"'y' sizes: {string.Join(", ", y.Select(a => a.shape[0]))}\n" : "")
                + (weights.OfType<NDArray>().Any() ? $"'sample_weight' sizes: {string.Join(", ", weights.OfType<NDArray>().Select(a => a.shape[0]))}\n" : ""));
    }

    /// <summary>Puts the samples in this order.</summary>
    public void Permute(ReadOnlySpan<int> permutation) => permutation.CopyTo(order);

    /// <summary>The number of samples in a batch.</summary>
    public int SizeOf(int batch) => Math.Min(BatchSize, Samples - batch * BatchSize);

    /// <summary>The arrays of a batch: inputs, targets, weights (those that there are), in the types that models take. They hold good until the next call.</summary>
    public NDArray[] Batch(int number)
    {
        int start = number * BatchSize, count = SizeOf(number);
        if (!buffers.TryGetValue(count, out NDArray[]? batch)) buffers[count] = batch = Buffers(count);
        int at = 0;
        foreach (NDArray? array in arrays)
            if (array is not null) Gather(array, order.AsSpan(start, count), batch[at++]);
        return batch;
    }

    // By itself, so that its closure is made only when it is needed.
    private NDArray[] Buffers(int count) => [.. arrays.OfType<NDArray>().Select(a => Pinned.Array(new Shape(count).Concat(a.shape[1..]), TypeOf(a), out _))];

    /// <summary>The type that an array's batches have.</summary>
    private static DType TypeOf(NDArray array) => array.dtype.IsFloating ? FloatX.Value : array.dtype;

    private static void Gather(NDArray source, ReadOnlySpan<int> rows, NDArray target)
    {
        int row = rows.Length == 0 ? 0 : target.size / rows.Length;
        if (source.dtype == target.dtype)
        {
            int bytes = row * source.dtype.Size;
            ReadOnlySpan<byte> from = Pinned.Bytes(source);
            Span<byte> to = Pinned.Bytes(target);
            for (int i = 0; i < rows.Length; i++) from.Slice(checked(rows[i] * row) * source.dtype.Size, bytes).CopyTo(to[(i * bytes)..]);
        }
        else if (source.dtype == DType.float64) Convert(source.AsSpan<double>(), rows, row, target.AsSpan<float>());
        else Convert(source.AsSpan<float>(), rows, row, target.AsSpan<double>());
    }

    private static void Convert<TFrom, TTo>(ReadOnlySpan<TFrom> from, ReadOnlySpan<int> rows, int row, Span<TTo> to)
        where TFrom : unmanaged, System.Numerics.INumberBase<TFrom> where TTo : unmanaged, System.Numerics.INumberBase<TTo>
    {
        for (int i = 0; i < rows.Length; i++) TensorPrimitives.ConvertTruncating(from.Slice(checked(rows[i] * row), row), to.Slice(i * row, row));
    }
}
