using KerasTransfer.Graph;
using KerasTransfer.Ops;

namespace KerasTransfer.Rewrites;

/// <summary>Common subexpressions, dead code and algebraic rules: the same function with fewer nodes. Each rule is a pattern and its replacement.</summary>
internal static class Simplification
{
    public static Function Apply(Function function)
    {
        Dictionary<Tensor, Tensor> replacement = new(ReferenceEqualityComparer.Instance as IEqualityComparer<Tensor>);
        Dictionary<Key, Tensor> known = [];
        foreach (Tensor node in Traversal.Topological(function.Roots))
        {
            Tensor[] inputs = [.. node.Inputs.Select(i => replacement[i])];
            Tensor rebuilt = inputs.AsSpan().SequenceEqual([.. node.Inputs]) ? node : new Tensor(node.Op, inputs);
            Tensor simple = Algebra.Simplify(rebuilt) ?? rebuilt;
            replacement[node] = Shared(simple, known);
        }
        return function with
        {
            Outputs = [.. function.Outputs.Select(o => replacement[o])],
            Updates = [.. function.Updates.Select(u => (u.Variable, replacement[u.Value]))],
        };
    }

    /// <summary>The one node for this operation on these inputs; what a rule built anew is shared as well.</summary>
    private static Tensor Shared(Tensor node, Dictionary<Key, Tensor> known)
    {
        Key key = new(node);
        if (known.TryGetValue(key, out Tensor? same)) return same;
        known[key] = node;
        return node;
    }

    private readonly struct Key(Tensor node) : IEquatable<Key>
    {
        private readonly Tensor node = node;

        public bool Equals(Key other)
        {
            if (!node.Op.Equals(other.node.Op) || node.Inputs.Count != other.node.Inputs.Count) return false;
            for (int i = 0; i < node.Inputs.Count; i++)
                if (!ReferenceEquals(node.Inputs[i], other.node.Inputs[i])) return false;
            return true;
        }

        public override bool Equals(object? obj) => obj is Key other && Equals(other);

        public override int GetHashCode()
        {
            HashCode hash = new();
            hash.Add(node.Op);
            foreach (Tensor input in node.Inputs) hash.Add(System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(input));
            return hash.ToHashCode();
        }
    }
}
