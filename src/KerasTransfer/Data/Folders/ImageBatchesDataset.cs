using KerasTransfer.Engines.Managed;
using KerasTransfer.Images;

namespace KerasTransfer.Data;

/// <summary>Batches of pictures from files. A batch's pictures are decoded at once by as many threads as the engine has, straight into the batch's array.</summary>
/// <param name="numbers">Which files come when.</param>
/// <param name="files">Their paths.</param>
/// <param name="labels">A label for each along the first axis, or null.</param>
/// <param name="reader">How they are read.</param>
/// <param name="size">Pictures in a batch; null for single pictures.</param>
/// <param name="skips">Whether files that cannot be read are left out.</param>
internal sealed class ImageBatchesDataset(Dataset numbers, string[] files, NDArray? labels, ImageReader reader, int? size, bool skips) : DerivedDataset(numbers)
{
    internal override Pass NewPass() => new BatchPass(Source.NewPass(), this);
    public override long cardinality() => skips ? UNKNOWN : size is { } n ? (files.Length + n - 1) / n : files.Length;

    internal override Element Sample() => With(KerasApi.np.zeros(size is null ? reader.Shape : new Shape(1).Concat(reader.Shape), reader.Type), [0]);
    private protected override ElementSpec FindSpec() => ElementSpec.Of(Sample()).Map(s => size is null ? s : s.With(0, Shape.Unknown));

    private Element With(NDArray images, int[] chosen) =>
        labels is null ? images : (images, size is null ? labels[chosen[0]] : KerasApi.np.take(labels, chosen, axis: 0));

    private sealed class BatchPass(Pass source, ImageBatchesDataset dataset) : DerivedPass(source)
    {
        private static readonly ParallelOptions threads = new() { MaxDegreeOfParallelism = WorkerPool.Default.Threads };

        public override Element? Next()
        {
            // Single pictures are made some at a time too, so that all threads have work.
            if (dataset.size is null) return Single();
            return Batch(dataset.size.Value) is var (images, chosen) ? dataset.With(images, chosen) : null;
        }

        private readonly Queue<Element> singles = [];

        private Element? Single()
        {
            if (singles.Count == 0 && Batch(WorkerPool.Default.Threads) is var (images, chosen))
                for (int i = 0; i < chosen.Length; i++) singles.Enqueue(dataset.With(images[i], [chosen[i]]));
            return singles.TryDequeue(out Element? element) ? element : null;
        }

        private (NDArray, int[])? Batch(int size)
        {
            List<int> chosen = [];
            while (chosen.Count < size && Source.Next() is { } number) chosen.Add(((NDArray)number).item<int>());
            if (chosen.Count == 0) return null;
            ImageReader reader = dataset.reader;
            NDArray images = NDArray.Uninitialized(new Shape(chosen.Count).Concat(reader.Shape), reader.Type);
            int length = (int)reader.Shape.Size;
            Exception?[] errors = new Exception?[chosen.Count];
            Parallel.For(0, chosen.Count, threads, i =>
            {
                try { reader.Read(dataset.files[chosen[i]], images.View(i * length, reader.Shape)); }
                catch (Exception e) { errors[i] = e; }
            });
            if (Array.TrueForAll(errors, e => e is null)) return (images, [.. chosen]);
            if (!dataset.skips || errors.FirstOrDefault(e => e is not (null or ImageFormatException or IOException or NotSupportedException)) is not null)
                System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(errors.First(e => e is not null && (!dataset.skips || e is not (ImageFormatException or IOException or NotSupportedException)))!);
            return WithoutBad(images, chosen, errors, size);
        }

        /// <summary>The pictures that could be read, and as many more as are missing.</summary>
        private (NDArray, int[])? WithoutBad(NDArray images, List<int> chosen, Exception?[] errors, int size)
        {
            for (int i = 0; i < errors.Length; i++)
                if (errors[i] is { } error) Warning.Write($"'{dataset.files[chosen[i]]}' is left out: {error.Message}");
            int[] good = [.. Enumerable.Range(0, chosen.Count).Where(i => errors[i] is null)];
            NDArray kept = KerasApi.np.take(images, good, axis: 0);
            int[] numbers = [.. good.Select(i => chosen[i])];
            if (Batch(size - good.Length) is not var (more, others)) return good.Length > 0 ? (kept, numbers) : null;
            return good.Length == 0 ? (more, others) : (KerasApi.np.concatenate([kept, more], axis: 0), [.. numbers, .. others]);
        }
    }

    private readonly string[] files = files;
    private readonly ImageReader reader = reader;
    private readonly int? size = size;
    private readonly bool skips = skips;
}
