using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace KerasTransfer.Generators;

/// <summary>
/// For each method on tensors of a class marked [AtOnce], writes the same on arrays: <c>keras.ops.relu(array)</c> computes at once and gives an array;
/// and the same on symbolic tensors: <c>keras.ops.relu(symbol)</c> is an operation of a model.
/// </summary>
[Generator]
public sealed class AtOnceGenerator : IIncrementalGenerator
{
    private const string Space = "global::KerasTransfer.";

    internal static readonly SymbolDisplayFormat fullName =
        SymbolDisplayFormat.FullyQualifiedFormat.AddMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    private sealed record Api(string Name, EquatableArray<string> Methods);

    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        IncrementalValuesProvider<Api> apis = context.SyntaxProvider.ForAttributeWithMetadataName("KerasTransfer.AtOnceAttribute",
            static (node, _) => node is ClassDeclarationSyntax, static (c, _) => Read((INamedTypeSymbol)c.TargetSymbol));
        context.RegisterSourceOutput(apis, static (output, api) =>
        {
            SourceText text = new("KerasTransfer");
            text.Block($"partial class {api.Name}", () => { foreach (string line in api.Methods) text.Line(line); });
            output.AddSource($"{api.Name}.AtOnce.g.cs", text.ToString());
        });
    }

    private static Api Read(INamedTypeSymbol type)
    {
        IMethodSymbol[] methods = [.. type.GetMembers().OfType<IMethodSymbol>().Where(m => m is { MethodKind: MethodKind.Ordinary, DeclaredAccessibility: Accessibility.Public, IsStatic: false, IsGenericMethod: false })];
        HashSet<string> written = [.. methods.Select(m => Signature(m, static p => Plain(p.Type)))];
        return new(type.Name, new(methods
            .Where(m => m.Parameters.Any(p => Mapped(p.Type) is not null) && !m.Parameters.Any(p => Mapped(p.Type) is null && MentionsTensor(p.Type)))
            .Where(m => Result(m.ReturnType, "") is not null && written.Add(Signature(m, static p => Mapped(p.Type)?.Type ?? Plain(p.Type))))
            .SelectMany(Write)
            .Concat(methods.Where(m => m.Parameters.Any(p => Mapped(p.Type) is not null) && !m.Parameters.Any(p => Mapped(p.Type) is null && MentionsTensor(p.Type))).SelectMany(m => SymbolicWriter.Write(type.Name, m)))));
    }

    internal static IEnumerable<string> Write(IMethodSymbol method)
    {
        string declared = string.Join(", ", method.Parameters.Select(p =>
        {
            bool nullable = p.Type.NullableAnnotation == NullableAnnotation.Annotated;
            string type = Mapped(p.Type) is { } mapped ? mapped.Type + (nullable ? "?" : "") : p.Type.ToDisplayString(fullName);
            return $"{(p.IsParams ? "params " : "")}{type} @{p.Name}{(ConstructorReader.Default(p) is { } value && !p.IsParams ? " = " + value : "")}";
        }));
        string given = string.Join(", ", method.Parameters.Select(p => Mapped(p.Type) is null ? "@" + p.Name
            : p.Type.NullableAnnotation == NullableAnnotation.Annotated ? $"@{p.Name} is null ? null : {Space}AtOnce.Of(@{p.Name})" : $"{Space}AtOnce.Of(@{p.Name})"));
        (string returned, string body) = Result(method.ReturnType, $"this.@{method.Name}({given})")!.Value;
        yield return $"/// <inheritdoc cref=\"{method.GetDocumentationCommentId()}\"/>";
        if (method.GetAttributes().FirstOrDefault(a => a.AttributeClass?.Name == "ObsoleteAttribute") is { } old)
            yield return $"[global::System.Obsolete({string.Join(", ", old.ConstructorArguments.Select(a => Microsoft.CodeAnalysis.CSharp.TypedConstantExtensions.ToCSharpString(a)))})]";
        yield return $"public {returned} @{method.Name}({declared}) => {body};";
    }

    /// <summary>The array type in place of a tensor type.</summary>
    private static (string Type, bool List)? Mapped(ITypeSymbol type) => Plain(type) switch
    {
        Space + "Tensor" => (Space + "NDArray", false),
        Space + "Tensors" => (Space + "NDArrays", true),
        Space + "Tensor[]" => (Space + "NDArray[]", true),
        _ => null,
    };

    internal static bool MentionsTensor(ITypeSymbol type) => Plain(type).Contains(Space + "Tensor");

    /// <summary>The type of the result on arrays and the text that makes it from the result on tensors; null if it cannot be.</summary>
    private static (string Type, string Text)? Result(ITypeSymbol type, string call) => Plain(type) switch
    {
        Space + "Tensor" => (Space + "NDArray", $"{call}.numpy()"),
        Space + "Tensors" or Space + "Tensor[]" => (Space + "NDArray[]", $"{Space}AtOnce.Numpy({call})"),
        _ when type is INamedTypeSymbol { IsTupleType: true, TupleElements.Length: 2 } pair && pair.TupleElements.All(e => Plain(e.Type) == Space + "Tensor")
            => ($"({Space}NDArray {pair.TupleElements[0].Name}, {Space}NDArray {pair.TupleElements[1].Name})", $"{Space}AtOnce.Numpy({call})"),
        _ when type.SpecialType == SpecialType.System_Void || MentionsTensor(type) => null,
        _ => (type.ToDisplayString(fullName), call),
    };

    internal static string Plain(ITypeSymbol type) => type.WithNullableAnnotation(NullableAnnotation.NotAnnotated).ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);

    private static string Signature(IMethodSymbol method, Func<IParameterSymbol, string> type) => $"{method.Name}({string.Join(",", method.Parameters.Select(type))})";
}
