using System.Globalization;
using System.Xml.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace KerasTransfer.Generators;

/// <summary>Reads a class's constructor, attributes and documentation.</summary>
internal static class ConstructorReader
{
    private static readonly SymbolDisplayFormat fullName =
        SymbolDisplayFormat.FullyQualifiedFormat.AddMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    /// <summary>The class's model; null if it is of no family, not public, or abstract.</summary>
    public static ClassModel? Read(ClassDeclarationSyntax syntax, INamedTypeSymbol type)
    {
        if (type is not { DeclaredAccessibility: Accessibility.Public, IsAbstract: false, IsGenericType: false, ContainingType: null }) return null;
        if (Families.Of(type) is not { } family || type.ToDisplayString() == family.BaseType) return null;

        List<Problem> problems = [];
        void Report(string id, string message, SyntaxNode? at = null) => problems.Add(ProblemAt(id, message, at is null ? syntax.Identifier.GetLocation() : at.GetLocation()));

        AttributeData? noFactory = Attribute(type, "NoFactoryAttribute");
        bool readsItself = type.GetMembers("FromConfig").OfType<IMethodSymbol>().Any(m => m.IsStatic && m.Parameters.Length == 1 && m.Parameters[0].Type.Name == "ConfigReader");
        XElement doc = Documentation(type);
        ClassModel model = new(type.ContainingNamespace.ToDisplayString(), type.Name, type.ToDisplayString(fullName), family.Base,
            noFactory?.NamedArguments.FirstOrDefault(a => a.Key == "Module").Value.Value as string ?? family.Module, Aliases(type), Inside(doc.Element("summary")))
        {
            HasFactory = noFactory is null, ReadsItself = readsItself, Functions = new(LossFunctions(type)),
        };
        if (noFactory is not null) return model;

        var (constructor, isPrimary) = Constructor(type);
        if (constructor is null)
        {
            Report("KT004", $"{type.Name} needs a primary constructor or exactly one public constructor");
            return model with { HasFactory = false, Problems = new(problems) };
        }
        if (!isPrimary) doc = Documentation(constructor);

        Options? options = constructor.Parameters.LastOrDefault() is { } last && Attribute(last.Type, "SpreadOptionsAttribute") is not null ? ReadOptions(last) : null;
        IEnumerable<IParameterSymbol> ownParameters = options is null ? constructor.Parameters : constructor.Parameters.Take(constructor.Parameters.Length - 1);
        List<Parameter> own = [];
        foreach (IParameterSymbol p in ownParameters)
        {
            ISymbol? property = family.Saved ? Property(type, p.Name) : null;
            bool saved = family.Saved && Attribute(p, "NotSavedAttribute") is null && (property is null || Attribute(property, "NotSavedAttribute") is null);
            Parameter parameter = ReadParameter(p, doc) with { Saved = saved, NeedsProperty = family.Saved && property is null };
            SyntaxNode? at = p.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax();
            if (parameter.NeedsProperty && !isPrimary)
                Report("KT002", $"Declare a public property '{p.Name}' in {type.Name}: its constructor is not a primary one, so the property cannot be generated", at);
            if (family.Saved && parameter.Reader is null && !readsItself && (saved || parameter.Default is null))
                Report("KT003", $"'{p.Name}' of {type.Name} cannot be read from a configuration: let {p.Type.ToDisplayString()} implement IConfigValue, mark the parameter [NotSaved] and give it a default, "
                    + "or declare static FromConfig(ConfigReader)", at);
            own.Add(parameter);
        }

        List<OldName> oldNames = [];
        for (INamedTypeSymbol? t = type; t is not null; t = t.BaseType)
            foreach (AttributeData attribute in t.GetAttributes().Where(a => IsOurs(a, "OldNameAttribute")))
            {
                OldName old = new((string)attribute.ConstructorArguments[0].Value!, (string)attribute.ConstructorArguments[1].Value!);
                bool fits = own.Any(p => p.Key == old.New) || options is not null && options.From.Any(p => p.Key == old.New);
                if (constructor.Parameters.Any(p => p.Name == old.New && !p.IsOptional && !p.Type.IsValueType))
                    Report("KT006", $"[OldName(\"{old.Old}\", \"{old.New}\")]: a required argument must be of a value type to have an old spelling");
                else if (fits) oldNames.Add(old);
                else if (SymbolEqualityComparer.Default.Equals(t, type)) Report("KT005", $"[OldName(\"{old.Old}\", \"{old.New}\")]: {type.Name} has no argument '{old.New}'");
            }

        model = model with
        {
            WritesConfig = own.Any(p => p.Saved) && !Declares(type, "get_config"),
            WritesFromConfig = family.Saved && !Declares(type, "from_config"),
            Own = new(own), Options = options, OldNames = new(oldNames),
        };
        bool writesPart = model.WritesConfig || model.WritesFromConfig || options is not null || oldNames.Count > 0 || own.Any(p => p.NeedsProperty);
        if (writesPart && !syntax.Modifiers.Any(SyntaxKind.PartialKeyword)) Report("KT001", $"{type.Name} must be partial: part of it is generated");
        return model with { Problems = new(problems), HasFactory = problems.Count == 0 };
    }

