using KerasTransfer.Graph;
using KerasTransfer.Ops;

namespace KerasTransfer.Rewrites;

/// <summary>Common subexpressions, dead code, algebraic rules and constants: the same function with fewer nodes. Each rule is a pattern and its replacement.</summary>
internal static class Simplification
{
    /// <summary>The simpler function.</summary>
    /// <param name="function">What is traced.</param>
    /// <param name="fold">Whether what depends on constants alone is computed now: not worth it for a function that runs only once.</param>
    public static Function Apply(Function function, bool fold = true)
    {
        Dictionary<Key, Tensor> known = [];
        return function.Rewrite(node =>
        {
            while (true)                                                        // until no rule fits any more
            {
                node = Shared(node, known);
                Tensor? simpler = Algebra.Simplify(node) ?? ImagePadding.Simplify(node) ?? (fold ? ConstantFolding.Simplify(node) : null);
                if (simpler is null) return node;
                node = simpler;
            }
        });
    }

    /// <summary>The one node for this operation on these inputs; what a rule built anew is shared as well.</summary>
    private static Tensor Shared(Tensor node, Dictionary<Key, Tensor> known)
    {
        if (!node.Op.IsPure && node.Op is not (Placeholder or ReadVariable)) return node;
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
