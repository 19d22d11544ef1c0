using Microsoft.CodeAnalysis;

namespace KerasTransfer.Generators;

/// <summary>Writes a method on tensors once more on symbolic tensors: the call becomes an operation of a model that is put together.</summary>
internal static class SymbolicWriter
{
    private const string Space = "global::KerasTransfer.";

    /// <param name="api">The class.</param>
    /// <param name="method">A public method of tensors.</param>
    public static IEnumerable<string> Write(string api, IMethodSymbol method)
    {
        if (Result(method.ReturnType) is not (string returned, string call)) yield break;
        string declared = string.Join(", ", method.Parameters.Select(p =>
        {
            bool nullable = p.Type.NullableAnnotation == NullableAnnotation.Annotated;
            string type = Mapped(p.Type) is { } mapped ? mapped + (nullable ? "?" : "") : p.Type.ToDisplayString(AtOnceGenerator.fullName);
            return $"{(p.IsParams ? "params " : "")}{type} @{p.Name}{(ConstructorReader.Default(p) is { } value && !p.IsParams ? " = " + value : "")}";
        }));
        string arguments = string.Join(", ", method.Parameters.Select(p => $"(\"{p.Name}\", {(p.IsParams && Mapped(p.Type) is not null ? $"new {Space}SymbolicArguments(@{p.Name})" : "@" + p.Name)})"));
        string given = string.Join(", ", method.Parameters.Select(p =>
        {
            string value = p.IsParams && Mapped(p.Type) is not null ? $"new {Space}SymbolicArguments(@{p.Name})" : "@" + p.Name;
            string dot = p.Type.NullableAnnotation == NullableAnnotation.Annotated ? "?." : ".";
            return Mapped(p.Type) is null ? "@" + p.Name : AtOnceGenerator.Plain(p.Type) == Space + "Tensor[]" ? $"[.. {value}.In(inTrace)]" : $"{value}{dot}In(inTrace)";
        }));
        yield return $"/// <inheritdoc cref=\"{method.GetDocumentationCommentId()}\"/>";
        if (method.GetAttributes().FirstOrDefault(a => a.AttributeClass?.Name == "ObsoleteAttribute") is { } old)
            yield return $"[global::System.Obsolete({string.Join(", ", old.ConstructorArguments.Select(a => Microsoft.CodeAnalysis.CSharp.TypedConstantExtensions.ToCSharpString(a)))})]";
        yield return $"public {returned} @{method.Name}({declared}) => {Space}Models.Operation.{call}(\"{api}\", \"{method.Name}\", [{arguments}], inTrace => this.@{method.Name}({given}));";
    }

    /// <summary>The symbolic type in place of a tensor type.</summary>
    private static string? Mapped(ITypeSymbol type) => AtOnceGenerator.Plain(type) switch
    {
        Space + "Tensor" => Space + "SymbolicArgument",
        Space + "Tensors" => Space + "SymbolicArguments",
        Space + "Tensor[]" => type is IArrayTypeSymbol ? Space + "SymbolicArgument[]" : null,
        _ => null,
    };

    private static (string, string)? Result(ITypeSymbol type) => AtOnceGenerator.Plain(type) switch
    {
        Space + "Tensor" => (Space + "KerasTensor", "Call"),
        Space + "Tensors" or Space + "Tensor[]" => (Space + "KerasTensor[]", "Several"),
        _ when type is INamedTypeSymbol { IsTupleType: true, TupleElements.Length: 2 } pair && pair.TupleElements.All(e => AtOnceGenerator.Plain(e.Type) == Space + "Tensor")
            => ($"({Space}KerasTensor {pair.TupleElements[0].Name}, {Space}KerasTensor {pair.TupleElements[1].Name})", "Pair"),
        _ => null,
    };
}