    /// <summary>An activation's model, from a method marked [KerasActivation].</summary>
    public static FunctionModel Activation(IMethodSymbol method) => Function(method, 1);

    private static (IMethodSymbol?, bool IsPrimary) Constructor(INamedTypeSymbol type)
    {
        foreach (IMethodSymbol c in type.InstanceConstructors)
            if (c.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() is TypeDeclarationSyntax) return (c, true);
        IMethodSymbol[] open = [.. type.InstanceConstructors.Where(c => c.DeclaredAccessibility == Accessibility.Public)];
        return (open.Length == 1 ? open[0] : null, false);
    }

    private static Options ReadOptions(IParameterSymbol parameter)
    {
        IMethodSymbol from = parameter.Type.GetMembers("From").OfType<IMethodSymbol>().First(m => m.IsStatic);
        XElement doc = Documentation(from);
        return new(parameter.Name, parameter.Type.WithNullableAnnotation(NullableAnnotation.NotAnnotated).ToDisplayString(fullName), new(from.Parameters.Select(p =>
        {
            Parameter read = ReadParameter(p, doc);
            return read with { IsOld = Attribute(p, "OldArgumentAttribute") is not null, Reader = Attribute(p, "NotSavedAttribute") is null ? read.Reader : null };
        })));
    }

    private static Parameter ReadParameter(IParameterSymbol p, XElement doc) =>
        new(p.Name, p.Type.ToDisplayString(fullName), Default(p), Inside(doc.Elements("param").FirstOrDefault(e => (string?)e.Attribute("name") == p.Name)), ConfigTypes.Reader(p.Type));

    internal static string? Default(IParameterSymbol p)
    {
        if (!p.HasExplicitDefaultValue) return p.IsParams ? "[]" : null;
        ITypeSymbol type = p.Type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable ? nullable.TypeArguments[0] : p.Type;
        return p.ExplicitDefaultValue switch
        {
            null => p.Type.IsReferenceType || !ReferenceEquals(type, p.Type) ? "null" : "default",
            bool b => b ? "true" : "false",
            string s => SymbolDisplay.FormatLiteral(s, quote: true),
            var value when type.TypeKind == TypeKind.Enum => type.GetMembers().OfType<IFieldSymbol>().FirstOrDefault(f => f.HasConstantValue && Equals(f.ConstantValue, value)) is { } member
                ? $"{type.ToDisplayString(fullName)}.@{member.Name}" : $"({type.ToDisplayString(fullName)})({value})",
            double d when double.IsNaN(d) => "double.NaN",
            double d when double.IsInfinity(d) => d > 0 ? "double.PositiveInfinity" : "double.NegativeInfinity",
            double d => d.ToString("R", CultureInfo.InvariantCulture) + "D",
            float f when float.IsNaN(f) || float.IsInfinity(f) => float.IsNaN(f) ? "float.NaN" : f > 0 ? "float.PositiveInfinity" : "float.NegativeInfinity",
            float f => f.ToString("R", CultureInfo.InvariantCulture) + "F",
            long n => n.ToString(CultureInfo.InvariantCulture) + "L",
            char c => SymbolDisplay.FormatLiteral(c, quote: true),
            IFormattable n => n.ToString(null, CultureInfo.InvariantCulture),
            var other => other.ToString(),
        };
    }

