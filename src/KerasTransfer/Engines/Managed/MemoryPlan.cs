using KerasTransfer.Graph;

namespace KerasTransfer.Engines.Managed;

/// <summary>Where in one block of memory each computed value lives: places are used again when the last step that reads a value is over.</summary>
internal sealed class MemoryPlan
{
    private const int Alignment = 64;
    private readonly List<(long Start, long Length)> free = [];

    public MemoryPlan(Schedule schedule)
    {
        for (int i = 0; i < schedule.Steps.Count; i++)
            foreach (Tensor read in schedule.Steps[i].Reads) lastUse[read] = i;
        foreach (Tensor kept in schedule.Function.Outputs.Select(Schedule.Root).Concat(schedule.Assignments.Select(a => a.Value))) lastUse[kept] = int.MaxValue;

        for (int i = 0; i < schedule.Steps.Count; i++)
        {
            Step step = schedule.Steps[i];
            HashSet<Tensor> given = [];                                         // places handed on from an input to an output
            foreach (Tensor output in step.Outputs)
            {
                if (schedule.InPlace.ContainsKey(output)) continue;
                Tensor? dying = !step.Fused ? null
                    : step.Reads.FirstOrDefault(r => Offsets.ContainsKey(r) && lastUse[r] == i && !given.Contains(r) && step.MayOverwrite(output, r));
                if (dying is not null) { given.Add(dying); Offsets[output] = Offsets[dying]; }
                else Offsets[output] = Take(Bytes(output));
            }
            foreach (Tensor read in step.Reads)
                if (lastUse[read] == i && Offsets.TryGetValue(read, out long offset) && !given.Contains(read)) Release(offset, Bytes(read));
            foreach (Tensor output in step.Outputs)
                if (!lastUse.ContainsKey(output) && Offsets.TryGetValue(output, out long offset)) Release(offset, Bytes(output));
        }
    }

    /// <summary>The values that are held at the same time as a step runs, for checks: those made so far that somebody still reads.</summary>
    public IReadOnlyDictionary<Tensor, int> LastUse => lastUse;
    private readonly Dictionary<Tensor, int> lastUse = [];

    /// <summary>Byte offset of each value.</summary>
    public Dictionary<Tensor, long> Offsets { get; } = [];
    /// <summary>Length of the whole block in bytes.</summary>
    public long Length { get; private set; }

    public static long Bytes(Tensor t) => Math.Max(Alignment, (t.shape.Size * t.dtype.Size + Alignment - 1) / Alignment * Alignment);

    private long Take(long bytes)
    {
        int best = -1;
        for (int i = 0; i < free.Count; i++)
            if (free[i].Length >= bytes && (best < 0 || free[i].Length < free[best].Length)) best = i;
        if (best < 0)
        {
            if (free.Count > 0 && free[^1] is var last && last.Start + last.Length == Length)   // the block's end is free: lengthen it
            {
                free.RemoveAt(free.Count - 1);
                Length = last.Start + bytes;
                return last.Start;
            }
            Length += bytes;
            return Length - bytes;
        }
        (long start, long length) = free[best];
        if (length == bytes) free.RemoveAt(best);
        else free[best] = (start + bytes, length - bytes);
        return start;
    }

    private void Release(long start, long length)
    {
        int at = free.FindIndex(f => f.Start > start);
        if (at < 0) at = free.Count;
        free.Insert(at, (start, length));
        if (at + 1 < free.Count && start + length == free[at + 1].Start)
        {
            free[at] = (start, length + free[at + 1].Length);
            free.RemoveAt(at + 1);
        }
        if (at > 0 && free[at - 1].Start + free[at - 1].Length == start)
        {
            free[at - 1] = (free[at - 1].Start, free[at - 1].Length + free[at].Length);
            free.RemoveAt(at);
        }
    }
}
