using KerasTransfer.Engines;
using KerasTransfer.Graph;

namespace KerasTransfer.Models;

/// <summary>
/// Batches of arrays that come with the features of the model's frozen part instead of the inputs, once those of all their samples are known: what is frozen is computed once per
/// sample in a <c>fit</c>. Numbers are those of whole steps.
/// </summary>
/// <param name="model">The model at work.</param>
/// <param name="batches">The batches of samples.</param>
/// <param name="training">Whether they are trained on; else they validate.</param>
/// <param name="budget">What may be kept.</param>
/// <param name="say">Takes the line that tells what is kept; null for silence.</param>
internal sealed class FeatureBatches(Model model, ArrayBatches batches, bool training, FeatureBudget budget, Action<string>? say) : Batches
{
    private readonly Dictionary<int, Part?> parts = [];                         // by the number of samples
    private Programs? programs;
    private FeatureStore? store;
    private string? layout;
    private long changes;

    /// <summary>A step with the arrays of its batch: features, targets, weights; and those of its inputs while features are not known.</summary>
    private sealed record Part(FrozenStep Step, NDArray[] Batch, NDArray[] Features)
    {
        public NDArray[]? Inputs { get; set; }
    }

    public override int X => batches.X;
    public override int Y => batches.Y;
    public override string WeightPattern => batches.WeightPattern;
    public override Shape[] InputShapes => batches.InputShapes;
    public override int? Count => batches.Count;
    public override int? Samples => batches.Samples;

    public override bool EachEpochAnew => batches.EachEpochAnew;

    public override void Begin(Shuffle shuffle) => batches.Begin(shuffle);
    public override void EpochBegins() => batches.EpochBegins();
    public override bool AllTaken() => batches.AllTaken();
    public override void End() => batches.End();

    public override NDArray[]? Next()
    {
        if (!ReferenceEquals(programs, model.Programs)) Start();                // also after a callback has made other layers trainable
        if (layout is null && parts.Count > 0) return batches.Next();           // there is no frozen part
        if (!batches.Advance(out ReadOnlySpan<int> rows)) return null;
        if (!parts.TryGetValue(rows.Length, out Part? part)) parts[rows.Length] = part = Of(rows.Length);
        if (part is null) return batches.Whole(rows);
        batches.Gather(rows, X, part.Batch.AsSpan(part.Features.Length));
        if (part.Step.Changes is var now && now != changes)
        {
            store!.Forget();
            changes = now;
        }
        if (store!.Has(rows)) Read(rows, part.Features);
        else
        {
            batches.Gather(rows, 0, part.Inputs ??= batches.Buffers(rows.Length)[..X]);
            part.Step.Frozen.Run(part.Inputs, part.Features);
            Write(rows, part.Features);
        }
        return part.Batch;
    }

    public override IProgram? ProgramFor(NDArray[] batch)
    {
        foreach (Part? part in parts.Values)
            if (part is not null && ReferenceEquals(part.Batch, batch)) return part.Step.Rest;
        return null;
    }

    private void Start()
    {
        Dispose();
        parts.Clear();
        (programs, layout) = (model.Programs, null);
    }

    /// <summary>The step for so many samples. The first one settles what the features are; those of another layout go their own way, whole.</summary>
    private Part? Of(int count)
    {
        if (programs!.Frozen(training, this, batches.Types(count)) is not { } step) return null;
        if (store is null)
        {
            long width = step.Features.Sum(Width);
            store = budget.Take(batches.Samples!.Value, width);
            if (store is null)
            {
                say?.Invoke($"The frozen part of the model is computed in each epoch: its features ({Size(width)} a sample, {Size(width * (double)batches.Samples!.Value)} in all) are too large to keep.");
                return null;
            }
            (layout, changes) = (step.Layout, step.Changes);
            say?.Invoke($"The frozen part of the model is computed once per sample: its features ({Size(width)} a sample, {Size(store.Length)} in all) are kept {(store.InFile ? "in a temporary file" : "in memory")}.");
        }
        if (step.Layout != layout) return null;
        NDArray[] features = [.. step.Features.Select(f => Pinned.Array(f.Shape, f.DType, out _))];
        return new(step, [.. features, .. batches.Buffers(count).Skip(X)], features);

        long Width(TensorType feature) => feature.Shape.Size / count * feature.DType.Size;
    }

    private static string Size(double bytes)
    {
        string[] units = ["bytes", "kB", "MB", "GB", "TB"];
        int unit = 0;
        for (; bytes >= 1000 && unit < units.Length - 1; unit++) bytes /= 1000;
        return string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{bytes:0.##} {units[unit]}");
    }

    private void Write(ReadOnlySpan<int> rows, NDArray[] features)
    {
        int at = 0;
        foreach (NDArray feature in features)
        {
            ReadOnlySpan<byte> bytes = Pinned.Bytes(feature);
            int width = bytes.Length / rows.Length;
            for (int i = 0; i < rows.Length; i++) store!.Write(rows[i], at, bytes.Slice(i * width, width));
            at += width;
        }
        store!.Keep(rows);
    }

    private void Read(ReadOnlySpan<int> rows, NDArray[] features)
    {
        int at = 0;
        foreach (NDArray feature in features)
        {
            Span<byte> bytes = Pinned.Bytes(feature);
            int width = bytes.Length / rows.Length;
            for (int i = 0; i < rows.Length; i++) store!.Read(rows[i], at, bytes.Slice(i * width, width));
            at += width;
        }
    }

    public override void Dispose()
    {
        if (store is not null) budget.Free(store);
        store = null;
    }
}
