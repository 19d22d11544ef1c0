using KerasTransfer.Ops;

namespace KerasTransfer.Graph;

/// <summary>
/// Checks that a function is sound, after tracing and after each rewrite: for the library's own developers. On where the environment variable
/// KERAS_CHECK_GRAPHS is 1, and in the tests.
/// </summary>
internal static class GraphCheck
{
    public static bool IsOn { get; set; } = Environment.GetEnvironmentVariable("KERAS_CHECK_GRAPHS") == "1";

    /// <exception cref="InvalidOperationException">Something does not hold; the message names it and prints the graph.</exception>
    public static void Run(Function function)
    {
        NoCycles(function);
        foreach (Tensor node in Traversal.Topological(function.Roots))
        {
            Expect(node.shape.IsKnown, node, "its shape is not known");
            TensorType found = node.Op.Infer(node.Inputs);
            Expect(found.Shape == node.shape && found.DType == node.dtype, node, $"its operation gives {found.DType} of shape {found.Shape} on these inputs");
            Expect(node.Op.GetHashCode() == node.Op.GetHashCode() && node.Op.Equals(node.Op), node, "its operation does not equal itself");
            if (node.Op is Placeholder { Index: var index })
                Expect(index >= 0 && index < function.Inputs.Count && function.Inputs[index].Op.Equals(node.Op), node, "it is an input of another function");
        }
        foreach ((Variable variable, Tensor value) in function.Updates)
            Expect(value.shape == variable.shape && value.dtype == variable.dtype, value, $"it is the next value of {variable}");
        if (function.Updates.Select(u => u.Variable).Distinct().Count() != function.Updates.Count) throw new InvalidOperationException($"A variable is updated twice.\n{GraphPrinter.Print(function)}");

        void Expect(bool holds, Tensor node, string what)
        {
            if (!holds) throw new InvalidOperationException($"{node.Op.Name} ({node.dtype} of shape {node.shape}): {what}.\n{GraphPrinter.Print(function)}");
        }
    }

    private static void NoCycles(Function function)
    {
        HashSet<Tensor> open = [], done = [];
        Stack<(Tensor Node, int Next)> stack = [];
        foreach (Tensor root in function.Roots)
        {
            if (done.Contains(root)) continue;
            open.Add(root);
            stack.Push((root, 0));
            while (stack.TryPop(out (Tensor Node, int Next) top))
            {
                if (top.Next == top.Node.Inputs.Count)
                {
                    open.Remove(top.Node);
                    done.Add(top.Node);
                    continue;
                }
                stack.Push((top.Node, top.Next + 1));
                Tensor input = top.Node.Inputs[top.Next];
                if (open.Contains(input)) throw new InvalidOperationException($"{input.Op.Name} (shape {input.shape}) depends on itself.");
                if (done.Contains(input)) continue;
                open.Add(input);
                stack.Push((input, 0));
            }
        }
    }
}
