using Microsoft.CodeAnalysis;

namespace KerasTransfer.Generators;

/// <summary>Which types a configuration can hold, and the C# text that reads each from a <c>ConfigItem</c>.</summary>
internal static class ConfigTypes
{
    /// <summary>The text that reads a <paramref name="type"/> from the item named <c>v{depth}</c>; null if it cannot be read.</summary>
    public static string? Reader(ITypeSymbol type, int depth = 0)
    {
        string v = "v" + depth;
        string name = type.WithNullableAnnotation(NullableAnnotation.NotAnnotated).ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);

        if (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable)
            return Reader(nullable.TypeArguments[0], depth) is { } value ? $"({v}.IsNull ? default({name}) : {value})" : null;
        if (type is { IsReferenceType: true, NullableAnnotation: NullableAnnotation.Annotated })
            return Reader(type.WithNullableAnnotation(NullableAnnotation.NotAnnotated), depth) is { } value ? $"({v}.IsNull ? null : {value})" : null;

        if (type.TypeKind == TypeKind.Enum) return $"{v}.ToEnum<{name}>()";
        if (Element(type) is { } element) return Reader(element, depth + 1) is { } part ? $"{v}.ToArray(static v{depth + 1} => {part})" : null;
        if (type is INamedTypeSymbol { IsTupleType: true } tuple) return Tuple(tuple, depth);
        if (type.AllInterfaces.Any(i => i.Name == "IConfigValue" && i.TypeArguments.Length == 1 && SymbolEqualityComparer.Default.Equals(i.TypeArguments[0], type))) return $"{v}.To<{name}>()";
        if (Families.Of(type) is not null) return $"{v}.ToObject<{name}>()";
        return name switch
        {
            "bool" => $"{v}.ToBool()",
            "int" => $"{v}.ToInt()",
            "long" => $"{v}.ToLong()",
            "float" => $"{v}.ToFloat()",
            "double" => $"{v}.ToDouble()",
            "string" => $"{v}.ToText()",
            "global::KerasTransfer.Shape" => $"{v}.ToShape()",
            "global::KerasTransfer.DType" => $"{v}.ToDType()",
            _ => null,
        };
    }

    private static ITypeSymbol? Element(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol { Rank: 1 } array => array.ElementType,
        INamedTypeSymbol { Name: "IReadOnlyList" or "IReadOnlyCollection" or "IEnumerable", TypeArguments.Length: 1 } list => list.TypeArguments[0],
        _ => null,
    };

    private static string? Tuple(INamedTypeSymbol tuple, int depth)
    {
        string?[] parts = [.. tuple.TupleElements.Select(e => Reader(e.Type, depth + 1))];
        return parts.Length > 4 || parts.Contains(null) ? null : $"v{depth}.ToTuple({string.Join(", ", parts.Select(part => $"static v{depth + 1} => {part}"))})";
    }
}
