using KerasTransfer.Graph;
using KerasTransfer.Ops;

namespace KerasTransfer.Autodiff;

/// <summary>Reverse-mode differentiation, graph to graph: the rules stand with the operations.</summary>
internal static class Gradients
{
    /// <summary>The gradients of a loss (its elements summed) with respect to some tensors; null where it does not depend on one.</summary>
    public static Tensor?[] Of(Tensor loss, IReadOnlyList<Tensor> with_respect_to)
    {
        List<Tensor> order = Traversal.Topological([loss]);
        HashSet<Tensor> needed = [.. with_respect_to];
        foreach (Tensor node in order)
            if (node.Inputs.Any(needed.Contains)) needed.Add(node);             // only what leads to one of them is walked back through

        Dictionary<Tensor, Tensor> gradients = new() { [loss] = new Full(1, loss.shape, loss.dtype).On() };
        foreach (Tensor y in order.AsEnumerable().Reverse().Where(y => needed.Contains(y) && gradients.ContainsKey(y) && y.Inputs.Any(needed.Contains)))
        {
            Tensor?[] rule = y.Op.Gradient(y, gradients[y]);
            for (int i = 0; i < rule.Length; i++)
            {
                Tensor x = y.Inputs[i];
                if (rule[i] is not { } dx || !needed.Contains(x)) continue;
                if (dx.shape != x.shape || dx.dtype != x.dtype) throw new InvalidOperationException($"The gradient rule of {y.Op.Name} gives {dx.dtype} of shape {dx.shape} for an input of {x.dtype} of shape {x.shape}.");
                gradients[x] = gradients.TryGetValue(x, out Tensor? sum) ? sum + dx : dx;
            }
        }
        return [.. with_respect_to.Select(x => needed.Contains(x) ? gradients.GetValueOrDefault(x) : null)];
    }
}
