using KerasTransfer.Graph;
using KerasTransfer.Ops;

namespace KerasTransfer.Engines.Managed;

/// <summary>
/// A function as a list of steps in order: kernels, and chains of element-wise operations fused into one pass. Steps that only make a variable's next
/// value come last and write in place where nothing reads the old value afterwards.
/// </summary>
internal sealed class Schedule
{
    private readonly HashSet<Tensor> sinks;

    private Schedule(Function function)
    {
        Function = function;
        function = Function = CopyReads(function);
        sinks = [.. function.Roots.Select(Root)];
        List<Tensor> order = [.. Traversal.Topological(function.Roots).Where(IsComputed)];
        List<Step> steps = Fuse(order);
        HashSet<Tensor> updates = [.. function.Updates.Select(u => Root(u.Value))];
        HashSet<Tensor> consumed = [.. order.SelectMany(t => t.Inputs).Select(Root)];
        HashSet<Tensor> outputs = [.. function.Outputs.Select(Root)];
        bool IsFinal(Step s) => updates.Contains(s.Last) && !consumed.Contains(s.Last) && !outputs.Contains(s.Last);
        Steps = [.. steps.Where(s => !IsFinal(s)), .. steps.Where(IsFinal)];
        WriteInPlace();
    }

    public Function Function { get; }
    public IReadOnlyList<Step> Steps { get; }
    /// <summary>Values that live in a variable's own memory.</summary>
    public Dictionary<Tensor, Variable> InPlace { get; } = [];
    /// <summary>Updates that are copied into their variable after all steps.</summary>
    public List<(Tensor Value, Variable Variable)> Assignments { get; } = [];

    public static Schedule Of(Function function) => new(function);

    /// <summary>The node whose memory a tensor shares: reshapes are seen through.</summary>
    public static Tensor Root(Tensor tensor)
    {
        while (tensor.Op.IsAlias) tensor = tensor.Inputs[0];
        return tensor;
    }

    /// <summary>Whether a step has to make the value: not a leaf, not a reshape.</summary>
    public static bool IsComputed(Tensor t) => !t.Op.IsAlias && t.Op is not (Placeholder or Constant or Ops.Full or ReadVariable);

    /// <summary>A result that is a variable's old value must be taken before the variable changes.</summary>
    private static Function CopyReads(Function function)
    {
        Tensor Copy(Tensor t) => Root(t).Op is ReadVariable ? new BroadcastTo(t.shape).On(t) : t;
        return function with
        {
            Outputs = [.. function.Outputs.Select(Copy)],
            Updates = [.. function.Updates.Select(u => (u.Variable, Copy(u.Value)))],
        };
    }

    /// <summary>An element-wise node joins the step of its users if all of them are in one step and read it element by element.</summary>
    private static bool Fits(Tensor node, Tensor user) =>
        user.Inputs.Where(i => Root(i) == node).All(i => i.shape == user.shape) && node.shape.Size == user.shape.Size;

    private List<Step> Fuse(List<Tensor> order)
    {
        Dictionary<Tensor, List<Tensor>> users = order.ToDictionary(t => t, _ => new List<Tensor>());
        foreach (Tensor node in order)
            foreach (Tensor input in node.Inputs.Select(Root).Distinct())
                if (users.TryGetValue(input, out List<Tensor>? list)) list.Add(node);

        Dictionary<Tensor, List<Tensor>> group = [];
        foreach (Tensor node in order.AsEnumerable().Reverse())
        {
            if (node.Op is not ElementwiseOp) continue;
            List<Tensor> by = users[node];
            if (by.Count > 0 && group.TryGetValue(by[0], out List<Tensor>? joint) && by.All(u => group.GetValueOrDefault(u) == joint && Fits(node, u)))
                joint.Add(node);
            else
                joint = [node];
            group[node] = joint;
        }

        List<Step> steps = [];
        foreach (Tensor node in order)
            if (!group.TryGetValue(node, out List<Tensor>? members)) steps.Add(new Step(node, [node], [node], Fused: false));
            else if (members[0] == node)                                        // the last of its group: everything it needs stands before it
                steps.Add(new Step(node, [.. members.AsEnumerable().Reverse()], [.. members.Where(m => m == node || sinks.Contains(m))], Fused: true));
        return steps;
    }

    private void WriteInPlace()
    {
        Dictionary<Variable, int> lastRead = [];
        for (int i = 0; i < Steps.Count; i++)
            foreach (Tensor input in Steps[i].Reads())
                if (input.Op is ReadVariable read) lastRead[read.Variable] = i;
        HashSet<Variable> taken = [];
        foreach ((Variable variable, Tensor value) in Function.Updates)
        {
            Tensor root = Root(value);
            int at = Steps.ToList().FindIndex(s => s.Outputs.Contains(root));
            bool free = at >= 0 && Steps[at].Fused && !InPlace.ContainsKey(root) && lastRead.GetValueOrDefault(variable, -1) <= at && Steps[at].MayOverwrite(root, variable)
                && !Function.Outputs.Any(o => Root(o) == root) && Steps.Skip(at + 1).All(s => !s.Reads().Contains(root));
            if (free && taken.Add(variable)) InPlace[root] = variable;
            else Assignments.Add((root, variable));
        }
    }
}

/// <summary>One kernel, or several element-wise ones run together tile by tile.</summary>
/// <param name="Last">The node that names the step.</param>
/// <param name="Nodes">What is computed, in order.</param>
/// <param name="Outputs">Those of the nodes whose values are stored.</param>
/// <param name="Fused">Whether the step runs tile by tile.</param>
internal sealed record Step(Tensor Last, IReadOnlyList<Tensor> Nodes, IReadOnlyList<Tensor> Outputs, bool Fused)
{
    /// <summary>What is read from memory, reshapes seen through.</summary>
    public IEnumerable<Tensor> Reads() => Nodes.SelectMany(n => n.Inputs).Select(Schedule.Root).Where(t => !Nodes.Contains(t)).Distinct();

    /// <summary>Whether <paramref name="output"/> may be written over the variable: each element is read, if at all, no later than its place is written.</summary>
    public bool MayOverwrite(Tensor output, Variable variable) => output.dtype == variable.dtype && MayOverwrite(output, t => t.Op is ReadVariable read && read.Variable == variable);

    /// <summary>The same for the memory of another node.</summary>
    public bool MayOverwrite(Tensor output, Tensor input) => output.dtype.Size == input.dtype.Size && input.shape.Size == output.shape.Size && MayOverwrite(output, t => t == input);

    private bool MayOverwrite(Tensor output, Func<Tensor, bool> is_input)
    {
        int written = Nodes.ToList().IndexOf(output);
        for (int i = 0; i < Nodes.Count; i++)
            foreach (Tensor input in Nodes[i].Inputs)
                if (is_input(Schedule.Root(input)) && (i > written || input.shape != Nodes[i].shape)) return false;
        return true;
    }
}
