using KerasTransfer.Graph;
using KerasTransfer.Ops;

namespace KerasTransfer.Engines.Managed;

/// <summary>
/// A function as a list of steps in order: kernels, matrix products with what follows them, and chains of element-wise operations fused into one pass.
/// Steps that only make variables' next values come last and write in place where nothing reads the old value afterwards; so if a kernel before them
/// throws, no variable has changed.
/// </summary>
internal sealed class Schedule
{
    private Schedule(Function function)
    {
        Function = function = CopyReads(function);
        List<Tensor> order = [.. Traversal.Topological(function.Roots).Where(IsComputed)];
        HashSet<Tensor> roots = [.. function.Roots.Select(Root)];
        List<Step> steps = Fuse(order, roots);

        HashSet<Tensor> read = [.. steps.SelectMany(s => s.Reads)], results = [.. function.Outputs.Select(Root)];
        bool IsFinal(Step s) => s.Outputs.All(o => !read.Contains(o) && !results.Contains(o));      // then all are updates
        Steps = [.. steps.Where(s => !IsFinal(s)), .. steps.Where(IsFinal)];
        WriteInPlace(results);
    }

    /// <summary>The function that is run: what was given, with the copies that the engine needs.</summary>
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

    /// <summary>
    /// Puts each element-wise node into the step of its first users, if all of these are in one step and read it element by element. Users in later steps
    /// read what the step stores.
    /// </summary>
    private static List<Step> Fuse(List<Tensor> order, HashSet<Tensor> roots)
    {
        Dictionary<Tensor, List<Tensor>> users = order.ToDictionary(t => t, _ => new List<Tensor>());
        Dictionary<Tensor, int> place = [];
        foreach (Tensor node in order)
        {
            place[node] = place.Count;
            foreach (Tensor input in node.Inputs.Select(Root).Distinct())
                if (users.TryGetValue(input, out List<Tensor>? list)) list.Add(node);
        }
        bool IsStored(Tensor t) => roots.Contains(t);

        Dictionary<Tensor, Product> products = [];                              // by each of their nodes
        foreach (Tensor node in order)
            if (Product.StartingAt(node, users, IsStored, products.ContainsKey) is { } product)
                foreach (Tensor member in product.Nodes) products[member] = product;

        Dictionary<Tensor, List<Tensor>> group = [];
        int RunsAt(Tensor t) => group.TryGetValue(t, out List<Tensor>? joint) ? place[joint[0]] : products.TryGetValue(t, out Product? p) ? place[p.Nodes[^1]] : place[t];
        foreach (Tensor node in order.AsEnumerable().Reverse())
        {
            if (node.Op is not ElementwiseOp || products.ContainsKey(node)) continue;
            List<Tensor> by = users[node];
            List<Tensor>? joint = null;
            if (by.Count > 0 && group.TryGetValue(by.MinBy(RunsAt)!, out List<Tensor>? first) && by.All(u => group.GetValueOrDefault(u) == first ? Fits(node, u) : RunsAt(u) > place[first[0]]))
                (joint = first).Add(node);
            group[node] = joint ?? [node];
        }

        List<Step> steps = [];
        foreach (Tensor node in order)
            if (products.TryGetValue(node, out Product? product))
            {
                if (product.Nodes[^1] == node) steps.Add(new Step(product.Nodes, [node], Fused: false, product.Nodes.Count > 1 ? product : null));
            }
            else if (!group.TryGetValue(node, out List<Tensor>? members)) steps.Add(new Step([node], [node], Fused: false));
            else if (members[0] == node)                                        // the last of its group: everything it needs stands before it
                steps.Add(new Step([.. members.AsEnumerable().Reverse()], [.. members.Where(m => m == node || roots.Contains(m) || users[m].Any(u => group.GetValueOrDefault(u) != members)).Reverse()], Fused: true));
        return steps;
    }

    private static bool Fits(Tensor node, Tensor user) =>
        node.shape.Size == user.shape.Size && user.Inputs.Where(i => Root(i) == node).All(i => i.shape == user.shape);

    private void WriteInPlace(HashSet<Tensor> results)
    {
        Dictionary<Variable, int> lastRead = [];
        Dictionary<Tensor, int> madeAt = [], readAt = [];
        for (int i = 0; i < Steps.Count; i++)
        {
            foreach (Tensor input in Steps[i].Reads)
            {
                readAt[input] = i;
                if (input.Op is ReadVariable read) lastRead[read.Variable] = i;
            }
            foreach (Tensor output in Steps[i].Outputs) madeAt[output] = i;
        }
        HashSet<Variable> taken = [];
        foreach ((Variable variable, Tensor value) in Function.Updates)
        {
            Tensor root = Root(value);
            bool free = madeAt.TryGetValue(root, out int at) && Steps[at].Fused && !InPlace.ContainsKey(root) && lastRead.GetValueOrDefault(variable, -1) <= at
                && !results.Contains(root) && !readAt.ContainsKey(root) && Steps[at].MayOverwrite(root, variable) && IsLast(at);
            if (free && taken.Add(variable)) InPlace[root] = variable;
            else Assignments.Add((root, variable));
        }

        // Only steps after which nothing can fail may change variables.
        bool IsLast(int step) => Steps.Skip(step).All(s => s.Fused);
    }
}

/// <summary>One kernel, a product with what follows it, or several element-wise kernels run together tile by tile.</summary>
/// <param name="Nodes">What is computed, in order.</param>
/// <param name="Outputs">Those of the nodes whose values are stored.</param>
/// <param name="Fused">Whether the step runs tile by tile.</param>
/// <param name="Product">For a product with more than one node.</param>
internal sealed record Step(IReadOnlyList<Tensor> Nodes, IReadOnlyList<Tensor> Outputs, bool Fused, Product? Product = null)
{
    private readonly Dictionary<Tensor, int> place = Nodes.Select((node, i) => (node, i)).ToDictionary(p => p.node, p => p.i);
    private IReadOnlyList<Tensor>? reads;

    /// <summary>The node that names the step.</summary>
    public Tensor Last => Nodes[^1];

    /// <summary>What is read from memory, reshapes seen through.</summary>
    public IReadOnlyList<Tensor> Reads => reads ??= [.. Nodes.SelectMany(n => n.Inputs).Select(Schedule.Root).Where(t => !place.ContainsKey(t)).Distinct()];

    /// <summary>Whether a node is computed here.</summary>
    public bool Makes(Tensor node) => place.ContainsKey(node);

    /// <summary>Whether <paramref name="output"/> may be written over the variable: each element is read, if at all, no later than its place is written.</summary>
    public bool MayOverwrite(Tensor output, Variable variable) => output.dtype == variable.dtype && MayOverwrite(output, t => t.Op is ReadVariable read && read.Variable == variable);

    /// <summary>The same for the memory of another node.</summary>
    public bool MayOverwrite(Tensor output, Tensor input) => output.dtype.Size == input.dtype.Size && input.shape.Size == output.shape.Size && MayOverwrite(output, t => t == input);

    private bool MayOverwrite(Tensor output, Func<Tensor, bool> is_input)
    {
        int written = place[output];
        for (int i = 0; i < Nodes.Count; i++)
            foreach (Tensor input in Nodes[i].Inputs)
                if (is_input(Schedule.Root(input)) && (i > written || input.shape != Nodes[i].shape)) return false;
        return true;
    }
}
