using KerasTransfer.Graph;
using KerasTransfer.Ops;

namespace KerasTransfer.Rewrites;

/// <summary>
/// A step cut in two: what depends on the samples and on values that stay as they are, sample by sample, and the rest. The first part, whose results are the features,
/// needs to be computed only once per sample.
/// </summary>
/// <param name="Frozen">From the inputs with samples to the features.</param>
/// <param name="Rest">From the features and the other inputs to all that the step does.</param>
/// <param name="Reads">The variables that the frozen part reads.</param>
/// <param name="Layout">Tells whether the frozen parts of steps with other numbers of samples are the same.</param>
internal sealed record FrozenSplit(Function Frozen, Function Rest, IReadOnlyList<Variable> Reads, string Layout);

/// <summary>
/// Finds the frozen part of a step. It ends where nothing laborious (<see cref="Op.Work"/>) follows that is frozen too, and of the places there it is cut where the
/// features are smallest: a minimal cut (Edmonds and Karp 1972, https://doi.org/10.1145/321694.321699), the last one of equals.
/// </summary>
internal static class FrozenParts
{
    private const long WorkPerNumber = 16;              // less work per number of the features is done sooner than the number is read

    private enum Kind { Alike, Sampled, Other }

    /// <summary>The two parts of a simplified function, or null where it is not worth it.</summary>
    /// <param name="function">The step.</param>
    /// <param name="inputs">How many of its first inputs are samples, along their first axis.</param>
    /// <param name="changing">The variables that change from step to step.</param>
    public static FrozenSplit? Of(Function function, int inputs, IReadOnlySet<Variable> changing)
    {
        if (inputs == 0 || function.Inputs[0].ndim == 0 || function.Inputs[0].shape[0] is not (> 0 and var samples)) return null;
        List<Tensor> order = Traversal.Topological(function.Roots);
        Dictionary<Tensor, Kind> kinds = Kinds(order, inputs, samples, changing);
        Tensor[] sampled = [.. order.Where(n => kinds[n] == Kind.Sampled)];
        long work = sampled.Sum(n => n.Op.Work(n));
        if (work == 0) return null;

        HashSet<Tensor> needed = [.. function.Roots.Where(r => kinds[r] == Kind.Sampled)], early = [];
        foreach (Tensor node in order.Where(n => kinds[n] == Kind.Other))
            foreach (Tensor input in node.Inputs.Where(i => kinds[i] == Kind.Sampled)) needed.Add(input);
        foreach (Tensor node in sampled.Reverse())                              // early: something laborious follows
            if (node.Op.Work(node) > 0 || early.Contains(node))
                foreach (Tensor input in node.Inputs.Where(i => kinds[i] == Kind.Sampled)) early.Add(input);

        HashSet<Tensor> features = [.. needed.Where(early.Contains), .. SmallestCut(sampled, early, needed)];
        if (features.Count == 0 || work < WorkPerNumber * features.Sum(f => f.shape.Size)) return null;
        return Cut(function, inputs, samples, [.. order.Where(features.Contains)], kinds);
    }

    private static Dictionary<Tensor, Kind> Kinds(List<Tensor> order, int inputs, int samples, IReadOnlySet<Variable> changing)
    {
        Dictionary<Tensor, Kind> kinds = [];
        foreach (Tensor node in order)
        {
            bool[] sampled = [.. node.Inputs.Select(i => kinds[i] == Kind.Sampled)];
            kinds[node] = node.Op switch
            {
                Placeholder p => p.Index < inputs && node.ndim > 0 && node.shape[0] == samples ? Kind.Sampled : Kind.Other,
                ReadVariable read => changing.Contains(read.Variable) ? Kind.Other : Kind.Alike,
                { IsPure: false } => Kind.Other,
                _ when node.Inputs.Any(i => kinds[i] == Kind.Other) => Kind.Other,
                _ when !sampled.Contains(true) => Kind.Alike,
                _ => node.ndim > 0 && node.shape[0] % samples == 0 && node.Op.IsPerSample(node, sampled) ? Kind.Sampled : Kind.Other,
            };
        }
        return kinds;
    }

