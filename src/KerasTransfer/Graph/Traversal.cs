namespace KerasTransfer.Graph;

/// <summary>Walks through a graph.</summary>
internal static class Traversal
{
    /// <summary>Every node that the roots depend on, inputs before users. Iterative: graphs can be deeper than the stack.</summary>
    public static List<Tensor> Topological(params IEnumerable<Tensor> roots)
    {
        List<Tensor> order = [];
        HashSet<Tensor> seen = [];
        Stack<(Tensor Node, int Next)> stack = [];
        foreach (Tensor root in roots)
        {
            if (seen.Add(root)) stack.Push((root, 0));
            while (stack.TryPop(out (Tensor Node, int Next) top))
            {
                if (top.Next == top.Node.Inputs.Count) { order.Add(top.Node); continue; }
                stack.Push((top.Node, top.Next + 1));
                Tensor input = top.Node.Inputs[top.Next];
                if (seen.Add(input)) stack.Push((input, 0));
            }
        }
        return order;
    }
}