    private static ISymbol? Property(INamedTypeSymbol? type, string name)
    {
        for (; type is not null; type = type.BaseType)
            if (type.GetMembers(name).FirstOrDefault(m => !m.IsStatic && m.DeclaredAccessibility == Accessibility.Public && m is IPropertySymbol or IFieldSymbol) is { } found) return found;
        return null;
    }

    private static bool Declares(INamedTypeSymbol type, string method) => type.GetMembers(method).OfType<IMethodSymbol>().Any();

    // A loss's or metric's function: static Tensor name(Tensor y_true, Tensor y_pred, optional...).
    private static IEnumerable<FunctionModel> LossFunctions(INamedTypeSymbol type) => Families.Of(type)!.Base is not ("Loss" or "Metric") ? [] :
        type.GetMembers().OfType<IMethodSymbol>()
            .Where(m => m is { IsStatic: true, DeclaredAccessibility: Accessibility.Public, MethodKind: MethodKind.Ordinary, ReturnType.Name: "Tensor", Parameters.Length: >= 2 }
                && m.Parameters[0].Name == "y_true" && m.Parameters[1].Name == "y_pred" && m.Parameters.Take(2).All(p => p.Type.Name == "Tensor") && m.Parameters.Skip(2).All(p => p.IsOptional))
            .Select(m => Function(m, 2));

    private static FunctionModel Function(IMethodSymbol method, int arguments)
    {
        string name = $"{method.ContainingType.ToDisplayString(fullName)}.@{method.Name}";
        string call = method.Parameters.Length == arguments ? name : arguments == 1 ? $"static x => {name}(x)" : $"static (y_true, y_pred) => {name}(y_true, y_pred)";
        return new(method.Name, Aliases(method), call, Inside(Documentation(method).Element("summary")));
    }

    private static EquatableArray<string> Aliases(ISymbol symbol) =>
        new(Attribute(symbol, "KerasNameAttribute")?.ConstructorArguments[0].Values.Select(v => (string)v.Value!) ?? []);

    private static AttributeData? Attribute(ISymbol symbol, string name) => symbol.GetAttributes().FirstOrDefault(a => IsOurs(a, name));

    private static bool IsOurs(AttributeData attribute, string name) => attribute.AttributeClass is { ContainingNamespace.Name: "KerasTransfer" } c && c.Name == name;

    private static XElement Documentation(ISymbol symbol)
    {
        string? xml = symbol.GetDocumentationCommentXml();
        try { return string.IsNullOrWhiteSpace(xml) ? new XElement("doc") : XElement.Parse(xml); }
        catch (System.Xml.XmlException) { return new XElement("doc"); }
    }

    private static string Inside(XElement? element) => element is null ? "" :
        string.Join(" ", string.Concat(element.Nodes().Select(n => n.ToString(SaveOptions.DisableFormatting))).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static Problem ProblemAt(string id, string message, Location location)
    {
        FileLinePositionSpan lines = location.GetLineSpan();
        return new(id, message, lines.Path, location.SourceSpan.Start, location.SourceSpan.Length,
            lines.StartLinePosition.Line, lines.StartLinePosition.Character, lines.EndLinePosition.Line, lines.EndLinePosition.Character);
    }
}