    /// <summary>The smallest tensors, in bytes, from which everything needed can be computed without the early nodes.</summary>
    private static IEnumerable<Tensor> SmallestCut(Tensor[] sampled, HashSet<Tensor> early, HashSet<Tensor> needed)
    {
        // Each node is two vertices, 2i in front of 2i + 1, joined by an edge as wide as its value is long. Source: the early nodes; sink: what needs values.
        Tensor[] late = [.. sampled.Where(n => !early.Contains(n))];
        Dictionary<Tensor, int> numbers = late.Index().ToDictionary(n => n.Item, n => n.Index);
        int source = 2 * late.Length, sink = source + 1;
        Dictionary<int, long>[] room = [.. Enumerable.Range(0, sink + 1).Select(_ => new Dictionary<int, long>())];
        void Join(int from, int to, long width)
        {
            room[from][to] = width;
            room[to].TryAdd(from, 0);
        }
        foreach ((int i, Tensor node) in late.Index())
        {
            Join(2 * i, 2 * i + 1, node.shape.Size * node.dtype.Size);
            if (node.Inputs.Count == 0 || node.Inputs.Any(early.Contains)) Join(source, 2 * i, long.MaxValue);
            foreach (Tensor input in node.Inputs.Distinct())
                if (numbers.TryGetValue(input, out int before)) Join(2 * before + 1, 2 * i, long.MaxValue);
            if (needed.Contains(node)) Join(2 * i + 1, sink, long.MaxValue);
        }

        while (Path() is { } path)
        {
            long width = path.Zip(path.Skip(1)).Min(e => room[e.First][e.Second]);
            foreach ((int from, int to) in path.Zip(path.Skip(1)))
            {
                if (room[from][to] != long.MaxValue) room[from][to] -= width;
                if (room[to][from] != long.MaxValue) room[to][from] += width;
            }
        }
        HashSet<int> behind = [sink];                                           // what still reaches the sink
        Queue<int> queue = new([sink]);
        while (queue.TryDequeue(out int at))
            foreach (int before in room[at].Keys)
                if (room[before][at] > 0 && behind.Add(before)) queue.Enqueue(before);
        return late.Where((_, i) => behind.Contains(2 * i + 1) && !behind.Contains(2 * i));

        List<int>? Path()
        {
            Dictionary<int, int> from = new() { [source] = -1 };
            Queue<int> next = new([source]);
            while (next.TryDequeue(out int at))
                foreach ((int to, long width) in room[at])
                    if (width > 0 && from.TryAdd(to, at)) next.Enqueue(to);
            if (!from.ContainsKey(sink)) return null;
            List<int> path = [];
            for (int at = sink; at >= 0; at = from[at]) path.Add(at);
            path.Reverse();
            return path;
        }
    }

    private static FrozenSplit Cut(Function function, int inputs, int samples, Tensor[] features, Dictionary<Tensor, Kind> kinds)
    {
        Function frozen = new([.. function.Inputs.Take(inputs)], features, []);
        Dictionary<Tensor, Tensor> replacement = [];
        foreach ((int i, Tensor feature) in features.Index()) replacement[feature] = new Placeholder(i, new(feature.shape, feature.dtype)).On();
        foreach ((int i, Tensor input) in function.Inputs.Skip(inputs).Index()) replacement[input] = new Placeholder(features.Length + i, new(input.shape, input.dtype)).On();
        Tensor[] given = [.. features.Concat(function.Inputs.Skip(inputs)).Select(i => replacement[i])];
        foreach (Tensor node in Traversal.Topological(function.Roots))
        {
            if (replacement.ContainsKey(node)) continue;
            bool same = true;
            foreach (Tensor input in node.Inputs) same &= ReferenceEquals(replacement[input], input);
            replacement[node] = same ? node : new Tensor(node.Op, [.. node.Inputs.Select(i => replacement[i])]);
        }
        Function rest = new(given, [.. function.Outputs.Select(o => replacement[o])], [.. function.Updates.Select(u => (u.Variable, replacement[u.Value]))]);

        List<Tensor> nodes = Traversal.Topological(features), mattering = [.. nodes.Where(n => kinds[n] == Kind.Sampled || n.Op is ReadVariable)];
        string layout = string.Join(';', mattering.Select(n => n.Op is ReadVariable ? n.Op.Name : $"{n.Op.GetType().Name} {n.dtype} {n.shape.With(0, n.shape[0] / samples)}"))
            + "; features: " + string.Join(',', features.Select(f => mattering.IndexOf(f)));
        return new(frozen, rest, [.. nodes.Select(n => n.Op).OfType<ReadVariable>().Select(r => r.Variable)], layout);
    }
}
