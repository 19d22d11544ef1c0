namespace KerasTransfer.Generators;

/// <summary>One argument of a constructor, with all that is written from it.</summary>
/// <param name="Key">Its name, as in Keras.</param>
/// <param name="Type">Its type in full.</param>
/// <param name="Default">The C# text of its default; null if it must be given.</param>
/// <param name="Doc">The inside of its <c>param</c> element.</param>
/// <param name="Reader">The C# text that reads it from a <c>ConfigItem v0</c>; null if its type cannot be read.</param>
/// <param name="Saved">get_config writes it.</param>
/// <param name="NeedsProperty">No property of its name is declared, so one is written.</param>
/// <param name="IsOld">Only old scripts have it.</param>
internal sealed record Parameter(string Key, string Type, string? Default, string Doc, string? Reader, bool Saved = true, bool NeedsProperty = false, bool IsOld = false)
{
    /// <summary>The name as C# wants it.</summary>
    public string Name => Microsoft.CodeAnalysis.CSharp.SyntaxFacts.GetKeywordKind(Key) != Microsoft.CodeAnalysis.CSharp.SyntaxKind.None ? "@" + Key : Key;

    public string Declaration => Default is null ? $"{Type} {Name}" : $"{Type} {Name} = {Default}";
}

/// <summary>The options that a constructor's last parameter holds: its name, its type, and the parameters of the type's <c>From</c>.</summary>
internal sealed record Options(string ParameterName, string Type, EquatableArray<Parameter> From);

internal sealed record OldName(string Old, string New);

/// <summary>A function that goes by name: a loss's, a metric's or an activation.</summary>
/// <param name="Call">The C# text of a delegate.</param>
internal sealed record FunctionModel(string Name, EquatableArray<string> Aliases, string Call, string Summary);

internal sealed record Problem(string Id, string Message, string File, int Start, int Length, int Line, int Column, int EndLine, int EndColumn);

/// <summary>What the generator knows of one class.</summary>
internal sealed record ClassModel(string Namespace, string Name, string FullName, string FamilyBase, string Module, EquatableArray<string> Aliases, string Summary)
{
    public bool HasFactory { get; init; }
    /// <summary>The class declares <c>static FromConfig(ConfigReader)</c>, which is used in place of its constructor.</summary>
    public bool ReadsItself { get; init; }
    public bool WritesConfig { get; init; }
    public bool WritesFromConfig { get; init; }
    public EquatableArray<Parameter> Own { get; init; }
    public Options? Options { get; init; }
    public EquatableArray<OldName> OldNames { get; init; }
    public EquatableArray<FunctionModel> Functions { get; init; }
    public EquatableArray<Problem> Problems { get; init; }

    public Family Family => Families.All.First(f => f.Base == FamilyBase);
    public bool IsInTable => Family.Saved && (HasFactory || ReadsItself);

    /// <summary>The arguments that constructor and factory offer: the class's own, then the options but those that the class has of its own.</summary>
    public IEnumerable<Parameter> Offered => Own.Concat(Options is null ? [] : Options.From.Where(o => !o.IsOld && Own.All(p => p.Key != o.Key)));

    public IEnumerable<Parameter> OldArguments => Options is null ? [] : Options.From.Where(o => o.IsOld);
}
