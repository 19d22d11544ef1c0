using System.Globalization;
using System.Text;
using KerasTransfer.Engines.Managed;
using KerasTransfer.Ops;
using Full = KerasTransfer.Ops.Full;

namespace KerasTransfer.Graph;

/// <summary>Functions and schedules as text: one numbered line per node or step.</summary>
internal static class GraphPrinter
{
    /// <summary>
    /// A function, inputs before users: <c>%3 = MatMul(%0, %2) : float32 (32, 10)</c>, then the results and the updates.
    /// </summary>
    public static string Print(Function function)
    {
        StringBuilder text = new();
        Dictionary<Tensor, string> names = Number(function);
        foreach ((Tensor node, string name) in names)
            if (!IsInline(node)) text.AppendLine($"{name} = {Call(node, names)} : {Type(node)}");
        foreach (Tensor output in function.Outputs) text.AppendLine($"return {names[output]}");
        foreach ((Variable variable, Tensor value) in function.Updates) text.AppendLine($"{variable.path} <- {names[value]}");
        return text.ToString();
    }

    /// <summary>
    /// A schedule: each step with what it computes, where its results lie (bytes from the start of the program's memory, or a variable's own memory) and,
    /// for a chain of element-wise nodes, which of them are stored.
    /// </summary>
    public static string Print(Schedule schedule, MemoryPlan plan)
    {
        StringBuilder text = new();
        Dictionary<Tensor, string> names = Number(schedule.Function);
        for (int i = 0; i < schedule.Steps.Count; i++)
        {
            Step step = schedule.Steps[i];
            text.AppendLine(CultureInfo.InvariantCulture, $"step {i}: {(step.Fused ? step.Nodes.Count > 1 ? "fused" : "element-wise" : step.Product is not null ? "product" : "kernel")}, {step.Last.shape}");
            foreach (Tensor node in step.Nodes)
            {
                string place = !step.Outputs.Contains(node) ? "" : schedule.InPlace.TryGetValue(node, out Variable? variable) ? $" -> {variable.path} in place"
                    : string.Create(CultureInfo.InvariantCulture, $" -> at {plan.Offsets[node]}");
                text.AppendLine($"  {names[node]} = {Call(node, names)} : {Type(node)}{place}");
            }
        }
        foreach ((Tensor value, Variable variable) in schedule.Assignments) text.AppendLine($"{variable.path} <- {names[value]}");
        foreach (Tensor output in schedule.Function.Outputs) text.AppendLine($"return {names[output]}");
        text.AppendLine(CultureInfo.InvariantCulture, $"{plan.Length} bytes");
        return text.ToString();
    }

    private static Dictionary<Tensor, string> Number(Function function)
    {
        Dictionary<Tensor, string> names = [];
        int next = 0;
        foreach (Tensor node in function.Inputs.Concat(Traversal.Topological(function.Roots)).Distinct())
            names[node] = IsInline(node) ? node.Op.Name : string.Create(CultureInfo.InvariantCulture, $"%{next++}");
        return names;
    }

    private static bool IsInline(Tensor node) => node.Op is Full or ReadVariable;
    private static string Call(Tensor node, Dictionary<Tensor, string> names) => node.Op switch
    {
        Placeholder p => string.Create(CultureInfo.InvariantCulture, $"Input[{p.Index}]"),
        Constant => "Constant",
        _ => $"{node.Op.Name}({string.Join(", ", node.Inputs.Select(i => names[i]))})",
    };
    private static string Type(Tensor node) => $"{node.dtype} {node.shape}";
}
