using KerasTransfer.Saving;

namespace KerasTransfer.Losses;

/// <summary>Losses by name or function, as <c>compile(loss: …)</c> takes them.</summary>
internal static class LossNames
{
    /// <summary>The loss of that name. <c>crossentropy</c> and <c>ce</c> give one that is settled by the shapes it meets.</summary>
    /// <exception cref="ValueError">There is none of that name.</exception>
    public static Loss Get(string name) => name.ToLowerInvariant() is "crossentropy" or "ce" ? new Crossentropy(name) : Named(name);

    /// <summary>As <c>keras.losses.get</c>: a class's name, a function's or an alias.</summary>
    /// <exception cref="ValueError">There is none of that name.</exception>
    public static Loss Named(string name)
    {
        if (FunctionTable.Losses.TryGetValue(name, out NamedFunction<LossFunction>? function)) return Of(function.Name, function.Function, name);
        if (ClassTable.Find<Loss>(name) is { } entry && entry.Name == name) return (Loss)ObjectConfig.Create(entry, new Dictionary<string, object?>());
        switch (CustomObjectTable.Make(name))
        {
            case Loss own: return own;
            case LossFunction own: return new LossFunctionWrapper(own, name);
        }
        string[] known = [.. FunctionTable.Losses.Keys.Concat(ClassTable.All.Where(e => e.Module == "keras.losses").Select(e => e.Name)), "crossentropy", "ce"];
        throw new ValueError($"Could not interpret loss identifier: {name}. {NearestNames.Of(name, known)}");
    }

    /// <summary>A function: Keras's own become their classes, others are wrapped.</summary>
    public static Loss Get(LossFunction function) => FunctionTable.NameOf(function) is { } name ? Of(name, function, name) : new LossFunctionWrapper(function);

    /// <summary>What a loss is for these shapes: itself, or what <c>crossentropy</c> means for them.</summary>
    public static Loss Resolve(Loss loss, Shape y_true, Shape y_pred) => loss is Crossentropy open ? open.For(y_true, y_pred) : loss;

    /// <summary>The function's name as Python has it: <c>lambda</c> for one without.</summary>
    public static string NameOf(LossFunction function)
    {
        if (FunctionTable.NameOf(function) is { } own) return own;
        string name = function.Method.Name;                                     // of a local function: <Caller>g__name|0_0; of a lambda: <Caller>b__0_0
        int begin = name.IndexOf(">g__", StringComparison.Ordinal);
        if (begin >= 0 && name.IndexOf('|', begin) is > 0 and var end) return name[(begin + 4)..end];
        return name.Contains('<') ? "lambda" : name;
    }

    // The class that a function belongs to goes by the function's name, in snake case.
    private static Loss Of(string function, LossFunction call, string name) => ClassTable.Find<Loss>(function) is { } entry
        ? (Loss)ObjectConfig.Create(entry, new Dictionary<string, object?> { ["name"] = name }) : new LossFunctionWrapper(call, name);
}
