using System.Text.RegularExpressions;

namespace KerasTransfer.Generators;

/// <summary>
/// Writes, for each class, the constructors that offer options one by one and old spellings, and the <c>keras.*</c> factories with the same arguments.
/// </summary>
internal static class FactoryWriter
{
    /// <summary>One list of arguments a class can be made with.</summary>
    /// <param name="Arguments">In order, with defaults.</param>
    /// <param name="Own">What the class's own constructor gets for each of its own arguments.</param>
    /// <param name="Given">What <c>From</c> gets for each option.</param>
    /// <param name="Priority">Higher wins where several fit a call: today's spelling before the old ones.</param>
    /// <param name="Obsolete">What to write instead; null for today's spelling.</param>
    private sealed record Overload(Parameter[] Arguments, Dictionary<string, string> Own, Dictionary<string, string> Given, int Priority, string? Obsolete)
    {
        public string Declaration => string.Join(", ", Arguments.Select(a => a.Declaration));
        public IEnumerable<(string, string)> Docs => Arguments.Select(a => (a.Key, a.Doc));
    }

    /// <summary>The constructors, inside the class's partial declaration.</summary>
    public static void WriteConstructors(SourceText text, ClassModel model)
    {
        foreach (Overload overload in Overloads(model).Where(o => model.Options is not null || o.Obsolete is not null))
        {
            IEnumerable<string> arguments = model.Own.Select(p => $"{p.Name}: {overload.Own[p.Key]}");
            if (model.Options is { } options)
                arguments = arguments.Append($"@{options.ParameterName}: {options.Type}.From({string.Join(", ", overload.Given.Select(g => $"@{g.Key}: {g.Value}"))})");
            text.Doc(Summary(model), overload.Docs);
            Attributes(text, overload);
            text.Line($"public {model.Name}({overload.Declaration}) : this({string.Join(", ", arguments)}) {{ }}").Line();
        }
    }

    /// <summary>The factories under one name, inside the api class.</summary>
    public static void WriteFactories(SourceText text, ClassModel model, string name)
    {
        foreach (Overload overload in Overloads(model))
        {
            text.Doc(Summary(model), overload.Docs);
            Attributes(text, overload);
            text.Line($"public {model.FullName} @{name}({overload.Declaration}) => new {model.FullName}({string.Join(", ", overload.Arguments.Select(a => $"{a.Name}: {a.Name}"))});").Line();
        }
    }

    private static string Summary(ClassModel model) => model.Summary.Length > 0 ? model.Summary : $"A <see cref=\"{model.FullName}\"/>.";

    private static void Attributes(SourceText text, Overload overload)
    {
        if (overload.Obsolete is not null) text.Line($"[global::System.Obsolete({Microsoft.CodeAnalysis.CSharp.SymbolDisplay.FormatLiteral(overload.Obsolete, quote: true)})]");
        if (overload.Priority != 0) text.Line($"[global::System.Runtime.CompilerServices.OverloadResolutionPriority({overload.Priority})]");
    }

    private static IEnumerable<Overload> Overloads(ClassModel model)
    {
        Parameter[] offered = [.. model.Offered];
        yield return Make(model, offered, [], model.Options is null ? 0 : 1, null);

        // Old spellings of optional arguments come last, each null unless given; those of required ones stand in their place.
        OldName[] oldOptional = [.. model.OldNames.Where(o => offered.Any(p => p.Key == o.New && p.Default is not null))];
        OldName[] oldRequired = [.. model.OldNames.Where(o => offered.Any(p => p.Key == o.New && p.Default is null))];
        if (oldOptional.Length == 0 && oldRequired.Length == 0 && !model.OldArguments.Any()) yield break;

        string instead = string.Join(" ", model.OldNames.Select(o => $"Write {o.New}: instead of {o.Old}:.").Concat(model.OldArguments.Select(a => $"{a.Key}: {(a.Doc.Length > 0 ? Regex.Replace(a.Doc, "<[^>]*>", "") : "Only in Keras 1 and 2.")}")));
        Parameter[] appended = [.. offered, .. oldOptional.Select(o => Old(o, offered.First(p => p.Key == o.New)) with { Default = "null" }), .. model.OldArguments];
        if (appended.Length > offered.Length) yield return Make(model, appended, oldOptional, -1, instead);
        if (oldRequired.Length > 0)
            yield return Make(model, [.. appended.Select(p => oldRequired.FirstOrDefault(o => o.New == p.Key) is { } old ? Old(old, p) : p)], [.. oldOptional, .. oldRequired], -2, instead);
    }

    // Nullable, so that the signature is another one than today's.
    private static Parameter Old(OldName old, Parameter today) =>
        today with { Key = old.Old, Type = today.Type.EndsWith("?") ? today.Type : today.Type + "?", Doc = $"Old spelling of <c>{old.New}</c>." };

    private static Overload Make(ClassModel model, Parameter[] arguments, OldName[] olds, int priority, string? obsolete)
    {
        string Value(Parameter p) => string.Join(" ?? ", olds.Where(o => o.New == p.Key && arguments.Any(a => a.Key == o.Old)).Select(o => "@" + o.Old)
            .Concat([arguments.Any(a => a.Key == p.Key) ? p.Name : $"throw new global::KerasTransfer.ValueError(\"{model.Name}: {p.Key} must be given.\")"]));

        // An argument of the class's own goes into the option of that name, unless it is a required one, which then means something else (Embedding's input_dim).
        bool IsGiven(Parameter option) => model.Own.FirstOrDefault(p => p.Key == option.Key) is { } own ? own.Default is not null : !option.IsOld || arguments.Contains(option);

        return new(arguments, model.Own.ToDictionary(p => p.Key, Value), (model.Options?.From ?? default).Where(IsGiven).ToDictionary(p => p.Key, Value), priority, obsolete);
    }
}
