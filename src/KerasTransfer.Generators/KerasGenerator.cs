using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace KerasTransfer.Generators;

/// <summary>Writes the factories, the configs and the table of classes from the public classes' constructors.</summary>
[Generator]
public sealed class KerasGenerator : IIncrementalGenerator
{
    /// <summary>What the hand-written code declares that the tables depend on.</summary>
    private sealed record Surroundings(bool HasTable, bool HasLossFunctions, bool HasActivations, EquatableArray<Family> Families, EquatableArray<string> Members);

    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        IncrementalValuesProvider<ClassModel> classes = context.SyntaxProvider.CreateSyntaxProvider(
            static (node, _) => node is ClassDeclarationSyntax { BaseList: not null },
            static (c, cancel) => c.SemanticModel.GetDeclaredSymbol(c.Node, cancel) is INamedTypeSymbol type && IsFirstPart(c.Node, type)
                ? ConstructorReader.Read((ClassDeclarationSyntax)c.Node, type) : null).Where(static c => c is not null)!;
        IncrementalValuesProvider<FunctionModel> activations = context.SyntaxProvider.ForAttributeWithMetadataName("KerasTransfer.KerasActivationAttribute",
            static (node, _) => node is MethodDeclarationSyntax, static (c, _) => ConstructorReader.Activation((IMethodSymbol)c.TargetSymbol));
        IncrementalValueProvider<Surroundings> surroundings = context.CompilationProvider.Select(static (c, _) => Look(c));

        context.RegisterSourceOutput(classes, static (output, c) =>
        {
            foreach (Problem p in c.Problems) output.ReportDiagnostic(ToDiagnostic(p));
            if (c.HasFactory && ConfigWriter.Write(c) is { } source) output.AddSource($"{c.Namespace}.{c.Name}.g.cs", source);
        });
        context.RegisterSourceOutput(classes.Collect().Combine(activations.Collect()).Combine(surroundings), static (output, all) => WriteTables(output, all.Left.Left, all.Left.Right, all.Right));
    }

    private static bool IsFirstPart(SyntaxNode node, INamedTypeSymbol type) => type.DeclaringSyntaxReferences
        .Select(r => r.GetSyntax()).OfType<ClassDeclarationSyntax>().OrderByDescending(d => d.ParameterList is not null).First(d => d.BaseList is not null) == node;

    private static Surroundings Look(Compilation compilation)
    {
        bool Declares(string name) => compilation.Assembly.GetTypeByMetadataName(name) is not null;
        IEnumerable<string> members = Families.All.Select(f => f.Api).Append("ActivationsApi").SelectMany(api =>
            compilation.Assembly.GetTypeByMetadataName("KerasTransfer." + api)?.GetMembers().Where(m => !m.IsImplicitlyDeclared).Select(m => $"{api} {m.Name} {m is IMethodSymbol}") ?? []);
        return new(Declares("KerasTransfer.Saving.ClassTable"), Declares("KerasTransfer.LossFunction"), Declares("KerasTransfer.ActivationFunction"),
            new(Families.All.Where(f => Declares(f.BaseType))), new(members.Distinct()));
    }

    private static void WriteTables(SourceProductionContext output, ImmutableArray<ClassModel> found, ImmutableArray<FunctionModel> activations, Surroundings surroundings)
    {
        if (!surroundings.HasTable) return;
        ClassModel[] classes = [.. found.OrderBy(c => c.Name, StringComparer.Ordinal).ThenBy(c => c.FullName, StringComparer.Ordinal)];
        var losses = Named(classes.Where(c => c.FamilyBase == "Loss").SelectMany(c => c.Functions));
        // keras.metrics has the losses' functions too.
        var metrics = Named(classes.Where(c => c.FamilyBase == "Metric").Concat(classes.Where(c => c.FamilyBase == "Loss")).SelectMany(c => c.Functions));
        var active = Named(activations);
        (string, FunctionModel)[] none = [];

        foreach (Family family in surroundings.Families)
        {
            bool isLoss = family.Base == "Loss", hasFunctions = surroundings.HasLossFunctions && (isLoss || family.Base == "Metric");
            output.AddSource($"{family.Api}.g.cs", TableWriter.Api(family.Api, family.Module, classes.Where(c => c.FamilyBase == family.Base),
                hasFunctions ? isLoss ? losses : metrics : none, "LossFunction", isLoss ? "Losses" : "Metrics", HandWritten(family.Api)));
        }
        if (surroundings.HasActivations)
            output.AddSource("ActivationsApi.g.cs", TableWriter.Api("ActivationsApi", "keras.activations", [], active, "ActivationFunction", "Activations", HandWritten("ActivationsApi")));

        output.AddSource("ClassTable.g.cs", TableWriter.Classes(classes, surroundings.Families));
        List<(string, string, IEnumerable<(string, FunctionModel)>)> tables = [];
        if (surroundings.HasLossFunctions) tables.AddRange([("Losses", "LossFunction", losses), ("Metrics", "LossFunction", metrics)]);
        if (surroundings.HasActivations) tables.Add(("Activations", "ActivationFunction", active));
        output.AddSource("FunctionTable.g.cs", TableWriter.Functions(tables));

        Dictionary<string, bool> HandWritten(string api) => surroundings.Members.Select(m => m.Split(' ')).Where(m => m[0] == api)
            .GroupBy(m => m[1]).ToDictionary(g => g.Key, g => g.All(m => m[2] == "True"));
    }

    // Each function under its own name and its aliases; the first to take a name keeps it.
    private static (string Name, FunctionModel Function)[] Named(IEnumerable<FunctionModel> functions) =>
        [.. functions.SelectMany(f => new[] { f.Name }.Concat(f.Aliases), (f, name) => (name, f)).GroupBy(x => x.name).Select(g => g.First()).OrderBy(x => x.name, StringComparer.Ordinal)];

    private static Diagnostic ToDiagnostic(Problem p) => Diagnostic.Create(
        new DiagnosticDescriptor(p.Id, "The generator cannot write this class", "{0}", "KerasTransfer", DiagnosticSeverity.Error, isEnabledByDefault: true),
        Location.Create(p.File, new TextSpan(p.Start, p.Length), new LinePositionSpan(new(p.Line, p.Column), new(p.EndLine, p.EndColumn))), p.Message);
}
