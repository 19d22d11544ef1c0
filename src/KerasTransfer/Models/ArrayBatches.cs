using System.Numerics.Tensors;
using KerasTransfer.Graph;
using KerasTransfer.RandomNumbers;

namespace KerasTransfer.Models;

/// <summary>Arrays of the same number of samples, cut into batches. The arrays of a batch are used again by the next of the same size, so nothing is allocated per step.</summary>
internal sealed class ArrayBatches : Batches
{
    private readonly NDArray[] arrays;
    private readonly Dictionary<int, NDArray[]> buffers = [];
    private readonly int samples;
    private readonly int[] order;
    private int next;

    /// <param name="data">Inputs, targets and weights.</param>
    /// <param name="batch_size">Samples in a batch; the last may have less.</param>
    public ArrayBatches(Samples data, int batch_size)
    {
        if (batch_size < 1) throw new ValueError($"batch_size must be at least 1. Received: {batch_size}");
        data.CheckCardinality();
        (X, Y, WeightPattern, InputShapes) = (data.X.Length, data.Y.Length, data.WeightPattern, data.InputShapes);
        arrays = [.. data.X, .. data.Y, .. data.Weights.OfType<NDArray>()];
        samples = data.Count;
        BatchSize = Math.Min(batch_size, Math.Max(1, samples));
        order = new int[samples];
        for (int i = 0; i < order.Length; i++) order[i] = i;
    }

    public override int X { get; }
    public override int Y { get; }
    public override string WeightPattern { get; }
    public override Shape[] InputShapes { get; }
    public int BatchSize { get; }
    public override int? Samples => samples;
    public override int? Count => (samples + BatchSize - 1) / BatchSize;

    public override void Begin(Shuffle shuffle)
    {
        next = 0;
        if (shuffle.Samples) FitShuffle.Permutation(samples).CopyTo(order, 0);
        else if (shuffle.Batches) FitShuffle.WithinBatches(samples, BatchSize).CopyTo(order, 0);
    }

    public override NDArray[]? Next()
    {
        return Advance(out ReadOnlySpan<int> rows) ? Whole(rows) : null;
    }

    /// <summary>The batch of these samples.</summary>
    public NDArray[] Whole(ReadOnlySpan<int> rows)
    {
        if (!buffers.TryGetValue(rows.Length, out NDArray[]? batch)) buffers[rows.Length] = batch = Buffers(rows.Length);
        Gather(rows, 0, batch);
        return batch;
    }

    /// <summary>Goes on to the next batch: the numbers of its samples. False at the end.</summary>
    public bool Advance(out ReadOnlySpan<int> rows)
    {
        rows = default;
        if (next >= Count) return false;
        int start = next++ * BatchSize;
        rows = order.AsSpan(start, Math.Min(BatchSize, samples - start));
        return true;
    }

    /// <summary>Takes samples from the arrays (inputs, targets, weights), from one of them on, into others.</summary>
    public void Gather(ReadOnlySpan<int> rows, int first, ReadOnlySpan<NDArray> batch)
    {
        for (int i = 0; i < batch.Length; i++) Gather(arrays[first + i], rows, batch[i]);
    }

    /// <summary>Arrays for a batch of so many samples.</summary>
    public NDArray[] Buffers(int count) => [.. Types(count).Select(t => Pinned.Array(t.Shape, t.DType, out _))];

    /// <summary>What a batch of so many samples looks like.</summary>
    public TensorType[] Types(int count) => [.. arrays.Select(a => new TensorType(new Shape(count).Concat(a.shape[1..]), TypeOf(a)))];

    private static void Gather(NDArray source, ReadOnlySpan<int> rows, NDArray target)
    {
        int row = rows.Length == 0 ? 0 : target.size / rows.Length;
        if (source.dtype == target.dtype)
        {
            int bytes = row * source.dtype.Size;
            ReadOnlySpan<byte> from = Pinned.Bytes(source);
            Span<byte> to = Pinned.Bytes(target);
            for (int i = 0; i < rows.Length; i++) from.Slice(checked(rows[i] * row * source.dtype.Size), bytes).CopyTo(to[(i * bytes)..]);
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
